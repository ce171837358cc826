"""Each fault of the desk changes what it says it changes, from the instant it says, and nothing else: read with the real readers and parsers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from briefwire.clean import dateline
from scrapers import feeds, registry
from scrapers.records import PageRecord
from scrapers.sources.app.page import posts, window
from scrapers.sources.china_mfa.page import list_page
from scrapers.sources.dawn.page import archive_links
from tests.newsroom.conftest import THURSDAY, address, ask, hurt_piece, morning, plant
from tests.newsroom.edits import KINDS
from tests.newsroom.releases import EASTERN
from tests.newsroom.server import Newsroom
from tests.newsroom.sites import urdupoint

Open = Callable[..., Newsroom]

ARCHIVE = f"https://www.dawn.com/archive/{THURSDAY}"
SITEMAP = f"https://www.urdupoint.com/sitemap/daily/data/2025/{THURSDAY}.xml.gz"
FEED = "https://www.state.gov/rss-feed/press-releases/feed/"
SECTION = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/index.shtml"


def listed(newsroom: Newsroom) -> list[str]:
    """UrduPoint's English pages of the Thursday, as its sitemap lists them."""
    return [url for url in feeds.sitemap(ask(newsroom, SITEMAP).body) if urlsplit(url).path.startswith("/en/") and url.endswith(".html")]


def record(newsroom: Newsroom, url: str, source: str = "urdupoint") -> PageRecord:
    parsed: PageRecord = registry.page_module(source).parse(ask(newsroom, url).body, url)
    return parsed


def test_a_late_post_appears_two_days_after_its_day_and_is_dated_back(open_newsroom: Open) -> None:
    hurt = plant("urdupoint", "late_post", days=2)
    newsroom, url = open_newsroom(morning("urdupoint"), hurt), address(hurt[1])
    assert url not in listed(newsroom) and ask(newsroom, url).status == 404
    early = set(listed(newsroom))
    newsroom.move_to(datetime(2025, 5, 10, 18, 59, tzinfo=UTC))
    assert url not in listed(newsroom)
    newsroom.move_to(datetime(2025, 5, 10, 19, 0, tzinfo=UTC))
    assert set(listed(newsroom)) == early | {url}
    assert record(newsroom, url).published[0].text.startswith(THURSDAY.isoformat())


@pytest.mark.parametrize("kind", KINDS)
def test_a_silent_edit_changes_the_text_and_nothing_that_announces_it(open_newsroom: Open, kind: str) -> None:
    hurt = plant("urdupoint", "silent_edit", kind=kind, days=2)
    newsroom, url = open_newsroom(morning("urdupoint"), hurt), address(hurt[1])
    tag, first = ask(newsroom, url).header["etag"], record(newsroom, url)
    newsroom.move_to(morning("urdupoint", days=2))
    assert ask(newsroom, url, If_None_Match=tag).status == 304
    newsroom.move_to(morning("urdupoint", days=4))
    assert ask(newsroom, url, If_None_Match=tag).status == 200
    second = record(newsroom, url)
    assert (second.title, second.paragraphs) != (first.title, first.paragraphs)
    assert (second.published, second.modified, second.native_key) == (first.published, first.modified, first.native_key)
    assert len(set(first.paragraphs) - set(second.paragraphs)) <= 1


def test_a_deleted_page_leaves_the_listing_and_is_not_found(open_newsroom: Open) -> None:
    hurt = plant("dawn", "deleted_page", days=2)
    newsroom, url = open_newsroom(morning("dawn"), hurt), address(hurt[1])
    assert url in archive_links(ask(newsroom, ARCHIVE).body, ARCHIVE) and ask(newsroom, url).status == 200
    newsroom.move_to(morning("dawn", days=4))
    assert url not in archive_links(ask(newsroom, ARCHIVE).body, ARCHIVE) and ask(newsroom, url).status == 404


def test_a_moved_page_keeps_its_number_and_its_old_address_leads_to_it(open_newsroom: Open) -> None:
    hurt = plant("urdupoint", "moved_url", days=2)
    newsroom, old = open_newsroom(morning("urdupoint"), hurt), address(hurt[1])
    before, first = listed(newsroom), record(newsroom, old)
    newsroom.move_to(morning("urdupoint", days=4))
    reply = ask(newsroom, old)
    assert reply.status == 301
    new = reply.header["location"]
    assert set(listed(newsroom)) == set(before) - {old} | {new}
    assert record(newsroom, new).native_key == first.native_key
    assert record(newsroom, new).paragraphs == first.paragraphs


