"""What a stand-in site answers, and the small forms that several of them share."""

import email.utils
import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Wire:
    """How a body goes over the wire.

    `declared` is what Content-Length says instead of the truth; `unsized` sends chunks and no length. `repeated` sends the body so many times over without ever
    holding that. `pause` are the seconds before each of `pieces` equal parts. `cut_after` closes the connection after so many bytes; `silent` are the
    seconds before the first byte of the head.
    """

    declared: int | None = None
    unsized: bool = False
    repeated: int = 1
    pieces: int = 1
    pause: float = 0.0
    cut_after: int | None = None
    silent: float = 0.0


HONEST = Wire()


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP response. `stable` is what the ETag is made of, where the body holds something that changes by the minute; a `tagless` one has no ETag."""

    body: bytes
    kind: str = "text/html; charset=UTF-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    stable: bytes | None = None
    tagless: bool = False
    wire: Wire = HONEST

    def parts(self) -> Iterator[bytes]:
        """The body as it is sent, part by part; at most one copy of it and a part are held."""
        size = max(1, -(-len(self.body) // self.wire.pieces)) if self.wire.pieces > 1 else PIECE
        for _ in range(self.wire.repeated):
            for start in range(0, len(self.body), size):
                yield self.body[start : start + size]

    @property
    def size(self) -> int:
        """How many bytes the body really has."""
        return len(self.body) * self.wire.repeated


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed."""

    title: str
    url: str
    at: datetime
    summary: str


def page(title: str, body: str, *, head: str = "", language: str = "en", direction: str = "ltr", stable: str | None = None) -> Answer:
    """An HTML page."""
    frame = f' dir="{direction}"' if direction != "ltr" else ""
    text = f'<!DOCTYPE html><html lang="{language}"{frame}><head><meta charset="utf-8"><title>{html.escape(title)}</title>{head}</head><body>{body}</body></html>'
    return Answer(text.encode(), stable=stable.encode() if stable else None)


def redirect(url: str, status: int = 301) -> Answer:
    """A redirect to an absolute address or a path."""
    return Answer(b"", "text/plain", status, {"Location": url}, tagless=True)


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
