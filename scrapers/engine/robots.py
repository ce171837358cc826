"""robots.txt, read strictly (RFC 9309): a site whose rules cannot be read is not crawled, and its Crawl-delay is kept."""

import asyncio
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from scrapers.engine.failures import ending_of
from scrapers.engine.pace import LONGEST_WAIT
from scrapers.engine.refusals import ArchiveBroken, BudgetSpent, CrawlStopping, Refusal
from scrapers.engine.run import run_of
from scrapers.outcomes import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

ROBOT_NAME = "Briefwire"  # the product token that rules may name
LARGEST_READ = 512 * 1024  # bytes; RFC 9309, 2.5, asks for 500 KiB at least

_OWN_REQUEST = "asks_for_robots_txt"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says; `unreachable` is the reason why it is not known."""

    parser: ProtegoRobotParser | None
    unreachable: str | None = None


class StrictRobotsMiddleware:
    """Asks each origin for its robots.txt once and refuses what it forbids.

    2xx: the rules, unless the body is HTML, which is no rules. 4xx but 429: there are no rules. Everything else (network error, 5xx, 429, a redirect that
    leaves the source or never ends): unreachable, nothing of this origin is fetched.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._gate = run_of(crawler).gate
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "StrictRobotsMiddleware":
        """Called by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Called by Scrapy. Raises `Refusal`."""
        if request.meta.get(_OWN_REQUEST):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin))
        # Shielded: the others who wait for the same rules must not go down with a request that is cancelled.
        rules = await asyncio.shield(self._rules[origin])
        if rules.unreachable is not None:
            raise Refusal(Outcome.ROBOTS_DENIED, f"robots.txt unreachable: {rules.unreachable}")
        if rules.parser is not None and not rules.parser.allowed(request.url, ROBOT_NAME):
            raise Refusal(Outcome.ROBOTS_DENIED, "robots.txt forbids")

    async def _ask(self, origin: str) -> Rules:
        request = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, dont_filter=True, meta={_OWN_REQUEST: True})
        try:
            response = await self._crawler.engine.download_async(request)
        except (BudgetSpent, CrawlStopping, ArchiveBroken):
            raise
        except Exception as error:
            rules = Rules(None, ending_of(error)[1])
        else:
            rules = self._read(response)
        if rules.unreachable is not None:
            logger.warning("%s/robots.txt is unreachable (%s): nothing is fetched there", origin, rules.unreachable)
        delay = rules.parser.crawl_delay(ROBOT_NAME) if rules.parser is not None else None
        if delay is not None:
            self._keep(urlsplit(origin).hostname or "", delay)
        return rules

    def _keep(self, host: str, delay: float) -> None:
        logger.info("%s asks for a Crawl-delay of %g s", host, delay)
        if delay > LONGEST_WAIT:
            self._gate.shut(host, f"crawl-delay {delay:g} s")
        else:
            self._gate.slow_down(host, delay)

    def _read(self, response: "Response") -> Rules:
        status = response.status
        if 400 <= status < 500 and status != HTTPStatus.TOO_MANY_REQUESTS:
            return Rules(None)
        if not 200 <= status < 300:
            return Rules(None, f"http {status}")
        kind = response.headers.get("Content-Type") or b""
        if b"html" in kind.lower() or response.body.lstrip()[:1] == b"<":
            return Rules(None)
        return Rules(ProtegoRobotParser(response.body[:LARGEST_READ], self._crawler.spider))
