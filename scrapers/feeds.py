"""Listing formats that several sites share: RSS 2.0 feeds and XML sitemaps. Pure: bytes in, entries out."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree import ElementTree
from xml.parsers.expat import errors as expat

from scrapers.engine.decoding import DecodingError, gunzip
from scrapers.errors import ListingCut, ListingMoved

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_HEAD = 4096  # bytes of a sitemap within which its root stands
# What expat says of a document that is well-formed as far as it goes: it ends before its root does, or within a tag, a character or a CDATA section.
_CUT_OFF = frozenset(
    expat.codes[text]
    for text in (
        expat.XML_ERROR_NO_ELEMENTS,
        expat.XML_ERROR_UNCLOSED_TOKEN,
        expat.XML_ERROR_PARTIAL_CHAR,
        expat.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_MOST_ELEMENTS = 500_000  # a sitemap lists at most 50,000 addresses (https://www.sitemaps.org/protocol.html), with four elements each
_EARLIEST, _LATEST = 1995, 2200  # years: before the web's first feeds, and far enough from the calendar's end for any zone


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed as it stands there: its link made absolute, and the stripped texts of its elements (`stamp` is pubDate, `creator` dc:creator,
    `content` content:encoded); an element that is missing reads as an empty one."""

    url: str
    title: str
    guid: str
    stamp: str
    creator: str
    content: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed as a listing: the page's address and the aware time at which it was published."""

    url: str
    at: datetime


def items(payload: bytes, url: str) -> tuple[Item, ...]:
    """The items of the RSS 2.0 feed at `url`, in its order. Raises `ListingMoved` when it is none, holds none, or an item lacks its link; `ListingCut` when
    it is cut off."""
    found = tuple(_item(element, url) for element in _xml(payload, "rss").iterfind("channel/item"))
    if not found:
        raise ListingMoved("feed: no items")
    return found


def feed(payload: bytes, url: str) -> list[Entry]:
    """The items of the RSS 2.0 feed at `url` with their times. Raises as `items`, and `ListingMoved` when an item lacks its date."""
    return [Entry(item.url, published_at(item.stamp)) for item in items(payload, url)]


def published_at(stamp: str) -> datetime:
    """The aware time that a feed's pubDate (RFC 822, as RSS 2.0 has it) names. Raises `ListingMoved` when it names none."""
    try:
        at = parsedate_to_datetime(stamp)
    except (ValueError, OverflowError) as error:
        raise ListingMoved(f"feed: an item with no readable pubDate: {stamp[:40]!r}") from error
    if not _EARLIEST <= at.year <= _LATEST:
        raise ListingMoved(f"feed: an item of the year {at.year}")
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # RFC 5322: -0000 is UTC of unknown place


def feed_may_hold(day: date, now: datetime, zone: tzinfo) -> bool:
    """Whether a feed, which shows the newest items only, can be asked for `day`: that is today or yesterday in `zone`. `now` is aware."""
    return timedelta(0) <= now.astimezone(zone).date() - day <= timedelta(days=1)


def require_reach(entries: Sequence[Entry], day: date, zone: tzinfo) -> None:
    """Raises `ListingMoved` unless the feed goes back beyond the start of `day` in `zone`: only then does it hold all that the day published."""
    oldest = min(entry.at for entry in entries).astimezone(zone)
    if oldest.date() >= day:
        raise ListingMoved(f"feed: reaches back to {oldest:%Y-%m-%d %H:%M} only, not to the start of {day.isoformat()}")


def sitemap(payload: bytes) -> list[str]:
    """The addresses of an XML sitemap, plain or gzipped, in its order. Raises `ListingMoved` when it is none or lists nothing, `ListingCut` when it is
    cut off."""
    root = _xml(_unpacked(payload), f"{_SITEMAP}urlset")
    addresses = [(element.text or "").strip() for element in root.iterfind(f"{_SITEMAP}url/{_SITEMAP}loc")]
    if not any(addresses):
        raise ListingMoved("sitemap: no addresses")
    return [address for address in addresses if address]


def _item(element: ElementTree.Element, url: str) -> Item:
    def read(tag: str) -> str:
        return (element.findtext(tag) or "").strip()

    link = read("link")
    if not link:
        raise ListingMoved("feed: an item without a link")
    try:
        absolute = urljoin(url, link)
    except ValueError as error:
        raise ListingMoved(f"feed: an item whose link is no address: {link[:80]!r}") from error
    return Item(absolute, read("title"), read("guid"), read("pubDate"), read(_CREATOR), read(_CONTENT))


def _unpacked(payload: bytes) -> bytes:
    """The payload gunzipped, if it is gzipped: whether that has been undone on the way depends on the headers that the site happens to send."""
    if not payload.startswith(_GZIP):
        return payload
    try:
        return gunzip(payload)
    except DecodingError as error:
        kind = ListingCut if b"<urlset" in _head(payload) else ListingMoved
        raise kind(f"sitemap: gzip: {error}") from error


def _head(packed: bytes) -> bytes:
    """What the first bytes of a gzip member unfold to, however it goes on."""
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(packed, _HEAD)
    except zlib.error:
        return b""


class _PlainTree(ElementTree.TreeBuilder):
    """Builds the tree of a listing whose root is `root_tag`. A document type is refused as soon as it is declared: listings have none, and it is what
    entity bombs and HTML pages have."""

    def __init__(self, root_tag: str) -> None:
        super().__init__()
        self._root_tag = root_tag
        self.elements = 0

    def doctype(self, *_: str | None) -> None:
        raise ListingMoved("not a plain XML listing: it declares a document type")

    def start(self, tag: str, attrs: dict[str, str]) -> ElementTree.Element:
        if not self.elements and tag != self._root_tag:
            raise ListingMoved(f"the listing's root is <{tag[:60]}>, <{self._root_tag}> expected")
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise ListingMoved(f"more than {_MOST_ELEMENTS} elements")
        return super().start(tag, attrs)


def _xml(payload: bytes, root_tag: str) -> ElementTree.Element:
    """The root of an XML listing, which is a `root_tag`."""
    tree = _PlainTree(root_tag)
    try:
        return ElementTree.fromstring(payload.removeprefix(b"\xef\xbb\xbf").lstrip(), ElementTree.XMLParser(target=tree))  # noqa: S314 - no document type
    except ElementTree.ParseError as error:
        if tree.elements and error.code in _CUT_OFF:
            raise ListingCut(f"the listing is cut off: {error}") from error
        raise ListingMoved(f"not well-formed XML: {error}") from error
    except (ValueError, LookupError) as error:
        raise ListingMoved(f"XML in an encoding that cannot be read: {error}") from error
