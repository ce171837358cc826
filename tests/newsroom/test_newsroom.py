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
from tests.newsroom.conferences import is_working_day, transcripts
from tests.newsroom.edition import Edition
from tests.newsroom.ministries import fcdo_news, mea_documents, mofa_releases
from tests.newsroom.releases import EASTERN, releases
from tests.newsroom.server import SITES, Newsroom
from tests.newsroom.stories import PKT, agency_stories, dawn_stories, urdupoint_stories
from tests.newsroom.urdu import numerals, urdu_stories

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


# Ministries whose pages do not all say their day: read by tests/newsroom/test_ministries.py.
BY_CARD = ("india_mea", "pakistan_mofa", "uk_fcdo")


def test_every_declared_source_has_its_stand_in() -> None:
    assert sorted(module.NAME for module in SITES.values()) == sorted(registry.sources())
    assert sorted([*EXPECTED, *BY_CARD, "us_state"]) == sorted(registry.sources())


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
    makers = (agency_stories, urdupoint_stories, dawn_stories, transcripts, releases, urdu_stories, fcdo_news, mea_documents, mofa_releases)
    matter = [[list(map(repr, make(day, edition))) for make in makers] for day in days for edition in (Edition(), Edition(3, days[0]))]
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


def test_the_ministry_is_silent_at_weekends_and_on_public_holidays() -> None:
    days = [date(2025, 4, 28) + timedelta(days=number) for number in range(28)]
    silent = {day.isoformat() for day in days if day.weekday() < 5 and not transcripts(day)}
    assert silent == {"2025-05-01", "2025-05-02", "2025-05-05"}  # Labour Day, with the days off that the State Council gave
    assert [bool(transcripts(day)) for day in days] == [is_working_day(day) for day in days]


def test_weekends_are_thinner_and_no_two_weeks_alike() -> None:
    edition = Edition(0, date(2025, 1, 1))
    for stories in (agency_stories, urdupoint_stories, dawn_stories):
        weeks = [[len(stories(date(2025, 3, 3) + timedelta(days=7 * week + day), edition)) for day in range(7)] for week in range(10)]
        assert all(max(week[5:]) < min(week[:5]) for week in weeks)
        assert len({tuple(week) for week in weeks}) == len(weeks)
        assert min(map(min, weeks)) > 10  # one bad page of a day is less than a tenth of it


def test_a_seed_tells_other_stories_and_the_first_tells_those_of_the_readme() -> None:
    assert agency_stories(THURSDAY, Edition(0)) == agency_stories(THURSDAY)
    for stories in (agency_stories, urdupoint_stories, dawn_stories, transcripts, releases, urdu_stories):
        assert len({repr(stories(THURSDAY, Edition(seed))) for seed in range(4)}) == 4
    thin, full = agency_stories(THURSDAY), agency_stories(THURSDAY, Edition(0, THURSDAY))
    assert set(thin) < set(full)  # what fills a day up leaves its other stories as they are, numbers and all


def test_the_us_feed_shows_its_ten_newest_items_whole() -> None:
    url, now = "https://www.state.gov/rss-feed/press-releases/feed/", datetime(2025, 5, 8, 23, tzinfo=EASTERN)
    with Newsroom(0, now) as evening:
        payload = evening.answer("www.state.gov", urlsplit(url).path).body
    items = feeds.items(payload, url)
    assert len(items) == 10
    parser = registry.page_module("us_state")
    records = [parser.parse(payload, item.url) for item in items]
    written = {str(item.number): item for back in range(4) for item in releases(THURSDAY - timedelta(days=back))}
    for record in records:
        item = written[record.native_key]
        assert [line.replace("  ", " ") for line in record.paragraphs] == list(item.paragraphs)
        assert (record.title, record.byline) == (item.title, item.speaker)
    assert any(line.startswith("MR ELLERY:") for record in records for line in record.paragraphs)
    newest = [parsed.at for parsed in feeds.feed(payload, url)]
    assert newest == sorted(newest, reverse=True) and newest[0] <= now


def test_the_urdu_pages_that_the_sitemap_lists_are_urdu(newsroom: Newsroom) -> None:
    found = feeds.sitemap(get(newsroom, f"https://www.urdupoint.com/sitemap/daily/data/2025/{THURSDAY}.xml.gz")[2])
    urdu = [url for url in found if "/daily/livenews/" in url]
    assert len(urdu) == 3
    for url, story in zip(urdu, urdu_stories(THURSDAY), strict=True):
        status, headers, body = get(newsroom, url)
        assert (status, headers.get_content_charset()) == (200, "utf-8")
        text = body.decode("utf-8")
        assert '<html lang="ur" dir="rtl">' in text
        assert f'<h1 class="urdu">{story.title}</h1>' in text
        assert "۰۸ مئی ۲۰۲۵ء" in text and "اسلام آباد (" in text
        letters = [letter for paragraph in story.paragraphs for letter in paragraph if letter.isalpha()]
        assert all("\u0600" <= letter <= "\u06ff" for letter in letters)
    assert numerals(2025) == "۲۰۲۵" and numerals(7, 2) == "۰۷"


