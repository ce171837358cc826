"""Every real page of the corpora through listings and parsers, compared with the data that stands behind it.

Needs BRIEFWIRE_CORPORA and the replay tool beside it. Not one sentence of those pages is kept here.
"""

import gzip
import json
import re
import tarfile
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from briefwire.clean.text import join, normalise, paragraphs
from scrapers import feeds, registry
from scrapers.engine.address import canonical
from scrapers.engine.spider import Found, Listing
from scrapers.errors import ListingMoved, NotAnArticle
from scrapers.records import PageRecord
from tests.serving import replay
from tests.sources.test_declarations import candidate
from tests.sources.test_listings import spider

PKT = timezone(timedelta(hours=5))
WEEK = [date(2025, 5, 6) + timedelta(days=number) for number in range(7)]
NOISE = ("adsbygoogle", "googletag", "txt_link", "<a ", "Published in Dawn", "Related Topics", "Video Player", "Media error")

Fetch = Callable[[str], bytes]


@pytest.fixture(scope="session")
def fetch(corpora: Path) -> Iterator[Fetch]:
    with replay(corpora) as origin:

        def get(url: str) -> bytes:
            parts = urlsplit(url)
            address = f"{origin}{parts.path}{'?' + parts.query if parts.query else ''}"
            with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": parts.netloc}), timeout=30) as answer:
                return bytes(answer.read())

        yield get


def discover(source: str, day: date, fetch: Fetch) -> tuple[str, dict[str, bytes | None]]:
    """The method that worked, and the day's candidates by canonical address, with the listing's payload for those it holds inline."""
    reader = spider(source, day, datetime(2025, 6, 30, 18, tzinfo=UTC))
    for route in reader.routes():
        found: dict[str, bytes | None] = {}
        todo = [route]
        try:
            while todo:
                listing = todo.pop()
                payload = fetch(listing.url)
                for entry in reader.read_listing(listing, payload, listing.url):
                    if isinstance(entry, Found) and candidate(source, urlsplit(canonical(entry.url)).path):
                        found[canonical(entry.url)] = payload if entry.inline else None
                    elif isinstance(entry, Listing):
                        todo.append(entry)
        except ListingMoved:
            continue
        return route.method, found
    raise AssertionError(f"{source} {day}: no route worked")


@dataclass(frozen=True)
class Row:
    """What stands behind one APP or Dawn page."""

    number: str
    link: str
    title: str
    at: datetime
    lines: tuple[str, ...]


