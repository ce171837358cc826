"""Migrations and connections."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import make_dsn, parse_dsn

from briefwire.clean.agencies import all_agencies
from briefwire.database import migrate as module
from briefwire.database.connect import check_schema, connect, dsn, open_connection, psql_environment
from briefwire.database.errors import DatabaseUnreachable, MigrationError, SchemaMismatch
from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.revision import current_revision, expected_revision
from briefwire.database.server import Server
from briefwire.environment import Environment
from briefwire.linking import link
from tests.database.samples import article, load, rows
from tests.postgres import ARCHIVE, DECLARATIONS, Database, declaration

EVERY_OBJECT = """
SELECT 'class', oid::text, xmin::text FROM pg_class WHERE relnamespace IN ('briefwire'::regnamespace, 'v1'::regnamespace)
UNION ALL SELECT 'source', source, xmin::text FROM briefwire.source
UNION ALL SELECT 'root', uri, xmin::text FROM briefwire.archive_root ORDER BY 1, 2
"""


def as_admin(database: Database, *statements: str) -> None:
    """Runs statements as the superuser."""
    with closing(database.connect("admin")) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def test_from_empty_and_again(empty_database: Database) -> None:
    with closing(empty_database.connect("admin")) as admin:
        assert current_revision(admin) is None
        assert migrate(empty_database.dsn("admin"), archive="/archive/", declarations=DECLARATIONS) == expected_revision()
        assert current_revision(admin) == expected_revision()
        before = rows(admin, EVERY_OBJECT)
        migrate(empty_database.dsn("admin"), archive="/archive", declarations=DECLARATIONS)
        assert rows(admin, EVERY_OBJECT) == before
        migrate(empty_database.dsn("admin"), archive="s3://bucket/x", declarations={"new_post": declaration("new_post")})
        assert rows(admin, "SELECT source FROM briefwire.source ORDER BY 1") == [("licensed_post",), ("new_post",), ("open_ministry",)]
        assert rows(admin, "SELECT uri FROM briefwire.archive_root") == [("s3://bucket/x",)]


def test_the_table_of_agencies_is_kept_like_the_program_s(empty_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    known = all_agencies()
    listed = (
        "SELECT agency, title, country, source FROM briefwire.agency ORDER BY agency",
        "SELECT agency, alias FROM briefwire.agency_alias ORDER BY 1, 2",
    )
    with closing(empty_database.connect("admin")) as admin:
        for agencies in (known[:3], known, [known[0].model_copy(update={"title": "Another title", "aliases": ()}), known[5]]):
            monkeypatch.setattr(module, "all_agencies", lambda agencies=agencies: agencies)
            migrate(empty_database.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS)
            assert rows(admin, listed[0]) == sorted((one.name, one.title, one.country, one.source) for one in agencies)
            assert rows(admin, listed[1]) == sorted((one.name, alias) for one in agencies for alias in one.aliases)


def test_migrations_at_once_wait_for_each_other(empty_database: Database) -> None:
    def run(_: int) -> str:
        return migrate(empty_database.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(run, range(4))) == {expected_revision()}


def test_a_schema_of_someone_else_is_left_alone(empty_database: Database) -> None:
    as_admin(empty_database, "CREATE SCHEMA v1")
    with pytest.raises(MigrationError, match=r"schema v1 is there already .*database of its own"):
        migrate(empty_database.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS)
    with closing(empty_database.connect("admin")) as admin:
        assert current_revision(admin) is None
        assert rows(admin, "SELECT FROM pg_namespace WHERE nspname = 'briefwire'") == []


def test_a_failing_migration_leaves_nothing(empty_database: Database) -> None:
    migrate_half_way = (
        "CREATE SCHEMA v1 AUTHORIZATION briefwire_admin; SET ROLE briefwire_admin; CREATE VIEW v1.run AS SELECT 1 AS something_else"
    )
    as_admin(empty_database, migrate_half_way)
    with pytest.raises(psycopg2.errors.InvalidTableDefinition):
        migrate(empty_database.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS)
    with closing(empty_database.connect("admin")) as admin:
        assert current_revision(admin) is None
        assert rows(admin, "SELECT FROM pg_namespace WHERE nspname = 'briefwire'") == []


@pytest.fixture
def first_edition(empty_database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database that the first edition migrated and filled."""
    upgrade = module.command.upgrade
    with monkeypatch.context() as then:
        then.setattr(module.command, "upgrade", lambda config, _: upgrade(config, "0001"))
        then.setattr(module, "_renew_views", lambda _: None)
        then.setattr(module, "_synchronise", lambda *_: None)
        migrate(empty_database.dsn("admin"), archive=ARCHIVE, declarations={})
    with closing(empty_database.connect("admin")) as admin, admin, admin.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE briefwire_admin")
        cursor.execute(
            Path(__file__).with_name("first_edition.sql").read_text(encoding="utf8"), {"article_id": str(article("a").article_id)}
        )
    return empty_database