def test_a_doubled_page_has_two_addresses_and_one_number(open_newsroom: Open) -> None:
    hurt = plant("urdupoint", "duplicate_key")
    newsroom = open_newsroom(morning("urdupoint"), hurt)
    twins = [url for url in listed(newsroom) if f"-{hurt[1].hurt + urdupoint.FIRST_NUMBER}." in url]
    assert len(twins) == 2
    assert len({record(newsroom, url).native_key for url in twins}) == 1


def test_a_page_listed_twice(open_newsroom: Open) -> None:
    hurt = plant("dawn", "listed_twice")
    body = ask(open_newsroom(morning("dawn"), hurt), ARCHIVE).body
    assert body.count(address(hurt[1]).encode()) == 2


def test_a_wrong_year_stands_in_the_dateline_alone(open_newsroom: Open) -> None:
    hurt = plant("urdupoint", "wrong_year")
    read = record(open_newsroom(morning("urdupoint"), hurt), address(hurt[1]))
    opening = dateline.read(read.paragraphs).dateline
    assert opening is not None
    assert (opening.year, opening.month, opening.day) == (2024, 5, 8)
    assert all("2025" in stamp.text for stamp in read.published)


def test_a_future_date_is_what_the_page_says_everywhere(open_newsroom: Open) -> None:
    hurt = plant("dawn", "future_date", days=40)
    read = record(open_newsroom(morning("dawn"), hurt), address(hurt[1]), "dawn")
    assert len(read.published) == 2
    assert all("2025-06-17" in stamp.text or "June 17, 2025" in stamp.text for stamp in read.published)


@pytest.mark.parametrize(("site", "usual"), [("dawn", b"story__byline"), ("app", b"(APP)")])
def test_an_uncredited_day(open_newsroom: Open, site: str, usual: bytes) -> None:
    hurt = plant(site, "uncredited")
    assert usual in ask(open_newsroom(morning(site)), address(hurt[1])).body
    hurt_body = ask(open_newsroom(morning(site), hurt), address(hurt[1])).body
    assert usual not in hurt_body
    assert hurt_piece(hurt[1]).title.split("’")[0].encode() in hurt_body


def test_half_a_listing_and_none(open_newsroom: Open) -> None:
    whole = posts(ask(open_newsroom(morning("app")), window(THURSDAY)).body)
    half = posts(ask(open_newsroom(morning("app"), plant("app", "shortfall", share=0.5)), window(THURSDAY)).body)
    assert len(half) == len(whole) - len(whole) // 2
    assert {post.link for post in half} < {post.link for post in whole}
    assert posts(ask(open_newsroom(morning("app"), plant("app", "zero_listing")), window(THURSDAY)).body) == []
    empty = open_newsroom(morning("urdupoint"), plant("urdupoint", "zero_listing"))
    assert listed(empty) == []
    assert feeds.sitemap(ask(empty, SITEMAP).body)  # the other addresses are still there: the listing itself is well


def test_a_silent_day_stands_between_days_that_are_not(open_newsroom: Open) -> None:
    newsroom = open_newsroom(morning("china_mfa", days=5), plant("china_mfa", "silent_day"))
    days = {entry.day for entry in list_page(ask(newsroom, SECTION).body, SECTION).entries}
    assert THURSDAY not in days
    assert min(days) < THURSDAY < max(days)


def test_the_feed_that_skips_shows_nothing_of_the_poll_before(open_newsroom: Open) -> None:
    def poll(newsroom: Newsroom, hour: int) -> set[str]:
        newsroom.move_to(datetime(2025, 5, 8, hour, 30, tzinfo=EASTERN))
        return {item.url for item in feeds.items(ask(newsroom, FEED).body, FEED)}

    calm, hurried = open_newsroom(morning("us_state")), open_newsroom(morning("us_state"), plant("us_state", "feed_skips", pieces=14))
    assert len(poll(calm, 12)) == len(poll(hurried, 12)) == 10
    assert poll(calm, 12) & poll(calm, 18)
    assert not poll(hurried, 12) & poll(hurried, 18)


def test_a_late_item_comes_into_the_feed_hours_after_its_own_time(open_newsroom: Open) -> None:
    hurt = plant("us_state", "late_item", hours=14)
    item = hurt_piece(hurt[1])
    newsroom, url = open_newsroom(item.at + timedelta(hours=13, minutes=59), hurt), address(hurt[1])
    assert url not in {entry.url for entry in feeds.items(ask(newsroom, FEED).body, FEED)}
    newsroom.move_to(item.at + timedelta(hours=14))
    assert {entry.url: entry.at for entry in feeds.feed(ask(newsroom, FEED).body, FEED)}[url] == item.at
