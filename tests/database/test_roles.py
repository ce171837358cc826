"""Who may see and do what."""

from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest

from briefwire.database import holidays, measures, requests
from briefwire.database.handles import Connection
from briefwire.database.server import Server
from tests.database.samples import DAY, article, at, load, rows
from tests.database.test_evidence import asked
from tests.postgres import Database, new_database

SECRET = "The spokesperson spoke about matter a."


@pytest.fixture(scope="module")
def filled(postgres_server: Server, template_database: str) -> Database:
    """A database with one article of a licensed source, of two revisions, and one of an open source. Nothing here changes it."""
    database = new_database(postgres_server, template_database)
    with closing(database.connect("loader")) as loader:
        load(loader, "r1", [article("a")])
        load(loader, "r2", [article("a", 5, body="Second words.")], hours=5)
        load(loader, "r3", [article("b", source="open_ministry", body="Open words.")], source="open_ministry")
        requests.keep(loader, "r1", [asked("https://www.example.com/a")])
        measures.keep(loader, "r1", measures.Measure(at(0), candidates=1), {DAY: 1})
        holidays.keep(loader, [("PK", DAY, "A holiday")])
    return database


@pytest.fixture
def reader(filled: Database) -> Iterator[Connection]:
    """A connection as the reader's login."""
    with closing(filled.connect("reader")) as connection:
        yield connection


def test_reader_sees_titles_but_no_licensed_text(reader: Connection) -> None:
    assert rows(reader, "SELECT source, title IS NOT NULL, body FROM v1.article ORDER BY source") == [
        ("licensed_post", True, None), ("open_ministry", True, "Open words."),
    ]  # fmt: skip
    assert rows(reader, "SELECT title IS NOT NULL, body FROM v1.article_revision ORDER BY revision, body") == [
        (True, "Open words."), (True, None), (True, None),
    ]  # fmt: skip
    assert len(rows(reader, "SELECT * FROM v1.run")) == 3
    assert len(rows(reader, "SELECT * FROM v1.outcome")) == 3
    assert rows(reader, "SELECT min(entry) FROM v1.changelog") == [(1,)]


def test_reader_sees_the_books(reader: Connection) -> None:
    assert len(rows(reader, "SELECT * FROM v1.request")) == 1
    assert len(rows(reader, "SELECT * FROM v1.robots")) == 1
    assert rows(
        reader, "SELECT candidates, holiday FROM v1.run JOIN v1.coverage_calendar USING (source, day) WHERE v1.run.run_id = 'r1'"
    ) == [(1, "A holiday")]
    assert rows(reader, "SELECT class = ANY(classes) FROM v1.article_revision WHERE revision = 2") == [(True,)]


def test_reader_sees_past_titles_but_no_licensed_text(filled: Database, reader: Connection) -> None:
    then = "SELECT source, revision, title IS NOT NULL, body FROM v1.as_of(%s) ORDER BY source"
    assert rows(reader, then, at(4)) == [("licensed_post", 1, True, None), ("open_ministry", 1, True, "Open words.")]
    assert rows(reader, then, at(6)) == [("licensed_post", 2, True, None), ("open_ministry", 1, True, "Open words.")]
    assert rows(reader, then, at(-1)) == []
    with closing(filled.connect("analyst")) as analyst:
        assert [row[3] for row in rows(analyst, then, at(4))] == [SECRET, "Open words."]
        assert [row[3] for row in rows(analyst, then, at(6))] == ["Second words.", "Open words."]


def test_only_members_call_the_functions(filled: Database) -> None:
    with closing(filled.connect("admin")) as admin:
        assert rows(admin, "SELECT has_function_privilege('public', 'v1.as_of(timestamptz)', 'EXECUTE')") == [(False,)]


def test_analyst_sees_the_text(filled: Database) -> None:
    with closing(filled.connect("analyst")) as analyst:
        assert rows(analyst, "SELECT body FROM v1.article ORDER BY source") == [("Second words.",), ("Open words.",)]
        assert (SECRET,) in rows(analyst, "SELECT body FROM v1.article_revision")


@pytest.mark.parametrize("role", ["reader", "analyst"])
@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT body FROM briefwire.article",
        "SET search_path = briefwire; SELECT body FROM article",
        "SELECT * FROM briefwire.alembic_version",
        "TABLE briefwire.staged_article",
        "INSERT INTO v1.changelog (entry, changed_on, change) VALUES (2, now(), 'mine')",
        "UPDATE v1.article SET title = 'mine'",
        "DELETE FROM v1.outcome",
        "UPDATE v1.outcome SET reason = 'mine'",
        "SET ROLE briefwire_loader",
        "SET ROLE briefwire_admin",
        "SET SESSION AUTHORIZATION briefwire_login_loader",
        "CREATE TABLE v1.mine (x int)",
        "CREATE TABLE public.mine (x int)",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OR REPLACE VIEW v1.changelog AS SELECT 1 AS entry",
        "DROP VIEW v1.article",
        "SELECT briefwire.check_run_is_open()",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT rolpassword FROM pg_authid",
        "SELECT * FROM pg_statistic",
        "SELECT rest_until FROM briefwire.request",
        "DELETE FROM v1.request",
        "UPDATE v1.coverage_calendar SET reason = 'complete'",
        "TABLE briefwire.run_day",
        "TABLE briefwire.holiday",
        "CREATE OR REPLACE FUNCTION v1.as_of(at timestamptz) RETURNS SETOF v1.article LANGUAGE sql AS 'TABLE v1.article'",
    ],
)
def test_reader_and_analyst_see_v1_and_nothing_else(filled: Database, role: str, attempt: str) -> None:
    with closing(filled.connect(role)) as connection, connection.cursor() as cursor, pytest.raises(psycopg2.Error) as refused:
        cursor.execute(attempt)
    # insufficient_privilege; undefined_table: a schema without USAGE is not searched; or a view over several tables
    assert refused.value.pgcode in {"42501", "42P01", "55000"}, refused.value


