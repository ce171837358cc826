"""Seeds from sites: the listings of a day and the pages they lead to, as a stand-in or the replay serves them."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapers import registry
from scrapers.engine.address import canonical
from scrapers.engine.spider import Found, Listing
from scrapers.errors import ListingMoved
from tests.fuzz.subjects import Seed, derived
from tests.serving import newsroom, replay
from tests.sources.test_declarations import candidate
from tests.sources.test_listings import spider

_PAGES = 12  # of one listing
Fetch = Callable[[str], bytes]


def newsroom_seeds() -> list[Seed]:
    """Two days of the stand-in outlets."""
    with newsroom("--quiet", "--now", "2025-05-09T06:00:00+00:00") as origin:
        pages = [seed for day in ("2025-05-07", "2025-05-08") for seed in _harvest(_getter(origin), day, "2025-05-09T06:00:00+00:00")]
    return [*pages, *derived([seed for seed in pages if seed.kind == "page"])]


def real_seeds(corpora: Path) -> list[Seed]:
    """A real day of each source, from the corpora through the replay tool beside them."""
    found: list[Seed] = []
    with replay(corpora) as origin:
        get = _getter(origin)
        for day, now in (("2025-05-07", "2025-06-30T18:00:00+00:00"), ("2024-01-10", "2025-06-30T18:00:00+00:00")):
            found += _harvest(get, day, now)
    return [*found, *derived([seed for seed in found if seed.kind == "page"])]


def _getter(origin: str) -> Fetch:
    def get(url: str) -> bytes:
        parts = urlsplit(url)
        address = f"{origin}{parts.path}{'?' + parts.query if parts.query else ''}"
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": parts.netloc}), timeout=60) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError:
            return b""

    return get


def _harvest(get: Fetch, day: str, now: str) -> Iterator[Seed]:
    for source in registry.names():
        reader = spider(source, date.fromisoformat(day), datetime.fromisoformat(now))
        for route in reader.routes():
            payload = get(route.url)
            yield Seed("listing", source, payload, route.url, route.method, day, now)
            try:
                entries = [entry for entry in reader.read_listing(route, payload, route.url) if isinstance(entry, Found | Listing)]
            except ListingMoved:
                continue
            pages = [entry for entry in entries if isinstance(entry, Found) and _is_candidate(source, entry.url)]
            for entry in pages[:: max(1, len(pages) // _PAGES)][:_PAGES]:
                address = canonical(entry.url)
                if body := payload if entry.inline else get(address):
                    yield Seed("page", source, body, address)


def _is_candidate(source: str, url: str) -> bool:
    try:
        return candidate(source, urlsplit(canonical(url)).path)
    except ValueError:
        return False
