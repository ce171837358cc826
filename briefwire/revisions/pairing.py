"""Which changed sentence of one version is which of the other, and what changed between two. Bounded whatever the input: see `Effort`."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

ALIKE = 0.45  # share of common words from which two sentences are versions of one


@dataclass(slots=True)
class Effort:
    """How many steps of comparing are left. A step takes about a tenth of a microsecond to a microsecond; news needs some thousands."""

    left: int = 3_000_000

    def spend(self, steps: int) -> bool:
        """Whether `steps` may still be taken; if so they count as taken."""
        if steps > self.left:
            return False
        self.left -= steps
        return True


def pair(before: Sequence[Counter[T]], after: Sequence[Counter[T]], effort: Effort) -> list[tuple[int, int]]:
    """Indices of sentences (as bags of words) that are versions of one another, each used once, the most alike first. Beyond the effort: by position."""
    if not effort.spend(sum(map(len, before)) * len(after) + len(before) * len(after)):
        return [(at, at) for at in range(min(len(before), len(after)))]
    alike = sorted(
        (-share, abs(one - other), one, other)
        for one, left in enumerate(before)
        for other, right in enumerate(after)
        if (share := similarity(left, right)) >= ALIKE
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in alike:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return sorted(pairs.items())


def similarity(before: Counter[T], after: Counter[T]) -> float:
    """The share of words that two bags have in common (Dice), 0 to 1."""
    total = before.total() + after.total()
    return 2 * sum(min(count, after[word]) for word, count in before.items() if word in after) / total if total else 0.0


def changes(before: Sequence[T], after: Sequence[T], effort: Effort) -> list[tuple[int, int, int, int]]:
    """The stretches (half-open, of `before` and of `after`) in which two rows differ. Beyond the effort: one stretch, all between the common ends."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    left, right = before[head : len(before) - tail], after[head : len(after) - tail]
    if not left and not right:
        return []
    counts = Counter(right)
    matches = sum(counts[item] for item in left)
    if not left or not right or not matches or not effort.spend((len(left) + matches) * min(len(left), len(right))):
        return [(head, head + len(left), head, head + len(right))]
    found = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(head + i1, head + i2, head + j1, head + j2) for kind, i1, i2, j1, j2 in found if kind != "equal"]