def test_a_database_of_the_first_edition_keeps_its_rows(first_edition: Database) -> None:
    kept = "SELECT run_id, verdict, discovered, loaded, revised, duplicate_url, out_of_scope FROM briefwire.run ORDER BY run_id"
    with closing(first_edition.connect("admin")) as admin:
        assert current_revision(admin) == "0001"
        before = rows(admin, kept)
        for _ in range(2):
            migrate(first_edition.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS)
        assert current_revision(admin) == expected_revision()
        assert rows(admin, kept) == before
    with closing(first_edition.connect("loader")) as loader:
        assert rows(loader, "SELECT run_id, looked_at = started_at, candidates, expected FROM v1.run ORDER BY run_id") == [
            ("r1", True, 2, None), ("r2", True, 1, None), ("r3", True, 0, None), ("r4", True, None, None),
        ]  # fmt: skip
        assert rows(loader, "SELECT run_id, day::text, candidates FROM briefwire.run_day ORDER BY run_id") == [
            ("r1", "2025-05-06", 2), ("r2", "2025-05-06", 1), ("r3", "2025-05-07", 0),
        ]  # fmt: skip
        calendar = "SELECT day::text, discovered, loaded, reason FROM v1.coverage_calendar WHERE source = %s AND day BETWEEN '2025-05-06' AND '2025-05-08' ORDER BY day"
        assert rows(loader, calendar, "licensed_post") == [
            ("2025-05-06", 2, 1, "complete"), ("2025-05-07", 0, 0, "blocked"), ("2025-05-08", None, 0, "not yet crawled"),
        ]  # fmt: skip
        assert rows(loader, calendar, "forgotten_post") == [], "no longer declared"
        assert (
            rows(loader, "SELECT article_id FROM briefwire.link_waiting") == rows(loader, "SELECT article_id FROM briefwire.article") != []
        )
        assert link(loader).articles == 1, "what was published before families were known is linked"


def test_revisions_of_the_first_edition_are_classed_when_read_again(first_edition: Database) -> None:
    migrate(first_edition.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS)
    revisions = "SELECT revision, digest_before, class IS NOT NULL, cardinality(classes) > 0 FROM briefwire.article_revision ORDER BY 1"
    with closing(first_edition.connect("loader")) as loader:
        assert rows(loader, revisions) == [(1, None, False, False), (2, "d1", False, False)]
        third = article("a", 90, body="Three.")
        load(loader, "r5", [third], hours=90)
        assert rows(loader, revisions) == [(1, None, False, False), (2, "d1", True, True), (3, "d2", True, True)]


@pytest.fixture
def someone(empty_database: Database) -> str:
    """A login that owns the database and no more; its connection string."""
    name = f"someone_{empty_database.name}"
    as_admin(
        empty_database,
        f"CREATE ROLE {name} LOGIN PASSWORD 'of-this-test'",
        f"ALTER DATABASE {empty_database.name} OWNER TO {name}",
        f"REVOKE CONNECT ON DATABASE {empty_database.name} FROM PUBLIC",
    )
    return make_dsn(empty_database.dsn("admin"), user=name, password="of-this-test")


def test_a_role_that_may_not_become_admin_is_told(empty_database: Database, someone: str) -> None:
    with pytest.raises(MigrationError, match=r"cannot migrate: .*briefwire_admin.*CREATEROLE"):
        migrate(someone, archive=ARCHIVE, declarations=DECLARATIONS)


