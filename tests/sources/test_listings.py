"""Every listing fixture, read by its source's own spider; and the listings that spiders ask for."""

import gzip
from collections.abc import Iterable
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers import feeds, registry
from scrapers.engine.crawl import spider_class
from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.errors import ListingMoved
from tests.sources.cases import Case
from tests.sources.cases import listings as listing_cases

CASES = listing_cases()


def spider(source: str, day: date, now: datetime) -> SourceSpider:
    return spider_class(source)(registry.load(source), day, now)


def read(case: Case, payload: bytes | None = None) -> Iterable[Found | Listing | Skipped]:
    reader = spider(case.source, date.fromisoformat(case.meta["day"]), datetime.fromisoformat(case.meta["now"]))
    return list(reader.read_listing(Listing(case.meta["method"], case.meta["url"]), payload or case.payload, case.meta["url"]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_listing(case: Case) -> None:
    if "error" in case.expected:
        with pytest.raises(ListingMoved) as refusal:
            read(case)
        assert type(refusal.value).__name__ == case.expected["error"]
        assert case.expected["reason"] in str(refusal.value)
        return
    entries = read(case)
    found = [entry for entry in entries if isinstance(entry, Found)]
    assert [entry.url for entry in found] == case.expected["found"]
    assert {entry.inline for entry in found} <= {case.expected["inline"]}
    assert [entry.url for entry in entries if isinstance(entry, Skipped)] == case.expected["skipped"]
    days = [entry.day.isoformat() if entry.day else None for entry in entries if not isinstance(entry, Listing)]
    assert days == case.expected["days"]
    assert [entry for entry in entries if isinstance(entry, Listing)] == [
        Listing(case.meta["method"], url) for url in case.expected["following"]
    ]


@pytest.mark.parametrize("source", registry.names())
def test_every_declared_method_has_a_fixture_and_is_a_route_of_a_young_day(source: str) -> None:
    declaration = registry.load(source)
    now = datetime(2025, 5, 8, 7, tzinfo=UTC)
    routes = spider(source, date(2025, 5, 7), now).routes()
    assert tuple(route.method for route in routes) == declaration.discovery
    assert {case.meta["method"] for case in CASES if case.source == source} == set(declaration.discovery)
    assert {urlsplit(route.url).hostname for route in routes} <= set(declaration.hosts)


@pytest.mark.parametrize(("day", "asked"), [("2025-05-06", False), ("2025-05-07", True), ("2025-05-08", True), ("2025-05-09", False)])
def test_a_feed_is_asked_for_today_and_yesterday_of_the_sources_own_zone(day: str, asked: bool) -> None:
    now = datetime(2025, 5, 7, 19, 30, tzinfo=UTC)  # half past midnight of 8 May in Pakistan
    for source in ("app", "dawn", "urdupoint"):
        methods = [route.method for route in spider(source, date.fromisoformat(day), now).routes()]
        assert ("feed" in methods) is asked


def test_the_rest_window_loses_no_post_at_midnight_whether_its_bounds_count_or_not() -> None:
    query = parse_qs(urlsplit(spider("app", date(2025, 3, 1), datetime(2025, 5, 8, tzinfo=UTC)).routes()[0].url).query)
    assert query["after"] == ["2025-02-28T23:59:59"]
    assert query["before"] == ["2025-03-02T00:00:00"]
    assert query["per_page"] == ["100"]
    assert query["order"] == ["asc"]


@pytest.mark.parametrize("members", [1, 2])
def test_a_sitemap_is_read_gunzipped_or_as_raw_gzip(members: int) -> None:
    case = next(case for case in CASES if str(case) == "urdupoint/sitemap")
    half = len(case.payload) // members
    packed = b"".join(gzip.compress(case.payload[start : start + half + 1]) for start in range(0, len(case.payload), half + 1))
    assert read(case, packed) == read(case)


def test_a_sitemap_that_is_cut_off_or_a_bomb_is_refused() -> None:
    case = next(case for case in CASES if str(case) == "urdupoint/sitemap")
    with pytest.raises(ListingMoved, match="sitemap: gzip"):
        read(case, gzip.compress(case.payload)[:-20])
    with pytest.raises(ListingMoved, match="sitemap: gzip"):
        read(case, gzip.compress(b" " * (64 * 1024 * 1024)))


def test_an_address_without_the_ministrys_list_number_is_its_first_page() -> None:
    case = next(case for case in CASES if str(case) == "china_mfa/section-goes-on")
    bare = Case(case.source, case.name, case.payload, case.meta | {"url": case.meta["url"].removesuffix("index.shtml")}, case.expected)
    assert read(bare) == read(case)


def test_feed_entries_carry_aware_times() -> None:
    entries = feeds.feed(
        next(case for case in CASES if str(case) == "urdupoint/feed-of-today").payload, "https://www.urdupoint.com/en/sitemap/news.rss"
    )
    assert [entry.at for entry in entries] == [datetime(2025, 5, 7, 21, tzinfo=UTC), datetime(2025, 5, 8, 4, 30, tzinfo=UTC)]
