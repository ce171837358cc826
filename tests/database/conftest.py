"""Fixtures of the database suite."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from briefwire.database.handles import Connection
from tests.postgres import Database, database, empty_database, postgres_server, template_database

__all__ = ["database", "empty_database", "postgres_server", "template_database"]


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
