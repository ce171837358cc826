"""Locks that a session holds across transactions. They end with the connection, however that ends: nobody need clean up after a killed process.

A lock's connection rests outside any transaction while it is held, and its session must be its own (no transaction pooling).
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from briefwire.database.errors import RunBusy
from briefwire.database.handles import Connection
from briefwire.database.statements import statement

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
SAY_EVERY_SECONDS = 30.0


@contextmanager
def run_lock(connection: Connection, source: str, day: date) -> Iterator[None]:
    """Holds (source, day). Raises `RunBusy` at once when another session holds it, `ValueError` inside a transaction."""
    key = f"briefwire run {source} {day.isoformat()}"
    _require_idle(connection)
    if not _try(connection, key):
        raise RunBusy(f"another process is at work on {source} {day}: wait for it to end")
    try:
        yield
    finally:
        _release(connection, key)


@contextmanager
def crawl_lock(connection: Connection, source: str) -> Iterator[None]:
    """Holds the right to send requests to a source's hosts; waits for it as long as another session has it, and says so every half minute.

    It is asked for anew every half second instead of waited for in the server, where the wait would be an open transaction. Raises `ValueError` inside a
    transaction, and whatever the connection raises while waiting.
    """
    key = f"briefwire crawl {source}"
    _require_idle(connection)
    began = said = time.monotonic()
    while not _try(connection, key):
        now = time.monotonic()
        if said == began or now - said >= SAY_EVERY_SECONDS:
            log.info("waiting for the crawl of %s by %s to end (%.0f s so far)", source, _holder(connection, key), now - began)
            said = now
        time.sleep(POLL_SECONDS)
    try:
        yield
    finally:
        _release(connection, key)


def _require_idle(connection: Connection) -> None:
    if connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
        raise ValueError("a lock is taken and held outside a transaction")


def _try(connection: Connection, key: str) -> bool:
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (key,))
        return cursor.fetchone() == (True,)


def _holder(connection: Connection, key: str) -> str:
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("lock_holder"), {"key": key})
        row = cursor.fetchone()
        return "another process" if row is None else str(row[0])


def _release(connection: Connection, key: str) -> None:
    # A lost connection has lost the lock with it. Saying so must not hide what the body of the `with` has to say.
    try:
        connection.rollback()
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", (key,))
    except (psycopg2.OperationalError, psycopg2.InterfaceError) as error:
        log.warning("the lock %r ended before its holder was done, with the connection: %s", key, str(error).strip())
