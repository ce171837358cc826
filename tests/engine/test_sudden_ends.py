"""Crawls that are stopped, killed, or cannot write."""

import os
import signal
import threading
from pathlib import Path

import pytest

from scrapers.engine.archive import ARCHIVE_FILE, PART_FILE, read_payload, recover
from scrapers.engine.ledger import Discovered, Fetched
from scrapers.engine.report import REPORT_FILE, ReportError
from scrapers.records import ArchivePosition
from tests.engine.conftest import Running, begin, declaration
from tests.engine.site import Handler, Reply, Server, article

HOST = "www.example.org"
PAGES = 12
HELD = 7


class Held:
    """A page that is only answered when the test says so."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.answer = threading.Event()

    def __call__(self, handler: Handler) -> Reply:  # noqa: ARG002
        self.asked.set()
        self.answer.wait(30)
        return article("held")


@pytest.fixture
def held(site: Server) -> Held:
    """The eighth page of twelve."""
    held = Held()
    pages = [site.put(f"https://{HOST}/{number}", held if number == HELD else Reply(os.urandom(3000))) for number in range(PAGES)]
    site.put(f"https://{HOST}/archive.txt", Reply("\n".join(f"page {page}" for page in pages).encode()))
    return held


@pytest.fixture
def running(site: Server, held: Held, tmp_path: Path) -> Running:
    """A crawl that has fetched seven pages and waits for the eighth."""
    running = begin(tmp_path / "spool", site, declaration([HOST], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 100}))
    assert held.asked.wait(20)
    return running


def test_sigterm_is_a_graceful_stop(running: Running, held: Held) -> None:
    running.process.terminate()
    running.wait_for("Received SIGTERM")
    held.answer.set()
    crawl = running.finish()
    assert crawl.code == 0, crawl.log
    crawl.balance()
    assert crawl.report.finish_reason == "shutdown"
    assert crawl.report.fetched == HELD + 1, "the page under way is still taken"
    assert {reason for outcome, reason in crawl.endings.values() if outcome == "deferred"} == {"crawl ended early: shutdown"}
    assert crawl.archive.exists()


def test_sigterm_during_discovery(site: Server, tmp_path: Path) -> None:
    listing = Held()
    site.put(f"https://{HOST}/held.txt", listing)
    running = begin(tmp_path / "spool", site, declaration([HOST], discovery=["held"]))
    assert listing.asked.wait(20)
    running.process.terminate()
    running.wait_for("Received SIGTERM")
    listing.answer.set()
    crawl = running.finish()
    assert crawl.code == 0, crawl.log
    crawl.balance()
    assert (crawl.report.finish_reason, crawl.report.discovered, crawl.report.listing.method) == ("shutdown", 0, None)


def test_sigkill_leaves_a_part_that_can_be_recovered(running: Running, held: Held) -> None:
    os.kill(running.process.pid, signal.SIGKILL)
    held.answer.set()
    crawl = running.finish()
    assert crawl.code == -signal.SIGKILL
    part = crawl.folder / PART_FILE
    assert not crawl.archive.exists(), "nothing stands at the final path that was not finished"
    with pytest.raises(ReportError, match="cannot be read"):
        _ = crawl.report
    fetched = [event for event in crawl.events if isinstance(event, Fetched)]
    assert len([event for event in crawl.events if isinstance(event, Discovered)]) == PAGES
    assert HELD - 1 <= len(fetched) <= HELD, "the last one may have been on its way into the books"
    with part.open("ab") as file:
        file.write(part.read_bytes()[:300])
    kept = recover(part, crawl.archive)
    assert kept >= 1 + 2 * (1 + 1 + len(fetched)), "warcinfo, then two records for robots.txt, the listing and each page"
    assert not part.exists()
    for event in fetched:
        assert read_payload(crawl.archive, ArchivePosition(ARCHIVE_FILE, event.offset, event.length, event.digest))


def test_a_disk_that_is_full_ends_the_crawl_without_a_report(site: Server, held: Held, tmp_path: Path) -> None:
    held.answer.set()
    crawl = begin(tmp_path / "spool", site, declaration([HOST]), settings={"LARGEST_FILE": 12_000}).finish()
    assert crawl.code == 1
    assert "Closing spider (archive_failed)" in crawl.log, "pages that cannot be kept are not asked for"
    assert not (crawl.folder / REPORT_FILE).exists()
    assert not crawl.archive.exists()
    assert recover(crawl.folder / PART_FILE, crawl.archive) >= 3


def test_a_spool_folder_is_used_once(site: Server, held: Held, tmp_path: Path) -> None:
    held.answer.set()
    assert begin(tmp_path / "spool", site, declaration([HOST])).finish().code == 0
    before = (tmp_path / "spool" / ARCHIVE_FILE).read_bytes()
    again = begin(tmp_path / "spool", site, declaration([HOST])).finish()
    assert again.code != 0
    assert "exists" in again.log
    assert (tmp_path / "spool" / ARCHIVE_FILE).read_bytes() == before
