"""Fixtures of the database suite. Its tests share one database, emptied before each: making one costs many times what most of them take."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from briefwire.database.handles import Connection
from briefwire.database.server import Server
from tests.postgres import Database, empty_database, new_database, postgres_server, template_database

__all__ = ["empty_database", "postgres_server", "template_database"]

# Past the triggers that guard a closed run. Sources, agencies, the archive's root and the changelog stay.
EMPTY = """
SET LOCAL session_replication_role = replica;
DO $$
DECLARE
    filled regclass;
BEGIN
    FOR filled IN
        SELECT oid FROM pg_class
        WHERE
            relnamespace = 'briefwire'::regnamespace AND relkind = 'r' AND relname NOT IN (
                'alembic_version', 'archive_root', 'changelog', 'source', 'agency', 'agency_alias', 'subject', 'subject_name', 'person', 'term'
            )
    LOOP
        EXECUTE format('DELETE FROM %s', filled);
    END LOOP;
END
$$
"""


def emptied(database: Database) -> Database:
    """The database without the rows that tests leave."""
    with closing(database.connect("admin")) as admin, admin, admin.cursor() as cursor:
        cursor.execute(EMPTY)
    return database


@pytest.fixture(scope="package")
def shared_database(postgres_server: Server, template_database: str) -> Database:
    """The suite's database."""
    return new_database(postgres_server, template_database)


@pytest.fixture
def database(shared_database: Database) -> Database:
    """A migrated database with two sources and no rows. A test that changes the schema or the sources takes `own_database`."""
    return emptied(shared_database)


@pytest.fixture
def own_database(postgres_server: Server, template_database: str) -> Database:
    """The same, and of the test's own."""
    return new_database(postgres_server, template_database)


@pytest.fixture
def loader(database: Database) -> Iterator[Connection]:
    """A connection as the loader's login."""
    with closing(database.connect("loader")) as connection:
        yield connection


@pytest.fixture
def admin(database: Database) -> Iterator[Connection]:
    """A connection as the superuser."""
    with closing(database.connect("admin")) as connection:
        yield connection
