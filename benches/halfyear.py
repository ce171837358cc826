"""Half a year of real pages as the pipeline would publish them: every article that the stand-in serves for January to June 2025.

APP's posts, Dawn's stories and UrduPoint's pages, discovered through the same listings as the spiders use, read by their sources' parsers and cleaned. The
stand-in's own program answers in process: no socket, no Scrapy, a few minutes instead of an hour. Nothing is left out by address: sport, weather and photo
pages come along, as far as their parsers take them for articles. Needs BRIEFWIRE_CORPORA with the stand-in beside it.
"""

import gzip
import html
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qs, unquote, urlsplit

from benches.week import replay_module
from briefwire.article import Article
from briefwire.clean import Capture, clean
from scrapers import registry
from scrapers.engine.address import canonical
from scrapers.errors import BriefwireError
from scrapers.records import ArchivePosition
from scrapers.sources.app import page as app
from scrapers.sources.dawn import page as dawn

FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
CAPTURED = datetime(2025, 7, 1, tzinfo=UTC)
OK = 200
SOURCES = ("dawn", "app", "urdupoint")  # the longest first
_ARTICLE = re.compile(r"<loc>(https://www\.urdupoint\.com/en/[a-z]+/[^<]*-\d+\.html)</loc>")


class NotServed(Exception):
    """The stand-in has no such page."""


def articles(corpora: Path, processes: int = 2) -> list[Article]:
    """All articles, each once, by source and key: an address listed on several days is read on the first."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    tasks = [(corpora, source, days[n : n + 15]) for source in SOURCES for n in range(0, len(days), 15)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as workers:
        made = chain.from_iterable(workers.map(_articles, *zip(*tasks, strict=True)))
        found: dict[tuple[str, str], Article] = {}
        for article in made:
            found.setdefault((article.source, article.native_key), article)
    return [found[key] for key in sorted(found)]


@cache
def standin(corpora: Path) -> ModuleType:
    """The stand-in's program on the evening of the last day."""
    return replay_module(corpora, LAST.isoformat())


def _articles(corpora: Path, source: str, days: list[date]) -> list[Article]:
    replay, parser, declaration = standin(corpora), registry.page_module(source), registry.load(source)
    capture = Capture(ArchivePosition(f"{source}/halfyear.warc.gz", 0, 1, "sha256:00"), CAPTURED, None, None, source, parser.PARSER_VERSION)
    found = {}
    for day in days:
        for url, payload in _pages(replay, source, day):
            if url in found:
                continue
            try:
                found[url] = clean(parser.parse(payload, url), declaration, capture)
            except BriefwireError:  # no article to the product: a film with a caption, a photo
                continue
    return list(found.values())


def _get(replay: ModuleType, url: str) -> bytes:
    """The bytes that the stand-in answers with. Raises `NotServed`."""
    parts = urlsplit(url)
    if parts.netloc not in replay.SITES:
        raise NotServed(f"no such site in the stand-in: {url}")
    status, _, body, _ = replay.SITES[parts.netloc](unquote(parts.path), parse_qs(parts.query))
    if status != OK:
        raise NotServed(f"the stand-in answers {status}: {url}")
    return body if isinstance(body, bytes) else body.encode()


def _got(replay: ModuleType, urls: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for url in urls:
        try:
            yield canonical(url), _get(replay, url)
        except NotServed:  # a few stories of Dawn's are listed at its bare host, which the stand-in does not have
            continue


def _pages(replay: ModuleType, source: str, day: date) -> Iterator[tuple[str, bytes]]:
    """The addresses of a day and the bytes that hold each."""
    if source == "app":
        at: str | None = app.window(day)
        while at is not None:
            payload = _get(replay, at)
            posts = app.posts(payload)
            yield from ((canonical(post.link), payload) for post in posts if post.day == day)
            at = app.next_window(at, posts)
    elif source == "dawn":
        listing = f"https://www.dawn.com/archive/{day}"
        listed = dawn.archive_links(_get(replay, listing), listing)
        yield from _got(replay, filter(dawn.is_story, listed))
    else:
        sitemap = f"https://www.urdupoint.com/sitemap/daily/data/{day.year}/{day}.xml.gz"
        for _, payload in _got(replay, [sitemap]):  # a day without pages has no sitemap
            yield from _got(replay, map(html.unescape, _ARTICLE.findall(gzip.decompress(payload).decode())))
