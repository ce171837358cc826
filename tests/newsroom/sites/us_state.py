"""The US ministry: nothing but a feed of its ten newest items, each with its full text."""

import email.utils
import html
from collections.abc import Mapping, Sequence

from tests.newsroom.answer import Answer, page
from tests.newsroom.planted import Place
from tests.newsroom.press import Press
from tests.newsroom.releases import Release

NAME = "us_state"
ORIGIN = "https://www.state.gov"
FEED = "/rss-feed/press-releases/feed"
SHOWN, REACH = 10, 7  # items, and days that are searched for them
ROBOTS = "User-agent: *\nDisallow: /private/\nDisallow: /wp-admin/\n"


def answer(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Answer | None:
    """The response to a path at an instant. Pages of its own the stand-in has none: the real ones refuse robots."""
    del query
    if path.rstrip("/") == FEED:
        return _feed(press)
    return page("Access Denied", "<h1>Access Denied</h1><p>You do not have permission to view this page.</p>") if path == "/" else None


def place(path: str, query: Mapping[str, Sequence[str]], press: Press) -> Place:
    """What a path stands for."""
    del query, press
    return Place("listing") if path.rstrip("/") == FEED else Place("other")


def url(item: Release) -> str:
    """The item's address."""
    return ORIGIN + item.path


def _feed(press: Press) -> Answer:
    known = [item for item in press.back(NAME, REACH) if isinstance(item, Release)]
    newest = sorted(known, key=lambda item: (item.handling.appears or item.at, item.number), reverse=True)[:SHOWN]
    shown = sorted(newest, key=lambda item: (item.at, item.number), reverse=True)
    items = "".join(_item(item) for item in shown)
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
    built = email.utils.format_datetime(press.now.replace(microsecond=0))
    head = f"<title>Press Releases &#8211; United States Department of State</title><link>{ORIGIN}</link><description></description>"
    text = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}><channel>{head}<lastBuildDate>{built}</lastBuildDate><language>en-US</language>{items}</channel></rss>'
    return Answer(text.encode(), "application/rss+xml; charset=UTF-8", stable=items.encode())


def _item(item: Release) -> str:
    text = "".join(f"<p>{_marked(line)}</p>\n" for line in item.paragraphs)
    return (
        f"<item><title>{html.escape(item.title)}</title><link>{url(item)}</link><dc:creator><![CDATA[{item.speaker}]]></dc:creator>"
        f'<pubDate>{email.utils.format_datetime(item.printed_at)}</pubDate><category><![CDATA[]]></category><guid isPermaLink="false">{ORIGIN}/?page_id={item.number}</guid>'
        f"<description><![CDATA[{text}]]></description><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )


def _marked(line: str) -> str:
    speaker, colon, rest = line.partition(": ")
    return (
        f"<strong>{html.escape(speaker)}:  </strong>{html.escape(rest)}"
        if colon and speaker.isupper() and len(speaker) < 20
        else html.escape(line)
    )
