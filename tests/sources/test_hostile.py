"""Pages and listings of five megabytes that are made to be slow to read: each is answered within two seconds, with a record or a typed refusal."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime

import pytest

from scrapers import feeds, registry
from scrapers.engine.spider import Listing
from scrapers.errors import ListingMoved, PageError
from scrapers.sources.app import page as app_page
from scrapers.sources.us_state import page as us_state_page
from tests import cost
from tests.sources.cases import Case, listings, pages
from tests.sources.test_listings import spider

SIZE = 5_000_000
PAGE_SECONDS = 2.0  # of this process, as the process that reads pages has them
# Listings are read in the crawl itself: reading that is linear takes one on a free core and two on a crowded one, quadratic reading takes minutes.
LISTING_SECONDS = 5.0

# Where the text of each source's pages begins.
TEXT = {
    "app": b'tagdiv-type">',
    "china_mfa": b'id="News_Body_Txt_A">',
    "dawn": b'story__content">',
    "india_mea": b'description">',
    "pakistan_mofa": b'text-justify">',
    "uk_fcdo": b'govspeak\\">',
    "urdupoint": b'detail_txt">',
    "us_state": b"<content:encoded><![CDATA[",
}


def fill(piece: str, size: int = SIZE) -> bytes:
    raw = piece.encode()
    return raw * (size // len(raw))


PIECES: dict[str, Callable[[], bytes]] = {
    "nested elements": lambda: fill("<div>"),
    "nested inline elements": lambda: b"<p>" + fill("<b><i>"),
    "many paragraphs": lambda: fill("<p>a</p>"),
    "no-break blanks": lambda: b"<p>a" + fill("\u00a0") + b"b</p>",
    "ad loaders without an end": lambda: b"<p>" + fill("(adsbygoogle = "),
    "video players without an end": lambda: b"<p>" + fill("googletag.cmd.push("),
    "print notes without an end": lambda: b"<p>" + fill("Published in Dawn, 2025!"),
    "comments": lambda: fill("<!--a-->"),
    "bare angle brackets": lambda: fill("<"),
    "titles in titles": lambda: b"<div class='story__title detail_txt'>" * 700 + fill("<a href='/news/1'>a</a>", 200_000),
    "lines in lines": lambda: b"<span class='story__time story__byline'>" * 400 + fill("a"),
    "advertisements between words": lambda: fill("a<div class='ad widget td-a-rec info TRS_a'></div>", 400_000),
    "a long title": lambda: b"<h1 class='entry-title story__title'>" + fill(" - a") + b"</h1>",
    "JSON-LD without an end": lambda: b'<script type="application/ld+json">{"@type":"NewsArticle",' + fill('"headline":"') + b"</script>",
    "nested JSON-LD": lambda: b'<script type="application/ld+json">' + fill('{"@graph":') + b"</script>",
}


def within_the_limit(read: Callable[[], object], seconds: float = LISTING_SECONDS) -> None:
    def tried() -> None:
        app_page._posts_by_address.cache_clear()
        us_state_page._contents.cache_clear()
        with suppress(PageError, ListingMoved):
            read()

    assert cost.seconds(tried, seconds) < seconds


def article(source: str) -> Case:
    return next(case for case in pages() if case.source == source and "error" not in case.expected and TEXT[source] in case.payload)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("source", registry.names())
def test_page(source: str, piece: str) -> None:
    case = article(source)
    head, text = case.payload.split(TEXT[source], 1)
    payload = head + TEXT[source] + PIECES[piece]() + text
    within_the_limit(lambda: registry.page_module(source).parse(payload, case.meta["url"]), PAGE_SECONDS)


def lists() -> Iterator[tuple[str, bytes]]:
    """A piece for the list of an HTML listing, or for the channel or set of an XML one."""
    yield "one entry of many links", b"<li>" + fill("<a href='./202303/t20230309_5.shtml' class='story__link'>a</a>")
    yield "one entry of some links", b"<li>" + fill("<a href='./202303/t20230309_5.shtml' class='story__link'>a</a>", 1_500_000)
    yield "entries in entries", b"<ul><li>" * 200 + fill("<a href='./202303/t20230309_5.shtml'>a</a>", 300_000) + fill("a")
    yield "one card of many links", b"<div>" + fill("<a href='/press-releases/a-1'>a</a>")
    yield (
        "one date and many titles",
        b"<span class=date>7 May, 2025</span>" + fill("<h3 class=pressTitle><a href='?dtl/1/a'>a</a></h3>", 800_000),
    )
    yield (
        "many dates and one title",
        fill("<span class=date>7 May, 2025</span>", 800_000) + b"<h3 class=pressTitle><a href='?dtl/1/a'>a</a></h3>",
    )
    yield "nested elements", fill("<a><b>")
    yield "links that are no addresses", fill("<li><a class='story__link' href='http://[a'>a</a></li>", 1_000_000)


@pytest.mark.parametrize("piece", [pytest.param(piece, id=name) for name, piece in lists()])
@pytest.mark.parametrize(
    ("source", "method", "place"),
    [
        ("china_mfa", "section", b'<ul class="list1">'),
        ("dawn", "archive", b"<main>"),
        ("india_mea", "publications", b'<div class="list">'),
        ("pakistan_mofa", "releases", b'<div class="row">'),
        ("urdupoint", "sitemap", b"<url>"),
        ("us_state", "feed", b"<channel>"),
    ],
)
def test_listing(source: str, method: str, place: bytes, piece: bytes) -> None:
    case = next(
        case
        for case in listings()
        if case.source == source and case.meta["method"] == method and place in case.payload and "found" in case.expected
    )
    head, text = case.payload.split(place, 1)
    reader = spider(source, date.fromisoformat(case.meta["day"]), datetime.fromisoformat(case.meta["now"]))
    listing = Listing(method, case.meta["url"])
    within_the_limit(lambda: list(reader.read_listing(listing, head + place + piece + text, listing.url)))


@pytest.mark.parametrize("payload", [b"[" * SIZE, b'{"a":' * (SIZE // 5), b'[{"link":' * 500_000], ids=["lists", "objects", "both"])
def test_rest_answers_without_an_end(payload: bytes) -> None:
    app, fcdo, mea = (importlib.import_module(f"scrapers.sources.{name}.page") for name in ("app", "uk_fcdo", "india_mea"))
    within_the_limit(lambda: app.posts(payload))
    with pytest.raises(ListingMoved, match=r"^rest: not JSON: "):
        app.posts(payload)
    within_the_limit(lambda: fcdo.results(payload, fcdo.SEARCH, date(2025, 5, 7)))
    within_the_limit(lambda: mea.list_page(payload, mea.publication("49")))


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "0",
        "Fri, 99 Foo 2025 00:00:00 +0000",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Fri, 1 Jan 2025 0:0:0 +" + "9" * 400,
        "1 Jan 1900 00:00 GMT",
    ],
)
def test_stamps_that_are_none(stamp: str) -> None:
    with pytest.raises(ListingMoved, match=r"^feed: "):
        feeds.published_at(stamp)


def test_a_listing_in_an_unknown_encoding_or_with_a_hidden_document_type_is_refused() -> None:
    with pytest.raises(ListingMoved, match="encoding"):
        feeds.items(b"<?xml version='1.0' encoding='x-none'?><rss/>", "")
    with pytest.raises(ListingMoved, match="declares a document type"):
        feeds.items("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>&a;</rss>".encode("utf-16"), "")
