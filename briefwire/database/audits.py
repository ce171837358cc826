"""What an audit of the families reads and writes. Reading belongs to one snapshot; what is compared stands in `briefwire.families`."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from briefwire.database.handles import Connection, Cursor
from briefwire.database.statements import statement
from briefwire.database.waiting import ids
from briefwire.families.closing import Edge, Member
from briefwire.families.deviation import Place, Said, spans_number
from briefwire.families.piece import Piece
from briefwire.families.relation import Span

_AT_A_TIME = 500  # rows that a stream holds in memory


@dataclass(frozen=True, slots=True)
class Recorded:
    """A linked article, and the fingerprints that are stored of it."""

    piece: Piece
    hashes: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Named:
    """How an article is told to people, and its link day (UTC)."""

    source: str
    url: str
    day: date


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference as it is kept: of which source and link day, of what kind, in words."""

    source: str
    day: date
    difference: str
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An audit as it is kept: its window (both ends included), when it was made (aware), what it looked at and how many differences it found."""

    first: date
    last: date
    started_at: datetime
    ended_at: datetime
    articles: int
    pairs: int
    differences: int


@contextmanager
def snapshot(connection: Connection) -> Iterator[Cursor]:
    """One transaction that sees the database as it stands at its first statement, whatever is loaded and linked meanwhile. Writes nothing."""
    with connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield cursor


def recorded(cursor: Cursor, first: date, last: date, versions: tuple[int, int]) -> Iterator[Recorded]:
    """The articles of the link days from `first` to `last`, both included, that are linked as they stand and by `versions` (of signature and rules).

    In order of time. Streamed: a few hundred are in memory at a time.
    """
    with cursor.connection.cursor("audit_pieces") as stream:
        stream.itersize = _AT_A_TIME
        values = {"first": first, "last": last, "sig_version": versions[0], "rule_version": versions[1]}
        stream.execute(statement("audit_pieces"), values)
        for article, *facts, hashes in stream:
            yield Recorded(Piece(UUID(article), *facts), np.array(hashes, np.int64))


def relations(cursor: Cursor, first: date, last: date) -> Iterator[tuple[tuple[UUID, UUID], Said]]:
    """What is stored of all pairs with a link day from `first` to `last`."""
    with cursor.connection.cursor("audit_relations") as stream:
        stream.itersize = _AT_A_TIME
        stream.execute(statement("audit_relations"), {"first": first, "last": last})
        for a, b, kind, share_a, share_b, lag, credit, decided_by, numbers in stream:
            spans = [Span(*numbers[place : place + 4]) for place in range(0, len(numbers), 4)]
            yield (UUID(a), UUID(b)), Said(kind, share_a, share_b, lag, credit, decided_by, spans_number(spans))


def members(cursor: Cursor, first: date, last: date) -> dict[UUID, tuple[Member, Place | None]]:
    """The articles of the days and all that stored closing relations lead to from them, with the family that is stored of each."""
    cursor.execute(statement("audit_members"), {"first": first, "last": last})
    found: dict[UUID, tuple[Member, Place | None]] = {}
    for article, source, key, at, published_at, agency, family, role, origin, reason, origin_agency, size in cursor.fetchall():
        member = Member(UUID(article), source, key, at, published_at, agency)
        place = Place(UUID(family), role, UUID(origin), reason, origin_agency, size) if family is not None else None
        found[member.article_id] = member, place
    return found


def edges(cursor: Cursor, articles: Collection[UUID]) -> list[Edge]:
    """The stored closing relations whose earlier article is one of these."""
    cursor.execute(statement("audit_edges"), {"articles": ids(articles)})
    return [Edge(UUID(a), UUID(b), share_a, share_b) for a, b, share_a, share_b in cursor.fetchall()]


def index_faults(cursor: Cursor, first: date, last: date) -> set[UUID]:
    """The articles of the days whose rows in the index are not those of their signature."""
    cursor.execute(statement("audit_index"), {"first": first, "last": last})
    return {UUID(article) for (article,) in cursor.fetchall()}


def named(cursor: Cursor, articles: Collection[UUID]) -> dict[UUID, Named]:
    """How articles are told to people."""
    cursor.execute(statement("audit_named"), {"articles": ids(articles)})
    return {UUID(article): Named(source, url, day) for article, source, url, day in cursor.fetchall()}


def keep(cursor: Cursor, audit: Kept, findings: Iterable[Finding]) -> None:
    """An audit and what it found, in the place of what earlier ones found on its days."""
    values = {name: getattr(audit, name) for name in ("first", "last", "started_at", "ended_at", "articles", "pairs", "differences")}
    cursor.execute(statement("audit_keep"), values)
    rows = [{"source": one.source, "day": str(one.day), "difference": one.difference, "words": one.words} for one in findings]
    cursor.execute(
        statement("audit_find"), {"first": audit.first, "last": audit.last, "ended_at": audit.ended_at, "findings": json.dumps(rows)}
    )


def make_wait(cursor: Cursor, articles: Collection[UUID]) -> None:
    """The next link makes these articles' fingerprints, relations and families anew."""
    cursor.execute(statement("audit_wait"), {"articles": ids(articles)})


def drop_from_index(cursor: Cursor, days: Collection[date]) -> None:
    """Takes the months of these days for absent from the index: the next link that needs one makes it anew from the signatures."""
    cursor.execute(statement("audit_unindex"), {"days": list(days)})


def last(cursor: Cursor) -> Kept | None:
    """The audit that was made last."""
    cursor.execute(statement("audit_last"))
    row = cursor.fetchone()
    return Kept(*row) if row else None


def found(cursor: Cursor) -> int:
    """How many lines the audits left that nobody has mended."""
    cursor.execute("SELECT count(*) FROM briefwire.family_difference")
    (lines,) = cursor.fetchone() or (0,)
    return int(lines)
