"""Utterances: statements that say the same words. A function of the set of statements, whatever the order it is given in."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from briefwire.briefings.spoken import utterance_id
from briefwire.families.units import units

SAME = 0.8  # of the three-word sequences of the shorter one that stand in the longer one
FEWEST_WORDS = 5  # fewer are said by chance
_SEQUENCE = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement's words and what puts it in order: the link instant, source and native key of its article, its start, its id."""

    statement_id: UUID
    at: datetime
    source: str
    native_key: str
    start: int
    text: str

    @property
    def order(self) -> tuple[datetime, str, str, int, str]:
        """No two statements are level."""
        return self.at, self.source, self.native_key, self.start, self.statement_id.hex


@dataclass(frozen=True, slots=True)
class Attested:
    """The utterance that a statement is an attestation of; which share (0 to 1) of its own three-word sequences stand in the first attestation, and the
    other way about."""

    utterance_id: UUID
    founder: UUID
    verbatim_share: float
    kept_share: float


def utterances(wordings: Collection[Wording]) -> dict[UUID, Attested]:
    """The utterance of each statement, by statement. What hangs together by same words, directly or by way of others, is one."""
    in_order = sorted(wordings, key=lambda one: one.order)
    sequences = [_sequences(one.text) for one in in_order]
    first = list(range(len(in_order)))

    def root(at: int) -> int:
        while first[at] != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    bearers: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, words in enumerate(sequences):
        shared: defaultdict[int, int] = defaultdict(int)
        for sequence in words:
            for other in bearers[sequence]:
                shared[other] += 1
            bearers[sequence].append(number)
        for other, count in shared.items():
            if count >= SAME * min(len(words), len(sequences[other])):
                earlier, later = sorted((root(number), root(other)))
                first[later] = earlier
    found = {}
    for number, one in enumerate(in_order):
        founder = root(number)
        own, theirs = sequences[number], sequences[founder]
        common = len(own & theirs)
        same = number == founder
        found[one.statement_id] = Attested(
            utterance_id(in_order[founder].statement_id),
            in_order[founder].statement_id,
            1.0 if same else round(common / len(own), 4),
            1.0 if same else round(common / len(theirs), 4),
        )
    return found


def _sequences(text: str) -> frozenset[tuple[str, ...]]:
    """The sequences of three words that a text has; none of a text that is too short to be compared."""
    words = [unit.folded for unit in units(text)]
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(tuple(words[at : at + _SEQUENCE]) for at in range(len(words) - _SEQUENCE + 1))