@pytest.mark.parametrize(
    "peep",
    [
        "SELECT a::text FROM v1.article AS a",
        "SELECT to_jsonb(a)::text FROM v1.article AS a",
        "SELECT string_agg(r::text, '') FROM v1.article_revision AS r",
        "SELECT title FROM v1.article WHERE body LIKE '%spokesperson%'",
        "SELECT to_jsonb(a)::text FROM v1.as_of('2025-05-06 16:00Z') AS a",
        "SELECT title FROM v1.as_of('2025-05-06 16:00Z') WHERE body LIKE '%spokesperson%'",
        "SELECT most_common_vals::text FROM pg_stats WHERE schemaname = 'briefwire'",
        "SELECT query FROM pg_stat_activity",
        "SELECT pg_get_viewdef('v1.article'::regclass)",
    ],
)
def test_no_side_way_to_licensed_text(filled: Database, reader: Connection, peep: str) -> None:
    with closing(filled.connect("admin")) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute("ANALYZE")
    seen = str(rows(reader, peep))
    assert "matter a." not in seen
    assert "Second words" not in seen


def test_a_cheap_function_in_where_sees_no_licensed_text(filled: Database, reader: Connection) -> None:
    with closing(filled.connect("admin")) as admin, admin, admin.cursor() as cursor:
        cursor.execute("GRANT CREATE ON SCHEMA public TO briefwire_login_reader")
    with reader, reader.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION public.peep(seen text) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS $$ BEGIN RAISE NOTICE 'peep %', seen; RETURN true; END $$"
        )
        cursor.execute("SELECT count(*) FROM v1.article WHERE public.peep(body)")
        cursor.execute("SELECT count(*) FROM v1.article_revision WHERE public.peep(body)")
        cursor.execute("SELECT count(*) FROM v1.as_of('2025-05-06 16:00Z') WHERE public.peep(body)")
    notices = "".join(reader.notices)
    with closing(filled.connect("admin")) as admin, admin, admin.cursor() as cursor:
        cursor.execute("DROP FUNCTION public.peep; REVOKE CREATE ON SCHEMA public FROM briefwire_login_reader")
    assert "Open words." in notices
    assert "matter a." not in notices
    assert "Second words" not in notices


@pytest.mark.parametrize(
    "attempt",
    [
        "DROP TABLE briefwire.article",
        "ALTER TABLE briefwire.article ADD COLUMN mine text",
        "ALTER TABLE briefwire.outcome DISABLE TRIGGER ALL",
        "TRUNCATE briefwire.outcome",
        "CREATE TABLE briefwire.mine (x int)",
        "CREATE TABLE v1.mine (x int)",
        "DELETE FROM briefwire.article",
        "DELETE FROM briefwire.run",
        "UPDATE briefwire.request SET robots = 'allowed'",
        "UPDATE briefwire.run_day SET candidates = 9",
        "TRUNCATE briefwire.request",
        "UPDATE briefwire.source SET settles = 0",
        "CREATE OR REPLACE FUNCTION v1.as_of(at timestamptz) RETURNS SETOF v1.article LANGUAGE sql AS 'TABLE v1.article'",
        "UPDATE briefwire.outcome SET reason = 'mine'",
        "UPDATE briefwire.archive_root SET uri = '/mine'",
        "UPDATE briefwire.source SET text_licence = 'open'",
        "DROP SCHEMA v1 CASCADE",
        "SET session_replication_role = replica",
        "SET ROLE briefwire_admin",
    ],
)
def test_loader_cannot_change_the_house(filled: Database, attempt: str) -> None:
    with closing(filled.connect("loader")) as loader, loader.cursor() as cursor, pytest.raises(psycopg2.Error) as refused:
        cursor.execute(attempt)
    assert refused.value.pgcode == "42501", refused.value


def test_no_login_owns_anything_and_groups_do_not_log_in(admin: Connection) -> None:
    owners = rows(
        admin,
        """SELECT DISTINCT o.rolname, o.rolcanlogin FROM (
               SELECT relowner AS owner FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname IN ('briefwire', 'v1')
               UNION ALL SELECT proowner FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname IN ('briefwire', 'v1')
               UNION ALL SELECT nspowner FROM pg_namespace WHERE nspname IN ('briefwire', 'v1')
           ) x JOIN pg_roles o ON o.oid = x.owner""",
    )
    assert owners == [("briefwire_admin", False)]
    assert rows(admin, "SELECT rolname FROM pg_roles WHERE rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls") == [("postgres",)]


def test_logins_stay_in_their_database(postgres_server: Server) -> None:
    for name in ("airflow", "postgres", "template1"):
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            psycopg2.connect(postgres_server.dsn("analyst", name))
