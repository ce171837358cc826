"""Listing formats that several sites share: RSS 2.0 feeds and XML sitemaps. Pure: bytes in, entries out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree import ElementTree

from scrapers.engine.decoding import DecodingError, gunzip
from scrapers.errors import ListingMoved

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed: the page's address and the aware time at which it was published."""

    url: str
    at: datetime


def feed(payload: bytes, url: str) -> list[Entry]:
    """The items of the RSS 2.0 feed at `url`, in its order, their links made absolute.

    Raises `ListingMoved` when it is none, holds none, or an item lacks its link or date.
    """
    root = _xml(payload, "rss")
    entries = []
    for item in root.iterfind("channel/item"):
        link, stamp = (item.findtext("link") or "").strip(), (item.findtext("pubDate") or "").strip()
        try:
            at = parsedate_to_datetime(stamp)
        except ValueError as error:
            raise ListingMoved(f"feed: an item with no readable pubDate: {stamp[:40]!r}") from error
        if not link:
            raise ListingMoved("feed: an item without a link")
        entries.append(Entry(urljoin(url, link), at if at.tzinfo else at.replace(tzinfo=UTC)))  # RFC 5322: -0000 is UTC of unknown place
    if not entries:
        raise ListingMoved("feed: no items")
    return entries


def feed_may_hold(day: date, now: datetime, zone: tzinfo) -> bool:
    """Whether a feed, which shows the newest items only, can be asked for `day`: that is today or yesterday in `zone`. `now` is aware."""
    return timedelta(0) <= now.astimezone(zone).date() - day <= timedelta(days=1)


def require_reach(entries: Sequence[Entry], day: date, zone: tzinfo) -> None:
    """Raises `ListingMoved` unless the feed goes back beyond the start of `day` in `zone`: only then does it hold all that the day published."""
    oldest = min(entry.at for entry in entries).astimezone(zone)
    if oldest.date() >= day:
        raise ListingMoved(f"feed: reaches back to {oldest:%Y-%m-%d %H:%M} only, not to the start of {day.isoformat()}")


def sitemap(payload: bytes) -> list[str]:
    """The addresses of an XML sitemap, plain or gzipped, in its order. Raises `ListingMoved` when it is none, is cut off or lists nothing."""
    root = _xml(_unpacked(payload), f"{_SITEMAP}urlset")
    addresses = [(element.text or "").strip() for element in root.iterfind(f"{_SITEMAP}url/{_SITEMAP}loc")]
    if not any(addresses):
        raise ListingMoved("sitemap: no addresses")
    return [address for address in addresses if address]


def _unpacked(payload: bytes) -> bytes:
    """The payload gunzipped, if it is gzipped: whether that has been undone on the way depends on the headers that the site happens to send."""
    if not payload.startswith(_GZIP):
        return payload
    try:
        return gunzip(payload)
    except DecodingError as error:
        raise ListingMoved(f"sitemap: gzip: {error}") from error


def _xml(payload: bytes, root_tag: str) -> ElementTree.Element:
    """The root of an XML listing. A document type is refused unread: listings have none, and it is what entity bombs and HTML pages have."""
    text = payload.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"<!DOCTYPE" in text[:4096].upper() or b"<!ENTITY" in text:
        raise ListingMoved("not a plain XML listing: it declares a document type")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no document type, hence no entities
    except ElementTree.ParseError as error:
        raise ListingMoved(f"not well-formed XML: {error}") from error
    if root.tag != root_tag:
        raise ListingMoved(f"the listing's root is <{root.tag[:60]}>, <{root_tag}> expected")
    return root
