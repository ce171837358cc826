"""Relations as they are stored. Part of the caller's transaction."""

import json
from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from briefwire.database.handles import Cursor
from briefwire.database.statements import statement
from briefwire.database.waiting import ids
from briefwire.families.relation import CLOSING, Relation


class Replaced(NamedTuple):
    """What replacing the relations of some articles changed. `regrouped`: the articles whose families must be looked at again."""

    added: int
    removed: int
    regrouped: frozenset[UUID]


def replace(cursor: Cursor, articles: Collection[UUID], relations: Collection[Relation]) -> Replaced:
    """Makes `relations` all that is stored of `articles`. Rows that hold already are not touched."""
    wanted = {(str(relation.a), str(relation.b)) for relation in relations}
    cursor.execute(statement("link_stored_pairs"), {"articles": ids(articles)})
    dropped = [(a, b, closes) for a, b, closes in cursor.fetchall() if (a, b) not in wanted]
    if dropped:
        cursor.execute(statement("link_drop_relations"), {"a": [a for a, _, _ in dropped], "b": [b for _, b, _ in dropped]})
    kept = []
    if relations:
        cursor.execute(statement("link_keep_relations"), {"relations": json.dumps([_row(relation) for relation in relations])})
        kept = cursor.fetchall()
    ends = [end for a, b, closes in dropped if closes for end in (a, b)] + [end for a, b, _ in kept for end in (a, b)]
    return Replaced(sum(not stood for _, _, stood in kept), len(dropped), frozenset(map(UUID, ends)))


def _row(relation: Relation) -> dict[str, object]:
    return {
        "article_a": str(relation.a),
        "article_b": str(relation.b),
        "relation": relation.kind.value,
        "closes": relation.kind in CLOSING,
        "share_a": relation.share_a,
        "share_b": relation.share_b,
        "lag": None if relation.lag is None else _interval(relation.lag),
        "credit": relation.credit,
        "decided_by": relation.decided_by,
        "spans": [place for span in relation.spans for place in (span.a_start, span.a_end, span.b_start, span.b_end)],
    }


def _interval(lag: timedelta) -> str:
    return f"{lag.days} days {lag.seconds}.{lag.microseconds:06d} seconds"
