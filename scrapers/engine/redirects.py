"""Keeps a crawl on the hosts that its source declares, and follows redirects no further than that."""

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

from scrapers.engine.guard import refusal
from scrapers.engine.refusals import Refusal
from scrapers.engine.requestlog import NOT_JUDGED
from scrapers.engine.run import run_of
from scrapers.outcomes import Outcome

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from scrapers.engine.run import Run


class HostGuardMiddleware:
    """Refuses requests that leave the declared hosts before anything, robots.txt included, is asked of a foreign one.

    Stands in for Scrapy's OffsiteMiddleware, which drops such requests without a word to the spider.
    """

    def __init__(self, run: "Run") -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "HostGuardMiddleware":
        """Called by Scrapy."""
        return cls(run_of(crawler))

    def process_request(self, request: "Request") -> None:
        """Called by Scrapy. Raises `Refusal`."""
        reason = refusal(request.url, self._run.declaration.hosts, redirected=bool(request.meta.get("redirect_times")))
        if reason is not None:
            self._run.requests.kept_back(self._run.clock(), request.url, NOT_JUDGED, reason)
            raise Refusal(Outcome.FETCH_FAILED, reason)


class PlainRedirectMiddleware(RedirectMiddleware):
    """Scrapy's redirects without a Referer, and without running in circles at a gate that answers every request with a cookie and the same address."""

    def handle_referer(self, request: "Request", response: "Response") -> None:  # noqa: ARG002
        """Called by Scrapy. Scrapy would let a site's own Referrer-Policy header decide; where we came from is nobody's business."""
        request.headers.pop("Referer", None)

    def process_response(self, request: "Request", response: "Response", spider: "Spider | None" = None) -> "Request | Response":  # noqa: ARG002
        """Called by Scrapy."""
        location = response.headers.get("Location")
        if location and "Set-Cookie" in response.headers and urljoin(request.url, location.decode("latin-1")) == request.url:
            return response
        followed: Request | Response = super().process_response(request, response)
        return followed
