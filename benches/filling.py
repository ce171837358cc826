"""Fills a database with articles as if they had been published and linked one run after another, by COPY and on both cores.

Texts, signatures and fingerprints are the product's own for every single article. Relations are decided once, between the originals, and written down again for each
repetition (its words are a one-to-one map, so pairs are to each other what the originals are); families close over them by the product's own rule. Only the offsets of
shared stretches, which nothing here reads, are those of the originals.
"""

import io
import multiprocessing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from typing import TypeVar
from uuid import UUID

import psycopg2

from benches import synthetic
from benches.synthetic import Material, Place
from briefwire.article import Article
from briefwire.database.copying import CopyStream, Value
from briefwire.database.handles import Cursor
from briefwire.families.allpairs import Sets, sharing
from briefwire.families.closing import Edge, Family, Member, families, family_id, role
from briefwire.families.decide import RULE_VERSION, relate
from briefwire.families.difference import Passage, difference
from briefwire.families.reading import Reading, read
from briefwire.families.relation import CLOSING, Relation
from briefwire.families.signature import MIN_SHARED, SIG_VERSION, WINDOW_DAYS, fingerprints

CORES = 2
CHUNK = 1_000  # articles written at a time
PAIRS = 2_000  # pairs decided at a time
RUN = "{source}.2000-01-01.bench"
T = TypeVar("T")
_FORK = multiprocessing.get_context("fork")

ARTICLE = (
    "article_id, source, native_key, url, title, body, content_digest, language, in_scope, scope_reason, place, agency, byline, dateline_date, published_at, "
    "published_at_method, published_at_zone, published_at_confidence, modified_at, first_seen_at, revision, parser, parser_version, archive_file, archive_offset, "
    "archive_length, archive_digest, run_id"
)
SIGNATURE = "article_id, number, at, day, published_at, agency, byline, content_digest, fingerprints, sig_version, rule_version"
RELATION = "article_a, article_b, relation, closes, share_a, share_b, lag, credit, decided_by, spans"
FAMILY = "family_id, founder_id, origin_id, origin_reason, origin_agency, size, first_published_at, last_published_at"
MEMBER = "article_id, family_id, role, founds"
PASSAGE = "article_id, origin_id, changes, places"


@dataclass(frozen=True, slots=True)
class Decided:
    """A relation between two originals, by their numbers."""

    a: int
    b: int
    relation: Relation


def decide(material: Material) -> list[Decided]:
    """The relations between all originals, by brute force over their fingerprints."""
    readings = [read(synthetic.piece(material.article(Place(0, number)))) for number in range(len(material.originals))]
    sets = Sets()
    for reading in readings:
        sets.add(fingerprints(reading))
    days = [reading.piece.day.toordinal() for reading in readings]
    pairs = [(pair.one, pair.other) for pair in sharing(sets, days, WINDOW_DAYS, MIN_SHARED)]
    numbers = {reading.piece.article_id: number for number, reading in enumerate(readings)}
    _shared.readings = readings
    with _FORK.Pool(CORES) as pool:
        found = list(chain.from_iterable(pool.imap(_relate, _parts(pairs, PAIRS))))
    _shared.readings = []
    return [Decided(numbers[relation.a], numbers[relation.b], relation) for relation in found]


def fill(dsn: str, material: Material, decided: Sequence[Decided], places: Sequence[Place], progress: Callable[[int], None]) -> None:
    """Writes the articles at `places` into a migrated, empty database, as linked. `dsn` is a superuser's. `progress` is told how many have been written."""
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        _open_runs(cursor)
        for month in sorted({synthetic.day_of(material.without_text(place)).replace(day=1) for place in places}):
            cursor.execute("SELECT briefwire.make_fingerprint_month(%s)", (month,))
            cursor.execute("INSERT INTO briefwire.fingerprint_month (month, sig_version) VALUES (%s, %s)", (month, SIG_VERSION))
        cursor.execute("INSERT INTO briefwire.linking (sig_version, rule_version) VALUES (%s, %s)", (SIG_VERSION, RULE_VERSION))
    ordered = sorted(places, key=lambda place: (place.repetition, place.original))
    _shared.material, _shared.decided, _shared.dsn = material, decided, dsn
    texts = [(number * CHUNK + 1, part) for number, part in enumerate(_parts(ordered, CHUNK))]
    groups = [list(group) for _, group in groupby(ordered, key=lambda place: place.repetition)]
    done = 0
    with _FORK.Pool(CORES) as pool:
        for count in pool.imap_unordered(_write_texts, texts):
            done += count
            progress(done)
        for _ in pool.imap_unordered(_write_relations, groups):
            pass
    with closing(psycopg2.connect(dsn)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('briefwire.signature', 'number'), %s)", (len(places) + 1,))
            # What autovacuum does in the course of time: statistics, and what index-only scans need.
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")


def publish(dsn: str, material: Material, places: Iterable[Place]) -> None:
    """Writes further articles, which then wait to be linked."""
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        _open_runs(cursor)
        _copy(cursor, f"article ({ARTICLE})", (_article_row(material.article(place)) for place in places))


class _Shared:
    """What the child processes find when they are forked."""

    material: Material
    decided: Sequence[Decided]
    readings: list[Reading]
    dsn: str


_shared = _Shared()


def _relate(pairs: Sequence[tuple[int, int]]) -> list[Relation]:
    found = (relate(_shared.readings[one], _shared.readings[other]) for one, other in pairs)
    return [relation for relation in found if relation is not None]


