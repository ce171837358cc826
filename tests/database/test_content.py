"""The query that compares two databases tells them apart by what they say, and by nothing else."""

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from briefwire.database.handles import Connection
from briefwire.database.server import Server
from tests.content import CONTENT, content
from tests.database.samples import DAY, SOURCE, article, at, gone, look, rows
from tests.postgres import Database, new_database


@pytest.fixture
def said(postgres_server: Server, template_database: str) -> Any:
    """What a database of its own says after some runs."""

    def content(*runs: Any) -> Any:
        database = new_database(postgres_server, template_database)
        with closing(database.connect("loader")) as loader:
            for run in runs:
                run(loader)
        with closing(database.connect("analyst")) as analyst:
            return rows(analyst, CONTENT)[0][0]

    return content


def first(connection: Connection) -> None:
    """A run that loads two pages."""
    look(connection, "r1", DAY, at(80), articles=[article("a"), article("b", agency="EX")], endings=[gone("https://www.example.com/c")])


def edited(connection: Connection) -> None:
    """A run that reads one of them again, edited."""
    look(connection, "r2", DAY, at(90), articles=[article("a", 90, body="The spokesperson spoke about 7 matters.")])


def edited_otherwise(connection: Connection) -> None:
    """The same with another edit."""
    look(connection, "r2", DAY, at(90), articles=[article("a", 90, body="The spokesperson spoke about 8 matters.")])


def died(connection: Connection) -> None:
    """A run that published nothing."""
    look(connection, "r0", DAY, at(70), verdict="crashed", articles=[article("a")])


def again(connection: Connection) -> None:
    """A further run that reads the same pages as the first."""
    look(connection, "r9", DAY, at(95), articles=[article("a", 0), article("b", agency="EX")], endings=[gone("https://www.example.com/c")])


def test_order_repetition_and_deaths_do_not_show(said: Any) -> None:
    plain = said(first, edited)
    assert [len(plain["articles"]), len(plain["addresses"]), len(plain["days"])] == [2, 3, 1]
    assert plain["articles"][0]["history"][1][4] is not None
    assert said(edited, first) == plain
    assert said(died, first, edited, again) == plain


def test_a_part_of_it_can_be_asked_for(database: Database, loader: Connection) -> None:
    first(loader)
    with closing(database.connect("analyst")) as analyst:
        whole = rows(analyst, CONTENT)
        assert rows(analyst, content(SOURCE, DAY, DAY)) == whole
        elsewhere = [content("open_ministry"), content(first=DAY + timedelta(days=1)), content(last=DAY - timedelta(days=1))]
        assert [rows(analyst, query)[0][0] for query in elsewhere] == [{"articles": None, "addresses": None, "days": None}] * 3


def test_what_a_page_says_shows(said: Any) -> None:
    plain = said(first, edited)
    assert said(first) != plain
    assert said(first, edited_otherwise) != plain
