"""kill -9 of a publishing process leaves a whole run or none."""

import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from briefwire.database.handles import Connection
from briefwire.database.publish import publish
from briefwire.database.stage import stage
from tests.database.samples import article, at, gone, load, open_sample_run, rows
from tests.postgres import Database

STATEMENTS = 20
KILLS_AT_RANDOM = 5


def state(connection: Connection) -> list[Any]:
    """What anyone can see of articles and ledger."""
    return [
        rows(connection, f"SELECT t::text FROM briefwire.{table} AS t ORDER BY 1")
        for table in (
            "article",
            "article_revision",
            "article_url",
            "capture",
            "outcome",
            "run",
            "staged_article",
            "staged_ending",
            "staged_run",
        )
    ]


def publisher(database: Database, statements: int) -> subprocess.Popen[bytes]:
    """A process that publishes r2 and dies before its nth statement."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.database.dying_publisher", database.dsn("loader"), "r2", str(statements)], stderr=subprocess.DEVNULL
    )


def prepare(loader: Connection) -> None:
    """A published run, and a second one staged: new, revised, unchanged, duplicate, gone."""
    load(loader, "r1", [article("a"), article("b")])
    open_sample_run(loader, "r2", 5)
    pages = [article("a", 5, title="Changed"), article("b", 5), article("b", 6, url="https://www.example.com/print/b"), article("c", 5)]
    stage(loader, "r2", 5, pages, [gone("https://www.example.com/d")])


def check_and_finish(loader: Connection, before: list[Any], outcome: Callable[[], int]) -> bool:
    """True when the process died before it was done; then nothing has changed, and publishing again ends as if nothing had happened."""
    died = outcome() == -signal.SIGKILL
    if died:
        assert state(loader) == before
    publish(loader, "r2", "ok", None, at(6))
    assert rows(loader, "SELECT loaded, revised, unchanged, duplicate_url, gone, discovered FROM v1.run WHERE run_id = 'r2'") == [
        (1, 1, 1, 1, 1, 5)
    ]
    return died


def test_killed_before_each_statement(database: Database, loader: Connection) -> None:
    prepare(loader)
    before = state(loader)
    for statements in range(STATEMENTS):
        if publisher(database, statements).wait() != -signal.SIGKILL:
            break
        assert state(loader) == before, f"killed before statement {statements}"
    assert 8 < statements < STATEMENTS, "the fuse outlasted the publication, and killed it several times"
    assert not check_and_finish(loader, before, lambda: 0)


def test_killed_at_any_moment(database: Database, loader: Connection) -> None:
    prepare(loader)
    before = state(loader)
    for attempt in range(KILLS_AT_RANDOM):
        process = publisher(database, 1000)
        try:
            process.wait(timeout=0.15 + 0.03 * attempt)
        except subprocess.TimeoutExpired:
            process.kill()
        process.wait()
        now = state(loader)
        closed = rows(loader, "SELECT verdict FROM v1.run WHERE run_id = 'r2'") == [("ok",)]
        assert closed or now == before
        if closed:
            break
    check_and_finish(loader, before, lambda: 0)
