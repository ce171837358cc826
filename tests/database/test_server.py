"""The embedded server: passwords, socket, crashes, races."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

from briefwire.database.account import Account, server_account
from briefwire.database.cluster import Cluster
from briefwire.database.connect import connect
from briefwire.database.errors import ServerError
from briefwire.database.server import Server, binary, ensure_server, server_running, standing_server, stop_server
from briefwire.environment import Environment


@pytest.fixture
def home() -> Iterator[Path]:
    """A home of the test's own, its server stopped afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="briefwire-home-"))
    yield folder
    stop_server(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def shared() -> Iterator[Path]:
    """A home whose server is made once for the tests that leave it as it was."""
    folder = Path(tempfile.mkdtemp(prefix="briefwire-home-"))
    ensure_server(folder, fsync=False)
    yield folder
    stop_server(folder)
    shutil.rmtree(folder, ignore_errors=True)


def value(dsn: str, query: str) -> object:
    """The single value of a query."""
    with closing(psycopg2.connect(dsn)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(query)
        (row,) = cursor.fetchall()
        return row[0]


def keep(server: Server, number: int) -> None:
    """Commits a row."""
    with closing(psycopg2.connect(server.dsn("admin"))) as connection, connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
        cursor.execute("INSERT INTO kept VALUES (%s)", (number,))


def start_in_another_process(home: Path) -> subprocess.CompletedProcess[str]:
    """ensure_server in a process that ends at once."""
    code = "import sys, pathlib; from briefwire.database.server import ensure_server; ensure_server(pathlib.Path(sys.argv[1]), fsync=False)"
    return subprocess.run([sys.executable, "-c", code, str(home)], capture_output=True, text=True, check=False)


def test_started_by_many_at_once_outlives_them_and_recovers_from_kill_9(home: Path) -> None:
    assert not server_running(home)
    assert stop_server(home) is False
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(start_in_another_process, [home] * 4))
    assert [result.returncode for result in results] == [0] * 4, [result.stderr for result in results]
    pid = Cluster(home).pid()
    assert pid is not None
    server = ensure_server(home)
    assert Cluster(home).pid() == pid, "found, not started again"

    for number in range(3):
        keep(server, number)
        idle = psycopg2.connect(server.dsn("loader"))
        os.kill(Cluster(home).pid() or 0, signal.SIGKILL)
        server = ensure_server(home, fsync=False)
        assert value(server.dsn("admin"), "SELECT count(*) FROM kept") == number + 1
        idle.close()
    assert stop_server(home) is True
    assert not server_running(home)
    assert value(ensure_server(home, fsync=False).dsn("admin"), "SELECT count(*) FROM kept") == 3


def test_a_server_that_stands_is_reached_while_another_holds_its_lock(shared: Path) -> None:
    stop_server(shared)
    assert standing_server(shared) is None
    environment = Environment.read({"BRIEFWIRE_HOME": str(shared)})
    connect(environment, "admin").close()  # starts it
    with ThreadPoolExecutor(1) as pool, Cluster(shared).lock():
        pool.submit(lambda: connect(environment, "admin").close()).result(timeout=30)


def test_fsync_is_on_unless_asked(shared: Path, postgres_server: Server) -> None:
    stop_server(shared)
    assert value(ensure_server(shared).dsn("loader"), "SHOW fsync") == "on"
    assert value(postgres_server.dsn("loader"), "SHOW fsync") == "off"


def test_a_stale_pid_file_that_names_a_stranger(shared: Path) -> None:
    ensure_server(shared, fsync=False)
    stop_server(shared)
    pid_file = shared / "pg" / "data" / "postmaster.pid"
    # This very process: alive, and not the server.
    pid_file.write_text(f"{os.getpid()}\n{shared}/pg/data\n1\n5432\n{shared}/pg/socket\n\n  0  0\nready   \n", encoding="ascii")
    assert not server_running(shared)
    assert value(ensure_server(shared, fsync=False).dsn("loader"), "SELECT 1") == 1


def test_an_interrupted_making_is_begun_anew(home: Path) -> None:
    part = home / "pg" / "data.part"
    part.mkdir(parents=True)
    (part / "PG_VERSION").write_text("18\n")
    assert value(ensure_server(home, fsync=False).dsn("loader"), "SELECT 1") == 1


def test_a_home_too_deep_for_a_socket(home: Path) -> None:
    deep = home / ("deep " * 10) / ("d" * 60)
    deep.mkdir(parents=True)
    server = ensure_server(deep, fsync=False)
    try:
        assert str(server.socket).startswith(tempfile.gettempdir())
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
        assert value(server.dsn("loader"), "SELECT 1") == 1
        shutil.rmtree(server.socket)
        assert value(ensure_server(deep, fsync=False).dsn("loader"), "SELECT 1") == 1, "after someone cleaned the temporary folder"
    finally:
        stop_server(deep)
        shutil.rmtree(server.socket)


def test_secrets_are_private_and_kept(shared: Path) -> None:
    server = ensure_server(shared, fsync=False)
    files = {path.name: path for path in (shared / "secrets").iterdir()}
    assert files.keys() == {"postgres", "briefwire_login_loader", "briefwire_login_analyst", "briefwire_login_reader", "airflow"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    assert stat.S_IMODE((shared / "secrets").stat().st_mode) == 0o700
    assert len({path.read_text() for path in files.values()}) == 5
    before = server.dsn("loader")
    stop_server(shared)
    assert ensure_server(shared, fsync=False).dsn("loader") == before
    files["briefwire_login_reader"].unlink()
    with pytest.raises(ServerError, match="down and up"):
        server.dsn("reader")
    stop_server(shared)
    assert value(ensure_server(shared, fsync=False).dsn("reader"), "SELECT current_user") == "briefwire_login_reader"


def test_a_wrong_superuser_password_says_so(shared: Path) -> None:
    secret = shared / "secrets" / "postgres"
    right = secret.read_text()
    secret.write_text("forgotten")
    with pytest.raises(ServerError, match="put the right file back"):
        ensure_server(shared, fsync=False)
    secret.write_text(right)


def test_data_of_another_version_are_not_touched(shared: Path) -> None:
    ensure_server(shared, fsync=False)
    stop_server(shared)
    version = shared / "pg" / "data" / "PG_VERSION"
    ours = version.read_text()
    version.write_text("12\n")
    with pytest.raises(ServerError, match="was made by PostgreSQL 12"):
        ensure_server(shared, fsync=False)
    version.write_text(ours)


def test_nobody_enters_without_the_password(postgres_server: Server) -> None:
    for user in ("postgres", "airflow", "briefwire_login_loader"):
        for password in ("", user, "postgres"):
            with pytest.raises(psycopg2.OperationalError):
                psycopg2.connect(host=str(postgres_server.socket), user=user, password=password, dbname="briefwire")
    assert value(postgres_server.dsn("admin"), "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'") == 0
    assert value(postgres_server.dsn("admin"), "SHOW listen_addresses") == ""
    assert (
        value(postgres_server.dsn("admin"), "SELECT count(*) FROM pg_authid WHERE rolcanlogin AND rolpassword NOT LIKE 'SCRAM-SHA-256$%'")
        == 0
    )


def test_airflow_reaches_its_own_database_only(postgres_server: Server) -> None:
    query = text("SELECT current_user, current_database(), pg_has_role('pg_database_owner', 'USAGE')")
    url = postgres_server.airflow_url()
    with create_engine(url).connect() as connection:
        assert connection.execute(query).one() == ("airflow", "airflow", True)

    async def asynchronously() -> tuple[object, ...]:
        # As airflow.settings derives it: the driver is exchanged, the rest stays.
        engine = create_async_engine("postgresql+asyncpg:" + url.split(":", 1)[1])
        async with engine.connect() as connection:
            row = (await connection.execute(query)).one()
        await engine.dispose()
        return tuple(row)

    assert asyncio.run(asynchronously()) == ("airflow", "airflow", True)
    with pytest.raises(psycopg2.OperationalError, match="permission denied"):
        psycopg2.connect(url.replace("+psycopg2", "").replace("/airflow?", "/briefwire?"))


def test_programs_of_the_wheel(tmp_path: Path) -> None:
    assert "PostgreSQL" in subprocess.run([binary("psql"), "--version"], capture_output=True, text=True, check=True).stdout
    with pytest.raises(ServerError, match="no program 'pg_nothing'"):
        binary("pg_nothing")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run the server as someone else")
def test_root_opens_the_way_and_no_further(home: Path) -> None:
    closed = home / "closed"
    inner = closed / "inner"
    inner.mkdir(parents=True, mode=0o700)
    closed.chmod(0o700)
    beside = home / "beside"
    beside.mkdir(mode=0o700)
    server = ensure_server(inner, fsync=False)
    try:
        assert value(server.dsn("admin"), "SELECT 1") == 1
        assert Path(f"/proc/{Cluster(inner).pid()}").stat().st_uid == server_account().uid != 0
    finally:
        stop_server(inner)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (closed, inner, beside, inner / "secrets")] == [0o701, 0o701, 0o700, 0o700]


def test_an_account_that_cannot_be_switched_to_says_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = Account(name="someone", uid=os.geteuid() + 12345, gid=os.getegid() + 12345, switch=True)
    home.chmod(0o700)
    monkeypatch.setattr(Path, "chmod", lambda *_: (_ for _ in ()).throw(PermissionError("read-only")))
    with pytest.raises(ServerError, match=r"may not pass through .*set BRIEFWIRE_HOME"):
        account.open_way_to(home / "pg" / "data")
