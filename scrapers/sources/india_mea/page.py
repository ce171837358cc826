"""India's Ministry of External Affairs: what its front end's endpoints answer, lists and documents as pieces of markup, in JSON or as they are."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from urllib.parse import parse_qs, urlencode, urlsplit

from bs4 import Tag

from scrapers.dated import DatedEntry, DatedPage
from scrapers.errors import LayoutChanged, ListingCut, ListingMoved, NotAnArticle
from scrapers.html import at_most_one, attribute, document, fragment, one, paragraphs, text
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

ENDPOINT = "https://www.mea.gov.in/FrontEnd"
PER_PAGE = 50
# Publications of the site: media briefings, press releases, speeches and statements.
PUBLICATIONS = ("49", "51", "50")

TITLE = "h2.titleText"
BODY = "div.description"
FURNITURE = "div.d-flex.tags, .share, .social-share, .print"

_ENTRY = "h3.pressTitle a[href]"
_KEY = re.compile(r"[?&/]dtl/(\d{1,9})(?:/|$)")
_LISTED_DAY = re.compile(r"^\s*(\d{1,2}) ([A-Za-z]{3,9}),? (\d{4})\s*$")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
# "(April 06, 2023)", "(19 Nov 2020)", "(11th December 2020)": the day of the words.
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_TITLE_DAY = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})\b", re.IGNORECASE
)
_LEVELS = 5  # from a link to the card around it
_MOST_ENTRIES = 300  # of one list page; it is asked for fifty
_LONGEST_DATE = 60  # characters
_DEEPEST = 4  # levels of JSON around the markup


def publication(number: str, page: int = 1) -> str:
    """The address of one page of a publication's list, newest first, in English."""
    query = {
        "publicationId": number,
        "KeywordName": "",
        "SortBy": "new",
        "page": str(page),
        "PageSize": str(PER_PAGE),
        "DateRange": "",
        "PLngId": "1",
    }
    return f"{ENDPOINT}/FetchPublicationListingData?{urlencode(query)}"


def detail(key: str) -> str:
    """The address of one document, in English."""
    return f"{ENDPOINT}/FetchPublicationDetailData?pkid={key}&languageId=1"


def place(url: str) -> tuple[int, str]:
    """The number of a list page, from 1, and of its publication. Raises `ListingMoved` for the address of something else."""
    query = parse_qs(urlsplit(url).query)
    try:
        return int(query["page"][0]), query["publicationId"][0]
    except (KeyError, ValueError) as error:
        raise ListingMoved("it was answered at an address without its place") from error


def list_page(payload: bytes, url: str) -> DatedPage:
    """What a list page at `url` lists: titles with the number in their link, each with the one date beside it.

    A full page is followed by another. Raises `ListingMoved` when it lists nothing, `ListingCut` when a later page does.
    """
    number, name = place(url)
    try:
        page = _markup(payload)
    except LayoutChanged as error:
        raise ListingMoved(str(error)) from error
    titles = ((link, _KEY.search(attribute(link, "href") or "")) for link in page.select(_ENTRY, limit=_MOST_ENTRIES))
    links = [(link, match[1]) for link, match in titles if match]
    dates = _by_frame((stamp, stamp.get_text()[:_LONGEST_DATE]) for stamp in page.select("span.date", limit=_MOST_ENTRIES))
    keys = _by_frame(links)
    entries: dict[str, DatedEntry] = {}
    for link, key in links:
        cards = (id(frame) for frame in islice(link.parents, _LEVELS) if set(keys[id(frame)]) == {key})
        if day := _listed_day(next((dates[card] for card in cards if card in dates), [])):
            entries.setdefault(key, DatedEntry(detail(key), day))
    if not entries:
        raise (ListingCut if number > 1 else ListingMoved)("the list holds no dated entries")
    following = publication(name, number + 1) if len(links) >= PER_PAGE else None
    return DatedPage(tuple(entries.values()), following, called=f"list {name}")


def parse(payload: bytes, url: str) -> PageRecord:
    """One document. `url` is its canonical address at the endpoint; readers find it as `/<list>?dtl/<number>`.

    The native key is the number (`pkid`). Stamps: a date beside the title where the answer has one, and the day that the title of a briefing names, which
    is the day of the words; posting comes a day or two later. Raises `LayoutChanged`, and `NotAnArticle` when there is no text.
    """
    key = parse_qs(urlsplit(url).query).get("pkid", [""])[0]
    if not key.isdecimal():
        raise NotAnArticle("not the address of a document: no number")
    page = _markup(payload)
    title = text(one(page, TITLE))
    if not title:
        raise LayoutChanged(f"{TITLE}: empty")
    body = one(page, BODY)
    for frame in body.select("div:not(.tags)"):
        frame.name = "p"  # text that the editor left loose in a frame is text of the body
    lines = paragraphs(body, FURNITURE)
    if not lines:
        raise NotAnArticle("empty body")
    posted, named = at_most_one(page, "span.date"), _TITLE_DAY.search(title)
    stamps = [(text(posted) if posted else None, "byline"), (named[0] if named else None, "title")]
    return PageRecord(
        source="india_mea",
        native_key=key,
        url=url,
        title=title,
        paragraphs=lines,
        published=tuple(Stamp(value, method) for value, method in stamps if value),
        language="en",
    )


def _markup(payload: bytes) -> Tag:
    """The markup of an answer: as it is, or the one piece of markup that its JSON holds."""
    if payload.lstrip()[:1] not in (b"{", b"[", b'"'):
        return document(payload)
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise LayoutChanged(f"not JSON: {error}") from error
    pieces = [piece for piece in _strings(answer, _DEEPEST) if "<" in piece]
    if len(pieces) != 1:
        raise LayoutChanged(f"JSON with {len(pieces) or 'no'} pieces of markup, one expected")
    return fragment(pieces[0])


def _strings(value: object, levels: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif levels and isinstance(value, dict | list):
        for inner in islice(value.values() if isinstance(value, dict) else value, _MOST_ENTRIES):
            yield from _strings(inner, levels - 1)


def _by_frame(items: Iterable[tuple[Tag, str]]) -> Mapping[int, list[str]]:
    """What stands in each small frame around the elements, by the frame's identity."""
    found: dict[int, list[str]] = {}
    for element, what in items:
        for frame in islice(element.parents, _LEVELS):
            found.setdefault(id(frame), []).append(what)
    return found


def _listed_day(dates: Sequence[str]) -> date | None:
    """The day that an entry's one date names; None for several."""
    match = _LISTED_DAY.match(dates[0]) if len(dates) == 1 else None
    return _date(*match.groups()) if match else None


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS[month[:3].lower()], int(day))
    except (KeyError, ValueError):
        return None
