"""Never two writers for one source and day, never two crawls of one source; a dead holder holds nothing."""

import logging
import signal
import subprocess
import sys
import threading
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime, timedelta

import psycopg2
import pytest

from briefwire.database import locks
from briefwire.database.errors import RunBusy
from briefwire.database.handles import Connection
from briefwire.database.runs import REST_MINUTES, crawl_lock, open_run, run_lock, touch
from tests.database.samples import DAY, SOURCE, at, open_sample_run, rows
from tests.postgres import Database

HOLDER = """
import sys, time
import psycopg2
from briefwire.database.runs import crawl_lock
with crawl_lock(psycopg2.connect(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks for a lock more often than production does."""
    monkeypatch.setattr(locks, "POLL_SECONDS", 0.02)


def backend(connection: Connection) -> int:
    """The server process of a connection."""
    return int(connection.info.backend_pid)


def test_one_writer_for_a_source_and_day(database: Database, loader: Connection) -> None:
    other = database.connect("loader")
    with run_lock(loader, SOURCE, DAY):
        with pytest.raises(RunBusy, match="licensed_post 2025-05-06"), run_lock(other, SOURCE, DAY):
            pass
        with run_lock(other, SOURCE, DAY.replace(day=7)):
            pass
        open_sample_run(loader, "r1")
    with run_lock(other, SOURCE, DAY):
        pass
    other.close()


def test_the_lock_ends_with_its_holder(database: Database, loader: Connection) -> None:
    other = database.connect("loader")
    with run_lock(other, SOURCE, DAY):
        other.close()
    for _ in range(50):
        try:
            with run_lock(loader, SOURCE, DAY):
                return
        except RunBusy:
            rows(loader, "SELECT pg_stat_clear_snapshot()")
    pytest.fail("the lock outlived its holder")


def test_an_error_inside_the_lock_is_its_own(loader: Connection) -> None:
    with pytest.raises(psycopg2.errors.DivisionByZero), run_lock(loader, SOURCE, DAY), loader.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    with run_lock(loader, SOURCE, DAY):
        pass


def test_a_crawl_waits_for_the_one_before(database: Database, loader: Connection, caplog: pytest.LogCaptureFixture) -> None:
    order, waits = [], threading.Event()

    class Waits(logging.Handler):
        def emit(self, _: logging.LogRecord) -> None:
            waits.set()

    listener = Waits(logging.INFO)
    logging.getLogger("briefwire.database.locks").addHandler(listener)
    caplog.set_level(logging.INFO, "briefwire.database.locks")

    def second() -> None:
        with closing(database.connect("loader")) as connection, crawl_lock(connection, SOURCE):
            order.append("second")

    try:
        thread = threading.Thread(target=second)
        with crawl_lock(loader, SOURCE):
            thread.start()
            assert waits.wait(10)
            order.append("first")
        thread.join(10)
    finally:
        logging.getLogger("briefwire.database.locks").removeHandler(listener)
    assert order == ["first", "second"]
    assert f"waiting for the crawl of {SOURCE} by server process {backend(loader)}" in caplog.text


def test_crawls_of_other_sources_do_not_wait(database: Database, loader: Connection) -> None:
    with crawl_lock(loader, SOURCE), closing(database.connect("loader")) as other, crawl_lock(other, "open_ministry"):
        assert backend(other) != backend(loader)


def test_while_it_is_held_no_transaction_is_open(database: Database, loader: Connection, admin: Connection) -> None:
    state = "SELECT state, xact_start IS NULL, backend_xmin IS NULL FROM pg_stat_activity WHERE pid = %s"
    with run_lock(loader, SOURCE, DAY), crawl_lock(loader, SOURCE):
        assert rows(admin, state, backend(loader)) == [("idle", True, True)]
        open_run(loader, "r1", SOURCE, DAY, "manual", None, at(0))
        assert rows(admin, state, backend(loader)) == [("idle", True, True)]
    with pytest.raises(ValueError, match="outside a transaction"), loader.cursor() as cursor:
        cursor.execute("SELECT 1")
        with crawl_lock(loader, SOURCE):
            pass
    loader.rollback()


