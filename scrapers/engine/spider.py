"""The base of every source's spider: runs the routes, applies the candidate rule, fetches, and books each page exactly once."""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import scrapy
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scrapers.engine.address import canonical, printable
from scrapers.engine.archiving import position_of
from scrapers.engine.discovery import Sighting, discover
from scrapers.engine.failures import ending_of
from scrapers.engine.headers import plain_headers
from scrapers.engine.listings import Found, Listing, Skipped
from scrapers.engine.pageclass import classify
from scrapers.engine.refusals import ArchiveBroken, BudgetSpent, CrawlStopping, Ending
from scrapers.engine.run import Run
from scrapers.outcomes import Outcome
from scrapers.registry import SourceDeclaration

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

__all__ = ["Found", "Listing", "Skipped", "SourceSpider"]

RECHECK = "recheck"  # how a page was found that no listing showed: known from before


class SourceSpider(scrapy.Spider):
    """Finds the pages of one publication day of one source. A source's spider adds `name`, `routes` and `read_listing`, nothing else.

    `now` is aware. `run` is None only where nothing is fetched: in tests of `routes` and `read_listing`.
    """

    def __init__(self, declaration: SourceDeclaration, day: date, now: datetime, run: Run | None = None) -> None:
        super().__init__()
        self.declaration = declaration
        self.day = day
        self.now = now
        self.run = run

    def routes(self) -> Sequence[Listing]:
        """The first listing of each discovery method, in order of preference: the first route that works wins."""
        raise NotImplementedError

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterable[Found | Listing | Skipped]:
        """The pages of `self.day` in a listing's body (after content decoding), and the next listing of the same route, if there is one.

        `url` is where the listing was really found (after redirects). Raises `ListingMoved` when this is not the listing that the source knows.
        Pure: no I/O, no clock but `self.now`.
        """
        raise NotImplementedError

    @classmethod
    def update_settings(cls, settings: "BaseSettings") -> None:
        """Called by Scrapy: a source has no settings of its own, so that none can be ruder than its declaration."""

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Called by Scrapy: discovers, books every page found, then hands over the pages to fetch."""
        run = self._running()
        try:
            sightings = await discover(self, self._fetch_listing, self._judge, run.listing)
        except BudgetSpent as error:
            raise CloseSpider("over_budget") from error
        except ArchiveBroken as error:
            raise CloseSpider("archive_failed") from error
        except CrawlStopping:
            return
        requests = [request for sighting in sightings if (request := self._book(run, sighting)) is not None]
        if run.listing.method is not None:
            requests += self._book_rechecks(run)
        for request in requests:
            yield request

    async def _fetch_listing(self, url: str) -> Response:
        return await self.crawler.engine.download_async(scrapy.Request(url, callback=NO_CALLBACK, dont_filter=True))

    def _book(self, run: Run, sighting: Sighting) -> scrapy.Request | None:
        try:
            url = canonical(sighting.url)
        except ValueError:
            named = printable(sighting.url)
            if run.book.discover(named, sighting.via, sighting.day):
                run.book.end(named, Outcome.OUT_OF_SCOPE, "candidate rule: not a web address")
            return None
        if not run.book.discover(url, sighting.via, sighting.day):
            return None
        reason = no_candidate(url, self.declaration)
        if reason is not None:
            run.book.end(url, Outcome.OUT_OF_SCOPE, f"candidate rule: {reason}")
            return None
        if sighting.position is not None:
            run.book.fetched(url, 200, sighting.position, None, None)
            return None
        if url in run.job.known:
            run.book.end(url, Outcome.UNCHANGED, "known; a watch asks for new pages only")
            return None
        return self._request(run, url)

    def _book_rechecks(self, run: Run) -> list[scrapy.Request]:
        """The articles known for the day that no listing showed: whether they are gone is only seen by asking. They were candidates once."""
        return [self._request(run, url) for url in run.job.recheck if run.book.discover(url, RECHECK, run.job.day)]

    def _request(self, run: Run, url: str) -> scrapy.Request:
        # Unfiltered: Scrapy's own duplicate filter would drop a redirect to a page seen before without telling anyone.
        return scrapy.Request(
            url, self._take_page, headers=_conditions(run, url), errback=self._miss_page, dont_filter=True, cb_kwargs={"page": url}
        )

    def _take_page(self, response: Response, page: str) -> None:
        run = self._running()
        ending = self._judge(response) or self._ending_elsewhere(run, response, page)
        if ending is not None:
            run.book.end(page, *ending)
            return
        etag, last_modified = (plain_headers(response).get(name) for name in ("etag", "last-modified"))
        run.book.fetched(page, response.status, position_of(response), etag, last_modified)

    def _miss_page(self, failure: "Failure") -> None:
        error = failure.value
        if isinstance(error, ArchiveBroken):
            raise CloseSpider("archive_failed") from error
        self._running().book.end(failure.request.cb_kwargs["page"], *ending_of(error))  # type: ignore[attr-defined]
        if isinstance(error, BudgetSpent):
            raise CloseSpider("over_budget") from error

    def _judge(self, response: Response) -> Ending | None:
        judgement = classify(response.status, plain_headers(response), response.body)
        self._running().page_classes[judgement.page_class] += 1
        return judgement.ending

    def _ending_elsewhere(self, run: Run, response: Response, page: str) -> Ending | None:
        there = canonical(response.url)
        if there == page:
            return None
        if urlsplit(there).path == "/":
            return Outcome.SOFT_ERROR, "redirects to the front page"
        if there in run.book:
            return Outcome.DUPLICATE_URL, f"redirects to {there}"
        return None

    def _running(self) -> Run:
        if self.run is None:
            raise TypeError("a spider fetches only in a crawl started by scrapers.engine.crawl")
        return self.run


def no_candidate(url: str, declaration: SourceDeclaration) -> str | None:
    """Which part of the source's candidate rule keeps a canonical URL from being fetched; None when it is a candidate."""
    parts = urlsplit(url)
    if parts.hostname not in declaration.hosts:
        return f"host {parts.hostname}"
    for pattern in declaration.candidates.exclude:
        if re.search(pattern, parts.path):
            return f"exclude {pattern}"
    if not any(re.search(pattern, parts.path) for pattern in declaration.candidates.include):
        return "not included"
    return None


def _conditions(run: Run, url: str) -> dict[str, str]:
    known = run.job.validators.get(url)
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value is not None}
