"""The queue of articles that wait to be linked, and the lock under which it is worked off. Each function is part of the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from briefwire.database.errors import UnknownRun
from briefwire.database.handles import Cursor
from briefwire.database.statements import statement
from briefwire.families.decide import RULE_VERSION
from briefwire.families.signature import SIG_VERSION

# Of text in one transaction: what is held of it taken apart is some twenty times as much.
OCTETS = 4_000_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries of the queue by number, and the distinct articles that they are about."""

    entries: tuple[int, ...]
    articles: tuple[UUID, ...]


def lock(cursor: Cursor) -> None:
    """Waits until no other transaction links; holds until this one ends. Sets the planner up for what follows."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('briefwire link', 0))")
    cursor.execute(statement("link_settings"))


def renew(cursor: Cursor) -> bool:
    """Makes every article wait that other versions have linked, if these were not the last to link; whether they were not."""
    cursor.execute("SELECT sig_version, rule_version FROM briefwire.linking")
    if cursor.fetchone() == (SIG_VERSION, RULE_VERSION):
        return False
    cursor.execute(statement("link_outdate"), {"sig_version": SIG_VERSION, "rule_version": RULE_VERSION})
    return True


def require_run(cursor: Cursor, run_id: str) -> None:
    """Raises `UnknownRun`."""
    cursor.execute("SELECT FROM briefwire.run WHERE run_id = %s", (run_id,))
    if cursor.rowcount == 0:
        raise UnknownRun(f"no run {run_id!r} in the database")


def count(cursor: Cursor, run_id: str | None = None) -> int:
    """How many articles wait, all or of one run."""
    if run_id is None:
        cursor.execute("SELECT count(DISTINCT article_id) FROM briefwire.link_waiting")
    else:
        cursor.execute(statement("link_waiting_of_run"), {"run_id": run_id})
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def take(cursor: Cursor, run_id: str | None, batch: int) -> Batch:
    """The oldest entries, of one run or all: at most `batch`, of a month, and of about `OCTETS` of text. They stay until they are `taken`."""
    values = {"run_id": run_id, "batch": batch, "octets": OCTETS}
    cursor.execute(statement("link_take" if run_id is None else "link_take_of_run"), values)
    rows = cursor.fetchall()
    return Batch(tuple(entry for entry, _ in rows), tuple(dict.fromkeys(UUID(article) for _, article in rows)))


def taken(cursor: Cursor, entries: Collection[int]) -> None:
    """Takes entries out of the queue: these only, not what was entered since about the same articles."""
    cursor.execute("DELETE FROM briefwire.link_waiting WHERE entry = ANY(%s)", (list(entries),))


def ids(articles: Collection[UUID]) -> Sequence[str]:
    """Article ids as psycopg2 sends them."""
    return [str(article) for article in articles]
