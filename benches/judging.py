"""What the product says of the labelled pairs and days: as it would in the database, a pair is related only if it is a candidate."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from benches.agreement import Likeness, Rates, components, likeness, partition, rates
from benches.gold import Day, Gold, Pair
from briefwire.families.closing import Edge, Member, families
from briefwire.families.decide import relate
from briefwire.families.piece import Piece
from briefwire.families.reading import Reading, read
from briefwire.families.relation import CLOSING, Kind, Relation
from briefwire.families.signature import MIN_SHARED, WINDOW_DAYS, fingerprints

UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Read:
    """An article as linking holds it."""

    reading: Reading
    prints: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the product says of a pair. `one`: both addresses are one article to it. `shared`: fingerprints in common. `candidate`: it looks at the pair."""

    one: bool
    shared: int
    candidate: bool
    relation: Relation | None

    @property
    def kind(self) -> str:
        return Kind.IDENTICAL.value if self.one else self.relation.kind.value if self.relation else UNRELATED

    @property
    def closes(self) -> bool:
        """The strict reading of "same family"."""
        return self.one or (self.relation is not None and self.relation.kind in CLOSING)

    @property
    def carries(self) -> bool:
        """The reading with carriage."""
        return self.closes or self.kind == Kind.IN_ROUNDUP.value


ABSENT = Verdict(one=False, shared=0, candidate=False, relation=None)  # one of the two is no article to the product


@dataclass(frozen=True, slots=True)
class Whole:
    """A labelled day beside what is said of it: families by closing relations, and with carriage, both as address -> family."""

    day: Day
    strict: Mapping[str, str]
    carriage: Mapping[str, str]
    verdicts: Mapping[tuple[str, str], Verdict]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that is said of a labelled set."""

    labelled: Gold
    verdicts: tuple[Verdict, ...]
    days: tuple[Whole, ...]

    def f1(self, choose: Callable[[Pair], bool] = lambda _: True, *, carriage: bool = False) -> Rates:
        """The rates of "same family" over some of the pairs."""
        chosen = [(p, v) for p, v in zip(self.labelled.pairs, self.verdicts, strict=True) if choose(p)]
        return rates([p.same_family for p, _ in chosen], [v.carries if carriage else v.closes for _, v in chosen])

    def strict_days(self) -> Likeness:
        """The families of all days together, against the strict ones."""
        return over_days(self.days, lambda whole: whole.strict, lambda day: day.strict)


def measure(labelled: Gold) -> Measured:
    """The product's verdict on every labelled pair, and its families of every labelled day."""
    known = {link: _read(piece) for link, piece in labelled.pieces.items()}
    verdicts = tuple(judge(known.get(pair.a), known.get(pair.b)) for pair in labelled.pairs)
    return Measured(labelled, verdicts, tuple(_whole(day, known) for day in labelled.days))


def _read(piece: Piece) -> Read:
    reading = read(piece)
    return Read(reading, fingerprints(reading))


def judge(a: Read | None, b: Read | None) -> Verdict:
    """The product's verdict on two articles."""
    if a is None or b is None:
        return ABSENT
    one, other = a.reading.piece, b.reading.piece
    shared = len(np.intersect1d(a.prints, b.prints, assume_unique=True))
    if one.article_id == other.article_id:
        return Verdict(one=True, shared=shared, candidate=True, relation=None)
    candidate = shared >= MIN_SHARED and abs((one.day - other.day).days) <= WINDOW_DAYS
    return Verdict(one=False, shared=shared, candidate=candidate, relation=relate(a.reading, b.reading) if candidate else None)


def member(piece: Piece) -> Member:
    """A piece as the closing of families takes it."""
    return Member(piece.article_id, piece.source, piece.native_key, piece.at, piece.published_at, piece.agency)


def _whole(day: Day, known: Mapping[str, Read]) -> Whole:
    here = {link: known[link] for link in day.links if link in known}
    verdicts = {(a, b): judge(here[a], here[b]) for a, b in combinations(here, 2)}
    articles = {read.reading.piece.article_id: read.reading.piece for read in here.values()}
    edges = [Edge(r.a, r.b, r.share_a, r.share_b) for verdict in verdicts.values() if verdict.closes and (r := verdict.relation)]
    families_of = {
        id_: family.family_id for family in families([member(piece) for piece in articles.values()], edges) for id_ in family.members
    }
    strict = {link: str(families_of[here[link].reading.piece.article_id]) if link in here else link for link in day.links}
    carriage = components(day.links, [pair for pair, verdict in verdicts.items() if verdict.carries])
    return Whole(day, strict, carriage, verdicts)


def over_days(
    days: Sequence[Whole], said: Callable[[Whole], Mapping[str, str]], truth: Callable[[Day], Iterable[Collection[str]]]
) -> Likeness:
    """The likeness over all days as one collection: no family reaches from one day into another."""
    ours, theirs = {}, {}
    for whole in days:
        name = whole.day.day.isoformat()
        ours |= {f"{name} {link}": f"{name} {family}" for link, family in said(whole).items()}
        theirs |= {f"{name} {link}": f"{name} {family}" for link, family in partition(whole.day.links, truth(whole.day)).items()}
    return likeness(theirs, ours)
