"""The stand-in sites: the same on every machine, readable by the real parsers, and honest HTTP."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scrapers import feeds, registry
from scrapers.sources.app.page import posts, window
from scrapers.sources.china_mfa.page import list_page
from scrapers.sources.dawn.page import archive_links
from tests.newsroom.conferences import transcripts
from tests.newsroom.server import Newsroom
from tests.newsroom.stories import PKT, agency_stories, dawn_stories, urdupoint_stories

ROOT = Path(__file__).resolve().parents[2]
THURSDAY = date(2025, 5, 8)
NOW = datetime(2025, 5, 12, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(0, NOW) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def get(newsroom: Newsroom, url: str, **headers: str) -> tuple[int, Message, bytes]:
    parts = urlsplit(url)
    address = f"{newsroom.origin}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    request = urllib.request.Request(
        address, headers={"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def listed(newsroom: Newsroom, source: str) -> list[str]:
    """The candidate addresses that a source's own listing reader finds for the Thursday."""
    if source == "app":
        return [post.link for post in posts(get(newsroom, window(THURSDAY))[2]) if post.day == THURSDAY]
    if source == "urdupoint":
        found = feeds.sitemap(get(newsroom, f"https://www.urdupoint.com/sitemap/daily/data/2025/{THURSDAY}.xml.gz")[2])
        return [url for url in found if "/en/" in url and url.endswith(".html")]
    if source == "dawn":
        archive = f"https://www.dawn.com/archive/{THURSDAY}"
        return archive_links(get(newsroom, archive)[2], archive)
    section = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/index.shtml"
    return [entry.url for entry in list_page(get(newsroom, section)[2], section).entries if entry.day == THURSDAY]


EXPECTED = {
    "app": lambda: [(story.title, len(story.paragraphs)) for story in agency_stories(THURSDAY)],
    "urdupoint": lambda: [(story.title, len(story.paragraphs)) for story in urdupoint_stories(THURSDAY)],
    "dawn": lambda: [(story.title, len(story.paragraphs)) for story in dawn_stories(THURSDAY)],
    "china_mfa": lambda: [(page.title, 2 * len(page.exchanges)) for page in transcripts(THURSDAY)],
}


def test_every_declared_source_has_its_stand_in() -> None:
    assert sorted(EXPECTED) == sorted(registry.sources())


@pytest.mark.parametrize("source", sorted(EXPECTED))
def test_the_real_parsers_read_every_story_of_a_day(newsroom: Newsroom, source: str) -> None:
    parser = registry.page_module(source)
    records = [parser.parse(get(newsroom, url)[2], url) for url in listed(newsroom, source)]
    texts = [[line for line in record.paragraphs if "adsbygoogle" not in line] for record in records]
    assert sorted((record.title, len(lines)) for record, lines in zip(records, texts, strict=True)) == sorted(EXPECTED[source]())
    assert all(record.published[0].text.replace("-", "").startswith("20250508") for record in records)
    assert len({record.native_key for record in records}) == len(records) >= registry.sources()[source].volume.minimum


def digest_of_many_days() -> str:
    days = [date(2020, 2, 28) + timedelta(days=37 * number) for number in range(30)]
    matter = [[list(map(repr, make(day))) for make in (agency_stories, urdupoint_stories, dawn_stories, transcripts)] for day in days]
    return hashlib.sha256(json.dumps(matter).encode()).hexdigest()


def test_any_day_is_the_same_in_every_process() -> None:
    code = "from tests.newsroom.test_newsroom import digest_of_many_days; print(digest_of_many_days())"
    for seed in ("1", "2"):
        child = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        assert child.stdout.strip() == digest_of_many_days()


def test_days_differ_and_stay_within_themselves() -> None:
    days = [date(2024, 2, 27) + timedelta(days=number) for number in range(60)]
    for stories in (agency_stories, urdupoint_stories, dawn_stories):
        assert len({tuple(story.title for story in stories(day)) for day in days}) > 55
        assert all(story.at.astimezone(PKT).date() == day for day in days for story in stories(day))
        assert all(any(story.speaks for story in stories(day)) and not all(story.speaks for story in stories(day)) for day in days)


