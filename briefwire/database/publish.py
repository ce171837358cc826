"""From staging into the tables: one transaction, set-based, safe to repeat. The rules stand in `schema/queries`."""

from datetime import date, datetime
from typing import Literal, NamedTuple

from briefwire.database.classing import class_revisions
from briefwire.database.errors import AlreadyPublished, NothingStaged, UnknownRun
from briefwire.database.handles import Connection, Cursor
from briefwire.database.runs import Counts, Verdict, book_unpublished, close_run, count_outcomes
from briefwire.database.statements import statement

Scope = Literal["in", "all"]

_READINGS = ("decide", "keep_captures", "fold_revisions")
_ARTICLES = ("fold_articles", "keep_urls", "book_published")


class Validators(NamedTuple):
    """What a site sent with a page, word for word, for If-None-Match and If-Modified-Since."""

    etag: str | None
    last_modified: str | None


class _State(NamedTuple):
    closed: bool
    published: bool
    staged: bool


def publish(
    connection: Connection, run_id: str, verdict: Verdict, reason: str | None, ended_at: datetime, *, scope: Scope = "in"
) -> Counts:
    """Publishes what is staged for a run, closes its ledger and returns how many addresses ended in each outcome.

    `scope="all"` also publishes articles out of scope, marked so. A closed run with nothing staged is left as it is; a closed run that was staged again is
    published again. Publications of one source wait for each other. Raises `UnknownRun`, `NothingStaged`, `LedgerImbalance`; then nothing has changed.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("lock_source"), {"run_id": run_id})
        state = _state(cursor, run_id)
        if not state.staged:
            if state.closed:
                return count_outcomes(cursor, run_id)
            raise NothingStaged(f"nothing is staged for run {run_id}; run: briefwire load {run_id}")
        cursor.execute(statement("reopen_run"), {"run_id": run_id})
        for step in _READINGS:
            cursor.execute(statement(step), {"run_id": run_id, "scope": scope})
        class_revisions(cursor, run_id)
        for step in _ARTICLES:
            cursor.execute(statement(step), {"run_id": run_id, "scope": scope})
        return close_run(cursor, run_id, verdict, reason, ended_at, published=True)


def book(connection: Connection, run_id: str, verdict: Verdict, reason: str | None, ended_at: datetime) -> Counts:
    """Closes a run that publishes nothing: what the crawl ended stays so, every staged article ends `deferred`. Nothing need be staged.

    Raises `UnknownRun`, or `AlreadyPublished` for a run whose articles stand in the tables: its ledger stays, what was staged again is dropped.
    """
    with connection, connection.cursor() as cursor:
        state = _state(cursor, run_id)
        if not state.published:
            return book_unpublished(cursor, run_id, verdict, reason, ended_at)
        cursor.execute(statement("clear_staging"), {"run_id": run_id})
    raise AlreadyPublished(f"run {run_id} is published: its ledger stays as it is (the new reading was {verdict}: {reason})")


def validators(connection: Connection, source: str, day: date) -> dict[str, Validators]:
    """Validators by address, for the pages that earlier runs of this source and day found and that stand as articles."""
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("validators"), {"source": source, "day": day})
        return {url: Validators(etag, last_modified) for url, etag, last_modified in cursor.fetchall()}


def _state(cursor: Cursor, run_id: str) -> _State:
    cursor.execute(statement("run_state"), {"run_id": run_id})
    row = cursor.fetchone()
    if row is None:
        raise UnknownRun(f"no run {run_id!r} in the database")
    return _State(*row)