def test_a_managed_server_s_administrator_can_migrate(empty_database: Database, someone: str) -> None:
    as_admin(empty_database, f"GRANT briefwire_admin TO {parse_dsn(someone)['user']}")
    migrate(someone, archive=ARCHIVE, declarations=DECLARATIONS)
    migrate(someone, archive=ARCHIVE, declarations=DECLARATIONS)
    with closing(open_connection(someone)) as connection:
        check_schema(connection)
        load(connection, "r1", [article("a")])
        assert rows(connection, "SELECT body IS NOT NULL FROM v1.article") == [(True,)], (
            "the only login of a small installation sees the text"
        )
        assert rows(connection, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'briefwire'") == [("briefwire_admin",)]


def environment(tmp_path: Path, text: str | None) -> Environment:
    """The process environment with a given connection string."""
    return Environment.read({"BRIEFWIRE_HOME": str(tmp_path)} | ({"BRIEFWIRE_DSN": text} if text else {}))


def test_connecting_by_dsn(database: Database, tmp_path: Path) -> None:
    settings = environment(tmp_path, database.dsn("loader"))
    with closing(connect(settings)) as connection:
        assert rows(connection, "SHOW timezone") == [("UTC",)]
        assert rows(connection, "SHOW transaction_isolation") == [("read committed",)]
        assert rows(connection, "SHOW idle_session_timeout") == [("0",)]
        assert connection.info.dsn_parameters["keepalives"] == "1", "a connection that rests through a crawl is not forgotten on the way"
    assert dsn(settings, "admin", {}) == database.dsn("loader")
    assert dsn(settings, "admin", {"BRIEFWIRE_ADMIN_DSN": "dbname=x"}) == "dbname=x"
    assert dsn(settings, "analyst", {"BRIEFWIRE_ADMIN_DSN": "dbname=x"}) == database.dsn("loader")


def test_unreachable_says_where_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match=r"(?s)host=127\.0\.0\.1 port=1 dbname=news user=me: .*Check BRIEFWIRE_DSN") as caught:
        connect(environment(tmp_path, "postgresql://me:hunter2@127.0.0.1:1/news"))
    assert "hunter2" not in str(caught.value)
    with pytest.raises(DatabaseUnreachable, match="cannot be read") as caught:
        connect(environment(tmp_path, "postgres//me:hunter2@h/news"))
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("UPDATE briefwire.alembic_version SET version_num = '9999'", "newer than this program"),
        ("DELETE FROM briefwire.alembic_version", "no Briefwire schema yet; run: briefwire migrate"),
        ("REVOKE USAGE ON SCHEMA briefwire FROM briefwire_loader", "grant it briefwire_loader"),
    ],
)
def test_the_wrong_schema_says_what_to_do(own_database: Database, tmp_path: Path, change: str, message: str) -> None:
    as_admin(own_database, change)
    with pytest.raises(SchemaMismatch, match=message):
        connect(environment(tmp_path, own_database.dsn("loader")))


def test_an_older_schema_says_what_to_do(admin: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefwire.database.connect.expected_revision", lambda: "0999")
    with pytest.raises(SchemaMismatch, match=f"is at {expected_revision()}, this program needs 0999; run: briefwire migrate"):
        check_schema(admin)


def test_an_empty_database_says_what_to_do(empty_database: Database, tmp_path: Path) -> None:
    with pytest.raises(SchemaMismatch, match="run: briefwire migrate"):
        connect(environment(tmp_path, empty_database.dsn("loader")))


def test_psql_gets_the_password_by_environment(postgres_server: Server) -> None:
    variables = psql_environment(postgres_server.dsn("analyst"))
    assert variables["PGUSER"] == "briefwire_login_analyst"
    assert variables.keys() == {"PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE"}
    assert psql_environment("postgresql://u@h:1/d?sslmode=require")["PGSSLMODE"] == "require"


def test_psycopg2_errors_of_migration_name_the_server(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="cannot migrate, no connection"):
        migrate("host=127.0.0.1 port=1 dbname=x connect_timeout=2", archive=ARCHIVE, declarations={})
    assert issubclass(psycopg2.OperationalError, psycopg2.Error)
