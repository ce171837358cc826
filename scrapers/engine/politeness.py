"""What we do when a host fails or says it is too much: rest, try again, and in the end leave it alone."""

import logging
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from scrapers.engine.headers import plain_headers
from scrapers.engine.pageclass import PageClass, classify
from scrapers.engine.run import run_of

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

BACK_OFF = "BRIEFWIRE_BACK_OFF"  # the Scrapy setting for the first wait in seconds; each further one is twice as long
LONGEST_BACK_OFF = 60.0
MOST_FAILURES = 20  # answers in a row that a host may fail before it is left alone

logger = logging.getLogger(__name__)


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, but never at once: the whole host rests, for an exponential back-off or for what its Retry-After asked, whichever is longer.

    Nothing sleeps here: the pause is kept by the host's gate, so that every other request to that host waits as well. Retry-After itself is heeded where
    the response comes in, because the next request may leave before this middleware has seen it.
    """

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._gate = run_of(crawler).gate
        self._first_wait = crawler.settings.getfloat(BACK_OFF)
        self._failures: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "PatientRetryMiddleware":
        """Called by Scrapy."""
        return cls(crawler)

    def process_response(self, request: "Request", response: "Response", spider: "Spider | None" = None) -> "Request | Response":  # noqa: ARG002
        """Called by Scrapy. Takes the answer as it is when the host was given up meanwhile: there is no use in trying again."""
        host = urlsplit(request.url).hostname or ""
        headers = plain_headers(response)
        if (
            response.status not in self.retry_http_codes
            or classify(response.status, headers, response.body).page_class is PageClass.CHALLENGE
        ):
            self._failures[host] = 0
            return response
        if self._gate.shut_for(host) is not None:
            return response
        self._rest(host, request, f"http {response.status}")
        retried: Request | Response = super().process_response(request, response)
        return retried

    def process_exception(self, request: "Request", exception: Exception, spider: "Spider | None" = None) -> "Request | Response | None":  # noqa: ARG002
        """Called by Scrapy."""
        if isinstance(exception, self.exceptions_to_retry):
            self._rest(urlsplit(request.url).hostname or "", request, type(exception).__name__)
        retried: Request | Response | None = super().process_exception(request, exception)
        return retried

    def _rest(self, host: str, request: "Request", why: str) -> None:
        self._failures[host] += 1
        wait = min(LONGEST_BACK_OFF, self._first_wait * 2 ** request.meta.get("retry_times", 0))
        logger.info("%s: %s, backing off for %g s", host, why, wait)
        self._gate.hold(host, wait)
        if self._failures[host] >= MOST_FAILURES:
            self._gate.shut(host, f"host keeps failing: {why}")
