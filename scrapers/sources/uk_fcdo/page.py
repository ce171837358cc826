"""The UK's Foreign, Commonwealth & Development Office: answers of gov.uk's search API, and documents of its content API (both JSON)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from scrapers.errors import LayoutChanged, ListingCut, ListingMoved, NotAnArticle
from scrapers.html import fragment, inline, paragraphs, string
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

ORIGIN = "https://www.gov.uk"
SEARCH = f"{ORIGIN}/api/search.json"
CONTENT = f"{ORIGIN}/api/content"
ORGANISATION = "foreign-commonwealth-development-office"
PER_PAGE = 100

# Attachments and pictures stand in the text as blocks of their own; a contact is an address, no word of the office.
FURNITURE = ".attachment, .attachment-inline, .attachment-details, .contact, .gem-c-attachment, figure, .footnotes, sup[id^='fnref']"

_EARLIEST, _LATEST = 1995, 2200  # years
_BEYOND = timedelta(
    days=1
)  # the filter's days are read in a zone that is said nowhere: neighbours are asked for too, and told apart by their times


@dataclass(frozen=True, slots=True)
class Result:
    """One document that the search API names: the address that its content has, and when it last changed for the public (aware)."""

    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Results:
    """One answer of the search API, and the address of the one that follows, if there is one."""

    found: tuple[Result, ...]
    following: str | None


def search(day: date, start: int = 0) -> str:
    """The address of the search API's answer for a publication day, from its result number `start` on."""
    query = {
        "filter_organisations": ORGANISATION,
        "filter_public_timestamp": f"from:{day - _BEYOND},to:{day + _BEYOND}",
        "order": "-public_timestamp",
        "fields": "title,link,public_timestamp",
        "count": str(PER_PAGE),
        "start": str(start),
    }
    return f"{SEARCH}?{urlencode(query, safe=':,')}"


def results(payload: bytes, url: str, day: date) -> Results:
    """What an answer at `url` names. `day` is the day that was asked for.

    Raises `ListingMoved` when it is no answer of the search API, and `ListingCut` when it holds fewer documents than it says there are.
    """
    answer = _json(payload)
    found, total = (answer.get("results"), answer.get("total")) if isinstance(answer, dict) else (None, None)
    if not isinstance(found, list) or not isinstance(total, int) or isinstance(total, bool):
        raise ListingMoved("search: no list of results with their total")
    start = _start(url)
    if start + len(found) < total and len(found) < PER_PAGE:
        raise ListingCut(f"search: {start + len(found)} of {total} results, and no more on this page")
    goes_on = start + len(found) < total
    return Results(tuple(_result(item) for item in found), search(day, start + PER_PAGE) if goes_on else None)


def parse(payload: bytes, url: str) -> PageRecord:
    """One document of the content API. `url` is its canonical address there; readers find the page under the same path without `/api/content`.

    The native key is the document's `content_id`, which stays when title and address change; a translation has it too and is told apart by its language.
    Stamps, all with their zone: `first_published_at`, then `details.first_public_at`; `public_updated_at` is the last change that its editors announced.
    The byline is the speaker of a speech. Raises `LayoutChanged`, and `NotAnArticle` for documents that have no text of their own.
    """
    document = _document(payload)
    details, kind = document.get("details"), string(document, "document_type")
    key, title = string(document, "content_id"), string(document, "title")
    if kind in ("redirect", "gone", "vanish"):
        raise NotAnArticle(f"document of type {kind}")
    if key is None or title is None or not isinstance(details, dict):
        raise LayoutChanged("content: content_id, title or details is missing")
    _require_same_page(document, url)
    body = details.get("body")
    if not isinstance(body, str):
        raise NotAnArticle(f"a document of type {kind} without a body")
    lines = paragraphs(fragment(body), FURNITURE)
    if not lines:
        raise NotAnArticle("empty body")
    published = tuple(
        Stamp(value, "rest") for value in (string(document, "first_published_at"), string(details, "first_public_at")) if value is not None
    )
    if not published:
        raise LayoutChanged("content: no time of publication")
    changed, language = string(document, "public_updated_at"), string(document, "locale") or "en"
    return PageRecord(
        source="uk_fcdo",
        native_key=key if language == "en" else f"{key}:{language}",
        url=url,
        title=inline(title),
        paragraphs=lines,
        published=published,
        modified=(Stamp(changed, "rest"),) if changed else (),
        byline=_speaker(document),
        section=kind,
        language=language.split("-")[0],
    )


def _json(payload: bytes) -> object:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise ListingMoved(f"search: not JSON: {error}") from error


def _start(url: str) -> int:
    try:
        return int(parse_qs(urlsplit(url).query).get("start", ["0"])[0])
    except ValueError as error:
        raise ListingMoved("search: it was answered at an address without its place") from error


def _result(item: object) -> Result:
    link = item.get("link") if isinstance(item, dict) else None
    stamp = item.get("public_timestamp") if isinstance(item, dict) else None
    if not isinstance(link, str) or not link or not isinstance(stamp, str):
        raise ListingMoved("search: a result without link and time")
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError as error:
        raise ListingMoved(f"search: a result with an unreadable time: {stamp[:40]!r}") from error
    if not _EARLIEST <= at.year <= _LATEST:
        raise ListingMoved(f"search: a result of the year {at.year}")
    return Result(f"{CONTENT}{link}" if link.startswith("/") else link, at if at.tzinfo else at.replace(tzinfo=UTC))


def _document(payload: bytes) -> Mapping[str, object]:
    try:
        document = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise LayoutChanged(f"content: not JSON: {error}") from error
    if not isinstance(document, dict):
        raise LayoutChanged(f"content: not a document but {type(document).__name__}")
    return document


def _require_same_page(document: Mapping[str, object], url: str) -> None:
    path = string(document, "base_path")
    if path is None or not urlsplit(url).path.endswith(path):
        raise LayoutChanged(f"content: names the document {path!r}, {url} was asked for")


def _speaker(document: Mapping[str, object]) -> str | None:
    links = document.get("links")
    speakers = links.get("speaker") if isinstance(links, dict) else None
    return _names(speakers) if isinstance(speakers, list) else None


def _names(people: Sequence[object]) -> str | None:
    names = [name for person in people if isinstance(person, dict) and (name := string(person, "title"))]
    return ", ".join(names) or None
