"""Routes: the first that works wins, and every failure is on the report."""

from collections.abc import Callable

from tests.engine.conftest import Crawl, declaration
from tests.engine.site import Reply, Server, article

HOST = "www.example.org"
WALL = Reply(b"<title>Just a moment...</title>", 403, {"Content-Type": "text/html"})


def url(path: str) -> str:
    return f"https://{HOST}{path}"


def listing(*lines: str) -> Reply:
    return Reply("\n".join(lines).encode(), 200, {"Content-Type": "text/plain"})


def routes(*methods: str) -> dict[str, object]:
    return declaration([HOST], discovery=list(methods))


def test_falls_back_until_a_route_works(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/rest.txt"), Reply(b"", 500))
    site.put(url("/feed.txt"), listing("moved no entries in it"))
    site.put(url("/sitemap.txt"), WALL)
    site.put(url("/broken.txt"), listing(f"page {url('/never')}", "what is this"))
    site.put(url("/paged.txt"), listing(f"page {url('/half')}", f"next {url('/paged-2.txt')}"))
    site.put(url("/paged-2.txt"), Reply(b"", 404))
    site.put(url("/circle.txt"), listing(f"next {url('/circle.txt')}"))
    site.put(url("/archive.txt"), listing(f"page {url('/1')}", f"skip {url('/old')}", f"next {url('/archive-2.txt')}"))
    site.put(url("/archive-2.txt"), listing(f"page {url('/2')}"))
    for number in (1, 2):
        site.put(url(f"/{number}"), article(str(number)))
    site.put(url("/later.txt"), listing(f"page {url('/late')}"))
    ended = crawl(routes("rest", "feed", "sitemap", "broken", "paged", "circle", "archive", "later"))
    ended.balance()
    report = ended.report.listing
    assert (report.method, report.entries, report.requests) == ("archive", 3, 9)
    assert [(failure.method, failure.url, failure.outcome, failure.reason) for failure in report.failures] == [
        ("rest", url("/rest.txt"), "fetch_failed", "http 500"),
        ("feed", url("/feed.txt"), "parse_failed", "listing moved: no entries in it"),
        ("sitemap", url("/sitemap.txt"), "blocked", "challenge page"),
        ("broken", url("/broken.txt"), "parse_failed", "listing reader failed: KeyError"),
        ("paged", url("/paged-2.txt"), "gone", "http 404"),
        ("circle", url("/circle.txt"), "parse_failed", f"listing moved: it leads back to {url('/circle.txt')}"),
    ]
    assert ended.endings == {url("/1"): ("fetched", ""), url("/2"): ("fetched", "")}, "a route that failed leaves nothing behind"
    assert not site.hits_of(HOST, "/later.txt")


def test_all_routes_fail(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/gone.txt"), Reply(b"", 410))
    ended = crawl(routes("gone"))
    ended.balance()
    assert ended.code == 0
    assert (ended.report.finish_reason, ended.report.discovered, ended.report.listing.method) == ("finished", 0, None)
    assert [failure.outcome for failure in ended.report.listing.failures] == ["gone"]


def test_a_day_without_pages_is_no_failure(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/quiet.txt"), listing(f"skip {url('/yesterday')}"))
    ended = crawl(routes("quiet"))
    ended.balance()
    assert (ended.report.discovered, ended.report.listing.method, ended.report.listing.entries) == (0, "quiet", 1)
    assert ended.report.listing.failures == []


def test_budget(site: Server, crawl: Callable[..., Crawl]) -> None:
    pages = [site.put(url(f"/p{number}"), article(str(number))) for number in range(20)]
    site.put(url("/many.txt"), listing(*(f"page {page}" for page in pages)))
    before = len(site.hits_of(HOST))
    ended = crawl(routes("many") | {"politeness": {"delay": 0.5, "concurrency": 2, "max_requests": 8}})
    ended.balance()
    assert ended.report.finish_reason == "over_budget"
    assert len(site.hits_of(HOST)) - before == ended.report.requests == 8, "robots.txt and the listing count as well"
    assert (ended.report.fetched, ended.report.ended) == (6, {"deferred": 14})
    assert {reason for outcome, reason in ended.endings.values() if outcome == "deferred"} == {
        "budget of 8 requests spent",
        "crawl ended early: over_budget",
    }


def test_budget_too_small_for_the_listing(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/long.txt"), listing(f"next {url('/long-2.txt')}"))
    ended = crawl(routes("long") | {"politeness": {"delay": 0.5, "concurrency": 2, "max_requests": 2}})
    ended.balance()
    assert (ended.report.finish_reason, ended.report.discovered) == ("over_budget", 0)
