"""Finds the pages of a day: one route after another, until one works from its first listing to its last."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from scrapers.engine.archiving import position_of
from scrapers.engine.failures import ending_of
from scrapers.engine.listings import Found, Listing, Skipped
from scrapers.engine.refusals import ArchiveBroken, BudgetSpent, CrawlStopping, Ending, Refusal
from scrapers.engine.report import ListingReport, RouteFailure
from scrapers.errors import ListingCut, ListingMoved
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition

if TYPE_CHECKING:
    from scrapy.http import Response

logger = logging.getLogger(__name__)

Fetch = Callable[[str], Awaitable["Response"]]
Judge = Callable[["Response"], Ending | None]


class Lister(Protocol):
    """What discovery needs to know of a source: the day asked for, where its listings begin, and how one is read."""

    day: date

    def routes(self) -> Sequence[Listing]: ...

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterable[Found | Listing | Skipped]: ...


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page as a listing showed it: its address as listed, the method, its publication day, and for a page inside the listing where that listing stands
    in the archive."""

    url: str
    via: str
    day: date
    position: ArchivePosition | None = None


async def discover(source: Lister, fetch: Fetch, judge: Judge, report: ListingReport) -> list[Sighting]:
    """The sightings of the first route that works, in listing order; none when all fail. Fills in `report` as it goes.

    `fetch` gives the response to a listing's address, `judge` the ending of a response that is no page to read.
    Raises `BudgetSpent`, `CrawlStopping` and `ArchiveBroken`: no other route would help there.
    """
    for first in source.routes():
        route, cut = _Route(source, fetch, judge, report), False
        try:
            sightings = await route.follow(first)
        except (BudgetSpent, CrawlStopping, ArchiveBroken):
            raise
        except ListingCut as error:
            outcome, reason, cut = Outcome.PARSE_FAILED, f"listing cut: {error}", True
        except ListingMoved as error:
            outcome, reason = Outcome.PARSE_FAILED, f"listing moved: {error}"
        except Exception as error:
            outcome, reason = ending_of(error)
        else:
            report.method, report.entries = first.method, route.entries
            report.oldest, report.newest = min(route.days, default=None), max(route.days, default=None)
            logger.info("discovery by %s: %d entries, %d of them pages for %s", first.method, route.entries, len(sightings), source.day)
            return sightings
        logger.warning("discovery by %s failed at %s: %s (%s)", first.method, route.at, outcome, reason)
        report.failures.append(RouteFailure(first.method, route.at, outcome, reason, cut))
    return []


class _Route:
    def __init__(self, source: Lister, fetch: Fetch, judge: Judge, report: ListingReport) -> None:
        self._source = source
        self._fetch = fetch
        self._judge = judge
        self._report = report
        self.at = ""
        self.entries = 0
        self.days: set[date] = set()

    async def follow(self, first: Listing) -> list[Sighting]:
        sightings: list[Sighting] = []
        ahead, asked = [first], {first.url}
        while ahead:
            listing = ahead.pop(0)
            self.at = listing.url
            self._report.requests += 1
            response = await self._fetch(listing.url)
            if (ending := self._judge(response)) is not None:
                raise Refusal(*ending)
            for entry in self._read(listing, response):
                match entry:
                    case Found():
                        day = entry.day or self._source.day
                        self._count(day)
                        sightings.append(Sighting(entry.url, listing.method, day, position_of(response) if entry.inline else None))
                    case Skipped():
                        self._count(entry.day)
                    case Listing():
                        if entry.url in asked:
                            raise ListingMoved(f"it leads back to {entry.url}")
                        asked.add(entry.url)
                        ahead.append(entry)
        return sightings

    def _count(self, day: date | None) -> None:
        self.entries += 1
        if day is not None:
            self.days.add(day)

    def _read(self, listing: Listing, response: "Response") -> list[Found | Listing | Skipped]:
        try:
            return list(self._source.read_listing(listing, response.body, response.url))
        except ListingMoved:
            raise
        except Exception as error:
            logger.exception("%s: the source's reader failed", listing.url)
            raise Refusal(Outcome.PARSE_FAILED, f"listing reader failed: {type(error).__name__}") from error
