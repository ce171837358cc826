"""What two articles are to each other."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """The closed list of relations. The first four make the two one family."""

    IDENTICAL = "identical"  # one outlet, the same text
    NEAR_DUPLICATE = "near_duplicate"  # one outlet, the same report with a few words changed
    WIRE_COPY = "wire_copy"  # two outlets, one text: a copy, or both print one release
    UPDATE = "update"  # one outlet, a later version that keeps most of the text
    PARTIAL_QUOTE = "partial_quote"  # two reports with passages in common: quotations, background
    SAME_EVENT = "same_event"  # two reports of one event in their own words
    TEMPLATE = "template"  # one formula, other facts
    IN_ROUNDUP = "in_roundup"  # one stands as a section in the other, which is about more


CLOSING = frozenset({Kind.IDENTICAL, Kind.NEAR_DUPLICATE, Kind.WIRE_COPY, Kind.UPDATE})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that stands in both bodies, in characters, half-open."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """How two articles are related, `a` the earlier one, with the evidence.

    `share_a` is the share of a's words that stand in b in runs of three or more (signs: five), `share_b` the reverse; 0 to 1, four decimals. `lag` is b's time
    of publication less a's, None unless both are known. `credit` is the agency that both credit, or that one credits and the other is. `decided_by` names the
    rule and its version. `spans` are the longest stretches in common, in a's order, without overlaps in either body.
    """

    a: UUID
    b: UUID
    kind: Kind
    share_a: float
    share_b: float
    lag: timedelta | None
    credit: str | None
    decided_by: str
    spans: tuple[Span, ...]
