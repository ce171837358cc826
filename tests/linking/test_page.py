"""What people see of a family, and who sees what."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest

from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.server import Server
from briefwire.linking import link
from tests.database.samples import rows
from tests.linking.conftest import OUTLETS
from tests.linking.samples import article_id, family_of, news, publish
from tests.linking.texts import COPY, REPORT
from tests.postgres import ARCHIVE, Database, new_database

PAGE = (
    "SELECT role, source, lag, credit, kept, cut, changed, added, cut_sentences, changed_sentences, added_sentences FROM v1.family_page(%s)"
)


@pytest.fixture(scope="module")
def story(postgres_server: Server, template_database: str) -> tuple[Database, str]:
    """A database with a report of a licensed agency, a licensed copy and an open one, and the id of their family. Nothing here changes it."""
    database = new_database(postgres_server, template_database)
    migrate(database.dsn("admin"), archive=ARCHIVE, declarations=OUTLETS)
    with closing(database.connect("loader")) as loader:
        pages = [
            news("app", "1", 0, REPORT),
            news("licensed_post", "r", 0.5, COPY, agency="APP"),
            news("open_ministry", "o", 0.25, COPY.replace("Northgate", "Southgate"), agency="APP"),
        ]
        publish(loader, pages)
        link(loader)
        return database, str(family_of(loader, "app", "1"))


@pytest.fixture
def reader(story: tuple[Database, str]) -> Iterator[Connection]:
    """A connection as the reader's login."""
    with closing(story[0].connect("reader")) as connection:
        yield connection


def test_the_page_of_a_family(story: tuple[Database, str]) -> None:
    database, family = story
    with closing(database.connect("analyst")) as analyst:
        origin, first, second = rows(analyst, PAGE, family)
        assert origin[:5] == ("origin", "app", None, None, None)
        assert origin[5:] == (None,) * 6
        assert first[:4] == ("copy", "open_ministry", timedelta(hours=6), "APP")
        assert second[:4] == ("copy", "licensed_post", timedelta(hours=12), "APP")
        kept, cut, changed, added, *counts = second[4:]
        assert 60 < kept < 100
        assert "statistics office of Port Sample" in cut
        assert "- " in changed
        assert "eleven of the fourteen" in changed
        assert any("twelve of the fourteen" in new.split("\n- ")[0] for new in changed.split("\n+ ")[1:])
        assert "Northgate" in added
        assert "Southgate" in first[7]
        assert counts == [2, changed.count("\n+ "), 1]
        late = "SELECT family_id FROM v1.family_member WHERE article_id = %s"
        assert rows(analyst, late, article_id("licensed_post", "r")) == [(family,)]


def test_a_reader_sees_the_shape_but_no_licensed_word(story: tuple[Database, str], reader: Connection) -> None:
    _, family = story
    passages = "SELECT DISTINCT source, origin_text IS NULL, p.text IS NULL FROM v1.family_passage AS p JOIN v1.article AS a USING (article_id) WHERE change = 'same' ORDER BY 1"
    assert rows(reader, passages) == [("licensed_post", True, True), ("open_ministry", True, False)]
    assert rows(reader, "SELECT count(*) FROM v1.family_passage WHERE origin_text IS NOT NULL") == [(0,)]
    origin, first, second = rows(reader, PAGE, family)
    assert second[5:8] == (None, None, None)
    assert second[8:] == first[8:] != (0, 0, 0)
    assert first[5] is None
    assert "eleven" not in first[6]
    assert "twelve" in first[6]
    whole = rows(reader, "SELECT p::text FROM v1.family_page(%s) AS p", family)
    assert not any(secret in row for (row,) in whole for secret in ("Northgate", "eleven of the fourteen", "statistics office"))
    assert origin[0] == "origin"


def test_passages_of_a_revision_that_waits_are_withheld(postgres_server: Server, template_database: str) -> None:
    database = new_database(postgres_server, template_database)
    migrate(database.dsn("admin"), archive=ARCHIVE, declarations=OUTLETS)
    with closing(database.connect("loader")) as loader, closing(database.connect("analyst")) as analyst:
        publish(loader, [news("app", "1", 0, REPORT), news("licensed_post", "r", 0.5, COPY, agency="APP")])
        link(loader)
        publish(
            loader, [news("licensed_post", "r", 0.5, "Stop press. " + COPY, agency="APP", captured_at=news("app", "", 3, "").captured_at)]
        )
        texts = "SELECT count(*) FROM v1.family_passage WHERE text IS NOT NULL"
        assert rows(analyst, texts) == [(0,)], "the offsets would point at other words"
        link(loader)
        assert rows(analyst, texts) != [(0,)]
        assert rows(analyst, "SELECT text FROM v1.family_passage WHERE change = 'added' AND text LIKE 'Stop press%%'") != []


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM briefwire.family_passage",
        "SELECT * FROM briefwire.relation",
        "SELECT fingerprints FROM briefwire.signature",
        "SELECT body FROM briefwire.piece",
        "SELECT briefwire.make_fingerprint_month('2020-01-01')",
        "SELECT briefwire.drop_fingerprint_months('2030-01-01')",
        "DELETE FROM v1.relation",
        "UPDATE v1.family SET size = 1",
    ],
)
def test_reader_and_analyst_cannot_look_behind_nor_change(story: tuple[Database, str], attempt: str) -> None:
    for role in ("reader", "analyst"):
        with closing(story[0].connect(role)) as connection, connection.cursor() as cursor, pytest.raises(psycopg2.Error) as refused:
            cursor.execute(attempt)
        assert refused.value.pgcode == "42501", refused.value


