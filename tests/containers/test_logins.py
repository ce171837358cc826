"""The roles of the compose file's server, made on a real one: the init script by psql, the migration as the migrator, then the logins."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2.extensions import make_dsn

from briefwire.database.cluster import PORT, SUPERUSER, Cluster, binary
from briefwire.database.migrate import migrate
from scrapers import registry
from tests.containers.conftest import REPOSITORY, script

logins = script("logins")

SECRETS = {
    "AIRFLOW_DB_PASSWORD": "it's airflow's",
    "BRIEFWIRE_MIGRATOR_PASSWORD": "pw-migrator",
    "BRIEFWIRE_LOADER_PASSWORD": "pw-loader",
    "BRIEFWIRE_ANALYST_PASSWORD": "pw-analyst",
    "BRIEFWIRE_READER_PASSWORD": "pw-reader",
}


class Server:
    """A server as the compose file's is after its first start."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def dsn(self, login: str, password: str, database: str = "briefwire") -> str:
        return make_dsn(host=str(self._cluster.socket), port=PORT, user=login, password=password, dbname=database)

    def member(self, name: str, database: str = "briefwire") -> str:
        return self.dsn(f"briefwire_login_{name}", SECRETS[f"BRIEFWIRE_{name.upper()}_PASSWORD"], database)

    def log(self) -> str:
        return self._cluster.log.read_text("utf8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    cluster = Cluster(tmp_path_factory.mktemp("compose"))
    with cluster.lock():
        cluster.make("pw-superuser", fsync=False)
        cluster.start(fsync=False)
    try:
        server = Server(cluster)
        folder = REPOSITORY / "docker" / "postgres"
        for file in sorted(folder.iterdir()):
            command = [binary("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-f", file, server.dsn(SUPERUSER, "pw-superuser", "postgres")]
            subprocess.run(command, check=True, env=os.environ | SECRETS)
        migrate(server.member("migrator"), archive="/archive", declarations=registry.sources())
        make(server)
        yield server
    finally:
        cluster.stop()


def make(server: Server, secrets: dict[str, str] = SECRETS) -> None:
    connection = psycopg2.connect(server.member("migrator"))
    try:
        logins.make(connection, secrets)
    finally:
        connection.close()


def answers(dsn: str, query: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(dsn)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("name", ["loader", "analyst", "reader"])
def test_each_login_reads_v1_with_its_own_password(server: Server, name: str) -> None:
    assert answers(server.member(name), "SELECT count(*) FROM v1.article") == [(0,)]
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(server.dsn(f"briefwire_login_{name}", "wrong"))


@pytest.mark.parametrize("name", ["analyst", "reader"])
def test_consumers_see_nothing_but_v1(server: Server, name: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        answers(server.member(name), "SELECT count(*) FROM briefwire.source")


@pytest.mark.parametrize("name", ["loader", "analyst", "reader", "migrator"])
@pytest.mark.parametrize("database", ["airflow", "postgres", "template1"])
def test_no_login_of_briefwire_enters_another_database(server: Server, name: str, database: str) -> None:
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        psycopg2.connect(server.member(name, database))


def test_airflow_owns_its_database_and_enters_no_other(server: Server) -> None:
    password = SECRETS["AIRFLOW_DB_PASSWORD"]
    assert answers(
        server.dsn("airflow", password, "airflow"), "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = 'airflow'"
    ) == [("airflow",)]
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        psycopg2.connect(server.dsn("airflow", password, "briefwire"))


def test_no_login_owns_a_table_and_none_is_a_superuser_but_the_one(server: Server) -> None:
    owners = "SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname IN ('briefwire', 'v1')"
    assert answers(server.member("migrator"), owners) == [("briefwire_admin",)]
    assert answers(server.member("migrator"), "SELECT rolname::text FROM pg_roles WHERE rolsuper") == [(SUPERUSER,)]


def test_a_new_password_in_env_is_taken_over_and_the_rest_stays(server: Server) -> None:
    make(server, SECRETS | {"BRIEFWIRE_READER_PASSWORD": "new"})
    try:
        assert answers(server.dsn("briefwire_login_reader", "new"), "SELECT current_user::text") == [("briefwire_login_reader",)]
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(server.member("reader"))
        assert answers(server.member("loader"), "SELECT 1") == [(1,)]
    finally:
        make(server)


def test_a_missing_password_changes_nothing(server: Server) -> None:
    with pytest.raises(KeyError, match="BRIEFWIRE_READER_PASSWORD"):
        make(server, {"BRIEFWIRE_LOADER_PASSWORD": "other", "BRIEFWIRE_ANALYST_PASSWORD": "other"})
    assert answers(server.member("loader"), "SELECT 1") == [(1,)]


def test_a_password_reaches_the_server_as_a_verifier_only(server: Server) -> None:
    superuser = server.dsn(SUPERUSER, "pw-superuser", "postgres")
    connection = psycopg2.connect(superuser)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("ALTER DATABASE briefwire SET log_statement = 'ddl'")
        make(server)
        with connection, connection.cursor() as cursor:
            cursor.execute("ALTER DATABASE briefwire RESET log_statement")
    finally:
        connection.close()
    log = server.log()
    assert "ALTER ROLE" in log
    assert "pw-loader" not in log


def test_the_script_reads_its_environment(server: Server) -> None:
    command = [sys.executable, str(REPOSITORY / "docker" / "logins.py")]
    done = subprocess.run(command, env={"BRIEFWIRE_DSN": server.member("migrator")}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "the login roles could not be made: KeyError('BRIEFWIRE_LOADER_PASSWORD')\n"
