"""Short ways to publish invented articles and to read what linking makes of them."""

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from briefwire.article import Article
from briefwire.article import article_id as id_of
from briefwire.database.handles import Connection
from briefwire.families.reading import Reading
from briefwire.families.relation import Kind, Relation
from tests.database.samples import article, load, rows

FIRST = datetime(2025, 3, 4, 9, tzinfo=UTC)

_runs = itertools.count(1)


def news(source: str, key: str, days: float, body: str, **changes: Any) -> Article:
    """An article published so many days after the first of these stories."""
    published = FIRST + timedelta(days=days)
    fields: dict[str, Any] = {
        "source": source,
        "url": f"https://{source}.example.com/{key}",
        "title": f"{body[:40]} ...",
        "body": body,
        "dateline_date": None,
        "published_at": published,
        "captured_at": published + timedelta(hours=1),
    }
    return article(key, **(fields | changes))


def publish(connection: Connection, articles: Iterable[Article]) -> list[str]:
    """Publishes articles, a run for each source; the ids of the runs."""
    runs = []
    for source, group in itertools.groupby(sorted(articles, key=lambda page: page.source), key=lambda page: page.source):
        run_id = f"run-{next(_runs)}"
        load(connection, run_id, group, source=source)
        runs.append(run_id)
    return runs


def article_id(source: str, key: str) -> str:
    """The id of an article, as psycopg2 reads it."""
    return str(id_of(source, key))


RELATIONS = "SELECT r.article_a, r.article_b, r.relation, r.share_a, r.share_b, r.lag, r.credit, r.decided_by, r.spans FROM briefwire.relation AS r ORDER BY 1, 2"
FAMILIES = "SELECT f::text FROM briefwire.family AS f ORDER BY 1"
MEMBERS = "SELECT m::text FROM briefwire.family_member AS m ORDER BY 1"
PASSAGES = "SELECT p::text FROM briefwire.family_passage AS p ORDER BY 1"
SIGNED = """SELECT s.article_id, s.at, s.day, s.published_at, s.agency, s.byline, s.content_digest, s.fingerprints, s.sig_version, s.rule_version
    FROM briefwire.signature AS s ORDER BY 1"""
INDEX = "SELECT s.article_id, f.hash, f.day FROM briefwire.fingerprint AS f JOIN briefwire.signature AS s USING (number) ORDER BY 1, 2, 3"


def result(connection: Connection) -> list[list[tuple[Any, ...]]]:
    """All that linking leaves but the log of how it came to be: signatures, their index, relations, families, members, passages."""
    return [rows(connection, query) for query in (SIGNED, INDEX, RELATIONS, FAMILIES, MEMBERS, PASSAGES)]


def groups(connection: Connection) -> set[frozenset[str]]:
    """The families as sets of source/key."""
    found = rows(connection, "SELECT array_agg(source || '/' || native_key) FROM v1.article WHERE family_id IS NOT NULL GROUP BY family_id")
    return {frozenset(members) for (members,) in found}


def family_of(connection: Connection, source: str, key: str) -> UUID:
    """The family that an article is in."""
    ((family,),) = rows(connection, "SELECT family_id FROM v1.article WHERE source = %s AND native_key = %s", source, key)
    return UUID(family)


def contained(one: Reading, other: Reading) -> Relation | None:
    """A rule that stays as it is, for tests of what follows from relations: a copy is what stands in the other, or holds it, nearly whole."""
    a, b = sorted((one, other), key=lambda reading: reading.piece.order)
    share_a, share_b = (float(np.isin(x.shingles, y.shingles).mean().round(4)) for x, y in ((a, b), (b, a)))
    if max(share_a, share_b) < 0.9:
        return None
    return Relation(a.piece.article_id, b.piece.article_id, Kind.WIRE_COPY, share_a, share_b, None, None, "contained 1", ())
