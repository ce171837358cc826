"""A real Postgres for every suite that needs one: one embedded server a session, one migrated database a test.

from tests.postgres import database, postgres_server, template_database  # in a conftest.py: makes the fixtures known
"""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.server import Role, Server, ensure_server, stop_server
from scrapers.registry import SourceDeclaration

ARCHIVE = "/archive"
TEMPLATE = "briefwire_template"

_numbers = itertools.count(1)


def declaration(name: str, **changes: object) -> SourceDeclaration:
    """A complete declaration of an invented source."""
    return SourceDeclaration.model_validate(
        {
            "name": name,
            "title": "The Example Post",
            "kind": "outlet",
            "country": "PK",
            "language": "en",
            "time_zone": "Asia/Karachi",
            "hosts": ("www.example.com",),
            "discovery": ("archive",),
            "canary_urls": (),
            "text_licence": "licensed",
            "politeness": {"delay": 1, "max_requests": 10},
            "history": {"kind": "by-date", "since": "2020-01-01", "settles": 1, "how": "a page for each day"},
            "candidates": {"include": ("/",)},
            "volume": {"minimum": 0, "typical": 10, "requests": 20},
            "watch": {"minutes": 15},
            "field_fill": {"title": 1, "body": 1, "published_at": 0},
        }
        | changes
    )


DECLARATIONS = {
    "licensed_post": declaration("licensed_post"),
    "open_ministry": declaration("open_ministry", kind="ministry", text_licence="open"),
}


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the session's server."""

    name: str
    server: Server

    def dsn(self, role: Role) -> str:
        """The connection string of a role's login."""
        return self.server.dsn(role, self.name)

    def connect(self, role: Role) -> Connection:
        """A new connection as a role's login; the caller closes it."""
        return psycopg2.connect(self.dsn(role))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The session's embedded server. Without fsync: its data need not outlive the machine."""
    home = Path(tempfile.mkdtemp(prefix="briefwire-test-"))
    try:
        yield ensure_server(home, fsync=False)
    finally:
        stop_server(home)
        shutil.rmtree(home, ignore_errors=True)


def create_database(server: Server, name: str, template: str) -> None:
    """A new database on the session's server, as a copy of another one."""
    with closing(psycopg2.connect(server.dsn("admin", "postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


@pytest.fixture(scope="session")
def template_database(postgres_server: Server) -> str:
    """A database migrated once, with two invented sources; copied for each test."""
    create_database(postgres_server, TEMPLATE, "template0")
    migrate(postgres_server.dsn("admin", TEMPLATE), archive=ARCHIVE, declarations=DECLARATIONS)
    return TEMPLATE


def new_database(server: Server, template: str) -> Database:
    """A database that nobody else uses. It goes with the server: dropping it would make the server write everything out first."""
    database = Database(f"t{os.getpid()}_{next(_numbers)}", server)
    create_database(server, database.name, template)
    return database


@pytest.fixture
def database(postgres_server: Server, template_database: str) -> Database:
    """A migrated database of the test's own."""
    return new_database(postgres_server, template_database)


@pytest.fixture
def empty_database(postgres_server: Server) -> Database:
    """A database of the test's own that was never migrated."""
    return new_database(postgres_server, "template0")
