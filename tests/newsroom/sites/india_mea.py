"""The Indian ministry: the endpoints that its front end asks for lists and documents. Lists come as markup, documents as markup in JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape
from itertools import islice

from tests.newsroom.answer import Answer
from tests.newsroom.ministries import day_of
from tests.newsroom.planted import Place
from tests.newsroom.press import Press
from tests.newsroom.releases import Release

NAME = "india_mea"
ORIGIN = "https://www.mea.gov.in"
LIST, DETAIL = "/FrontEnd/FetchPublicationListingData", "/FrontEnd/FetchPublicationDetailData"
REACH = 400  # days that the lists go back
ROBOTS = "User-agent: *\nDisallow: /private/\n"


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant."""
    if path == LIST:
        return _list(query, press)
    there = place(path, query, press)
    if there.day is None:
        return None
    return next(
        (_document(item) for item in press.shown(NAME, there.day) if isinstance(item, Release) and item.number == there.number), None
    )


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    del press
    if path == LIST:
        return Place("listing", number=int(query.get("page", ["1"])[0]))
    number = int(query.get("pkid", ["0"])[0]) if path == DETAIL else 0
    return Place("page", day_of(number), number) if number else Place("other")


def url(item: Release) -> str:
    """Where a document is asked for."""
    return f"{ORIGIN}{DETAIL}?pkid={item.number}&languageId=1"


def _publication(item: Release) -> str:
    if item.path.startswith("/briefings/"):
        return "49"
    return "50" if item.number % 3 == 0 else "51"


def _list(query: Mapping[str, Sequence[str]], press: Press) -> Answer:
    publication, number, size = (
        query.get(name, [standard])[0] for name, standard in (("publicationId", ""), ("page", "1"), ("PageSize", "50"))
    )
    days = (press.today(NAME) - timedelta(days=back) for back in range(REACH))
    newest = (
        item
        for day in days
        for item in reversed(press.listed(NAME, day))
        if isinstance(item, Release) and _publication(item) == publication
    )
    shown = islice(newest, (int(number) - 1) * int(size), int(number) * int(size))
    entries = "".join(
        f'<div class="pressCard"><span class="date">{item.printed_at:%d %B, %Y}</span>'
        f'<h3 class="pressTitle"><a href="/media-briefings?dtl/{item.number}/{item.path.rsplit("/", 1)[-1]}">{escape(item.title)}</a></h3></div>'
        for item in shown
    )
    return Answer(f'<div class="list">{entries}</div>'.encode())


def _document(item: Release) -> Answer:
    text = "".join(f"<p>{escape(line)}</p>" for line in item.paragraphs)
    markup = f'<h2 class="titleText">{escape(item.title)}</h2><div class="description">{text}<div class="d-flex tags"><a href="/">Tags</a></div></div>'
    return Answer(json.dumps({"data": markup}).encode(), "application/json; charset=utf-8")
