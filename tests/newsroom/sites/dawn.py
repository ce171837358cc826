"""The daily: a dated archive, a feed, story pages with the print edition's closing line."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from tests.newsroom.answer import Answer, Item, feed, ordinal, page
from tests.newsroom.stories import PKT, Story, dawn_stories, day_of

ORIGIN = "https://www.dawn.com"
FIRST_NUMBER = 1_500_000


def answer(path: str, query: Mapping[str, Sequence[str]], now: datetime) -> Answer | None:
    """The response to a path at an instant."""
    if match := re.fullmatch(r"/archive/(\d{4}-\d\d-\d\d)/?", path):
        return _archive(_printed(date.fromisoformat(match[1]), now), match[1])
    if path.rstrip("/") == "/feeds/home":
        today = now.astimezone(PKT).date()
        newest = [story for back in range(5) for story in _printed(today - timedelta(days=back), now)][:30]
        return feed("Dawn", ORIGIN, [Item(story.title, _url(story), story.at, story.paragraphs[0]) for story in newest])
    match = re.fullmatch(r"/news/(\d+)(?:/.*)?", path)
    number = int(match[1]) - FIRST_NUMBER if match else -1
    stories = _printed(day_of(number), now) if number >= 0 else ()
    return next((_story(story) for story in stories if story.number == number), None)


def _printed(day: date, now: datetime) -> tuple[Story, ...]:
    return tuple(story for story in reversed(dawn_stories(day)) if story.at <= now)


def _url(story: Story) -> str:
    return f"{ORIGIN}/news/{FIRST_NUMBER + story.number}/{story.slug}"


def _archive(stories: Sequence[Story], day: str) -> Answer:
    items = "".join(
        f'<article class="story"><h2 class="story__title"><a class="story__link" href="{_url(story)}">{html.escape(story.title)}</a></h2></article>'
        for story in stories
    )
    return page(f"Newspaper archive {day}", f"<main>{items}</main>")


def _story(story: Story) -> Answer:
    at = story.at
    stamp = f"{at:%B} {at.day}, {at.year} {at:%I:%M%p}"
    note = f"<p>Published in Dawn, {at:%B} {ordinal(at.day)}, {at.year}</p>" if story.number % 3 else ""
    byline = story.agency or "Our Correspondent"
    lead = f"{story.place}: {story.paragraphs[0]}"
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in (lead, *story.paragraphs[1:]))
    body = f"""<div class="template__main"><h2 class="story__title"><a href="{_url(story)}">{html.escape(story.title)}</a></h2>
<span class="story__byline">{byline}</span> <span class="story__time">Published {stamp}</span>
<div class="story__content">{paragraphs}{note}</div></div>"""
    head = f'<meta property="article:published_time" content="{at.isoformat()}"/>'
    return page(f"{story.title} - Pakistan - DAWN.COM", body, head=head)
