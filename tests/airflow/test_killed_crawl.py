"""A task that is killed while its spider works: nothing is left running, and what was fetched is found again."""

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from briefwire.cli import main
from briefwire.database.server import ensure_server, stop_server
from dags._child import Child
from dags._operator import child_environment
from tests.newsroom.server import Newsroom

NOW = datetime(2025, 5, 12, 20, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    home = tmp_path / "home"
    monkeypatch.setenv("BRIEFWIRE_HOME", str(home))
    ensure_server(home, fsync=False)
    assert main(["migrate"]) == 0
    yield home
    stop_server(home)


@pytest.fixture
def newsroom(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    with Newsroom(0, NOW) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("BRIEFWIRE_STANDIN", server.origin)
        yield server
        server.shutdown()
        thread.join()


def spiders(home: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and any(str(home / "spool") in part for part in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def test_killing_the_task_ends_the_spider_and_the_day_can_be_collected_again(
    home: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The declared pace, five seconds a request, keeps the crawl at work while it is killed.
    monkeypatch.setenv("BRIEFWIRE_STANDIN_PACE", "declared")
    child = Child([sys.executable, "-m", "briefwire", "crawl", "china_mfa", "--from", "2025-05-08"], child_environment(os.environ, None))

    def kill_at_work() -> None:
        deadline = time.monotonic() + 60
        while not list(home.glob("spool/*/crawl.warc.gz.part")) and time.monotonic() < deadline:
            time.sleep(0.05)
        at_work.extend(spiders(home))
        killed_at.append(time.monotonic())
        child.stop()

    at_work: list[psutil.Process] = []
    killed_at: list[float] = []
    killer = threading.Thread(target=kill_at_work)
    killer.start()
    code = child.run(logging.getLogger("test_killed_crawl"))
    killer.join()
    assert code != 0
    assert at_work, "the spider was not seen at work: this test would prove nothing"
    psutil.wait_procs(at_work, timeout=15)
    assert spiders(home) == []
    assert time.monotonic() - killed_at[0] < 15

    monkeypatch.delenv("BRIEFWIRE_STANDIN_PACE")
    assert main(["ingest", "china_mfa", "--from", "2025-05-08"]) == 0
