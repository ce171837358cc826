"""What a crawl does with what earlier runs of the day know, and which days it says its pages are of."""

from collections.abc import Callable
from datetime import date

from scrapers.engine.ledger import Discovered
from tests.engine.conftest import DAY, Crawl, declaration
from tests.engine.site import Reply, Server, article

HOST = "www.example.org"
KNOWN = ("unchanged", "known; a watch asks for new pages only")


def url(path: str) -> str:
    return f"https://{HOST}{path}"


def listing(*lines: str) -> Reply:
    return Reply("\n".join(lines).encode(), 200, {"Content-Type": "text/plain"})


def discovered(crawl: Crawl) -> dict[str, tuple[str, date | None]]:
    return {event.url: (event.via, event.day) for event in crawl.events if isinstance(event, Discovered)}


def test_a_watch_asks_for_new_pages_only(site: Server, crawl: Callable[..., Crawl]) -> None:
    old, new = site.put(url("/old"), article("old")), site.put(url("/new"), article("new"))
    out, inside = url("/sports/old"), url("/inside")
    site.put(url("/archive.txt"), listing(f"page {old}", f"page {new}", f"page {out}", f"inline {inside}"))
    ended = crawl(declaration([HOST]), known=[old, out, inside, url("/not-listed-any-more")])
    ended.balance()
    assert ended.endings == {
        old: KNOWN,
        new: ("fetched", ""),
        out: ("out_of_scope", "candidate rule: exclude ^/sports/"),
        inside: ("fetched", ""),
    }
    assert not site.hits_of(HOST, "/old")
    assert url("/old") not in {asked.url for asked in ended.requests}


def test_a_revisit_asks_for_what_the_listing_no_longer_shows(site: Server, crawl: Callable[..., Crawl]) -> None:
    listed = site.put(url("/listed"), article("listed"))
    silent = site.put(url("/silent"), article("silently edited"))
    odd = site.put(url("/sports/was-a-candidate-once"), article("odd"))
    moved = site.put(url("/moved"), Reply(b"", 301, {"Location": url("/moved-here")}))
    site.put(url("/moved-here"), article("moved"))
    alias = site.put(url("/alias"), Reply(b"", 301, {"Location": listed}))
    away = site.put(url("/away"), Reply(b"", 301, {"Location": "https://elsewhere.example.org/x"}))
    gone, deleted = url("/gone"), site.put(url("/deleted"), Reply(b"", 410))
    site.put(url("/archive.txt"), listing(f"page {listed}", f"skip {url('/other')}"))
    ended = crawl(declaration([HOST]), recheck=[listed, silent, odd, moved, alias, away, gone, deleted])
    ended.balance()
    assert ended.endings == {
        listed: ("fetched", ""),
        silent: ("fetched", ""),
        odd: ("fetched", ""),
        moved: ("fetched", ""),
        alias: ("duplicate_url", f"redirects to {listed}"),
        away: ("fetch_failed", "redirect leaves the source's hosts: elsewhere.example.org"),
        gone: ("gone", "http 404"),
        deleted: ("gone", "http 410"),
    }
    assert discovered(ended) == {listed: ("archive", DAY)} | dict.fromkeys(
        (silent, odd, moved, alias, away, gone, deleted), ("recheck", DAY)
    )
    assert ended.report.listing.entries == 2
    assert len(site.hits_of(HOST, "/silent")) == 1


def test_nothing_is_asked_again_when_no_listing_could_be_read(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/archive.txt"), Reply(b"", 403))
    page = site.put(url("/silent-too"), article("silent"))
    ended = crawl(declaration([HOST]), recheck=[page])
    ended.balance()
    assert ended.report.discovered == 0
    assert not site.hits_of(HOST, "/silent-too")


def test_days_are_the_listings_where_it_shows_them(site: Server, crawl: Callable[..., Crawl]) -> None:
    dated, undated = site.put(url("/dated"), article("dated")), site.put(url("/undated"), article("undated"))
    inside, also_inside = url("/inside-1"), url("/inside-2")
    site.put(
        url("/archive.txt"),
        listing(
            f"skip {url('/older')} 2025-05-01",
            f"page {dated} 2025-05-04",
            f"page {undated}",
            f"inline {inside} 2025-05-07",
            f"inline {also_inside} 2025-05-08",
            f"inline {inside} 2025-05-02",
            f"skip {url('/undated-and-skipped')}",
            f"skip {url('/newer')} 2025-05-09",
        ),
    )
    ended = crawl(declaration([HOST]))
    ended.balance()
    assert discovered(ended) == {
        dated: ("archive", date(2025, 5, 4)),
        undated: ("archive", DAY),
        inside: ("archive", date(2025, 5, 7)),
        also_inside: ("archive", date(2025, 5, 8)),
    }
    listed = ended.report.listing
    assert (listed.oldest, listed.newest, listed.entries) == (date(2025, 5, 1), date(2025, 5, 9), 8)


def test_undated_entries_witness_no_days(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/archive.txt"), listing(f"skip {url('/1')}"))
    ended = crawl(declaration([HOST]))
    assert (ended.report.listing.oldest, ended.report.listing.newest, ended.report.listing.entries) == (None, None, 1)


def test_a_listing_that_is_cut_is_no_listing(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/rest.txt"), listing("page https://www.example.org/half 2025-05-01", "cut page 3 is empty"))
    site.put(url("/feed.txt"), listing("moved to another place"))
    site.put(url("/archive.txt"), listing("skip https://www.example.org/x 2025-05-05"))
    ended = crawl(declaration([HOST], discovery=["rest", "feed", "archive"]))
    ended.balance()
    assert [(failure.outcome, failure.reason, failure.cut) for failure in ended.report.listing.failures] == [
        ("parse_failed", "listing cut: page 3 is empty", True),
        ("parse_failed", "listing moved: to another place", False),
    ]
    assert (ended.report.listing.oldest, ended.report.discovered) == (date(2025, 5, 5), 0), "nothing of the half listing is left"


def test_responses_are_counted_by_their_class(site: Server, crawl: Callable[..., Crawl]) -> None:
    html = {"Content-Type": "text/html"}
    pages = [
        site.put(url("/class-login"), Reply(b"<title>Log in</title><form><input type=password></form>", 200, html)),
        site.put(url("/class-404"), Reply(b"<title>Page not found</title><p>Sorry.", 200, html)),
        site.put(url("/class-consent"), Reply(b"<title>Before you continue</title><p>Cookies.<button>Accept all</button>", 200, html)),
        site.put(url("/class-shell"), Reply(b"<title>Talks</title><div id=app></div><script src=/a.js></script>", 200, html)),
        site.put(url("/class-page"), article("page")),
        url("/class-gone"),
    ]
    site.put(url("/feed.txt"), Reply(b"<title>Just a moment...</title>", 403, html))
    site.put(url("/archive.txt"), listing(*(f"page {page}" for page in pages)))
    ended = crawl(declaration([HOST], discovery=["feed", "archive"]))
    ended.balance()
    assert ended.report.page_classes == {"challenge": 1, "login": 1, "soft_404": 1, "consent": 1, "empty_shell": 1, "page": 2, "gone": 1}
    assert [ended.endings[page] for page in pages[:4]] == [
        ("blocked", "login page"),
        ("soft_error", "soft 404"),
        ("soft_error", "consent wall"),
        ("soft_error", "empty shell"),
    ]
