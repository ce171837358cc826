"""What can be measured about two articles: what they have in common, where, and what sets them apart."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefwire.families.facts import Fact, other_figures, replaced
from briefwire.families.reading import LEAD, Reading
from briefwire.families.spans import covered

_DAY = 86_400.0


@dataclass(frozen=True)
class Evidence:
    """Two readings measured against each other: `small` is the one with fewer units, of equals the later one, `large` the other.

    Shares and leads are 0 to 1: the share of a text's units, or of its first `LEAD` units, that lie in runs which stand in the other.
    """

    small: Reading
    large: Reading

    @cached_property
    def days(self) -> float:
        """Days between the two, 0 or more."""
        return abs((self.small.piece.at - self.large.piece.at).total_seconds()) / _DAY

    @cached_property
    def one_source(self) -> bool:
        """Whether both stand in one outlet."""
        return self.small.piece.source == self.large.piece.source

    @cached_property
    def share_small(self) -> float:
        """Of the smaller text."""
        return _share(self._small)

    @cached_property
    def share_large(self) -> float:
        """Of the larger text."""
        return _share(self._large)

    @cached_property
    def lead_small(self) -> float:
        """Of the opening of the smaller text."""
        return _share(self._small[:LEAD])

    @cached_property
    def lead_large(self) -> float:
        """Of the opening of the larger text."""
        return _share(self._large[:LEAD])

    @property
    def leads(self) -> float:
        """Of both openings: the smaller share."""
        return min(self.lead_small, self.lead_large)

    @cached_property
    def titles(self) -> float:
        """Words that the titles have in common, of all that they have (Jaccard)."""
        every = self.small.title | self.large.title
        return len(self.small.title & self.large.title) / len(every) if every else 0.0

    @cached_property
    def likeness(self) -> float:
        """Shingles in common, of all that the two have (Jaccard)."""
        one, other = np.unique(self.small.shingles), np.unique(self.large.shingles)
        common = len(np.intersect1d(one, other, assume_unique=True))
        return common / max(1, len(one) + len(other) - common)

    @cached_property
    def longest(self) -> int:
        """Units of the longest stretch of the smaller text that is covered without a break."""
        edges = np.flatnonzero(np.diff(np.concatenate(([False], self._small, [False])).astype(np.int8)))
        return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0

    @cached_property
    def replaced(self) -> frozenset[Fact]:
        """The kinds of fact that each opening has and the other article has not."""
        return replaced(self.small, self.large)

    @cached_property
    def other_figures(self) -> bool:
        """Whether both openings give figures, and not one in common."""
        return other_figures(self.small, self.large)

    @cached_property
    def _small(self) -> NDArray[np.bool_]:
        return covered(self.small, self.large)

    @cached_property
    def _large(self) -> NDArray[np.bool_]:
        return covered(self.large, self.small)


def measure(one: Reading, other: Reading) -> Evidence:
    """The evidence on two readings, the same whichever is named first."""
    earlier, later = sorted((one, other), key=lambda reading: reading.piece.order)
    return Evidence(small=earlier, large=later) if len(earlier) < len(later) else Evidence(small=later, large=earlier)


def _share(covers: NDArray[np.bool_]) -> float:
    return float(covers.mean()) if len(covers) else 0.0
