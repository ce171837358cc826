"""Runs toy crawls as real child processes against the loopback site."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.engine.archive import ARCHIVE_FILE
from scrapers.engine.job import JOB_FILE, CrawlJob, Validators
from scrapers.engine.ledger import LEDGER_FILE, Discovered, Ended, Event, Fetched, read_ledger
from scrapers.engine.report import REPORT_FILE, RunReport
from scrapers.engine.requestlog import REQUESTS_FILE, Asked, read_requests
from tests.engine.site import Server

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2025, 5, 6)


def declaration(hosts: Sequence[str], **changes: Any) -> dict[str, Any]:
    """The toy source's declaration as its file would hold it."""
    return {
        "name": "toy",
        "title": "Toy outlet",
        "kind": "outlet",
        "country": "PK",
        "language": "en",
        "time_zone": "Asia/Karachi",
        "hosts": list(hosts),
        "discovery": ["archive"],
        "canary_urls": [],
        "text_licence": "open",
        "politeness": {"delay": 0.5, "concurrency": 2, "max_requests": 500},
        "history": {"kind": "by-date", "since": "2020-01-01", "settles": 2, "how": "made up"},
        "candidates": {"include": ["^/"], "exclude": ["^/sports/"]},
        "volume": {"minimum": 0, "typical": 10, "requests": 10},
        "watch": {"minutes": 15},
        "field_fill": {"title": 1, "body": 1, "published_at": 1},
    } | changes


@dataclass(frozen=True)
class Crawl:
    """A crawl that ended, one way or another."""

    folder: Path
    code: int
    log: str

    @property
    def report(self) -> RunReport:
        return RunReport.read(self.folder / REPORT_FILE)

    @property
    def events(self) -> list[Event]:
        return list(read_ledger(self.folder / LEDGER_FILE))

    @property
    def endings(self) -> dict[str, tuple[str, str]]:
        """How each URL ended: outcome and reason; ("fetched", "") for a page that is in the archive."""
        endings: dict[str, tuple[str, str]] = {}
        for event in self.events:
            if isinstance(event, Fetched):
                endings[event.url] = ("fetched", "")
            elif isinstance(event, Ended):
                endings[event.url] = (event.outcome.value, event.reason)
        return endings

    @property
    def requests(self) -> list[Asked]:
        return list(read_requests(self.folder / REQUESTS_FILE))

    @property
    def archive(self) -> Path:
        return self.folder / ARCHIVE_FILE

    def balance(self) -> None:
        """Every discovered URL has exactly one terminal event, and the report counts what the ledger says."""
        discovered = Counter(event.url for event in self.events if isinstance(event, Discovered))
        terminal = Counter(event.url for event in self.events if not isinstance(event, Discovered))
        assert discovered == terminal, "discovered and terminal events differ"
        assert set(discovered.values()) <= {1}
        ended = Counter(event.outcome.value for event in self.events if isinstance(event, Ended))
        report = self.report
        assert (report.discovered, report.fetched, report.ended) == (len(discovered), len(discovered) - ended.total(), dict(ended))


@dataclass(frozen=True)
class Running:
    """A crawl under way."""

    folder: Path
    process: "subprocess.Popen[str]"

    def wait_for(self, words: str) -> None:
        """Returns when the crawl's log says so."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if words in line:
                return
        pytest.fail(f"the crawl ended without saying {words!r}")

    def finish(self) -> Crawl:
        _, log = self.process.communicate(timeout=60)
        return Crawl(self.folder, self.process.returncode, log)


def begin(
    folder: Path,
    site: Server | None,
    source: Mapping[str, Any],
    *,
    settings: Mapping[str, Any] | None = None,
    validators: Mapping[str, Validators] | None = None,
    known: Iterable[str] = (),
    recheck: Iterable[str] = (),
    resting: Mapping[str, datetime] | None = None,
    paced: bool = False,
    now: datetime | None = None,
    world: Mapping[str, str] | None = None,
) -> Running:
    """Starts a toy crawl in `folder`; live (no stand-in) when there is no site, in a pretended `world` (see pretend.py) when one is given."""
    folder.mkdir(parents=True, exist_ok=True)
    CrawlJob(
        run_id=f"toy.{DAY}.test",
        source="toy",
        day=DAY,
        now=now or datetime.now(UTC),
        contact="newsdesk@example.org",
        standin=site.origin if site else None,
        standin_paced=paced,
        validators=validators or {},
        known=frozenset(known),
        recheck=tuple(recheck),
        resting=resting or {},
    ).write(folder / JOB_FILE)
    (folder / "declaration.json").write_text(json.dumps(source))
    (folder / "settings.json").write_text(json.dumps(settings or {}))
    module = "tests.engine.toy" if world is None else "tests.engine.pretend"
    return Running(
        folder,
        subprocess.Popen(
            [sys.executable, "-m", module, str(folder)],
            cwd=ROOT,
            env=os.environ | dict(world or {}),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        ),
    )


@pytest.fixture(scope="module")
def site() -> Iterator[Server]:
    """A running loopback site, one for each test module."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def crawl(site: Server, tmp_path: Path) -> Callable[..., Crawl]:
    """Runs one toy crawl of the site to its end: `crawl(declaration, **what_begin_takes)`."""

    def run(source: Mapping[str, Any], **more: Any) -> Crawl:
        return begin(tmp_path / "spool", site, source, **more).finish()

    return run
