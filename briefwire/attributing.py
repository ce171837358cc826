"""Attributes words: reads articles for what ministries said in them, and gathers that into briefings, exchanges and utterances.

Incremental: only what is new or changed is read, and only the ministries' days that it touches are gathered anew. The result is a function of the articles,
whatever their order and batches.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from briefwire.briefings.hearing import hear
from briefwire.database import pages, unheard
from briefwire.database.handles import Connection
from briefwire.database.spoken import keep
from briefwire.database.waiting import require_run

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attributed:
    """What reading did: `articles` read, `statements` that stand in them, and how many articles `waiting` are left, of any run."""

    articles: int
    statements: int
    waiting: int


def attribute(
    connection: Connection, *, run_id: str | None = None, batch: int = 200, progress: Callable[[int, int], None] | None = None
) -> Attributed:
    """Reads the articles that wait, or only those of a run, oldest first, in transactions of at most `batch` of them.

    `progress` is called after each transaction with the articles read so far and those that still wait of what was asked for. Killed at any moment, the next
    one goes on; others at work on the same database take turns with this one. Raises `UnknownRun`.
    """
    with connection, connection.cursor() as cursor:
        if run_id is not None:
            require_run(cursor, run_id)
        unheard.lock(cursor)
        if unheard.renew(cursor):
            log.info("another version read for statements here before: every article waits")
        left = unheard.count(cursor, run_id)
    articles = statements = 0
    while (step := _step(connection, run_id, batch)) is not None:
        taken, read, found = step
        articles, statements, left = articles + read, statements + found, max(0, left - taken)
        log.info("%d articles read for statements, %d wait", articles, left)
        if progress is not None:
            progress(articles, left)
    with connection, connection.cursor() as cursor:
        return Attributed(articles, statements, unheard.count(cursor))


def _step(connection: Connection, run_id: str | None, batch: int) -> tuple[int, int, int] | None:
    """One transaction: how many articles it took from the queue, how many of them it read, how many statements stand in those; None when none wait."""
    with connection, connection.cursor() as cursor:
        unheard.lock(cursor)
        taken = unheard.take(cursor, run_id, batch)
        if not taken.entries:
            return None
        found = pages.unheard(cursor, taken.articles)
        statements = keep(cursor, {one.page.article_id: (one, hear(one.page)) for one in found}) if found else 0
        unheard.taken(cursor, taken.entries)
        return len(taken.articles), len(found), statements
