"""Who sees words and who does not; what is only for the loader."""

from contextlib import closing

import psycopg2
import pytest

from briefwire.attributing import attribute
from briefwire.database.handles import Connection
from tests.attributing.samples import PAGES, publish, rows
from tests.postgres import Database

SECRETS = ("fast-track", "gauging stations on", "third shipment", "bank of the river")


@pytest.fixture
def filled(database: Database, loader: Connection) -> Database:
    """The sample pages, read."""
    publish(loader, PAGES)
    attribute(loader)
    return database


def test_a_reader_sees_everything_but_licensed_words(filled: Database, reader: Connection, analyst: Connection) -> None:
    by_licence = "SELECT t.text_licence, count(*), count(s.text) FROM v1.statement AS s JOIN v1.article USING (article_id) JOIN v1.source AS t USING (source) GROUP BY 1 ORDER BY 1"
    assert [(licence, texts) for licence, _, texts in rows(reader, by_licence)] == [("licensed", 0), ("open", 8)]
    assert rows(analyst, by_licence)[0][1:] == (7, 7)
    assert rows(reader, "SELECT count(question) FROM v1.exchange") == [(5,)]
    said = "SELECT source, statement IS NULL FROM v1.what_was_said('CN', 'KR', '2020-04-01', '2020-04-30') WHERE record = 'statement'"
    assert set(rows(reader, said)) == {("china_mfa", False), ("licensed_post", True)}


@pytest.mark.parametrize(
    "peep",
    [
        "SELECT s::text FROM v1.statement AS s JOIN v1.article AS a USING (article_id) WHERE source = 'licensed_post'",
        "SELECT to_jsonb(w)::text FROM v1.what_was_said(NULL, NULL, '2020-01-01', '2025-12-31') AS w WHERE source = 'licensed_post'",
        "SELECT s::text FROM v1.search('channel OR stations OR shipment OR river OR US') AS s WHERE source = 'licensed_post'",
        "SELECT s::text FROM v1.search('shipment') AS s",
        "SELECT c::text FROM v1.carriage AS c",
        "SELECT act_words FROM v1.statement AS s JOIN v1.article AS a USING (article_id) WHERE source = 'licensed_post'",
    ],
)
def test_no_side_way_to_licensed_words(filled: Database, reader: Connection, peep: str) -> None:
    seen = str(rows(reader, peep))
    assert not [secret for secret in SECRETS if secret in seen]


def test_a_reader_searches_licensed_sources_by_title(filled: Database, reader: Connection, analyst: Connection) -> None:
    query = "SELECT DISTINCT source FROM v1.search(%s) ORDER BY 1"
    assert rows(reader, query, "shipment") == [], "whether a word stands in a licensed text is told to nobody who may not read it"
    assert rows(analyst, query, "shipment") == [("licensed_post",)]
    assert rows(reader, query, "ease travel business") == [("licensed_post",)]
    assert rows(reader, query, "lane travellers") == [("open_gazette",)]


def test_an_administrator_who_plays_the_reader_is_one(filled: Database) -> None:
    with closing(filled.connect("admin")) as admin, admin.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM v1.search('shipment')")
        assert cursor.fetchone() != (0,)
        cursor.execute("SET ROLE briefwire_login_reader")
        cursor.execute("SELECT count(*) FROM v1.search('shipment')")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("role", ["reader", "analyst"])
@pytest.mark.parametrize(
    "attempt",
    [
        "TABLE briefwire.statement",
        "TABLE briefwire.heard",
        "SELECT briefwire.search_words('x', 'en')",
        "INSERT INTO v1.briefing (ministry) VALUES ('XX')",
        "DELETE FROM v1.utterance",
        "UPDATE v1.statement SET kind = 'direct'",
    ],
)
def test_nobody_else_reads_or_writes_the_tables(filled: Database, role: str, attempt: str) -> None:
    with closing(filled.connect(role)) as connection, connection.cursor() as cursor, pytest.raises(psycopg2.Error) as refused:  # type: ignore[arg-type]
        cursor.execute(attempt)
    assert refused.value.pgcode in {"42501", "42P01", "55000"}


def test_only_members_call_the_functions(filled: Database) -> None:
    with closing(filled.connect("admin")) as admin:
        for function in ("v1.what_was_said(text, text, date, date)", "v1.search(text, integer)", "briefwire.search_words(text, text)"):
            assert rows(admin, "SELECT has_function_privilege('public', %s, 'EXECUTE')", function) == [(False,)]