@pytest.fixture(scope="session")
def rows(corpora: Path) -> Mapping[tuple[str, str], Row]:
    """APP's and Dawn's articles by outlet and path; one that is listed on several days was published on the first."""
    found: dict[tuple[str, str], Row] = {}
    for outlet in ("app", "dawn"):
        for path in sorted((corpora / "pk2025" / outlet).glob("*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf8") as file:
                raw = [json.loads(line) for line in file]
            for item in sorted((item for item in raw if item["link"] and item["title"]), key=lambda item: (item["day"], item["link"])):
                key = (outlet, unquote(urlsplit(item["link"]).path).rstrip("/"))
                found.setdefault(key, _row(item))
    return found


def _row(item: dict[str, Any]) -> Row:
    stamp = datetime.fromisoformat((item["date_published"] or f"{item['day']}T12:00:00")[:19]).replace(tzinfo=PKT)
    if stamp.date().isoformat() != item["day"]:
        stamp = datetime.fromisoformat(item["day"]).replace(hour=stamp.hour, minute=stamp.minute, tzinfo=PKT)
    number = re.search(r"/news/(\d+)", item["link"])
    title = re.sub(r"(?: - [\w &]+)? - DAWN\.COM$", "", _flat(item["title"]))
    return Row(number[1] if number else "", item["link"], title, stamp, _lines(item["content"] or ""))


def _flat(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text).strip()


def _lines(content: str) -> tuple[str, ...]:
    """The paragraphs of a record without what the parser must take out of them."""
    lines = (re.sub(r"\s*Published in Dawn,.{0,60}\d{4}\W*$", "", _flat(line)) for line in content.split("\n"))
    return tuple(
        line
        for line in lines
        if line.strip("\u200b") and "adsbygoogle" not in line and not line.startswith(("Video Player", "Media error"))
    )


def _at(record: PageRecord) -> datetime:
    """The first stamp, which all three outlets print with its offset."""
    return datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", record.published[0].text)).astimezone(PKT)


def _require_clean(record: PageRecord) -> None:
    assert [mark for mark in NOISE if any(mark in line for line in record.paragraphs)] == []


@pytest.mark.parametrize("day", WEEK, ids=str)
def test_app_by_rest(day: date, fetch: Fetch, rows: Mapping[tuple[str, str], Row]) -> None:
    method, found = discover("app", day, fetch)
    assert method == "rest"
    expected = {canonical(row.link): row for (outlet, _), row in rows.items() if outlet == "app" and row.at.date() == day}
    assert set(found) == set(expected)
    for url, row in expected.items():
        answer = found[url]
        assert answer is not None
        (post,) = (post for post in json.loads(answer) if canonical(post["link"]) == url)
        record = registry.page_module("app").parse(answer, url)
        assert (record.native_key, record.title, record.paragraphs) == (str(post["id"]), row.title, row.lines)
        assert _at(record) == row.at
        assert record.published[1].text == row.at.strftime("%Y-%m-%dT%H:%M:%S")
        _require_clean(record)


@pytest.mark.parametrize("day", WEEK, ids=str)
def test_app_by_pages(day: date, fetch: Fetch, rows: Mapping[tuple[str, str], Row]) -> None:
    pages = [row for (outlet, _), row in rows.items() if outlet == "app" and row.at.date() == day]
    assert pages
    for row in pages:
        url = canonical(row.link)
        record = registry.page_module("app").parse(fetch(url), url)
        assert (record.title, record.paragraphs) == (row.title, row.lines)
        assert {_at(record)} == {datetime.fromisoformat(stamp.text) for stamp in record.published} == {row.at}
        assert record.native_key == f"slug:{urlsplit(url).path.rstrip('/').rsplit('/', 1)[-1]}"
        _require_clean(record)


@pytest.mark.parametrize("day", WEEK, ids=str)
def test_dawn(day: date, fetch: Fetch, rows: Mapping[tuple[str, str], Row]) -> None:
    method, found = discover("dawn", day, fetch)
    assert method == "archive"
    assert len(found) >= 50
    for url in found:
        row = rows["dawn", unquote(urlsplit(url).path).rstrip("/")]
        if not row.lines:
            with pytest.raises(NotAnArticle, match=r"^empty body$"):
                registry.page_module("dawn").parse(fetch(url), url)
            continue
        record = registry.page_module("dawn").parse(fetch(url), url)
        assert (record.native_key, record.title, record.paragraphs) == (row.number, row.title, row.lines)
        assert _at(record) == row.at
        _require_clean(record)


@pytest.fixture(scope="session")
def truth(fetch: Fetch) -> Mapping[str, dict[str, str]]:
    """What the replay did to the stories that it reprints in UrduPoint's frame."""
    lines = (json.loads(line) for line in fetch("https://www.urdupoint.com/__truth__").decode().splitlines())
    return {line["reprint"]: line for line in lines}


@pytest.mark.parametrize("day", WEEK, ids=str)
def test_urdupoint_reprints(day: date, fetch: Fetch, truth: Mapping[str, dict[str, str]], rows: Mapping[tuple[str, str], Row]) -> None:
    method, found = discover("urdupoint", day, fetch)
    assert method == "sitemap"
    assert len(found) >= 5
    for url in found:
        record = registry.page_module("urdupoint").parse(fetch(url), url)
        origin = rows["app", unquote(urlsplit(truth[url]["origin"]).path).rstrip("/")]
        assert record.native_key == re.sub(r"\D", "", url.rsplit("-", 1)[1])
        assert record.title == origin.title
        assert timedelta(minutes=11) <= _at(record) - origin.at <= timedelta(minutes=181)
        assert _at(record).strftime("%I:%M %p") in record.published[1].text
        assert record.byline == "News Desk"
        assert "urdupoint / pakistan point news" in record.paragraphs[0].casefold()
        copied, original = _squeezed(record.paragraphs[1:]), _squeezed(origin.lines[1:])
        assert original.startswith(copied) if truth[url]["change"] == "cut_tail" else copied == original
        _require_clean(record)


def _squeezed(lines: tuple[str, ...]) -> str:
    return re.sub(r"\s+", "", "".join(lines)).casefold()


def test_urdupoint_the_seed(fetch: Fetch, corpora: Path) -> None:
    _, found = discover("urdupoint", date(2020, 4, 22), fetch)
    (url,) = found
    record = registry.page_module("urdupoint").parse(fetch(url), url)
    text = (corpora / "seed" / "urdupoint-900491.txt").read_text(encoding="utf8")
    assert record.native_key == "900491"
    assert record.paragraphs == tuple(line.strip() for line in text.split("\n") if line.strip())


def test_urdupoint_the_real_page(fetch: Fetch) -> None:
    _, found = discover("urdupoint", date(2020, 4, 29), fetch)
    (url,) = found
    record = registry.page_module("urdupoint").parse(fetch(url), url)
    assert (record.native_key, record.section, record.language) == ("906868", "world", "en")
    assert [(stamp.text, stamp.method) for stamp in record.published] == [
        ("2020-04-29T15:32:37+0500", "json-ld"),
        ("Wed 29th April 2020 | 03:32 PM", "byline"),
    ]
    assert [stamp.text for stamp in record.modified] == ["2020-04-29T15:32:37+0500"]
    assert len(record.paragraphs) == 3
    assert "(UrduPoint News / Sputnik - 29th April, 2020)" in record.paragraphs[0]
    assert re.search(r"\bto\b.*\bBe\b", record.title), "the headline's own casing, not the heading's"
    assert record.byline
    _require_clean(record)


@dataclass(frozen=True)
class MinistryPage:
    """One real page of the Chinese ministry: its bytes, and its address where that is known."""

    name: str
    payload: bytes
    url: str


@pytest.fixture(scope="session")
def ministry_pages(corpora: Path) -> list[MinistryPage]:
    pages = []
    with tarfile.open(corpora / "cn-mfa-zh.tar.gz") as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is not None:
                payload = file.read()
                named = re.search(rb'<meta name="Url" content="https?://[^/"]+(/[^"]+)"', payload)
                path = named[1].decode() if named else "/web/wjdt_674879/fyrbt_674889/202201/t20220125_1.shtml"
                pages.append(MinistryPage(member.name, payload, f"https://www.mfa.gov.cn{path}"))
    for line in (corpora / "pages" / "manifest.tsv").read_text(encoding="utf8").splitlines():
        name, _, _, url, _ = line.split("\t")
        if name.startswith("fmprc.gov.cn/"):
            pages.append(MinistryPage(name, (corpora / "pages" / name).read_bytes(), url))
    return pages


def test_every_page_of_the_ministry(ministry_pages: list[MinistryPage]) -> None:
    assert len(ministry_pages) == 145
    keys = set()
    for page in ministry_pages:
        record = registry.page_module("china_mfa").parse(page.payload, page.url)
        tree = BeautifulSoup(page.payload, "lxml", from_encoding="utf-8")
        fields = {
            name: found.get("content")
            for name in ("ArticleTitle", "PubDate", "ColumnName")
            if (found := tree.select_one(f"meta[name={name}]"))
        }
        body = tree.select_one("#News_Body_Txt_A")
        assert body is not None
        assert record.native_key == re.findall(r"\d+", page.url)[-1]
        assert record.title == fields.get("ArticleTitle", record.title)
        assert len(record.title) >= 10
        assert record.published[0].text[:10] == fields.get("PubDate", record.published[0].text[:10])
        assert re.sub(r"\s", "", "".join(record.paragraphs)) == re.sub(r"\s", "", body.get_text()), page.name
        assert record.section == fields.get("ColumnName")
        keys.add(record.native_key)
    assert len(keys) == 145


def test_every_page_of_the_ministry_is_found_on_its_day(ministry_pages: list[MinistryPage], fetch: Fetch) -> None:
    lost = []
    days: dict[date, set[str]] = {}
    for page in ministry_pages:
        published = re.search(rb'<meta name="PubDate" content="(\d{4}-\d\d-\d\d)', page.payload)
        if published:
            day = date.fromisoformat(published[1].decode())
            if day not in days:
                days[day] = set(discover("china_mfa", day, fetch)[1])
            if page.url not in days[day]:
                lost.append(page.url)
    assert len(days) >= 100
    assert lost == []


def polls(corpora: Path) -> Iterator[bytes]:
    """The State Department's feed as it stood at each of 705 real polls, oldest first."""
    with tarfile.open(corpora / "us-state-rss-2021.tar.xz") as tar:
        held = {Path(member.name).name: file.read() for member in tar if (file := tar.extractfile(member))}
    yield from (held[name] for name in sorted(held))


def _words(markup: str) -> str:
    """What a reader sees of a piece of markup, without any white space; the parser's own reading is not used for it."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", markup)))


def test_every_item_of_every_poll_of_the_state_department(corpora: Path) -> None:
    page, reader = registry.page_module("us_state"), spider("us_state", date(2021, 8, 14), datetime(2021, 8, 14, tzinfo=UTC))
    read: dict[tuple[str, str, str], PageRecord] = {}
    count = 0
    for payload in polls(corpora):
        found = list(reader.read_listing(reader.routes()[0], payload, page.FEED))
        assert len(found) == 10
        for item, entry in zip(feeds.items(payload, page.FEED), found, strict=True):
            assert isinstance(entry, Found)
            assert entry.inline
            assert candidate("us_state", urlsplit(canonical(entry.url)).path)
            record = page.parse(payload, canonical(entry.url))
            at = datetime.strptime(record.published[0].text, "%a, %d %b %Y %H:%M:%S %z")
            assert entry.day == at.astimezone(ZoneInfo("America/New_York")).date()
            assert record.native_key == re.findall(r"\d+", item.guid)[-1]
            assert read.setdefault((item.guid, item.title, item.content), record).paragraphs == record.paragraphs
            count += 1
    assert count == 7050
    versions: dict[str, list[tuple[tuple[str, str], PageRecord]]] = {}
    for (guid, title, content), record in read.items():
        versions.setdefault(guid, []).append(((_words(title), _words(content.replace("&#8593;", "").replace("↑", ""))), record))
    assert len(versions) == 587
    for shown in versions.values():
        for seen, record in shown:
            text = re.sub(r"\s+", "", "".join(record.paragraphs))
            assert (re.sub(r"\s+", "", record.title), text) == seen, "every word of the feed's own text, and no other"
            assert not record.byline or "".join(record.byline.split())[:10] == text[:10] or record.byline == "U.S. Department of State"
    edited = {guid: {(record.title, join(paragraphs(record.paragraphs))) for _, record in shown} for guid, shown in versions.items()}
    as_fed = Counter(guid for guid, _, _ in read)
    assert sum(number > 1 for number in as_fed.values()) == 64
    # The other fifteen differ in links and styles, in the kind of their blanks, in empty paragraphs, and in a picture.
    assert sum(len({(normalise(title), body) for title, body in texts}) > 1 for texts in edited.values()) == 49


def test_every_document_of_the_british_government(corpora: Path) -> None:
    page = registry.page_module("uk_fcdo")
    keys = set()
    for path in sorted((corpora / "pages" / "gov.uk").glob("*.json")):
        payload = path.read_bytes()
        document = json.loads(payload)
        record = page.parse(payload, f"{page.CONTENT}{document['base_path']}")
        text = re.sub(r"\s+", "", "".join(record.paragraphs))
        assert record.native_key == document["content_id"]
        assert record.title == document["title"]
        assert record.published[0].text == document["first_published_at"]
        assert record.section == document["document_type"]
        assert len(text) > 200
        markup = BeautifulSoup(document["details"]["body"], "lxml")
        for furniture in markup.select(page.FURNITURE):
            furniture.decompose()
        assert text == re.sub(r"\s+", "", markup.get_text()), path.name
        keys.add(record.native_key)
    assert len(keys) == 11
