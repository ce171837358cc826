"""Runs: opened before the crawl, closed once, never two writers for one source and day."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Literal

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from briefwire.database.errors import LedgerImbalance, RunBusy, UnknownSource
from briefwire.database.handles import Connection, Cursor
from briefwire.database.statements import statement
from scrapers.outcomes import Outcome

Verdict = Literal[
    "ok", "empty", "short", "imbalanced", "blocked", "layout_changed", "listing_moved", "unreachable", "crashed", "over_budget"
]
Counts = Mapping[Outcome, int]


@contextmanager
def run_lock(connection: Connection, source: str, day: date) -> Iterator[None]:
    """Holds (source, day) for this connection's session. Raises `RunBusy` when another session holds it.

    The lock ends with the connection, however that ends. `connection` must be outside a transaction; a pooler must keep its session (no transaction pooling).
    """
    if connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
        raise ValueError("run_lock inside a transaction")
    key = f"briefwire run {source} {day.isoformat()}"
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (key,))
        if cursor.fetchone() != (True,):
            raise RunBusy(f"another process is at work on {source} {day}: wait for it to end")
    try:
        yield
    finally:
        if not connection.closed:
            connection.rollback()
            with connection, connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", (key,))


def open_run(connection: Connection, run_id: str, source: str, day: date, kind: str, dag_run_id: str | None, started_at: datetime) -> None:
    """Opens a run; call it while holding `run_lock`. Older runs of the same source and day that nobody closed are closed as crashed.

    Raises `UnknownSource` when the database does not know the source yet.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("open_runs"), {"source": source, "day": day})
        for (crashed,) in cursor.fetchall():
            book_unpublished(cursor, crashed, "crashed", f"left open; closed by {run_id}", started_at)
        try:
            cursor.execute(
                statement("open_run"),
                {"run_id": run_id, "source": source, "day": day, "kind": kind, "dag_run_id": dag_run_id, "started_at": started_at},
            )
        except psycopg2.errors.ForeignKeyViolation as error:
            raise UnknownSource(f"the database does not know the source {source!r} yet; run: briefwire migrate") from error


def close_run(cursor: Cursor, run_id: str, verdict: Verdict, reason: str | None, ended_at: datetime, *, published: bool) -> Counts:
    """Closes a run whose outcome rows are written, empties its staging and returns how many addresses ended in each outcome.

    Part of the caller's transaction. Raises `LedgerImbalance` when the rows are not as many as the crawl discovered.
    """
    try:
        cursor.execute(
            statement("close_run"),
            {"run_id": run_id, "verdict": verdict, "reason": reason, "ended_at": ended_at, "published": published},
        )
    except psycopg2.errors.CheckViolation as error:
        if error.diag.constraint_name == "run_balances":
            raise LedgerImbalance(f"run {run_id} does not balance: {error.diag.message_detail}") from error
        raise
    cursor.execute(statement("clear_staging"), {"run_id": run_id})
    return count_outcomes(cursor, run_id)


def book_unpublished(cursor: Cursor, run_id: str, verdict: Verdict, reason: str | None, ended_at: datetime) -> Counts:
    """Closes a run that publishes nothing: endings as they are, staged articles deferred. Part of the caller's transaction."""
    cursor.execute(statement("reopen_run"), {"run_id": run_id})
    cursor.execute(statement("book_unpublished"), {"run_id": run_id, "verdict": verdict})
    return close_run(cursor, run_id, verdict, reason, ended_at, published=False)


def count_outcomes(cursor: Cursor, run_id: str) -> Counts:
    """How many addresses of a run ended in each outcome, zeros included."""
    cursor.execute(statement("count_outcomes"), {"run_id": run_id})
    counted = dict(cursor.fetchall())
    return {outcome: counted.get(outcome.value, 0) for outcome in Outcome}
