"""What reading for statements looks at of articles. Part of the caller's transaction."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from briefwire.briefings.hearing import HEARING_VERSION
from briefwire.briefings.spoken import Page
from briefwire.database.handles import Cursor
from briefwire.database.statements import statement
from briefwire.database.waiting import ids


class Standing(NamedTuple):
    """An article as it stands now; `source_title` is its source's name for people, `agency` the credit, `digest` that of title and body."""

    page: Page
    source_title: str
    agency: str | None
    digest: str


def unheard(cursor: Cursor, articles: Collection[UUID]) -> list[Standing]:
    """Of these articles those that were not read as they stand: never yet, or by other facts, or by another version."""
    cursor.execute(statement("hear_pages"), {"articles": ids(articles), "hearing_version": HEARING_VERSION})
    return [
        Standing(Page(UUID(article), *rest), source_title, agency, digest)
        for article, *rest, source_title, agency, digest in cursor.fetchall()
    ]
