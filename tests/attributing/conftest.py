"""Fixtures of the suite on statements: one database with three invented outlets and two ministries' own sites, emptied before each test."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.server import Server
from tests.database.conftest import emptied
from tests.postgres import ARCHIVE, DECLARATIONS, Database, declaration, new_database, postgres_server, template_database

__all__ = ["postgres_server", "template_database"]

# Pages of these sources are invented; their names are real ones where the program knows them by name: the agency APP's own site and two ministries'.
SOURCES = DECLARATIONS | {
    "app": declaration("app"),
    "open_gazette": declaration("open_gazette", text_licence="open"),
    "china_mfa": declaration("china_mfa", kind="ministry", country="CN", language="zh", time_zone="Asia/Shanghai", text_licence="open"),
    "us_state": declaration("us_state", kind="ministry", country="US", time_zone="America/New_York", text_licence="open"),
}


@pytest.fixture(scope="package")
def shared_database(postgres_server: Server, template_database: str) -> Database:
    """The suite's database."""
    made = new_database(postgres_server, template_database)
    migrate(made.dsn("admin"), archive=ARCHIVE, declarations=SOURCES)
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


@pytest.fixture
def analyst(database: Database) -> Iterator[Connection]:
    """A connection as the analyst's login."""
    with closing(database.connect("analyst")) as connection:
        yield connection


@pytest.fixture
def reader(database: Database) -> Iterator[Connection]:
    """A connection as the reader's login."""
    with closing(database.connect("reader")) as connection:
        yield connection
