"""Connections to the database in use: the one BRIEFWIRE_DSN names, else the embedded server's."""

import os
from collections.abc import Mapping

import psycopg2
from psycopg2.extensions import make_dsn, parse_dsn

from briefwire.database.errors import DatabaseUnreachable, SchemaMismatch, ServerError
from briefwire.database.handles import Connection
from briefwire.database.revision import current_revision, expected_revision, known_revisions
from briefwire.database.server import Role, ensure_server, standing_server
from briefwire.environment import Environment

CONNECT_SECONDS = 10

# A lock's connection rests for hours, and the server must neither be forgotten by a firewall nor end the session as idle.
_SETTINGS = "-c timezone=UTC -c default_transaction_isolation=read\\ committed -c idle_session_timeout=0"
_KEEPALIVES = {"keepalives": 1, "keepalives_idle": 60, "keepalives_interval": 10, "keepalives_count": 6}

_PSQL_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
}


def dsn(environment: Environment, role: Role, variables: Mapping[str, str] = os.environ) -> str:
    """The libpq connection string for a role.

    With `BRIEFWIRE_DSN` every role connects by it, except that `admin` prefers `BRIEFWIRE_ADMIN_DSN` when that is set (read here). Without it the embedded
    server is started when needed. Raises `ServerError`.
    """
    if environment.dsn is None:
        return ensure_server(environment.home).dsn(role)
    if role == "admin":
        return variables.get("BRIEFWIRE_ADMIN_DSN") or environment.dsn
    return environment.dsn


def connect(environment: Environment, role: Role = "loader") -> Connection:
    """An open connection, read committed, session zone UTC. A loader's schema is checked first.

    Raises `DatabaseUnreachable`, `SchemaMismatch` or `ServerError`; each says what to do.
    """
    connection = _at_once(environment, role) or open_connection(dsn(environment, role))
    if role == "loader":
        try:
            check_schema(connection)
        except SchemaMismatch:
            connection.close()
            raise
    return connection


def _at_once(environment: Environment, role: Role) -> Connection | None:
    """A connection to the embedded server where it stands and answers, which it nearly always does: without the lock, behind which every step of every run
    would wait for all others. None: it is to be started, or waited for, or asked what is wrong."""
    if environment.dsn is not None or (server := standing_server(environment.home)) is None:
        return None
    try:
        return open_connection(server.dsn(role))
    except (DatabaseUnreachable, ServerError):
        return None


def open_connection(text: str) -> Connection:
    """An open connection by a libpq connection string. Raises `DatabaseUnreachable`."""
    try:
        parts = parse_dsn(text)
    except psycopg2.ProgrammingError:
        # libpq's own message would show the password.
        raise DatabaseUnreachable(
            "the connection string cannot be read: write BRIEFWIRE_DSN as postgresql://user:password@host:5432/database"
        ) from None
    try:
        return psycopg2.connect(
            make_dsn(text, application_name="briefwire", options=_SETTINGS, **_KEEPALIVES),
            connect_timeout=CONNECT_SECONDS,
        )
    except psycopg2.OperationalError as error:
        where = " ".join(f"{key}={parts[key]}" for key in ("host", "port", "dbname", "user") if key in parts) or "the default database"
        raise DatabaseUnreachable(
            f"no connection to {where}: {str(error).strip()}. Check BRIEFWIRE_DSN, or run: briefwire doctor"
        ) from error


def check_schema(connection: Connection) -> None:
    """Raises `SchemaMismatch` unless the database's schema is the one this program was written for."""
    try:
        current = current_revision(connection)
    except psycopg2.errors.InsufficientPrivilege as error:
        raise SchemaMismatch(f"this login may not read schema briefwire: grant it briefwire_loader ({str(error).strip()})") from error
    expected = expected_revision()
    if current == expected:
        return
    if current is None:
        raise SchemaMismatch("the database has no Briefwire schema yet; run: briefwire migrate")
    if current in known_revisions():
        raise SchemaMismatch(f"the database's schema is at {current}, this program needs {expected}; run: briefwire migrate")
    raise SchemaMismatch(f"the database's schema is at {current}, newer than this program ({expected}): update the program")


def psql_environment(text: str) -> dict[str, str]:
    """A connection string as environment variables for psql: on a command line every user of the machine could read the password."""
    parts = parse_dsn(text)
    return {variable: parts[key] for key, variable in _PSQL_VARIABLES.items() if key in parts}
