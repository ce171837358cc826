"""The US Department of State: items of its press-release feed (WordPress, RSS 2.0 with content:encoded)."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import lru_cache

from scrapers.engine.address import canonical
from scrapers.errors import LayoutChanged, ListingMoved, NotAnArticle
from scrapers.feeds import Item, items, published_at
from scrapers.html import fragment, inline, paragraphs
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

FEED = "https://www.state.gov/rss-feed/press-releases/feed/"

# Arrows that lead from a footnote back to its mark, and the blank that stands for an icon behind a link. Hidden form fields are never read anyway.
FURNITURE = "li[id*='-footnote-'] a[href*='-footnote-ref-'], span.icon-external, span.filesize"

_GUID_NUMBER = re.compile(r"[?&](?:page_id|p)=(\d{1,18})(?:&|$)")
_NOT_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class _Contents:
    """The different items of a feed by canonical link, and how many of them carry each number."""

    by_address: dict[str, list[Item]]
    numbers: Counter[str | None]


def day_of(item: Item, zone: tzinfo) -> date | None:
    """The publication day of an item in `zone`; None when it carries no readable date, which `parse` then says of it."""
    try:
        return published_at(item.stamp).astimezone(zone).date()
    except ListingMoved:
        return None


def parse(payload: bytes, url: str) -> PageRecord:
    """One item of the feed `payload`. `url` is the item's canonical link.

    The native key is the number in the item's guid (`?page_id=245633`, briefings `?post_type=state_briefing&p=248345`): WordPress numbers pages and posts
    in one row, and keeps the number when title and address change. The one stamp is pubDate; what is edited later keeps it, and the feed says no time of
    the edit. The byline is dc:creator: who speaks or signs. The text repeats it, one person a paragraph, and keeps it there: an edit of who speaks is an
    edit. Raises `LayoutChanged`, also when the feed holds no such item or two that contradict each other, and `NotAnArticle` when the item has no text.
    """
    item = _only_item(payload, url)
    number = _number(item)
    if number is None:
        raise LayoutChanged(f"guid: no number of a page in {item.guid[:80]!r}")
    title = inline(item.title)
    if not title:
        raise LayoutChanged("title: missing or empty")
    try:
        published_at(item.stamp)
    except ListingMoved as error:
        raise LayoutChanged(f"no time of publication: {error}") from error
    if not item.content:
        raise LayoutChanged("content:encoded: missing or empty")
    creator = inline(item.creator) or None
    lines = _lines(item.content)
    if _letters("".join(lines)) in ("", _letters(creator or "")):
        raise NotAnArticle("empty body")
    return PageRecord(
        source="us_state",
        native_key=number,
        url=url,
        title=title,
        paragraphs=lines,
        published=(Stamp(item.stamp, "feed"),),
        byline=creator,
        section="briefings" if "post_type=state_briefing" in item.guid else "press-releases",
        language="en",
    )


@lru_cache(maxsize=1)
def _contents(payload: bytes) -> _Contents:
    contents = _Contents({}, Counter())
    for item in dict.fromkeys(items(payload, FEED)):  # an item that is there twice, word for word, is one
        try:
            contents.by_address.setdefault(canonical(item.url), []).append(item)
        except ValueError:
            continue  # a link that is no web address is never asked for
        contents.numbers[_number(item)] += 1
    return contents  # one feed is asked for each of its items


def _only_item(payload: bytes, url: str) -> Item:
    try:
        contents = _contents(payload)
    except ListingMoved as error:
        raise LayoutChanged(str(error)) from error
    named = contents.by_address.get(canonical(url), [])
    if len(named) != 1:
        raise LayoutChanged(f"feed: {len(named) or 'no'} items with this link, one expected")
    number = _number(named[0])
    if number is not None and contents.numbers[number] > 1:
        raise LayoutChanged(f"feed: {contents.numbers[number]} items with the number {number}, one expected")
    return named[0]


def _number(item: Item) -> str | None:
    match = _GUID_NUMBER.search(item.guid)
    return match[1] if match else None


def _lines(content: str) -> tuple[str, ...]:
    body = fragment(content)
    for frame in body.select("div, section, article"):
        frame.name = "p"  # text that an editor left loose in a frame is text of the body
    for picture in body.select("img"):
        picture.name = "hr"  # what stands before and behind a picture are two paragraphs, whether the editor said so or not
    return paragraphs(body, FURNITURE)


def _letters(line: str) -> str:
    return _NOT_LETTERS.sub("", line).casefold()
