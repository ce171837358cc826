"""The same schema and statements on the Postgres that this machine's system brings, where it brings one (15 is the oldest that must work)."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from psycopg2.extensions import make_dsn

from briefwire.database.account import server_account
from briefwire.database.errors import MigrationError
from briefwire.database.migrate import migrate
from tests.database.samples import article, at, gone, load, rows, some
from tests.postgres import ARCHIVE, DECLARATIONS

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.fixture(scope="module", params=INSTALLED or [None], ids=lambda path: "none" if path is None else path.parent.parent.name)
def superuser(request: pytest.FixtureRequest) -> Iterator[str]:
    """The superuser's connection string on a server made by the system's own binaries."""
    if request.param is None:
        pytest.skip("no Postgres under /usr/lib/postgresql: only the embedded server's version is tested here")
    account = server_account()
    programs = request.param.parent
    folder = Path(tempfile.mkdtemp(prefix="briefwire-system-"))
    account.own(folder)
    made = account.run(
        [programs / "initdb", "-D", folder / "data", "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C"]
    )
    assert made.returncode == 0, made.stdout
    options = f"-c listen_addresses='' -c fsync=off -c unix_socket_directories={folder}"
    started = account.run([programs / "pg_ctl", "start", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options])
    assert started.returncode == 0, started.stdout
    try:
        yield make_dsn(host=str(folder), user="postgres", dbname="postgres", port=5432)
    finally:
        account.run([programs / "pg_ctl", "stop", "-D", folder / "data", "-m", "immediate", "-w"])
        shutil.rmtree(folder, ignore_errors=True)


def test_migrate_load_and_read(superuser: str) -> None:
    with closing(psycopg2.connect(superuser)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE plain LOGIN; GRANT CREATE ON DATABASE postgres TO plain")
            cursor.execute("CREATE ROLE manager LOGIN CREATEROLE; GRANT CREATE ON DATABASE postgres TO manager")
    with pytest.raises(MigrationError, match=r"may not create roles\. Migrate as a role with CREATEROLE"):
        migrate(make_dsn(superuser, user="plain"), archive=ARCHIVE, declarations=DECLARATIONS)
    for _ in range(2):
        migrate(make_dsn(superuser, user="manager"), archive=ARCHIVE, declarations=DECLARATIONS)
    with closing(psycopg2.connect(superuser)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE ROLE writer LOGIN; GRANT briefwire_loader TO writer; CREATE ROLE visitor LOGIN; GRANT briefwire_reader TO visitor"
        )
    with closing(psycopg2.connect(make_dsn(superuser, user="writer"))) as writer:
        assert some(load(writer, "r1", [article("a"), article("b")], [gone("https://www.example.com/c")])) == {"loaded": 2, "gone": 1}
        assert some(load(writer, "r2", [article("a", 5), article("b", 5, title="New")], hours=5)) == {"unchanged": 1, "revised": 1}
    with closing(psycopg2.connect(make_dsn(superuser, user="visitor"))) as visitor:
        assert rows(visitor, "SELECT native_key, body, revisions FROM v1.article ORDER BY 1") == [("a", None, 1), ("b", None, 2)]
        assert rows(visitor, "SELECT native_key, revision FROM v1.as_of(%s) ORDER BY 1", at(1)) == [("a", 1), ("b", 1)]
        assert rows(visitor, "SELECT class IS NOT NULL FROM v1.article_revision WHERE revision = 2") == [(True,)]
        assert rows(
            visitor, "SELECT discovered, loaded, reason FROM v1.coverage_calendar WHERE source = 'licensed_post' AND day = '2025-05-06'"
        ) == [(3, 2, "late window open")]
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            rows(visitor, "SELECT * FROM briefwire.article")
