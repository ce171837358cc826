"""The stretches that two texts have in common."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from briefwire.families.hashing import Hashes
from briefwire.families.reading import Reading
from briefwire.families.relation import Span

_PLACES = 16  # of one run in the other text that are tried: more is a refrain


def covered(one: Reading, other: Reading) -> NDArray[np.bool_]:
    """Which units of `one` lie in a run that stands in `other` too."""
    return _cover(np.isin(one.runs, other.runs), one.grain.run, len(one))


def spans(a: Reading, b: Reading) -> tuple[Span, ...]:
    """Stretches of at least a shingle that stand in both, the longest at each place of `a` taken from its start on, no place of `b` used twice.

    Sorted by their place in `a`; in characters of the two bodies.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, shingle in enumerate(b.shingles.tolist()):
        places[shingle].append(at)
    used = np.zeros(len(b), np.bool_)
    found: list[Span] = []
    size, at, shingles = a.grain.shingle, 0, a.shingles.tolist()
    while at < len(shingles):
        best, where = 0, 0
        for place in places.get(shingles[at], ())[:_PLACES]:
            length = _length(a.hashes, at, b.hashes, place, used)
            if length > best:
                best, where = length, place
        if best < size:
            at += 1
            continue
        used[where : where + best] = True
        found.append(Span(int(a.starts[at]), int(a.ends[at + best - 1]), int(b.starts[where]), int(b.ends[where + best - 1])))
        at += best
    return tuple(found)


def _cover(hits: NDArray[np.bool_], size: int, length: int) -> NDArray[np.bool_]:
    covers = np.zeros(length, np.bool_)
    for offset in range(size):
        covers[offset : offset + len(hits)] |= hits
    return covers


def _length(a: Hashes, at: int, b: Hashes, place: int, used: NDArray[np.bool_]) -> int:
    """How many units are equal from these places on, up to one of `b` that is taken."""
    limit = min(len(a) - at, len(b) - place)
    unlike = np.flatnonzero((a[at : at + limit] != b[place : place + limit]) | used[place : place + limit])
    return int(unlike[0]) if len(unlike) else limit
