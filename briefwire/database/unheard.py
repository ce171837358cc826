"""The queue of articles that wait to be read for statements, and the lock under which it is worked off. Each function is part of the caller's transaction."""

from collections.abc import Collection
from uuid import UUID

from briefwire.briefings.hearing import HEARING_VERSION
from briefwire.database.handles import Cursor
from briefwire.database.statements import statement
from briefwire.database.waiting import Batch

OCTETS = 8_000_000  # of text in one transaction


def lock(cursor: Cursor) -> None:
    """Waits until no other transaction reads statements; holds until this one ends. Sets the planner up for what follows."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('briefwire hear', 0))")
    cursor.execute(statement("hear_settings"))


def renew(cursor: Cursor) -> bool:
    """Makes every article wait that another version has read, if this one was not the last to read; whether it was not."""
    cursor.execute("SELECT hearing_version FROM briefwire.hearing")
    if cursor.fetchone() == (HEARING_VERSION,):
        return False
    cursor.execute(statement("hear_outdate"), {"hearing_version": HEARING_VERSION})
    return True


def count(cursor: Cursor, run_id: str | None = None) -> int:
    """How many articles wait, all or of one run."""
    if run_id is None:
        cursor.execute("SELECT count(DISTINCT article_id) FROM briefwire.unheard")
    else:
        cursor.execute(statement("hear_waiting_of_run"), {"run_id": run_id})
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def take(cursor: Cursor, run_id: str | None, batch: int) -> Batch:
    """The oldest entries, of one run or all: at most `batch`, and of about `OCTETS` of text. They stay until they are `taken`."""
    values = {"run_id": run_id, "batch": batch, "octets": OCTETS}
    cursor.execute(statement("hear_take" if run_id is None else "hear_take_of_run"), values)
    rows = cursor.fetchall()
    return Batch(tuple(entry for entry, _ in rows), tuple(dict.fromkeys(UUID(article) for _, article in rows)))


def taken(cursor: Cursor, entries: Collection[int]) -> None:
    """Takes entries out of the queue: these only, not what was entered since about the same articles."""
    cursor.execute("DELETE FROM briefwire.unheard WHERE entry = ANY(%s)", (list(entries),))
