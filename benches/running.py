"""A `briefwire up` of a home of its own, seen from outside: started, asked, killed with everything it started, started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from benches.chaos import ROOT, Site
from briefwire.database.cluster import Cluster
from briefwire.database.secret_files import read_secret
from briefwire.database.server import Server
from briefwire.local.airflow import LOGIN
from briefwire.local.api import AirflowApi
from briefwire.local.processes import MARK
from briefwire.local.running import Book

ASKED = "asked for "  # what `up` says when Airflow answers and the DAGs are switched on
SERVING_SECONDS = 420.0
MOST_STARTS = 3  # another program of this machine may take the port that was free a moment ago


class Local:
    """One home's `briefwire up`. The bench is its parent and no part of it."""

    def __init__(self, where: Site) -> None:
        self.where = where
        self.starts = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What the present `up` prints."""
        return self.where.home / f"up-{self.starts}.txt"

    def start(self) -> None:
        """Starts it in a session of its own."""
        self.starts += 1
        with self.log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "briefwire", "up"],
                cwd=ROOT,
                env=self.where.variables,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process is not None and self._process.poll() is None

    def says(self, words: str) -> bool:
        """Whether it has printed these words since it was started."""
        return words in self.output()

    def output(self) -> str:
        """All that the present `up` has printed."""
        return self.log.read_text(encoding="utf8", errors="replace")

    def wait_for(self, words: str, seconds: float = SERVING_SECONDS) -> None:
        """Waits until it prints the words; one that ends before is started again, twice. Raises `RuntimeError` with what it printed instead."""
        deadline = time.monotonic() + seconds
        while not self.says(words):
            if not self.alive() and self.starts < MOST_STARTS:
                self.start()
            elif not self.alive() or time.monotonic() > deadline:
                raise RuntimeError(f"{self.where.home}: no {words!r} in\n{self.output()}")
            time.sleep(0.5)

    def api(self) -> AirflowApi:
        """A client for its REST API. Raises `OSError` while it serves none."""
        running = Book(self.where.home).read()
        password = read_secret(self.where.home / "secrets", "airflow_admin")
        if running is None or running.url is None or password is None:
            raise ConnectionError("the UI is not up yet")
        return AirflowApi(running.url, LOGIN, password)

    def backfill(self, source: str, first: str, last: str, max_active_runs: int, reprocess: str = "none") -> None:
        """What `airflow backfill create` does. Raises `ApiError` and `OSError`."""
        body = {"dag_id": f"ingest_{source}", "from_date": f"{first}T00:00:00Z", "to_date": f"{last}T00:00:00Z"}
        self.api().call("POST", "/backfills", {**body, "max_active_runs": max_active_runs, "reprocess_behavior": reprocess})

    def part(self, name: str) -> psutil.Process | None:
        """One of Airflow's processes by its name in `up`'s book, when it runs."""
        running = Book(self.where.home).read()
        for session in running.sessions if running else ():
            if session.name == name and session.alive():
                return psutil.Process(session.pid)
        return None

    def processes(self) -> list[psutil.Process]:
        """Every process of this home: `up`, its children's sessions, marked steps, spiders, the embedded server with its children."""
        running = Book(self.where.home).read()
        sessions = {session.pid for session in running.sessions} if running else set()
        if self._process is not None:
            sessions.add(self._process.pid)
        return [process for process in psutil.process_iter() if self._owns(process, sessions)]

    def kill(self) -> int:
        """SIGKILL to all of it at once, and again until nothing is left; how many processes there were."""
        killed: set[int] = set()
        deadline = time.monotonic() + 60
        while (found := self.processes()) and time.monotonic() < deadline:
            for process in found:
                killed.add(process.pid)
                try:
                    process.kill()
                except psutil.NoSuchProcess:
                    continue
            psutil.wait_procs(found, timeout=1)
        if self._process is not None:
            self._process.wait()
        return len(killed)

    def stop(self) -> None:
        """Ends it in order, as Ctrl-C does; kills what does not end."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=90)
            except subprocess.TimeoutExpired:
                self.kill()

    def _owns(self, process: psutil.Process, sessions: set[int]) -> bool:
        home = str(self.where.home)
        try:
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                return False
            return (
                os.getsid(process.pid) in sessions
                or any(part == home or part.startswith(f"{home}/") for part in process.cmdline())
                or process.cwd() == f"{home}/pg/data"
                or process.environ().get(MARK) == home
            )
        except (psutil.Error, OSError):
            return False  # gone meanwhile


def end_in_order() -> None:
    """SIGTERM ends this bench as Ctrl-C does, with everything that it started."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


@contextmanager
def local(where: Site) -> Iterator[Local]:
    """A `briefwire up` of the site, started; ended with the block."""
    made = Local(where)
    made.start()
    try:
        yield made
    finally:
        made.stop()


def rows(where: Site, query: str, database: str = "briefwire", patience: float = 180.0) -> list[tuple[Any, ...]]:
    """The rows of a query to one of the embedded server's databases, asked again while the server is away. Never starts it: that is for others to do."""
    deadline = time.monotonic() + patience
    while True:
        try:
            server = Server(where.home.resolve() / "secrets", Cluster(where.home).socket)
            with closing(psycopg2.connect(server.dsn("admin", database), connect_timeout=10)) as connection, connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        except (psycopg2.OperationalError, psycopg2.InterfaceError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
