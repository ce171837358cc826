"""The embedded server: a Postgres of our own under BRIEFWIRE_HOME, reached over a unix socket only, with passwords.

It holds two databases, `briefwire` and `airflow` (Airflow's metadata, owned by its login). It outlives the process that starts it;
`stop_server` ends it.
"""

import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import encrypt_password, make_dsn

from briefwire.database.cluster import PORT, SUPERUSER, Cluster, binary
from briefwire.database.errors import ServerError
from briefwire.database.handles import Connection
from briefwire.database.secret_files import make_secret, read_secret
from briefwire.database.statements import script

__all__ = ["Role", "Server", "binary", "ensure_server", "server_running", "standing_server", "stop_server"]

Role = Literal["admin", "loader", "analyst", "reader"]

LOGINS: dict[Role, str] = {
    "admin": SUPERUSER,
    "loader": "briefwire_login_loader",
    "analyst": "briefwire_login_analyst",
    "reader": "briefwire_login_reader",
}
AIRFLOW = "airflow"
READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running embedded server: where its passwords and its socket are."""

    secrets: Path
    socket: Path

    def dsn(self, role: Role, database: str = "briefwire") -> str:
        """A libpq connection string, password included, for the login of a role. `admin` is the superuser."""
        return self._dsn(LOGINS[role], database)

    def airflow_url(self) -> str:
        """SQLAlchemy URL (psycopg2, over the socket) of Airflow's metadata database; Airflow derives its asyncpg URL from it."""
        return f"postgresql+psycopg2://{AIRFLOW}:{quote(self._password(AIRFLOW))}@/{AIRFLOW}?host={quote(str(self.socket))}&port={PORT}"

    def _dsn(self, login: str, database: str) -> str:
        return make_dsn(host=str(self.socket), port=PORT, user=login, password=self._password(login), dbname=database)

    def _password(self, login: str) -> str:
        password = read_secret(self.secrets, login)
        if password is None:
            raise ServerError(
                f"{self.secrets / login} is missing: put it back, or run briefwire down and up to set a new password for {login}"
            )
        return password


def ensure_server(home: Path, *, fsync: bool = True) -> Server:
    """The embedded server under `home`, made and started when needed; many processes may ask at once.

    `fsync=False` is for tests: a crash of the machine then loses data. Raises `ServerError`.
    """
    cluster = Cluster(home)
    server = Server(secrets=home.resolve() / "secrets", socket=cluster.socket)
    with cluster.lock():
        if cluster.pid() is not None and not (cluster.socket / f".s.PGSQL.{PORT}").exists():
            cluster.stop()
        while not _ready(cluster, server):
            if not cluster.made:
                cluster.make(make_secret(server.secrets, SUPERUSER), fsync=fsync)
            cluster.start(fsync=fsync)
            cluster.ready_mark.unlink(missing_ok=True)
        if not cluster.ready_mark.exists():
            _set_up(server)
            cluster.ready_mark.touch()
    return server


def standing_server(home: Path) -> Server | None:
    """The embedded server under `home` where one was set up and a process serves it; whether it answers is not asked. Takes no lock."""
    cluster = Cluster(home)
    return Server(secrets=home.resolve() / "secrets", socket=cluster.socket) if cluster.ready_mark.exists() and cluster.pid() else None


def server_running(home: Path) -> bool:
    """Whether the embedded server under `home` runs."""
    return Cluster(home).pid() is not None


def stop_server(home: Path) -> bool:
    """Stops the embedded server under `home`; False when it does not run. Raises `ServerError`."""
    cluster = Cluster(home)
    if not cluster.made:
        return False
    with cluster.lock():
        if cluster.pid() is None:
            return False
        cluster.stop()
        return True


def _ready(cluster: Cluster, server: Server) -> bool:
    # A server that runs may still be recovering, and one that was just killed runs for a moment longer.
    deadline = time.monotonic() + READY_SECONDS
    while cluster.pid() is not None:
        try:
            psycopg2.connect(server.dsn("admin", "postgres"), connect_timeout=READY_SECONDS).close()
        except psycopg2.OperationalError as error:
            if "password authentication failed" in str(error):
                raise ServerError(
                    f"the superuser's password in {server.secrets / SUPERUSER} is not the server's: put the right file back"
                ) from error
            if time.monotonic() > deadline:
                raise ServerError(f"the embedded server does not answer: {error}\n{cluster.log}:\n{cluster.log_tail()}") from error
            time.sleep(0.05)
        else:
            return True
    return False


def _set_up(server: Server) -> None:
    with closing(psycopg2.connect(server.dsn("admin", "postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(script("roles"))
            cursor.execute(script("embedded"))
        for login in (*(login for login in LOGINS.values() if login != SUPERUSER), AIRFLOW):
            _set_password(connection, login, make_secret(server.secrets, login))
        _make_database(connection, "briefwire", owner="briefwire_admin")
        _make_database(connection, AIRFLOW, owner=AIRFLOW)
        with connection.cursor() as cursor:
            cursor.execute(script("embedded_databases"))


def _set_password(connection: Connection, login: str, password: str) -> None:
    # Sent as a verifier: the words themselves reach neither the server nor its log.
    verifier = encrypt_password(password, login, connection, "scram-sha-256")
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD %s").format(sql.Identifier(login)), (verifier,))


def _make_database(connection: Connection, name: str, owner: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", (name,))
        if cursor.rowcount == 0:
            cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner)))
