"""Our own 64-bit hashes. Stored in every database: they may change only together with `SIG_VERSION`. Libraries' digests change between releases."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio, as in SplitMix64 (Steele, Lea and Flood, 2014)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)  # the finaliser of SplitMix64


def hash_units(units: Iterable[str]) -> Hashes:
    """A hash for each unit: the first eight bytes, little-endian, of its BLAKE2b (RFC 7693)."""
    return np.fromiter(map(_hash, units), np.uint64)


def grams(hashes: Hashes, size: int) -> Hashes:
    """A hash for each run of `size` units, in order: max(0, len - size + 1) of them. Runs of different sizes have different hashes."""
    count = len(hashes) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    with np.errstate(over="ignore"):
        mixed = np.full(count, np.uint64(size), np.uint64)
        for offset in range(size):
            mixed = mixed * _MULTIPLIER + hashes[offset : offset + count]
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
        return np.asarray(mixed ^ (mixed >> np.uint64(31)), np.uint64)


@lru_cache(maxsize=1 << 18)
def _hash(unit: str) -> int:
    return int.from_bytes(hashlib.blake2b(unit.encode(), digest_size=8).digest(), "little")