def _write_texts(task: tuple[int, Sequence[Place]]) -> int:
    first, places = task
    articles, signatures, prints = [], [], []
    for number, place in enumerate(places, first):
        article = _shared.material.article(place)
        piece = synthetic.piece(article)
        hashes = fingerprints(read(piece)).tolist()
        articles.append(_article_row(article))
        signatures.append(
            (piece.article_id, number, piece.at, piece.day, piece.published_at, piece.agency, piece.byline, article.content_digest, _array(hashes), SIG_VERSION, RULE_VERSION)
        )  # fmt: skip
        start = f"{number}\t{piece.day}\t"
        prints.append((piece.day, "".join([f"{start}{hash_}\n" for hash_ in hashes])))
    with _writing() as connection, connection, connection.cursor() as cursor:
        _copy(cursor, f"article ({ARTICLE})", articles)
        _copy(cursor, f"signature ({SIGNATURE})", signatures)
        for month, rows in groupby(sorted(prints), key=lambda row: row[0].replace(day=1)):
            lines = "".join(text for _, text in rows)
            cursor.copy_expert(f"COPY briefwire.fingerprint_{month:%Y%m} (number, day, hash) FROM STDIN", io.BytesIO(lines.encode()))
    return len(places)


def _write_relations(places: Sequence[Place]) -> None:
    material = _shared.material
    members = {place.original: _member(material, place) for place in places}
    related = [found for found in _shared.decided if found.a in members and found.b in members]
    edges = [
        Edge(members[found.a].article_id, members[found.b].article_id, found.relation.share_a, found.relation.share_b)
        for found in related
        if found.relation.kind in CLOSING
    ]
    closed = families(list(members.values()), edges)
    by_id = {member.article_id: (number, member) for number, member in members.items()}
    with _writing() as connection, connection, connection.cursor() as cursor:
        _copy(cursor, f"relation ({RELATION})", (_relation_row(found, members) for found in related))
        _copy(cursor, f"family ({FAMILY})", (_family_row(family, by_id) for family in closed))
        _copy(
            cursor,
            f"family_member ({MEMBER})",
            (
                (one, family.family_id, role(family, by_id[one][1], by_id[family.origin][1]), family_id(one))
                for family in closed
                for one in family.members
            ),
        )
        _copy(
            cursor,
            f"family_passage ({PASSAGE})",
            (
                (one, family.origin, *_passages(by_id[family.origin][0], by_id[one][0]))
                for family in closed
                for one in family.members
                if one != family.origin
            ),
        )


def _writing() -> "closing[psycopg2.extensions.connection]":
    # A replica sets off no triggers: nothing is to wait that is written as linked, and foreign keys hold by the way it is made.
    return closing(psycopg2.connect(_shared.dsn, options="-c session_replication_role=replica -c synchronous_commit=off -c timezone=UTC"))


def _open_runs(cursor: Cursor) -> None:
    for source in ("app", "dawn"):
        cursor.execute(
            "INSERT INTO briefwire.run (run_id, source, day, kind, started_at) VALUES (%s, %s, '2000-01-01', 'manual', now()) ON CONFLICT DO NOTHING",
            (RUN.format(source=source), source),
        )


def _copy(cursor: Cursor, table: str, rows: Iterable[Sequence[Value]]) -> None:
    cursor.copy_expert(f"COPY briefwire.{table} FROM STDIN", CopyStream(rows))


def _article_row(article: Article) -> tuple[Value, ...]:
    return (
        article.article_id, article.source, article.native_key, article.url, article.title, article.body, article.content_digest, article.language, article.in_scope,
        article.scope_reason, article.place, article.agency, article.byline, article.dateline_date, article.published_at, article.published_at_method,
        article.published_at_zone, article.published_at_confidence, article.modified_at, article.captured_at, 1, article.parser, article.parser_version,
        article.position.file, article.position.offset, article.position.length, article.position.digest, RUN.format(source=article.source),
    )  # fmt: skip


def _relation_row(found: Decided, members: Mapping[int, Member]) -> tuple[Value, ...]:
    of = found.relation
    spans = _array([place for span in of.spans for place in (span.a_start, span.a_end, span.b_start, span.b_end)])
    lag = None if of.lag is None else f"{of.lag.total_seconds()} seconds"
    return (
        members[found.a].article_id, members[found.b].article_id, of.kind.value, of.kind in CLOSING, str(of.share_a), str(of.share_b), lag, of.credit, of.decided_by, spans,
    )  # fmt: skip


def _family_row(family: Family, by_id: Mapping[UUID, tuple[int, Member]]) -> tuple[Value, ...]:
    times = [at for one in family.members if (at := by_id[one][1].published_at) is not None]
    return (
        family.family_id, family.founder, family.origin, family.origin_reason, family.origin_agency, len(family.members), min(times, default=None), max(times, default=None),
    )  # fmt: skip


@cache
def _passages(origin: int, copy: int) -> tuple[str, str]:
    bodies = (_shared.material.article(Place(0, number)).body for number in (origin, copy))
    found: tuple[Passage, ...] = difference(*bodies)
    places = [place for part in found for place in (part.origin_start, part.origin_end, part.start, part.end)]
    return _array([part.change for part in found]), _array(["NULL" if place is None else place for place in places])


def _member(material: Material, place: Place) -> Member:
    piece = synthetic.piece(material.without_text(place))
    return Member(piece.article_id, piece.source, piece.native_key, piece.at, piece.published_at, piece.agency)


def _array(values: Collection[object]) -> str:
    return "{" + ",".join(map(str, values)) + "}"


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
