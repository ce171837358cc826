"""Every pair of texts that have enough hashes in common, exactly and without an index: all hashes are sorted, and those that stand side by side compared.

Memory: 9 bytes for each hash, 24 more for each that two texts share: 0.3 GB for 50 thousand texts of 430 hashes, at most 0.55 GB while they are sorted.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_PART = 1 << 21  # hashes sorted at a time


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their numbers, `one` < `other`, and how many hashes they share."""

    one: int
    other: int
    shared: int


class Sets:
    """The hashes of texts, numbered from 0 in the order in which they are added: each hash once in a text."""

    def __init__(self) -> None:
        self._hashes = array("Q")
        self._offsets = array("q", [0])

    def add(self, hashes: NDArray[np.uint64] | NDArray[np.int64]) -> None:
        """One more text, by its distinct hashes of 64 bits."""
        self._hashes.frombytes(np.ascontiguousarray(hashes).tobytes())
        self._offsets.append(len(self._hashes))

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def size(self, number: int) -> int:
        """How many hashes a text has."""
        return self._offsets[number + 1] - self._offsets[number]

    def postings(self) -> "_Postings":
        """Where each hash that at least two texts have stands."""
        hashes, offsets = np.frombuffer(self._hashes, np.uint64), np.frombuffer(self._offsets, np.int64)
        bits = (len(hashes) // _PART).bit_length()
        # By their first bits, so that only a part of the hashes is sorted at a time.
        parts = np.zeros(len(hashes), np.uint8)
        for start in range(0, len(hashes) if bits else 0, _PART):
            parts[start : start + _PART] = hashes[start : start + _PART] >> np.uint64(64 - bits)
        texts, ends, filled = [np.empty(0, np.int32)], [np.empty(0, np.uint32)], 0
        for part in range(1 << bits):
            places = np.flatnonzero(parts == part)
            # Stable: within a hash the texts stay in order.
            places = places[np.argsort(hashes[places], kind="stable")]
            of_part = hashes[places]
            edges = np.flatnonzero(np.concatenate(([True], of_part[1:] != of_part[:-1], [True]))) if len(of_part) else np.zeros(1, np.int64)
            sizes = np.diff(edges)
            shared = np.repeat(sizes > 1, sizes)
            texts.append((np.searchsorted(offsets, places[shared], side="right") - 1).astype(np.int32))
            kept = sizes[sizes > 1]
            ends.append(np.repeat(filled + np.cumsum(kept), kept).astype(np.uint32))
            filled += int(kept.sum())
        return _Postings(np.concatenate(texts), np.concatenate(ends), len(self))


class _Postings:
    """The texts of each shared hash, hash after hash, in order within one. `ends` says for each place where its hash ends."""

    def __init__(self, texts: NDArray[np.int32], ends: NDArray[np.uint32], count: int) -> None:
        self._texts, self._ends = texts, ends
        self._places = np.argsort(texts, kind="stable").astype(np.uint32)
        self._offsets = np.concatenate(([0], np.cumsum(np.bincount(texts, minlength=count))))

    def later(self, number: int, limit: int) -> NDArray[np.int64]:
        """How many hashes the texts `number` + 1 to `limit` - 1 share with text `number`, in their order; the last ones that share none may be left out."""
        places = self._places[self._offsets[number] : self._offsets[number + 1]].astype(np.int64)
        following = self._ends[places].astype(np.int64) - places - 1
        total = int(following.sum())
        if not total:
            return np.empty(0, np.int64)
        begins = np.cumsum(following) - following
        others = self._texts[np.repeat(places + 1 - begins, following) + np.arange(total)]
        return np.bincount(others[others < limit] - (number + 1))


def sharing(sets: Sets, days: Sequence[int], within: int, least: int) -> Iterator[Pair]:
    """The pairs of texts at most `within` days apart that share at least `least` (>= 1) hashes, in order.

    `days` are the texts' day numbers, which must not fall.
    """
    numbers = np.asarray(days, np.int64)
    limits = np.searchsorted(numbers, numbers + within, side="right")
    postings = sets.postings()
    for one in range(len(sets)):
        shared = postings.later(one, int(limits[one]))
        for after in np.flatnonzero(shared >= least):
            yield Pair(one, one + 1 + int(after), int(shared[after]))
