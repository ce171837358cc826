"""At which revision a database is, and which one this program needs. Without alembic, whose import would double the start of every step."""

from functools import cache

from briefwire.database.handles import Connection, Cursor
from briefwire.database.statements import SCHEMA


def current_revision(connection: Connection) -> str | None:
    """The revision that the database is at; None when it was never migrated. Ends the transaction it reads in."""
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_namespace WHERE nspname = 'briefwire'")
        if cursor.rowcount == 0:
            return None
        cursor.execute("SELECT to_regclass('briefwire.alembic_version')")
        return applied_revision(cursor) if cursor.fetchone() != (None,) else None


def applied_revision(cursor: Cursor) -> str | None:
    """What alembic wrote down last; None while the first migration runs."""
    cursor.execute("SELECT version_num FROM briefwire.alembic_version")
    row = cursor.fetchone()
    return row[0] if row else None


def expected_revision() -> str:
    """The revision that this program was written for."""
    return max(known_revisions())


@cache
def known_revisions() -> frozenset[str]:
    """Every revision that this program can migrate from: the numbers that the files of the migrations begin with."""
    return frozenset(path.name.partition("_")[0] for path in (SCHEMA / "migrations" / "versions").glob("[0-9]*_*.py"))
