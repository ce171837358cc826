"""Fixtures of the alarms suite."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefwire.alarms.quality import Report, mark_told, quality
from briefwire.database.handles import Connection
from briefwire.environment import Environment
from tests.alarms.samples import NOW
from tests.postgres import Database, database, postgres_server, template_database

__all__ = ["database", "postgres_server", "template_database"]


class Desk:
    """The quality desk of one database, at an instant that the test moves on."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    @property
    def now(self) -> datetime:
        """The instant taken as now."""
        return self.environment.now()

    def wait(self, **time: float) -> None:
        """Lets time pass."""
        self.environment = replace(self.environment, fixed_now=self.now + timedelta(**time))

    def judge(self, **changes: int) -> Report:
        """A quality run; nothing is told."""
        return quality(self.environment, **changes)

    def tell(self, **changes: int) -> list[str]:
        """A quality run whose messages a channel takes: their texts, subject first."""
        report = self.judge(**changes)
        for message in report.messages:
            mark_told(self.environment, message.message_id, ["test"])
        return [f"{message.subject}\n{message.text}" for message in report.messages]


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """A desk that works as the loader's login."""
    return Desk(
        Environment(
            home=tmp_path,
            dsn=database.dsn("loader"),
            archive="/archive",
            contact=None,
            standin="http://127.0.0.1:1",
            standin_paced=False,
            fixed_now=NOW,
        )
    )


@pytest.fixture
def loader(database: Database) -> Iterator[Connection]:
    """A connection as the loader's login."""
    with closing(database.connect("loader")) as connection:
        yield connection
