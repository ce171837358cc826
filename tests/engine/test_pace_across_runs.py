"""One pace for all runs towards a host: a crawl neither begins at once nor forgets what a host asked of the one before."""

import itertools
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.engine.conftest import Crawl, begin, declaration
from tests.engine.site import Reply, Server, article

HOST = "www.example.org"
NOW = datetime(2025, 5, 6, 12, tzinfo=UTC)


def page_listed(site: Server, host: str) -> str:
    page = site.put(f"https://{host}/story", article("story"))
    site.put(f"https://{host}/archive.txt", Reply(f"page {page}".encode(), 200, {"Content-Type": "text/plain"}))
    return page


def run(site: Server, folder: Path, host: str, **more: object) -> Crawl:
    ended = begin(folder, site, declaration([host], politeness={"delay": 1.0, "concurrency": 4, "max_requests": 50}), **more).finish()  # type: ignore[arg-type]
    assert ended.code == 0, ended.log
    ended.balance()
    return ended


def test_a_crawl_begins_with_a_full_spacing(site: Server, tmp_path: Path) -> None:
    page_listed(site, HOST)
    ended = run(site, tmp_path / "spool", HOST, paced=True)
    begun, times = ended.report.started_at, [asked.at for asked in ended.requests]
    assert times[0] - begun >= timedelta(seconds=0.99)
    assert all(later - earlier >= timedelta(seconds=0.99) for earlier, later in itertools.pairwise(times))


def test_a_rest_asked_for_earlier_is_kept(site: Server, tmp_path: Path) -> None:
    host = "resting.example.org"
    page = page_listed(site, host)
    begun = time.monotonic()
    ended = run(
        site, tmp_path / "spool", host, now=NOW, resting={host: NOW + timedelta(seconds=3), "other.example.org": NOW + timedelta(days=1)}
    )
    assert ended.endings == {page: ("fetched", "")}
    assert site.hits_of(host)[0].at - begun >= 3
    assert ended.requests[0].at >= NOW + timedelta(seconds=3)


def test_a_rest_longer_than_a_run_shuts_the_host(site: Server, tmp_path: Path) -> None:
    open_host, host = "open.example.org", "tired.example.org"
    page, other = page_listed(site, host), site.put(f"https://{open_host}/story", article("open"))
    site.put(f"https://{open_host}/archive.txt", Reply(f"page {page}\npage {other}".encode()))
    ended = begin(tmp_path / "spool", site, declaration([open_host, host]), now=NOW, resting={host: NOW + timedelta(seconds=600)}).finish()
    ended.balance()
    outcome, reason = ended.endings[page]
    assert (outcome, reason.startswith("retry-after "), reason.endswith(" s (earlier run)")) == ("deferred", True, True)
    assert 595 <= int(reason.split()[1]) <= 600
    assert ended.endings[other] == ("fetched", "")
    assert not site.hits_of(host), "not even robots.txt is asked for"
    assert [(asked.sent, asked.reason) for asked in ended.requests if asked.host == host] == [(False, reason)]


def test_a_listing_on_a_resting_host_is_deferred(site: Server, tmp_path: Path) -> None:
    host = "asleep.example.org"
    page_listed(site, host)
    ended = run(site, tmp_path / "spool", host, now=NOW, resting={host: NOW + timedelta(hours=1)})
    assert ended.report.requests == 0
    [failure] = ended.report.listing.failures
    assert failure.outcome == "deferred"
    assert failure.reason.startswith("retry-after 3")


def test_a_rest_that_is_over_holds_nothing_back(site: Server, tmp_path: Path) -> None:
    host = "awake.example.org"
    page = page_listed(site, host)
    assert run(site, tmp_path / "spool", host, now=NOW, resting={host: NOW - timedelta(seconds=1)}).endings == {page: ("fetched", "")}


@pytest.mark.parametrize(("status", "outcome"), [(429, "blocked"), (503, "fetch_failed")])
def test_a_listing_refused_for_too_long(site: Server, tmp_path: Path, status: int, outcome: str) -> None:
    host = f"refused-{status}.example.org"
    site.put(f"https://{host}/rest.txt", Reply(b"", status, {"Retry-After": "7200"}))
    page_listed(site, host)
    ended = begin(tmp_path / "spool", site, declaration([host], discovery=["rest", "archive"])).finish()
    ended.balance()
    assert [(failure.method, failure.outcome, failure.reason) for failure in ended.report.listing.failures] == [
        ("rest", outcome, f"http {status}"),
        ("archive", "deferred", f"retry-after 7200 s (http {status})"),
    ]
    assert [hit.path for hit in site.hits_of(host)] == ["/robots.txt", "/rest.txt"]