def test_copies_are_copies_and_own_stories_are_not() -> None:
    agency = {story.number: story for story in agency_stories(THURSDAY)}
    for reprint in (urdupoint_stories(THURSDAY), dawn_stories(THURSDAY)):
        copies = [story for story in reprint if story.origin is not None]
        assert copies
        assert len(copies) < len(reprint)
        for story in copies:
            origin = agency[story.origin or 0]
            assert " ".join(story.paragraphs)[:80] == " ".join(origin.paragraphs)[:80]
            assert story.at > origin.at
        assert all(story.agency is None for story in reprint if story.origin is None)


def test_the_ministry_is_silent_at_weekends() -> None:
    days = [THURSDAY + timedelta(days=number) for number in range(28)]
    assert [bool(transcripts(day)) for day in days] == [day.weekday() < 5 for day in days]


def test_the_ministrys_lists_end_like_the_real_ones(newsroom: Newsroom) -> None:
    section = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/"
    first, last = (list_page(get(newsroom, section + name)[2], section + name) for name in ("index.shtml", "index_28.shtml"))
    assert len(first.entries) == len(last.entries) == 20
    assert (first.newest, first.following) == (date(2025, 5, 12), f"{section}index_1.shtml")
    assert (last.number, last.following) == (28, None)
    assert get(newsroom, f"{section}index_29.shtml")[0] == 404


def test_nothing_of_the_future_is_shown(newsroom: Newsroom) -> None:
    tomorrow = date(2025, 5, 13)
    assert posts(get(newsroom, window(tomorrow))[2]) == []
    assert get(newsroom, "https://www.urdupoint.com/sitemap/daily/data/2025/2025-05-13.xml.gz")[0] == 404
    feed = feeds.feed(get(newsroom, "https://www.app.com.pk/feed/")[2], "https://www.app.com.pk/feed/")
    assert max(entry.at for entry in feed) <= NOW
    late = agency_stories(tomorrow)[0]
    assert get(newsroom, f"https://www.app.com.pk/{late.section}/{late.slug}-{late.number}/")[0] == 404


@pytest.mark.parametrize(
    "feed", ["https://www.app.com.pk/feed/", "https://www.dawn.com/feeds/home", "https://www.urdupoint.com/en/sitemap/news.rss"]
)
def test_feeds_reach_back_beyond_yesterday(newsroom: Newsroom, feed: str) -> None:
    entries = feeds.feed(get(newsroom, feed)[2], feed)
    feeds.require_reach(entries, date(2025, 5, 12), PKT)
    assert get(newsroom, entries[0].url)[0] == 200


def test_conditional_requests_are_answered(newsroom: Newsroom) -> None:
    """Also where the page itself changes by the minute, as UrduPoint's with its age."""
    for source in EXPECTED:
        url = listed(newsroom, source)[0]
        _, headers, body = get(newsroom, url)
        assert body
        status, _, rest = get(newsroom, url, If_None_Match=headers["ETag"])
        assert (status, rest) == (304, b"")
        assert get(newsroom, url, If_None_Match='"other"')[0] == 200


def test_what_is_not_there_is_not_found(newsroom: Newsroom) -> None:
    for url in (
        "https://www.example.com/",
        "https://www.app.com.pk/national/nothing-1/",
        "https://www.dawn.com/news/1/x",
        "https://www.mfa.gov.cn/",
        "https://www.app.com.pk/x-" + "9" * 30,
    ):
        assert get(newsroom, url)[0] in (400, 404), url


def test_robots_are_told_what_is_private(newsroom: Newsroom) -> None:
    assert b"Disallow: /private/" in get(newsroom, "https://www.dawn.com/robots.txt")[2]


def test_only_loopback_hears_it(newsroom: Newsroom) -> None:
    assert newsroom.server_address[0] == "127.0.0.1"
