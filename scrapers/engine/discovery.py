"""Finds the pages of a day: one route after another, until one works from its first listing to its last."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.engine.archiving import position_of
from scrapers.engine.failures import ending_of
from scrapers.engine.headers import plain_headers
from scrapers.engine.listings import Found, Listing, Skipped
from scrapers.engine.pageclass import classify
from scrapers.engine.refusals import ArchiveBroken, BudgetSpent, CrawlStopping, Refusal
from scrapers.engine.report import ListingReport, RouteFailure
from scrapers.errors import ListingMoved
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition

if TYPE_CHECKING:
    from scrapy.http import Response

    from scrapers.engine.spider import SourceSpider

logger = logging.getLogger(__name__)

Fetch = Callable[[str], Awaitable["Response"]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page as a listing showed it: its address as listed, the method, and for a page inside the listing where that listing stands in the archive."""

    url: str
    via: str
    position: ArchivePosition | None = None


async def discover(spider: "SourceSpider", fetch: Fetch, report: ListingReport) -> list[Sighting]:
    """The sightings of the first route that works, in listing order; none when all fail. Fills in `report` as it goes.

    `fetch` gives the response to a listing's address. Raises `BudgetSpent`, `CrawlStopping` and `ArchiveBroken`: no other route would help there.
    """
    for first in spider.routes():
        route = _Route(spider, fetch, report)
        try:
            sightings = await route.follow(first)
        except (BudgetSpent, CrawlStopping, ArchiveBroken):
            raise
        except ListingMoved as error:
            outcome, reason = Outcome.PARSE_FAILED, f"listing moved: {error}"
        except Exception as error:
            outcome, reason = ending_of(error)
        else:
            report.method, report.entries = first.method, route.entries
            logger.info("discovery by %s: %d entries, %d of them pages of %s", first.method, route.entries, len(sightings), spider.day)
            return sightings
        logger.warning("discovery by %s failed at %s: %s (%s)", first.method, route.at, outcome, reason)
        report.failures.append(RouteFailure(first.method, route.at, outcome, reason))
    return []


class _Route:
    def __init__(self, spider: "SourceSpider", fetch: Fetch, report: ListingReport) -> None:
        self._spider = spider
        self._fetch = fetch
        self._report = report
        self.at = ""
        self.entries = 0

    async def follow(self, first: Listing) -> list[Sighting]:
        sightings: list[Sighting] = []
        ahead, asked = [first], {first.url}
        while ahead:
            listing = ahead.pop(0)
            self.at = listing.url
            self._report.requests += 1
            response = await self._fetch(listing.url)
            if (ending := classify(response.status, plain_headers(response), response.body)) is not None:
                raise Refusal(*ending)
            for entry in self._read(listing, response):
                match entry:
                    case Found():
                        self.entries += 1
                        sightings.append(Sighting(entry.url, listing.method, position_of(response) if entry.inline else None))
                    case Skipped():
                        self.entries += 1
                    case Listing():
                        if entry.url in asked:
                            raise ListingMoved(f"it leads back to {entry.url}")
                        asked.add(entry.url)
                        ahead.append(entry)
        return sightings

    def _read(self, listing: Listing, response: "Response") -> list[Found | Listing | Skipped]:
        try:
            return list(self._spider.read_listing(listing, response.body, response.url))
        except ListingMoved:
            raise
        except Exception as error:
            logger.exception("%s: the source's reader failed", listing.url)
            raise Refusal(Outcome.PARSE_FAILED, f"listing reader failed: {type(error).__name__}") from error
