"""The Pakistani ministry: lists of dated cards, newest first, and pages without a date."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape
from itertools import islice

from tests.newsroom.answer import Answer, page
from tests.newsroom.ministries import day_of
from tests.newsroom.planted import Place
from tests.newsroom.press import Press
from tests.newsroom.releases import Release

NAME = "pakistan_mofa"
ORIGIN = "https://mofa.gov.pk"
LIST = "/press-releases"
PER_PAGE, REACH = 12, 400  # cards of a page, and days that the lists go back
ROBOTS = "User-agent: *\nDisallow: /private/\n"

_PAGE = re.compile(LIST + r"/[a-z0-9-]*-(\d+)")
_LISTS = {LIST: None, f"{LIST}/categories/media-briefings": True, f"{LIST}/categories/statements": False}


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant."""
    if path in _LISTS:
        return _list(path, int(query.get("page", ["1"])[0]), press)
    there = place(path, {}, press)
    if there.day is None:
        return None
    return next(
        (_release(item) for item in press.shown(NAME, there.day) if isinstance(item, Release) and item.number == there.number), None
    )


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    del press
    if path in _LISTS:
        return Place("listing", number=int(query.get("page", ["1"])[0]))
    match = _PAGE.fullmatch(path)
    return Place("page", day_of(int(match[1])), int(match[1])) if match else Place("other")


def url(item: Release) -> str:
    """Where a page stands."""
    return f"{ORIGIN}{LIST}/{item.path.rsplit('/', 1)[-1]}"


def _list(path: str, number: int, press: Press) -> Answer:
    briefings, today = _LISTS[path], press.today(NAME)
    days = (today - timedelta(days=back) for back in range(REACH))
    newest = (
        item
        for day in days
        for item in reversed(press.listed(NAME, day))
        if isinstance(item, Release) and briefings in (None, item.path.startswith("/briefings/"))
    )
    shown = list(islice(newest, (number - 1) * PER_PAGE, number * PER_PAGE + 1))
    cards = "".join(
        f'<div class="col-md-4"><div class="card"><a href="{url(item)}"><h5>{escape(item.title)}</h5></a>'
        f'<p><i class="fa fa-calendar"></i> {item.printed_at:%d %b %Y}</p></div></div>'
        for item in shown[:PER_PAGE]
    )
    pages = "".join(
        f'<a class="page-link" href="{ORIGIN}{path}?page={other}">{other}</a>'
        for other in (number - 1, number, number + 1)
        if other > 0 and (other <= number or len(shown) > PER_PAGE)
    )
    return page("Press Releases", f'<main><div class="row">{cards}</div><div class="pagination">{pages}</div></main>')


def _release(item: Release) -> Answer:
    text = "".join(f"<p>{escape(line)}</p>" for line in item.paragraphs)
    body = (
        f'<section><div class="filter-title"><h2>{escape(item.title)}</h2></div></section>'
        f'<section><div class="m-5 text-justify">{text}</div></section>'
    )
    return page(item.title, body)
