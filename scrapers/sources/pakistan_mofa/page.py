"""Pakistan's foreign ministry: its dated lists of releases, and releases and transcripts, in the layout of 2025 on."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import islice
from urllib.parse import parse_qs, urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag

from scrapers.dated import DatedEntry, DatedPage
from scrapers.errors import LayoutChanged, ListingCut, ListingMoved, NotAnArticle
from scrapers.html import absolute, attribute, document, language, listing, one, paragraphs, text
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

TITLE = ".filter-title h2"
BODY = "div.m-5.text-justify"
FURNITURE = ".card, .share, .social-share, .print"

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_CARD_DAY = re.compile(r"\b(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6},? (\d{4})\b")
_RELEASE = re.compile(r"^/press-releases/(?P<slug>[^/]+)$")
_LISTS = frozenset({"categories", "page"})
# "Friday, 28th November 2025" in titles, "friday-17-april-2020" in addresses: the day of the words.
_TITLE_DAY = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december),?[ -]\d{4}\b",
    re.IGNORECASE,
)
_LEVELS = 6  # from a link to the card around it
_LONGEST_CARD = 600  # characters; a title and a date have under three hundred
_MOST_LINKS = 400  # links of one list page; it shows some twelve cards


def list_page(payload: bytes, url: str) -> DatedPage:
    """What a list page at `url` lists: links to releases, each with the one date that its card bears.

    Raises `ListingMoved` when it lists nothing, or only releases without a date; `ListingCut` for a later page that does.
    """
    page = listing(payload)
    number = _number(url)
    links = [(link, absolute(url, attribute(link, "href") or "")) for link in page.select("a[href]", limit=_MOST_LINKS)]
    releases = [(link, address) for link, address in links if _is_release(address, url)]
    named: defaultdict[int, set[str]] = defaultdict(set)  # the releases that a frame links to, by the frame's identity
    for link, address in releases:
        for frame in islice(link.parents, _LEVELS):
            named[id(frame)].add(address)
    entries: dict[str, DatedEntry] = {}
    for link, address in releases:
        cards = (frame for frame in islice(link.parents, _LEVELS) if len(named[id(frame)]) == 1)
        if address not in entries and (day := _card_day(cards)):
            entries[address] = DatedEntry(address, day)
    if not entries:
        raise (ListingCut if number > 1 else ListingMoved)("the list holds no dated releases")
    return DatedPage(tuple(entries.values()), _following(page, url, number))


def parse(payload: bytes, url: str) -> PageRecord:
    """A release or transcript. `url` is its canonical address.

    The native key is the slug, the last part of the address: the site shows no number. The page bears no date; the stamps are those of transcripts, which say
    the day of the briefing in title and address. Raises `LayoutChanged`, and `NotAnArticle` when the page has no text.
    """
    match = _RELEASE.match(urlsplit(url).path)
    if match is None or match["slug"] in _LISTS:
        raise NotAnArticle("not the address of a release")
    page = document(payload)
    title = text(one(page, TITLE))
    if not title:
        raise LayoutChanged(f"{TITLE}: empty")
    lines = paragraphs(_framed(one(page, BODY)), FURNITURE)
    if not lines:
        raise NotAnArticle("empty body")
    return PageRecord(
        source="pakistan_mofa",
        native_key=match["slug"],
        url=url,
        title=title,
        paragraphs=lines,
        published=tuple(
            Stamp(day[0].replace("-", " ") if method == "url" else day[0], method)
            for words, method in ((title, "title"), (match["slug"], "url"))
            if (day := _TITLE_DAY.search(words))
        ),
        section="media-briefings" if re.search(r"\b(?:media|press) briefing\b", title, re.IGNORECASE) else "press-releases",
        language=language(page),
    )


def _framed(body: Tag) -> Tag:
    for frame in body.select("div:not(.card)"):
        frame.name = "p"  # text that the editor left loose in a frame is text of the body
    return body


def _number(url: str) -> int:
    try:
        return int(parse_qs(urlsplit(url).query).get("page", ["1"])[0])
    except ValueError as error:
        raise ListingMoved("it was answered at an address without its number") from error


def _is_release(address: str, url: str) -> bool:
    try:
        parts, own = urlsplit(address), urlsplit(url)
    except ValueError:
        return False
    match = _RELEASE.match(parts.path)
    return match is not None and match["slug"] not in _LISTS and parts.hostname == own.hostname


def _card_day(frames: Iterable[Tag]) -> date | None:
    """The date of the smallest of one release's frames that bears one; None when that frame bears several."""
    for frame in frames:
        days = set(_CARD_DAY.findall(_start(frame)))
        if days:
            return _date(*days.pop()) if len(days) == 1 else None
    return None


def _start(frame: Tag) -> str:
    """The beginning of a frame's text, no more of it: a page that is one long card must not be read once for each of its links."""
    pieces = (str(piece)[:_LONGEST_CARD] for piece in islice(frame.strings, _LONGEST_CARD // 10))
    return " ".join(" ".join(pieces).split())[: 2 * _LONGEST_CARD]


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS[month[:3].lower()], int(day))
    except ValueError:
        return None


def _following(page: BeautifulSoup, url: str, number: int) -> str | None:
    own = urlsplit(url)
    for link in page.select("a[href*='page=']", limit=_MOST_LINKS):
        address = absolute(url, attribute(link, "href") or "")
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.path == own.path and parse_qs(parts.query).get("page") == [str(number + 1)]:
            return urlunsplit((own.scheme, own.netloc, own.path, f"page={number + 1}", ""))
    return None
