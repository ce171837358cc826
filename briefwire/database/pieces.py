"""What linking reads of articles. Each function is part of the caller's transaction."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from briefwire.database.handles import Cursor
from briefwire.database.statements import statement
from briefwire.database.waiting import ids
from briefwire.families.decide import RULE_VERSION
from briefwire.families.piece import Piece
from briefwire.families.signature import SIG_VERSION

_AT_A_TIME = 50  # texts that are in memory beside those of the batch


class Standing(NamedTuple):
    """An article as it stands now; `digest` is that of its title and body."""

    piece: Piece
    digest: str


class Facts(NamedTuple):
    """What can change of an article, short of its text."""

    digest: str
    at: datetime
    published_at: datetime | None
    agency: str | None
    byline: str | None


def facts(standing: Standing) -> Facts:
    """The same of an article that was read."""
    piece = standing.piece
    return Facts(standing.digest, piece.at, piece.published_at, piece.agency, piece.byline)


def dirty(cursor: Cursor, articles: Collection[UUID]) -> list[Standing]:
    """Of these articles those that are not linked as they stand: never yet, or by other facts, or by other versions."""
    cursor.execute(statement("link_dirty"), {"articles": ids(articles), "sig_version": SIG_VERSION, "rule_version": RULE_VERSION})
    return [Standing(Piece(UUID(article), *rest), digest) for article, *rest, digest in cursor.fetchall()]


def pieces(cursor: Cursor, articles: Collection[UUID]) -> Iterator[Standing]:
    """These articles, each once, a few texts in memory at a time."""
    wanted = ids(articles)
    for start in range(0, len(wanted), _AT_A_TIME):
        cursor.execute(statement("link_pieces"), {"articles": wanted[start : start + _AT_A_TIME]})
        yield from [Standing(Piece(UUID(article), *rest), digest) for article, *rest, digest in cursor.fetchall()]


def present(cursor: Cursor, articles: Collection[UUID]) -> dict[UUID, Facts]:
    """The facts of these articles as they stand now, without their texts."""
    cursor.execute(statement("link_facts"), {"articles": ids(articles)})
    return {UUID(article): Facts(*rest) for article, *rest in cursor.fetchall()}


def bodies(cursor: Cursor, articles: Collection[UUID]) -> dict[UUID, str]:
    """The texts of a few articles."""
    cursor.execute(statement("link_bodies"), {"articles": ids(articles)})
    return {UUID(article): body for article, body in cursor.fetchall()}
