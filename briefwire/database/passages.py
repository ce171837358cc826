"""Each copy laid beside its origin, as it is stored. Part of the caller's transaction."""

import json
from collections.abc import Collection, Iterable
from uuid import UUID

from briefwire.database.handles import Cursor
from briefwire.database.pieces import bodies
from briefwire.database.statements import statement
from briefwire.database.waiting import ids
from briefwire.families.closing import Family
from briefwire.families.difference import Passage, difference


def compare(cursor: Cursor, families: Iterable[Family], relinked: Collection[UUID]) -> None:
    """Compares the copies of these families with their origins where that was not done yet, or where one of the two is among `relinked`."""
    origins = {article: family.origin for family in families for article in family.members}
    alone = [article for article, origin in origins.items() if article == origin]
    cursor.execute("DELETE FROM briefwire.family_passage WHERE article_id = ANY(%s::uuid[])", (ids(alone),))
    copies = {article: origin for article, origin in origins.items() if article != origin}
    if not copies:
        return
    values = {"copies": ids(copies), "origins": ids(list(copies.values())), "relinked": ids(relinked)}
    cursor.execute(statement("link_stale_passages"), values)
    for article, origin in cursor.fetchall():
        texts = bodies(cursor, (UUID(article), UUID(origin)))
        row = _row(article, origin, difference(texts[UUID(origin)], texts[UUID(article)]))
        cursor.execute(statement("link_keep_passages"), {"passages": json.dumps([row])})


def _row(article: str, origin: str, passages: Iterable[Passage]) -> dict[str, object]:
    found = list(passages)
    return {
        "article_id": article,
        "origin_id": origin,
        "changes": [passage.change for passage in found],
        "places": [place for one in found for place in (one.origin_start, one.origin_end, one.start, one.end)],
    }
