"""The British office on gov.uk: the search API's answers for some days, and the content API's documents."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from tests.newsroom.answer import Answer
from tests.newsroom.ministries import day_of
from tests.newsroom.planted import Place
from tests.newsroom.press import Press
from tests.newsroom.releases import Release

NAME = "uk_fcdo"
ORIGIN = "https://www.gov.uk"
SEARCH, CONTENT, FOLDER = "/api/search.json", "/api/content", "/government/news"
ROBOTS = "User-agent: *\nDisallow: /private/\n"

_PAGE = re.compile(re.escape(CONTENT + FOLDER) + r"/[a-z0-9-]*-(\d+)")
_WINDOW = re.compile(r"from:(\d{4}-\d\d-\d\d),to:(\d{4}-\d\d-\d\d)")


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant."""
    if path == SEARCH:
        return _search(query, press)
    there = place(path, {}, press)
    if there.day is None:
        return None
    return next(
        (_document(item) for item in press.shown(NAME, there.day) if isinstance(item, Release) and item.number == there.number), None
    )


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    del press
    if path == SEARCH:
        window = _days(query)
        return Place("listing", window[1] - timedelta(days=1)) if window else Place("listing")
    match = _PAGE.fullmatch(path)
    return Place("page", day_of(int(match[1])), int(match[1])) if match else Place("other")


def url(item: Release) -> str:
    """The address of a document in the content API."""
    return f"{ORIGIN}{CONTENT}{_path(item)}"


def _path(item: Release) -> str:
    return f"{FOLDER}{item.path}"


def _days(query: Mapping[str, Sequence[str]]) -> tuple[date, date] | None:
    match = _WINDOW.fullmatch(query.get("filter_public_timestamp", [""])[0])
    return (date.fromisoformat(match[1]), date.fromisoformat(match[2])) if match else None


def _search(query: Mapping[str, Sequence[str]], press: Press) -> Answer:
    window = _days(query)
    if window is None:
        return Answer(b'{"error":"no window"}', "application/json", status=422)
    days = [window[0] + timedelta(days=number) for number in range((window[1] - window[0]).days + 1)]
    found = [item for day in days for item in press.listed(NAME, day) if isinstance(item, Release)]
    newest = sorted(found, key=lambda item: (item.at, item.number), reverse=True)
    start, count = (int(query.get(name, ["0"])[0]) for name in ("start", "count"))
    shown = [
        {"title": item.title, "link": _path(item), "public_timestamp": item.at.isoformat(), "_id": _path(item)}
        for item in newest[start : start + count]
    ]
    advice = {
        "title": "Lampland travel advice",
        "link": "/foreign-travel-advice/lampland",
        "public_timestamp": f"{days[len(days) // 2]}T10:00:00Z",
    }
    results = [*shown, advice] if start + count >= len(newest) + 1 else shown
    return Answer(json.dumps({"results": results, "total": len(newest) + 1, "start": start}).encode(), "application/json; charset=utf-8")


def _document(item: Release) -> Answer:
    at = item.printed_at.isoformat()
    body = "".join(f"<p>{escape(line)}</p>\n" for line in item.paragraphs)
    document = {
        "base_path": _path(item),
        "content_id": f"{item.number:08d}-0000-4000-8000-{item.number:012d}",
        "document_type": "press_release",
        "schema_name": "news_article",
        "title": item.title,
        "locale": "en",
        "first_published_at": at,
        "public_updated_at": at,
        "details": {"body": f'<div class="govspeak">{body}</div>', "first_public_at": at},
        "links": {"organisations": [{"title": "Foreign, Commonwealth & Development Office"}]},
    }
    return Answer(json.dumps(document).encode(), "application/json; charset=utf-8")
