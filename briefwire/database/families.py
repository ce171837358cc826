"""Families as they are stored, and the log of how they changed. Each function is part of the caller's transaction."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from briefwire.database.handles import Cursor
from briefwire.database.statements import statement
from briefwire.database.waiting import ids
from briefwire.families.closing import Edge, Family, Member, families, family_id, role


class Regrouped(NamedTuple):
    """The families of some articles, computed anew, and how many rows of families that changed."""

    families: tuple[Family, ...]
    changed: int


class _Event(NamedTuple):
    event: str
    before: UUID
    after: UUID


def regroup(cursor: Cursor, articles: Collection[UUID]) -> Regrouped:
    """Computes the families of linked articles anew from the relations that are stored, with all that hang together with them. Logs merges and splits."""
    members, before, edges = _component(cursor, articles)
    found = families(list(members.values()), edges)
    changed = _keep(cursor, found, members)
    after = {article: family.family_id for family in found for article in family.members}
    gone = {old for old in before.values() if old not in set(after.values())}
    if gone:
        cursor.execute("DELETE FROM briefwire.family WHERE family_id = ANY(%s::uuid[])", (ids(gone),))
        changed += cursor.rowcount
    _log(cursor, before, after)
    return Regrouped(tuple(found), changed)


def events(before: Mapping[UUID, UUID], after: Mapping[UUID, UUID]) -> dict[tuple[str, UUID, UUID], list[UUID]]:
    """What happened to families, as (merge | split | rename, id before, id after) -> the articles that it happened to.

    `before` and `after` say of each article which family it is in; an article that only `after` knows is new and makes no event.
    """
    into: defaultdict[UUID, set[UUID]] = defaultdict(set)
    out_of: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for article, old in before.items():
        out_of[old].add(after[article])
        into[after[article]].add(old)
    found: defaultdict[tuple[str, UUID, UUID], list[UUID]] = defaultdict(list)
    for article, old in sorted(before.items()):
        new = after[article]
        if new == old:
            continue
        event = "split" if len(out_of[old]) > 1 else "merge" if len(into[new]) > 1 else "rename"
        found[event, old, new].append(article)
    return dict(found)


def _component(cursor: Cursor, articles: Collection[UUID]) -> tuple[dict[UUID, Member], dict[UUID, UUID], set[Edge]]:
    """All that hangs together with `articles`: members, the families that they are stored in, and the closing relations between them."""
    members: dict[UUID, Member] = {}
    before: dict[UUID, UUID] = {}
    edges: set[Edge] = set()
    wanted = set(articles)
    while wanted:
        cursor.execute(statement("link_members"), {"articles": ids(wanted)})
        new = set()
        for article, source, key, at, published_at, agency, family in cursor.fetchall():
            member = Member(UUID(article), source, key, at, published_at, agency)
            if member.article_id not in members:
                members[member.article_id] = member
                new.add(member.article_id)
                if family is not None:
                    before[member.article_id] = UUID(family)
        cursor.execute(statement("link_edges"), {"articles": ids(new)})
        edges.update(Edge(UUID(a), UUID(b), share_a, share_b) for a, b, share_a, share_b in cursor.fetchall())
        wanted = {end for edge in edges for end in (edge.a, edge.b)} - members.keys()
    return members, before, edges


def _keep(cursor: Cursor, found: Sequence[Family], members: Mapping[UUID, Member]) -> int:
    cursor.execute(statement("link_keep_families"), {"families": json.dumps([_family_row(family, members) for family in found])})
    changed = cursor.rowcount
    rows = [
        {
            "article_id": str(article),
            "family_id": str(family.family_id),
            "role": role(family, members[article], members[family.origin]),
            "founds": str(family_id(article)),
        }
        for family in found
        for article in family.members
    ]
    cursor.execute(statement("link_keep_members"), {"members": json.dumps(rows)})
    return changed


def _family_row(family: Family, members: Mapping[UUID, Member]) -> dict[str, object]:
    times = [time for article in family.members if (time := members[article].published_at) is not None]
    return {
        "family_id": str(family.family_id),
        "founder_id": str(family.founder),
        "origin_id": str(family.origin),
        "origin_reason": family.origin_reason,
        "origin_agency": family.origin_agency,
        "size": len(family.members),
        "first_published_at": min(times).isoformat() if times else None,
        "last_published_at": max(times).isoformat() if times else None,
    }


def _log(cursor: Cursor, before: Mapping[UUID, UUID], after: Mapping[UUID, UUID]) -> None:
    rows = [
        {"event": event, "family_before": str(old), "family_after": str(new), "articles": ids(articles)}
        for (event, old, new), articles in events(before, after).items()
    ]
    if rows:
        cursor.execute(statement("link_log_events"), {"events": json.dumps(rows)})