@pytest.mark.parametrize(
    "attempt",
    [
        "CREATE TABLE briefwire.fingerprint_mine PARTITION OF briefwire.fingerprint FOR VALUES FROM ('2031-01-01') TO ('2031-02-01')",
        "DROP TABLE briefwire.fingerprint_202503",
        "TRUNCATE briefwire.fingerprint",
        "ALTER TABLE briefwire.fingerprint DETACH PARTITION briefwire.fingerprint_202503",
        "SELECT * FROM briefwire.fingerprint_202503",
        "DELETE FROM briefwire.family_event",
        "DELETE FROM briefwire.signature",
        "UPDATE briefwire.agency SET source = 'mine'",
        "ALTER FUNCTION briefwire.make_fingerprint_month(date) SECURITY INVOKER",
        "UPDATE briefwire.link_waiting SET day = '2020-01-01'",
    ],
)
def test_loader_cannot_change_the_house(story: tuple[Database, str], attempt: str) -> None:
    with closing(story[0].connect("loader")) as loader, loader.cursor() as cursor, pytest.raises(psycopg2.Error) as refused:
        cursor.execute(attempt)
    assert refused.value.pgcode == "42501", refused.value


def test_agencies_are_those_of_the_program(reader: Connection) -> None:
    assert rows(reader, "SELECT agency, title, country, source FROM v1.agency WHERE agency = 'APP'") == [
        ("APP", "Associated Press of Pakistan", "PK", "app")
    ]
    assert rows(reader, "SELECT agency FROM v1.agency_alias WHERE alias = 'Agence France Presse'") == [("AFP",)]


def test_the_functions_with_rights_of_their_own_are_pinned(story: tuple[Database, str]) -> None:
    with closing(story[0].connect("admin")) as admin:
        assert rows(admin, "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace IN ('briefwire'::regnamespace, 'v1'::regnamespace) ORDER BY 1") == [
            ("drop_fingerprint_months",), ("family_of",), ("make_fingerprint_month",), ("search",),
        ]  # fmt: skip
        loose = "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace IN ('briefwire'::regnamespace, 'v1'::regnamespace) AND NOT 'search_path=pg_catalog, pg_temp' = ANY(proconfig)"
        assert rows(admin, loose) == []
        public = "SELECT proname FROM pg_proc WHERE pronamespace IN ('briefwire'::regnamespace, 'v1'::regnamespace) AND has_function_privilege('public', oid, 'EXECUTE')"
        assert rows(admin, public) == []


SERVED = (
    "SELECT * FROM v1.relation WHERE article_a = %(id)s OR article_b = %(id)s",
    "SELECT * FROM v1.shared_span WHERE article_a = %(id)s AND article_b = %(id)s",
    "SELECT * FROM v1.family_member WHERE family_id = %(id)s",
    "SELECT * FROM v1.family_member WHERE article_id = %(id)s",
    "SELECT * FROM v1.family_passage WHERE article_id = %(id)s",
    "SELECT * FROM v1.family_passage WHERE family_id = %(id)s",
    "SELECT title FROM v1.article WHERE family_id = %(id)s",
    "SELECT family_id, family_role FROM v1.article WHERE article_id = %(id)s",
    "SELECT * FROM v1.family_event WHERE family_before = %(id)s OR family_after = %(id)s",
)


@pytest.mark.parametrize("query", SERVED)
def test_indexes_serve_the_questions_about_families(reader: Connection, query: str) -> None:
    with reader, reader.cursor() as cursor:
        # A handful of rows is read whole by choice: what counts is that there is another way.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query}", {"id": article_id("app", "1")})
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan" not in plan, plan


def test_what_is_not_asked_for_is_not_joined(reader: Connection) -> None:
    with reader, reader.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT title FROM v1.article")
        assert "family_member" not in "".join(row[0] for row in cursor.fetchall())
