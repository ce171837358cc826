"""How long we really wait: these tests measure seconds at the site."""

import email.utils
import itertools
import time
from collections.abc import Callable

import pytest

from tests.engine.conftest import Crawl, begin, declaration
from tests.engine.site import Handler, Hit, Reply, Server, article

ONE, OTHER = "www.example.org", "other.example.org"


def gaps(hits: list[Hit]) -> list[float]:
    times = sorted(hit.at for hit in hits)
    return [later - earlier for earlier, later in itertools.pairwise(times)]


def list_pages(site: Server, *pages: str) -> None:
    site.put(f"https://{ONE}/archive.txt", Reply("\n".join(f"page {page}" for page in pages).encode()))


def test_declared_delay_and_crawl_delay_are_kept(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(f"https://{OTHER}/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 1\n"))
    list_pages(site, *(site.put(f"https://{host}/{number}", article(str(number))) for host in (ONE, OTHER) for number in range(3)))
    ended = crawl(declaration([ONE, OTHER]), paced=True)
    ended.balance()
    assert ended.report.fetched == 6
    # Measured where requests arrive, so that a busy machine can shift each by a little.
    assert min(gaps(site.hits_of(ONE))) > 0.4, "the declared half second, robots.txt and listing included"
    assert min(gaps(site.hits_of(OTHER))) > 0.85, "robots.txt asks for more than was declared"


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_rests_the_whole_host(site: Server, crawl: Callable[..., Crawl], form: str) -> None:
    host = f"{form}.example.org"

    def busy(handler: Handler) -> Reply:
        if handler.attempt() > 1:
            return article("busy")
        # A date has whole seconds, so up to one of them is lost.
        until = "2" if form == "seconds" else email.utils.formatdate(time.time() + 3, usegmt=True)
        return Reply(b"", 503 if form == "date" else 429, {"Retry-After": until})

    def late(handler: Handler) -> Reply:
        time.sleep(0.1)
        return article("late")

    list_pages(
        site,
        site.put(f"https://{host}/busy", busy),
        *(site.put(f"https://{host}/{number}", late) for number in range(4)),
        *(site.put(f"https://{ONE}/{form}-{number}", late) for number in range(4)),
    )
    ended = crawl(declaration([ONE, host], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 100}))
    ended.balance()
    assert ended.report.fetched == 9
    refused = site.hits_of(host, "/busy")[0].at
    after = [hit.at - refused for hit in site.hits_of(host) if hit.at > refused]
    assert 1.95 < min(after) < 20, "nothing reaches the host before its time"
    assert any(hit.at - refused < 1.9 for hit in site.hits_of(ONE) if hit.at > refused), "other hosts go on meanwhile"


def test_a_host_that_asks_for_too_much_is_left_alone(site: Server, crawl: Callable[..., Crawl]) -> None:
    host = "patience.example.org"
    list_pages(
        site,
        site.put(f"https://{host}/busy", Reply(b"", 429, {"Retry-After": "3600"})),
        *(site.put(f"https://{host}/{number}", article(str(number))) for number in range(5)),
        site.put(f"https://{ONE}/patient", article("fine")),
    )
    ended = crawl(declaration([ONE, host], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 100}))
    ended.balance()
    assert ended.endings[f"https://{host}/busy"] == ("blocked", "http 429"), "this one was asked for, and refused"
    assert {ended.endings[f"https://{host}/{number}"] for number in range(5)} == {("deferred", "retry-after 3600 s (http 429)")}
    assert ended.endings[f"https://{ONE}/patient"] == ("fetched", "")
    assert [hit.path for hit in site.hits_of(host)] == ["/robots.txt", "/busy"]


def test_a_host_that_keeps_failing_is_left_alone(site: Server, crawl: Callable[..., Crawl]) -> None:
    host = "dying.example.org"
    list_pages(site, *(site.put(f"https://{host}/{number}", Reply(b"", 502)) for number in range(30)))
    ended = crawl(declaration([ONE, host], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 100}))
    ended.balance()
    assert ended.report.ended["deferred"] > 20
    assert ("deferred", "host keeps failing: http 502") in ended.endings.values()
    assert len(site.hits_of(host)) <= 22, "twenty failures and robots.txt"


def test_back_off_doubles(site: Server, crawl: Callable[..., Crawl]) -> None:
    list_pages(site, site.put(f"https://{ONE}/unwell", Reply(b"", 500)))
    ended = crawl(declaration([ONE]), settings={"BRIEFWIRE_BACK_OFF": 0.3})
    ended.balance()
    assert ended.endings[f"https://{ONE}/unwell"] == ("fetch_failed", "http 500")
    first, second = gaps(site.hits_of(ONE, "/unwell"))
    assert first > 0.29
    assert second > 0.59


def test_stop_does_not_wait_for_a_resting_host(site: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    host = "resting.example.org"
    list_pages(
        site,
        site.put(f"https://{host}/busy", Reply(b"", 429, {"Retry-After": "100"})),
        *(site.put(f"https://{host}/{number}", article(str(number))) for number in range(3)),
    )
    running = begin(tmp_path_factory.mktemp("stop") / "spool", site, declaration([ONE, host]))
    running.wait_for("to be left alone for 100 s")
    asked = time.monotonic()
    running.process.terminate()
    ended = running.finish()
    assert time.monotonic() - asked < 20
    assert ended.code == 0, ended.log
    ended.balance()
    assert ended.report.finish_reason == "shutdown"
    assert {outcome for outcome, _ in ended.endings.values()} <= {"deferred", "fetched"}
    assert ended.report.ended["deferred"] >= 1
