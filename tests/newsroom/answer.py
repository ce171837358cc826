"""What a stand-in site answers, and the small forms that several of them share."""

import email.utils
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP response. `stable` is what the ETag is made of, where the body holds something that changes by the minute."""

    body: bytes
    kind: str = "text/html; charset=UTF-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    stable: bytes | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed."""

    title: str
    url: str
    at: datetime
    summary: str


def page(title: str, body: str, *, head: str = "", language: str = "en", stable: str | None = None) -> Answer:
    """An HTML page."""
    text = f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>{head}</head><body>{body}</body></html>'
    return Answer(text.encode(), stable=stable.encode() if stable else None)


def feed(title: str, url: str, items: Sequence[Item]) -> Answer:
    """An RSS 2.0 feed."""
    entries = "".join(
        f"<item><title>{html.escape(item.title)}</title><link>{html.escape(item.url)}</link><pubDate>{email.utils.format_datetime(item.at)}</pubDate>"
        f'<guid isPermaLink="true">{html.escape(item.url)}</guid><description>{html.escape(item.summary)}</description></item>'
        for item in items
    )
    channel = f"<channel><title>{html.escape(title)}</title><link>{url}</link>{entries}</channel>"
    return Answer(
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'.encode(), "application/rss+xml; charset=UTF-8"
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    return f"{number}{'th' if 11 <= number % 100 <= 13 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
