"""robots.txt, read strictly: one crawl of a source with many hosts, each with its own robots.txt."""

import time

import pytest

from tests.engine.conftest import Crawl, begin, declaration
from tests.engine.site import Handler, Reply, Server, article

MAIN = "www.example.org"
FETCHED = ("fetched", "")


def cut(handler: Handler) -> None:
    handler.close_connection = True


def silent(handler: Handler) -> None:
    time.sleep(6)
    handler.close_connection = True


def rules(*lines: str) -> Reply:
    return Reply("\n".join(lines).encode(), 200, {"Content-Type": "text/plain"})


def moved(location: str) -> Reply:
    return Reply(b"", 302, {"Location": location})


def unreachable(why: str) -> tuple[str, str]:
    return ("robots_denied", f"robots.txt unreachable: {why}")


HOSTS: dict[str, tuple[object, tuple[str, str]]] = {
    "forbids-all.example.org": (rules("User-agent: *", "Disallow: /"), ("robots_denied", "robots.txt forbids")),
    "forbids-us.example.org": (
        rules("User-agent: briefwire", "Disallow: /", "User-agent: *", "Disallow:"),
        ("robots_denied", "robots.txt forbids"),
    ),
    "forbids-others.example.org": (rules("User-agent: otherbot", "Disallow: /"), FETCHED),
    "missing.example.org": (Reply(b"no", 404), FETCHED),
    "closed.example.org": (Reply(b"no", 403), FETCHED),
    "html.example.org": (Reply(b"<!DOCTYPE html><p>User-agent: *<p>Disallow: /", 200, {"Content-Type": "text/html"}), FETCHED),
    "html-untold.example.org": (Reply(b"\n<html>User-agent: *\nDisallow: /\n</html>", 200), FETCHED),
    "to-html.example.org": (moved(f"https://{MAIN}/front.html"), FETCHED),
    "to-rules.example.org": (moved("https://forbids-all.example.org/robots.txt"), ("robots_denied", "robots.txt forbids")),
    "unwell.example.org": (Reply(b"", 503), unreachable("http 503")),
    "busy.example.org": (Reply(b"", 429), unreachable("http 429")),
    "cut.example.org": (cut, unreachable("connection lost")),
    "silent.example.org": (silent, unreachable("time-out")),
    "circle.example.org": (moved("/robots.txt"), unreachable("too many redirects")),
    "away.example.org": (
        moved("https://foreign.example.com/robots.txt"),
        unreachable("redirect leaves the source's hosts: foreign.example.com"),
    ),
    "to-private.example.org": (moved("http://192.168.1.1/robots.txt"), unreachable("private address 192.168.1.1")),
    "endlessly-slow.example.org": (rules("User-agent: *", "Crawl-delay: 86400"), ("deferred", "crawl-delay 86400 s")),
    "odd-delay.example.org": (rules("User-agent: *", "Crawl-delay: inf"), FETCHED),
    "no-delay.example.org": (rules("User-agent: *", "Crawl-delay: nan", "Crawl-delay: -3"), FETCHED),
    "too-busy.example.org": (Reply(b"", 503, {"Retry-After": "7200"}), unreachable("retry-after 7200 s (http 503)")),
}


@pytest.fixture(scope="module")
def source(site: Server, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """The crawl, run once."""
    site.put(f"https://{MAIN}/robots.txt", rules("User-agent: *", "Disallow: /private"))
    site.put(f"https://{MAIN}/front.html", article("front"))
    site.put(f"https://{MAIN}/to-forbidden", moved("/private/x"))
    pages = [f"https://{MAIN}/to-forbidden"]
    for host, (robots, _) in HOSTS.items():
        site.put(f"https://{host}/robots.txt", robots)  # type: ignore[arg-type]
        pages += [site.put(f"https://{host}/story-{number}", article(f"story {number}")) for number in (1, 2)]
    site.put(f"https://{MAIN}/archive.txt", Reply("\n".join(f"page {page}" for page in pages).encode()))
    return begin(
        tmp_path_factory.mktemp("robots") / "spool", site, declaration([MAIN, *HOSTS]), settings={"DOWNLOAD_TIMEOUT": 1.5}
    ).finish()


def test_balances(source: Crawl) -> None:
    assert source.code == 0, source.log
    source.balance()
    assert "Traceback" not in source.log


@pytest.mark.parametrize(("host", "ending"), [pytest.param(host, ending, id=host) for host, (_, ending) in HOSTS.items()])
def test_each_host_as_its_rules_say(source: Crawl, site: Server, host: str, ending: tuple[str, str]) -> None:
    assert {source.endings[f"https://{host}/story-{number}"] for number in (1, 2)} == {ending}
    assert bool(site.hits_of(host, "/story-1")) == (ending == FETCHED), "what is denied is not asked for"


def test_rules_hold_for_redirect_targets(source: Crawl, site: Server) -> None:
    assert source.endings[f"https://{MAIN}/to-forbidden"] == ("robots_denied", "robots.txt forbids")
    assert not site.hits_of(MAIN, "/private/x")


def test_rules_are_asked_for_once_and_first(source: Crawl, site: Server) -> None:
    assert len(site.hits_of("missing.example.org", "/robots.txt")) == 1
    for host in (MAIN, *HOSTS):
        assert site.hits_of(host)[0].path == "/robots.txt"


def test_a_listing_needs_leave_as_well(site: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    host = "forbids-all.example.org"
    site.put(f"https://{host}/archive.txt", Reply(b""))
    crawl = begin(tmp_path_factory.mktemp("robots") / "spool", site, declaration([host])).finish()
    crawl.balance()
    assert crawl.report.listing.method is None
    assert [(failure.outcome, failure.reason) for failure in crawl.report.listing.failures] == [("robots_denied", "robots.txt forbids")]
    assert not site.hits_of(host, "/archive.txt")