def test_the_chinese_pages_decode_as_they_say(newsroom: Newsroom) -> None:
    for url in listed(newsroom, "china_mfa"):
        _, headers, body = get(newsroom, url)
        assert headers.get_content_charset() == "utf-8"
        assert '<html lang="zh-CN">' in body.decode("utf-8") and "外交部发言人" in body.decode("utf-8")


def test_the_ministrys_lists_end_like_the_real_ones(newsroom: Newsroom) -> None:
    section = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/"
    first, last = (list_page(get(newsroom, section + name)[2], section + name) for name in ("index.shtml", "index_28.shtml"))
    assert len(first.entries) == len(last.entries) == 20
    assert (first.newest, first.following) == (date(2025, 5, 12), f"{section}index_1.shtml")
    assert last.following is None
    assert get(newsroom, f"{section}index_29.shtml")[0] == 404


def test_nothing_of_the_future_is_shown(newsroom: Newsroom) -> None:
    tomorrow = date(2025, 5, 13)
    assert posts(get(newsroom, window(tomorrow))[2]) == []
    assert get(newsroom, "https://www.urdupoint.com/sitemap/daily/data/2025/2025-05-13.xml.gz")[0] == 404
    feed = feeds.feed(get(newsroom, "https://www.app.com.pk/feed/")[2], "https://www.app.com.pk/feed/")
    assert max(entry.at for entry in feed) <= NOW
    late = agency_stories(tomorrow)[0]
    assert get(newsroom, f"https://www.app.com.pk/{late.section}/{late.slug}-{late.number}/")[0] == 404
    assert get(newsroom, f"https://www.urdupoint.com{urdu_stories(tomorrow)[0].path}")[0] == 404
    section = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/index.shtml"
    assert list_page(get(newsroom, section)[2], section).newest <= NOW.date()


def test_the_clock_can_be_moved_and_the_scenario_stays(newsroom: Newsroom) -> None:
    noon = datetime(2025, 5, 8, 12, tzinfo=PKT)
    with Newsroom(0, NOW) as moved:
        thread = threading.Thread(target=moved.serve_forever)
        thread.start()
        assert get(moved, "http://127.0.0.1/__now__")[2].decode().strip() == NOW.isoformat()
        assert get(moved, "http://127.0.0.1/__now__?to=2025-05-08T12:00:00%2B05:00")[2].decode().strip() == noon.isoformat()
        assert moved.now() == noon
        assert max(post.at for post in posts(get(moved, window(THURSDAY))[2])) <= noon.replace(tzinfo=None)
        assert get(moved, "http://127.0.0.1/__now__?to=2025-05-08T12:00:00")[0] == 400
        assert moved.now() == noon
        moved.shutdown()
        thread.join()


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


def test_each_host_has_its_own_robots(newsroom: Newsroom) -> None:
    texts = {host: get(newsroom, f"https://{host}/robots.txt")[2] for host in SITES}
    assert all(b"Disallow: /private/" in text for text in texts.values())
    assert len(set(texts.values())) > 2
    assert b"Disallow" not in get(newsroom, "https://www.example.com/robots.txt")[2]


def test_the_access_log_says_who_asked_for_what_and_when(tmp_path: Path) -> None:
    log = tmp_path / "access.jsonl"
    with Newsroom(0, NOW, access_log=log) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        tag = get(server, "https://www.dawn.com/robots.txt", User_Agent="Reader/1")[1]["ETag"]
        get(server, "https://www.dawn.com/robots.txt?x=1", If_None_Match=tag)
        get(server, "https://www.app.com.pk/nothing")
        server.shutdown()
        thread.join()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["host"], line["path"], line["status"]) for line in lines] == [
        ("www.dawn.com", "/robots.txt", 200),
        ("www.dawn.com", "/robots.txt?x=1", 304),
        ("www.app.com.pk", "/nothing", 404),
    ]
    assert (lines[0]["agent"], lines[0]["if_none_match"], lines[1]["if_none_match"]) == ("Reader/1", None, tag)
    assert [line["monotonic"] for line in lines] == sorted(line["monotonic"] for line in lines)
    assert abs(datetime.fromisoformat(lines[0]["at"]) - datetime.now(UTC)) < timedelta(minutes=1)


def test_only_loopback_hears_it(newsroom: Newsroom) -> None:
    assert newsroom.server_address[0] == "127.0.0.1"
