"""The usual ways to tell copies of one text, each as a score of a pair (higher: more alike) and the threshold it is used at.

All of them read the same cleaned title and body as the product does. A method whose threshold is free is given the best one there is, found on the very set it
is then measured on: a lead that the product does not get.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from datasketch import MinHash, MinHashLSH

PERMUTATIONS = 128
SIMHASH_BITS = 64
_WORD = re.compile(r"\w+")

Pairs = Sequence[tuple[str, str]]
Scores = list[float]


@dataclass(frozen=True, slots=True)
class Text:
    """An article to the peers: title and body."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A method: its name with its settings, its scores of pairs, and the threshold from which on a pair counts; None: the best one is looked for."""

    name: str
    score: Callable[[Mapping[str, Text], Pairs], Scores]
    threshold: float | None


def words(text: str) -> list[str]:
    """The words of a text, case-folded."""
    return _WORD.findall(text.casefold())


def shingles(text: str, size: int) -> frozenset[str]:
    """The word n-grams of a text; a shorter text is one shingle."""
    found = words(text)
    return frozenset(" ".join(found[i : i + size]) for i in range(max(1, len(found) - size + 1)))


def peers() -> list[Peer]:
    """All methods, each in every setting that is compared."""
    made = [
        Peer("equal titles", _by(lambda text: " ".join(words(text.title))), 1),
        Peer("exact hash of the normalised text", _by(lambda text: hashlib.sha256(" ".join(words(text.body)).encode()).hexdigest()), 1),
    ]
    for size in (3, 5):
        for at in (0.5, 0.8):
            made.append(Peer(f"MinHash-LSH {at}, {size}-grams", _lsh(size, at, verified=False), 1))
            made.append(Peer(f"MinHash-LSH {at}, {size}-grams, estimate checked", _lsh(size, at, verified=True), 1))
    for unit in (1, 3, 5):
        made.append(Peer(f"simhash 64 bit, <= 3, {unit}-grams", _simhash(unit), -3))
        made.append(Peer(f"simhash 64 bit, best, {unit}-grams", _simhash(unit), None))
    made += [Peer(f"containment of the larger share, {size}-grams, best", _containment(size), None) for size in (3, 5)]
    made += [Peer(f"Jaccard, {size}-grams, best", _jaccard(size), None) for size in (3, 5)]
    return made


def best_of(names: Iterable[tuple[str, float]]) -> dict[str, str]:
    """Of every method the setting that did best: its kind (the name up to the settings) and the full name."""
    found: dict[str, tuple[float, str]] = {}
    for name, value in names:
        kind = re.sub(r", \d-grams.*", "", name)
        found[kind] = max(found.get(kind, (-1.0, "")), (value, name))
    return {kind: name for kind, (_, name) in found.items()}


def _by(key: Callable[[Text], str]) -> Callable[[Mapping[str, Text], Pairs], Scores]:
    def score(texts: Mapping[str, Text], pairs: Pairs) -> Scores:
        keys = {name: key(text) for name, text in texts.items()}
        return [float(keys[a] == keys[b]) for a, b in pairs]

    return score


def _sets(texts: Mapping[str, Text], size: int) -> dict[str, frozenset[str]]:
    return {name: shingles(text.body, size) for name, text in texts.items()}


def _containment(size: int) -> Callable[[Mapping[str, Text], Pairs], Scores]:
    def score(texts: Mapping[str, Text], pairs: Pairs) -> Scores:
        sets = _sets(texts, size)
        return [len(sets[a] & sets[b]) / min(len(sets[a]), len(sets[b])) for a, b in pairs]

    return score


def _jaccard(size: int) -> Callable[[Mapping[str, Text], Pairs], Scores]:
    def score(texts: Mapping[str, Text], pairs: Pairs) -> Scores:
        sets = _sets(texts, size)
        return [len(sets[a] & sets[b]) / len(sets[a] | sets[b]) for a, b in pairs]

    return score


def _lsh(size: int, threshold: float, *, verified: bool) -> Callable[[Mapping[str, Text], Pairs], Scores]:
    def score(texts: Mapping[str, Text], pairs: Pairs) -> Scores:
        index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        made = {}
        for name, found in _sets(texts, size).items():
            made[name] = MinHash(num_perm=PERMUTATIONS)
            made[name].update_batch([shingle.encode() for shingle in found])
            index.insert(name, made[name])
        near = {name: set(index.query(made[name])) for name in texts}
        return [float(b in near[a] and (not verified or made[a].jaccard(made[b]) >= threshold)) for a, b in pairs]

    return score


def _simhash(size: int) -> Callable[[Mapping[str, Text], Pairs], Scores]:
    def score(texts: Mapping[str, Text], pairs: Pairs) -> Scores:
        bits = {name: _simhash_of(text.body, size) for name, text in texts.items()}
        return [-float((bits[a] ^ bits[b]).bit_count()) for a, b in pairs]

    return score


def _simhash_of(text: str, size: int) -> int:
    """Charikar's hash: every shingle votes on each bit, as often as it occurs."""
    found = words(text)
    grams = (" ".join(found[i : i + size]) for i in range(max(1, len(found) - size + 1)))
    digests = b"".join(hashlib.blake2b(gram.encode(), digest_size=SIMHASH_BITS // 8).digest() for gram in grams)
    votes = np.unpackbits(np.frombuffer(digests, np.uint8).reshape(-1, SIMHASH_BITS // 8), axis=1)
    return int.from_bytes(np.packbits(2 * votes.sum(axis=0, dtype=np.int64) > len(votes)).tobytes(), "big")


def all_pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    """Every pair of names once."""
    return list(combinations(names, 2))
