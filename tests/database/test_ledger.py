"""The database itself refuses a ledger that does not balance."""

from contextlib import closing

import psycopg2
import pytest

from briefwire.database.handles import Connection
from scrapers.outcomes import Outcome
from tests.database.samples import article, gone, load, open_sample_run, rows
from tests.postgres import Database


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE briefwire.run SET discovered = 3",
        "UPDATE briefwire.run SET loaded = loaded + 1",
        "UPDATE briefwire.run SET loaded = loaded + 1, gone = gone - 1",
        "UPDATE briefwire.run SET loaded = loaded + 1, discovered = discovered + 1",
        "INSERT INTO briefwire.outcome (run_id, url, outcome) VALUES ('r1', 'https://www.example.com/z', 'gone')",
        "DELETE FROM briefwire.outcome",
        "UPDATE briefwire.outcome SET outcome = 'gone'",
        "UPDATE briefwire.outcome SET run_id = 'r2' WHERE outcome = 'gone'",
        "UPDATE briefwire.run SET verdict = 'fine'",
        "UPDATE briefwire.run SET ended_at = NULL",
        "UPDATE briefwire.run SET verdict = NULL",
        "INSERT INTO briefwire.outcome (run_id, url, outcome) VALUES ('r2', 'https://www.example.com/z', 'lost')",
        "INSERT INTO briefwire.outcome (run_id, url, outcome) VALUES ('r9', 'https://www.example.com/z', 'gone')",
        "INSERT INTO briefwire.run (run_id, source, day, kind, started_at, ended_at, verdict, discovered, gone) "
        "VALUES ('r3', 'licensed_post', '2025-05-06', 'ingest', now(), now(), 'ok', 1, 1)",
    ],
)
def test_tampering_is_refused(loader: Connection, admin: Connection, tampering: str) -> None:
    load(loader, "r1", [article("a")], [gone("https://www.example.com/b")])
    open_sample_run(loader, "r2", 5)
    before = rows(loader, "SELECT * FROM v1.run ORDER BY run_id") + rows(loader, "SELECT * FROM v1.outcome ORDER BY url")
    with pytest.raises(psycopg2.IntegrityError), admin, admin.cursor() as cursor:
        cursor.execute(tampering)
    assert rows(loader, "SELECT * FROM v1.run ORDER BY run_id") + rows(loader, "SELECT * FROM v1.outcome ORDER BY url") == before


def test_the_check_waits_for_the_end_of_the_transaction(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    with loader, loader.cursor() as cursor:
        cursor.execute("UPDATE briefwire.run SET loaded = 5, discovered = 5")
        cursor.execute("INSERT INTO briefwire.outcome (run_id, url, outcome) VALUES ('r1', 'https://www.example.com/a', 'gone')")
        cursor.execute("UPDATE briefwire.run SET loaded = 0, gone = 1, discovered = 1, ended_at = now(), verdict = 'ok'")
    assert rows(loader, "SELECT gone FROM v1.run") == [(1,)]


def test_a_row_slipped_in_while_the_run_closes_is_refused(database: Database, loader: Connection) -> None:
    open_sample_run(loader, "r1")
    with closing(database.connect("loader")) as late, late.cursor() as cursor:
        cursor.execute("INSERT INTO briefwire.outcome (run_id, url, outcome) VALUES ('r1', 'https://www.example.com/z', 'gone')")
        with pytest.raises(psycopg2.errors.LockNotAvailable), loader, loader.cursor() as closer:
            closer.execute("SET LOCAL lock_timeout = '200ms'")
            closer.execute("UPDATE briefwire.run SET ended_at = now(), verdict = 'ok'")
        late.rollback()
    with loader, loader.cursor() as closer:
        closer.execute("UPDATE briefwire.run SET ended_at = now(), verdict = 'ok'")


def test_outcomes_of_code_and_database_are_the_same(admin: Connection) -> None:
    columns = [
        row[0] for row in rows(admin, "SELECT attname FROM pg_attribute WHERE attrelid = 'v1.run'::regclass AND attnum > 0 ORDER BY attnum")
    ]
    assert columns[columns.index("discovered") + 1 : columns.index("looked_at")] == [outcome.value for outcome in Outcome]
    (definition,) = rows(admin, "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'outcome_outcome_check'")[0]
    assert [part.split("'")[1] for part in definition.split("ARRAY[")[1].split(",")] == [outcome.value for outcome in Outcome]
    (balance,) = rows(admin, "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'run_balances'")[0]
    assert all(f"{outcome.value}" in balance for outcome in Outcome)