def test_a_killed_holder_holds_nothing(database: Database, loader: Connection) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, database.dsn("loader"), SOURCE], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.send_signal(signal.SIGKILL)
        with crawl_lock(loader, SOURCE):
            assert holder.wait(10) == -signal.SIGKILL
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


@pytest.mark.parametrize("lock", ["run", "crawl"])
def test_a_lost_connection_ends_the_lock_and_hides_nothing(
    database: Database, loader: Connection, admin: Connection, caplog: pytest.LogCaptureFixture, lock: str
) -> None:
    doomed = database.connect("loader")

    def held() -> AbstractContextManager[None]:
        return run_lock(doomed, SOURCE, DAY) if lock == "run" else crawl_lock(doomed, SOURCE)

    with pytest.raises(ZeroDivisionError), held():
        rows(admin, "SELECT pg_terminate_backend(%s, 10000)", backend(doomed))
        _ = 1 / 0
    assert "ended before its holder was done" in caplog.text
    doomed.close()
    doomed = database.connect("loader")
    with held():
        rows(admin, "SELECT pg_terminate_backend(%s, 10000)", backend(doomed))
    doomed.close()
    with run_lock(loader, SOURCE, DAY), crawl_lock(loader, SOURCE):
        pass


def test_a_connection_closed_in_the_body_ends_the_lock(database: Database, loader: Connection) -> None:
    other = database.connect("loader")
    with crawl_lock(other, SOURCE):
        other.close()
    with crawl_lock(loader, SOURCE):
        pass


def begin(connection: Connection, run_id: str, dag_run_id: str | None, now: datetime) -> None:
    """Opens a run of the sample day for an Airflow run."""
    open_run(connection, run_id, SOURCE, DAY, "scheduled", dag_run_id, at(0), now=now)


def verdicts(connection: Connection) -> list[tuple[str, str | None]]:
    """Each run with its verdict."""
    return rows(connection, "SELECT run_id, verdict FROM v1.run ORDER BY run_id")


@pytest.mark.parametrize("other", ["scheduled__2", None])
def test_a_dag_run_between_two_steps_is_not_disturbed(loader: Connection, other: str | None) -> None:
    rest = timedelta(minutes=REST_MINUTES)
    begin(loader, "r1", "scheduled__1", at(0))
    with pytest.raises(RunBusy, match="run r1 of scheduled__1 is at work on licensed_post 2025-05-06"):
        begin(loader, "r2", other, at(0) + rest - timedelta(seconds=1))
    assert verdicts(loader) == [("r1", None)]
    begin(loader, "r2", other, at(0) + rest)
    assert verdicts(loader) == [("r1", "crashed"), ("r2", None)]


def test_its_own_try_before_is_closed_at_once(loader: Connection) -> None:
    begin(loader, "r1", "scheduled__1", at(0))
    begin(loader, "r2", "scheduled__1", at(0))
    assert verdicts(loader) == [("r1", "crashed"), ("r2", None)]


def test_a_run_by_hand_that_was_left_is_closed_at_once(loader: Connection) -> None:
    begin(loader, "r1", None, at(0))
    begin(loader, "r2", "scheduled__1", at(0))
    assert verdicts(loader) == [("r1", "crashed"), ("r2", None)]


def test_a_step_is_a_sign_of_life(loader: Connection) -> None:
    begin(loader, "r1", "scheduled__1", at(0))
    touch(loader, "r1")
    with pytest.raises(RunBusy):
        begin(loader, "r2", "scheduled__2", datetime.now(UTC))
    assert rows(loader, "SELECT step_at > now() - interval '1 minute' FROM briefwire.run") == [(True,)]


def test_one_busy_run_keeps_the_others_too(loader: Connection) -> None:
    begin(loader, "r1", None, at(-9))
    with loader, loader.cursor() as cursor:
        cursor.execute(
            "INSERT INTO briefwire.run (run_id, source, day, kind, dag_run_id, started_at, step_at) VALUES ('r2', %s, %s, 'manual', 'd', now(), %s)",
            (SOURCE, DAY, at(0)),
        )
    with pytest.raises(RunBusy):
        begin(loader, "r3", "e", at(0))
    assert verdicts(loader) == [("r1", None), ("r2", None)]
