"""Signatures, and the index of fingerprints made of them. Each function is part of the caller's transaction, which holds the lock on linking."""

import io
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from briefwire.database.handles import Cursor
from briefwire.database.pieces import Standing, pieces
from briefwire.database.statements import statement
from briefwire.database.waiting import ids
from briefwire.families.decide import RULE_VERSION
from briefwire.families.reading import read
from briefwire.families.signature import MIN_SHARED, SIG_VERSION, WINDOW_DAYS, fingerprints

Fingerprints = NDArray[np.int64]

_CHUNK = 200  # articles of an absent month that are signed at a time

# A row in the binary format of COPY (PostgreSQL documentation, COPY, "Binary Format"): the number of fields, then each with its length before it, all
# big-endian; a date is counted in days from the first of 2000.
_ROW = np.dtype([("fields", ">i2"), ("l1", ">i4"), ("hash", ">i8"), ("l2", ">i4"), ("number", ">i4"), ("l3", ">i4"), ("day", ">i4")])
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = b"\xff\xff"
_DAY_ZERO = date(2000, 1, 1)


class Signed(NamedTuple):
    """An article as it stands and the fingerprints of its text."""

    standing: Standing
    fingerprints: Fingerprints


def months(days: Iterable[date]) -> set[date]:
    """The first days of the months in which a candidate of an article of one of these days can lie."""
    found = set()
    for day in set(days):
        month = _earlier(day, WINDOW_DAYS).replace(day=1)
        last = _later(day, WINDOW_DAYS)
        while month <= last:
            found.add(month)
            if month.year == date.max.year and month.month == 12:
                break
            month = (month + timedelta(days=31)).replace(day=1)
    return found


def absent(cursor: Cursor, days: Iterable[date]) -> list[date]:
    """The months (first days) that must be restored before articles of these days can be linked, oldest first."""
    days = set(days)
    filled = {day.replace(day=1) for day in days}
    values = {"months": sorted(months(days)), "filled": sorted(filled), "sig_version": SIG_VERSION}
    cursor.execute(statement("link_absent_months"), values)
    return [month for (month,) in cursor.fetchall()]


def restore(cursor: Cursor, month: date) -> int:
    """Puts a month (its first day) into the index whole, by this version; how many texts had to be signed anew for it."""
    cursor.execute("SELECT briefwire.make_fingerprint_month(%s)", (month,))
    values = {"month": month, "sig_version": SIG_VERSION}
    cursor.execute(statement("link_clear_month"), values)
    cursor.execute(statement("link_fill_month"), values)
    signed = 0
    while chunk := _unsigned(cursor, month):
        made = {one.piece.article_id: fingerprints(read(one.piece)) for one in pieces(cursor, chunk)}
        cursor.execute(
            statement("link_resign"),
            {"articles": ids(made), "fingerprints": [_array(one) for one in made.values()], "sig_version": SIG_VERSION},
        )
        _copy(cursor, [(made[UUID(article)], number, day) for article, number, day in cursor.fetchall()])
        signed += len(made)
    cursor.execute(statement("link_month_done"), values)
    return signed


def keep(cursor: Cursor, signed: Sequence[Signed]) -> None:
    """Signatures of articles and their rows in the index, in place of what was there. The months of the articles are in the index."""
    found = {one.standing.piece.article_id: one.fingerprints for one in signed}
    _drop(cursor, found)
    articles = [one.standing.piece for one in signed]
    cursor.execute(
        statement("link_keep_signatures"),
        {
            "articles": [str(piece.article_id) for piece in articles],
            "instants": [piece.at for piece in articles],
            "published": [piece.published_at for piece in articles],
            "agencies": [piece.agency for piece in articles],
            "bylines": [piece.byline for piece in articles],
            "digests": [one.standing.digest for one in signed],
            "fingerprints": [_array(one.fingerprints) for one in signed],
            "sig_version": SIG_VERSION,
            "rule_version": RULE_VERSION,
        },
    )
    _copy(cursor, [(found[UUID(article)], number, day) for article, number, day in cursor.fetchall()])


def candidates(cursor: Cursor, articles: Collection[UUID], days: Collection[date]) -> set[tuple[UUID, UUID]]:
    """The pairs of one of these articles, whose days are `days`, and any other that are worth comparing. Each once, in either direction."""
    values = {
        "articles": ids(articles),
        "window": WINDOW_DAYS,
        "least": MIN_SHARED,
        "first": _earlier(min(days), WINDOW_DAYS),
        "last": _later(max(days), WINDOW_DAYS),
    }
    cursor.execute(statement("link_candidates"), values)
    pairs = {(one, other) if one < other else (other, one) for one, other in cursor.fetchall()}
    cursor.execute(statement("link_numbers"), {"numbers": sorted({number for pair in pairs for number in pair})})
    named = {number: UUID(article) for number, article in cursor.fetchall()}
    return {(named[one], named[other]) for one, other in pairs}


def _unsigned(cursor: Cursor, month: date) -> list[UUID]:
    cursor.execute(statement("link_unsigned_of_month"), {"month": month, "sig_version": SIG_VERSION, "chunk": _CHUNK})
    return [UUID(article) for (article,) in cursor.fetchall()]


def _drop(cursor: Cursor, articles: Collection[UUID]) -> None:
    cursor.execute(statement("link_signed_days"), {"articles": ids(articles)})
    first, last = cursor.fetchone() or (None, None)
    if first is not None:
        cursor.execute(statement("link_drop_fingerprints"), {"articles": ids(articles), "first": first, "last": last})


def _copy(cursor: Cursor, signed: Sequence[tuple[Fingerprints, int, date]]) -> None:
    sizes = [len(one) for one, _, _ in signed]
    rows = np.empty(sum(sizes), _ROW)
    rows["fields"], rows["l1"], rows["l2"], rows["l3"] = 3, 8, 4, 4
    if sizes:
        rows["hash"] = np.concatenate([one for one, _, _ in signed])
        rows["number"] = np.repeat([number for _, number, _ in signed], sizes)
        rows["day"] = np.repeat([(day - _DAY_ZERO).days for _, _, day in signed], sizes)
    stream = io.BytesIO(_HEADER + rows.tobytes() + _TRAILER)
    cursor.copy_expert("COPY briefwire.fingerprint (hash, number, day) FROM STDIN (FORMAT binary)", stream)


def _array(found: Fingerprints) -> str:
    return "{" + ",".join(map(str, found.tolist())) + "}"


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
