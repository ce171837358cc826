"""How far a prediction agrees with labels: rates over pairs, and ARI and B-cubed over partitions."""

import random
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of a yes/no prediction; precision, recall and F1 of "yes"."""

    right: int
    false: int
    missed: int
    kept_out: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A partition against the labelled one: adjusted Rand index (Hubert and Arabie 1985) and B-cubed (Bagga and Baldwin 1998)."""

    ari: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def rates(truth: Sequence[bool], said: Sequence[bool]) -> Rates:
    """The counts of a prediction."""
    found = Counter(zip(truth, said, strict=True))
    return Rates(found[True, True], found[False, True], found[True, False], found[False, False])


def best_threshold(truth: Sequence[bool], scores: Sequence[float], worth: Callable[[float], float] | None = None) -> float:
    """The score from which on "yes" gives the best F1 (or the most `worth`), the highest of equals."""
    worth = worth or (lambda at: rates(truth, [score >= at for score in scores]).f1)
    return max(sorted(set(scores), reverse=True), key=worth)


def interval(truth: Sequence[bool], said: Sequence[bool], *, times: int = 1000, seed: int = 20250630) -> tuple[float, float]:
    """The middle 95 % of F1 over samples of the pairs drawn with replacement."""
    draw, pairs = random.Random(seed), list(zip(truth, said, strict=True))
    found = sorted(_f1_of(draw.choices(pairs, k=len(pairs))) for _ in range(times))
    return found[int(0.025 * times)], found[int(0.975 * times) - 1]


def _f1_of(pairs: Iterable[tuple[bool, bool]]) -> float:
    truth, said = zip(*pairs, strict=True)
    return rates(truth, said).f1


def likeness(truth: Mapping[str, Hashable], said: Mapping[str, Hashable]) -> Likeness:
    """Two partitions of the same names, each given as name -> cluster, compared."""
    together = Counter((truth[name], said[name]) for name in truth)
    theirs, ours = Counter(truth.values()), Counter(said[name] for name in truth)
    precision = sum(count**2 / ours[own] for (_, own), count in together.items()) / len(truth)
    recall = sum(count**2 / theirs[label] for (label, _), count in together.items()) / len(truth)
    return Likeness(_ari(together.values(), theirs.values(), ours.values(), len(truth)), precision, recall)


def _ari(together: Collection[int], theirs: Collection[int], ours: Collection[int], total: int) -> float:
    both, one, other = (sum(comb(count, 2) for count in counts) for counts in (together, theirs, ours))
    expected = one * other / comb(total, 2)
    most = (one + other) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0


def partition(names: Iterable[str], groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Name -> cluster; a name in no group is a cluster of its own."""
    found = {name: name for name in names}
    for group in groups:
        members = sorted(group)
        found.update(dict.fromkeys(members, members[0]))
    return found


def components(names: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name -> cluster, for the connected components of a graph."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in edges:
        one, other = sorted((root(a), root(b)))
        parent[other] = one
    return {name: root(name) for name in parent}
