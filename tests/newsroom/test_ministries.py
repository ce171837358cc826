"""The three ministries with lists or a search of their own: their spiders find every piece of a day, and their parsers read it, over real HTTP."""

from collections.abc import Callable
from datetime import date

import pytest

from scrapers import registry
from scrapers.engine.address import canonical
from scrapers.engine.spider import Found, Listing, no_candidate
from tests.newsroom.conftest import EDITION, MODULES, THURSDAY, ask, morning
from tests.newsroom.server import Newsroom
from tests.newsroom.writers import WRITERS
from tests.sources.test_listings import spider

SITES = ("india_mea", "pakistan_mofa", "uk_fcdo")


def found(newsroom: Newsroom, site: str, day: date) -> list[str]:
    """The candidates of a day that the source's own spider finds, route by route to the end of the first."""
    reader = spider(site, day, newsroom.now())
    ahead, urls = [reader.routes()[0]], []
    while ahead:
        listing = ahead.pop(0)
        reply = ask(newsroom, listing.url)
        assert reply.status == 200
        for entry in reader.read_listing(listing, reply.body, listing.url):
            if isinstance(entry, Listing):
                ahead.append(entry)
            elif isinstance(entry, Found) and no_candidate(canonical(entry.url), reader.declaration) is None:
                assert entry.day == day
                urls.append(entry.url)
    return urls


@pytest.mark.parametrize("days", [1, 30])
@pytest.mark.parametrize("site", SITES)
def test_every_piece_of_a_day_is_found_and_read(open_newsroom: Callable[..., Newsroom], site: str, days: int) -> None:
    newsroom = open_newsroom(morning(site, days=days))
    pieces = {str(MODULES[site].url(piece)): piece for piece in WRITERS[site].pieces(THURSDAY, EDITION)}
    assert sorted(found(newsroom, site, THURSDAY)) == sorted(pieces)
    for url, piece in pieces.items():
        record = registry.page_module(site).parse(ask(newsroom, url).body, url)
        assert (record.title, record.paragraphs) == (piece.title, piece.paragraphs)  # type: ignore[union-attr]


@pytest.mark.parametrize("site", SITES)
def test_a_sunday_is_silent_and_no_listing_moved(open_newsroom: Callable[..., Newsroom], site: str) -> None:
    sunday = date(2025, 5, 11)
    assert found(open_newsroom(morning(site, sunday)), site, sunday) == []


@pytest.mark.parametrize("site", SITES)
def test_what_is_not_out_yet_is_not_shown(open_newsroom: Callable[..., Newsroom], site: str) -> None:
    newsroom = open_newsroom(morning(site, days=0))
    assert found(newsroom, site, THURSDAY) == []
    assert all(ask(newsroom, MODULES[site].url(piece)).status == 404 for piece in WRITERS[site].pieces(THURSDAY, EDITION))
