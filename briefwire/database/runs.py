"""Runs: opened before the crawl, closed once, never two writers for one source and day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

import psycopg2

from briefwire.database.errors import LedgerImbalance, RunBusy, UnknownRun, UnknownSource
from briefwire.database.handles import Connection, Cursor
from briefwire.database.locks import crawl_lock, run_lock
from briefwire.database.statements import statement
from scrapers.outcomes import Outcome

Verdict = Literal[
    "ok", "empty", "short", "imbalanced", "blocked", "layout_changed", "listing_moved", "unreachable", "crashed", "over_budget"
]
Counts = Mapping[Outcome, int]

__all__ = [
    "Counts",
    "State",
    "Verdict",
    "book_unpublished",
    "close_run",
    "count_outcomes",
    "crawl_lock",
    "open_run",
    "run_lock",
    "state",
    "touch",
]

# How long the next step of an Airflow run may let wait: longer than a busy scheduler or a retry's first pause takes.
REST_MINUTES = 15


class State(NamedTuple):
    """What the books say of a run. `verdict` and `reason` are None while it is open; `counts` tells how many addresses ended in each outcome so far."""

    verdict: Verdict | None
    reason: str | None
    published: bool
    counts: Counts


def open_run(
    connection: Connection,
    run_id: str,
    source: str,
    day: date,
    kind: str,
    dag_run_id: str | None,
    started_at: datetime,
    *,
    now: datetime | None = None,
) -> None:
    """Opens a run; call it while holding `run_lock`. Older runs of the same source and day that nobody closed are closed as crashed.

    But an open run of another Airflow run that was `touch`ed within `REST_MINUTES` of `now` (the real clock; `started_at` when not given) is between two of
    its steps: then this raises `RunBusy`. Raises `UnknownSource` when the database does not know the source yet.
    """
    now = now or started_at
    with connection, connection.cursor() as cursor:
        busy_since = now - timedelta(minutes=REST_MINUTES)
        cursor.execute(statement("open_runs"), {"source": source, "day": day, "dag_run_id": dag_run_id, "busy_since": busy_since})
        left = cursor.fetchall()
        for open_id, busy, holder in left:
            if busy:
                raise RunBusy(f"run {open_id} of {holder} is at work on {source} {day}: wait for it to end")
        for crashed, _, _ in left:
            book_unpublished(cursor, crashed, "crashed", f"left open; closed by {run_id}", started_at)
        try:
            cursor.execute(
                statement("open_run"),
                {
                    "run_id": run_id,
                    "source": source,
                    "day": day,
                    "kind": kind,
                    "dag_run_id": dag_run_id,
                    "started_at": started_at,
                    "now": now,
                },
            )
        except psycopg2.errors.ForeignKeyViolation as error:
            raise UnknownSource(f"the database does not know the source {source!r} yet; run: briefwire migrate") from error


def touch(connection: Connection, run_id: str) -> None:
    """Says that a step of the run begins or ends now, by the real clock: a run that is not touched for `REST_MINUTES` may be taken for left."""
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("touch_run"), {"run_id": run_id, "now": datetime.now(UTC)})


def state(connection: Connection, run_id: str) -> State:
    """What the books say of a run. Raises `UnknownRun`."""
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT verdict, reason, published FROM briefwire.run WHERE run_id = %s", (run_id,))
        row = cursor.fetchone()
        if row is None:
            raise UnknownRun(f"no run {run_id!r} in the database")
        verdict, reason, published = row
        return State(verdict, reason, published, count_outcomes(cursor, run_id))


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
