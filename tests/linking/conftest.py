"""Fixtures of the suite on linking: one database with four invented outlets and an agency's own site, emptied before each test."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.server import Server
from tests.database.conftest import emptied
from tests.postgres import ARCHIVE, DECLARATIONS, Database, declaration, new_database, postgres_server, template_database

__all__ = ["postgres_server", "template_database"]

# "app" is the site of the agency APP by the table of agencies; its pages here are invented like the others.
OUTLETS = DECLARATIONS | {name: declaration(name) for name in ("app", "north_gazette")}


@pytest.fixture(scope="package")
def shared_database(postgres_server: Server, template_database: str) -> Database:
    """The suite's database."""
    made = new_database(postgres_server, template_database)
    migrate(made.dsn("admin"), archive=ARCHIVE, declarations=OUTLETS)
    return made


@pytest.fixture
def database(shared_database: Database) -> Database:
    """A migrated database without articles."""
    return emptied(shared_database)


@pytest.fixture
def loader(database: Database) -> Iterator[Connection]:
    """A connection as the loader's login."""
    with closing(database.connect("loader")) as connection:
        yield connection
