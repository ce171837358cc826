"""The daily: a dated archive, a feed, story pages with the print edition's closing line."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date

from tests.newsroom.answer import Answer, Item, feed, ordinal, page
from tests.newsroom.planted import Place
from tests.newsroom.press import Press
from tests.newsroom.stories import Story, day_of

NAME = "dawn"
ORIGIN = "https://www.dawn.com"
FIRST_NUMBER = 1_500_000
ROBOTS = "User-agent: *\nDisallow: /private/\nDisallow: /search\n"

_ARCHIVE = re.compile(r"/archive/(\d{4}-\d\d-\d\d)/?")
_PAGE = re.compile(r"/news/(\d+)(?:/.*)?")


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant."""
    if match := _ARCHIVE.fullmatch(path):
        return _archive(_newest_first(press.listed(NAME, date.fromisoformat(match[1]))), match[1])
    if path.rstrip("/") == "/feeds/home":
        items = [Item(story.title, url(story), story.printed_at, story.paragraphs[0]) for story in _newest_first(press.back(NAME, 4))[:30]]
        return feed("Dawn", ORIGIN, items)
    there = place(path, query, press)
    stories = press.shown(NAME, there.day) if there.kind == "page" and there.day else ()
    return next((_story(story) for story in stories if isinstance(story, Story) and story.number == there.number), None)


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    del query, press
    if match := _ARCHIVE.fullmatch(path):
        return Place("listing", date.fromisoformat(match[1]))
    if path.rstrip("/") == "/feeds/home":
        return Place("listing")
    match = _PAGE.fullmatch(path)
    number = int(match[1]) - FIRST_NUMBER if match else -1
    return Place("page", day_of(number), number) if number >= 0 else Place("other")


def url(story: Story) -> str:
    """Where a story stands."""
    return f"{ORIGIN}/news/{FIRST_NUMBER + story.number}/{story.slug}"


def _newest_first(pieces: Sequence[object]) -> list[Story]:
    return [story for story in pieces if isinstance(story, Story)][::-1]


def _archive(stories: Sequence[Story], day: str) -> Answer:
    items = "".join(
        f'<article class="story"><h2 class="story__title"><a class="story__link" href="{url(story)}">{html.escape(story.title)}</a></h2></article>'
        for story in stories
    )
    return page(f"Newspaper archive {day}", f"<main>{items}</main>")


def _story(story: Story) -> Answer:
    at = story.printed_at
    stamp = f"{at:%B} {at.day}, {at.year} {at:%I:%M%p}"
    note = f"<p>Published in Dawn, {at:%B} {ordinal(at.day)}, {at.year}</p>" if story.number % 3 else ""
    byline = f'<span class="story__byline">{story.agency or "Our Correspondent"}</span> ' if story.handling.credited else ""
    lead = f"{story.place}: {story.paragraphs[0]}"
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in (lead, *story.paragraphs[1:]))
    body = f"""<div class="template__main"><h2 class="story__title"><a href="{url(story)}">{html.escape(story.title)}</a></h2>
{byline}<span class="story__time">Published {stamp}</span>
<div class="story__content">{paragraphs}{note}</div></div>"""
    head = f'<meta property="article:published_time" content="{at.isoformat()}"/>'
    return page(f"{story.title} - Pakistan - DAWN.COM", body, head=head)
