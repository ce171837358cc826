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

from scrapers.engine.archive import digest
from scrapers.engine.failures import ending_of
from scrapers.engine.pace import LONGEST_WAIT
from scrapers.engine.refusals import ArchiveBroken, BudgetSpent, CrawlStopping, Refusal
from scrapers.engine.requestlog import EXEMPT, NOT_JUDGED, Judged, Leave
from scrapers.engine.run import run_of
from scrapers.outcomes import Outcome

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

ROBOT_NAME = "Briefwire"  # the product token that rules may name
LARGEST_READ = 512 * 1024  # bytes; RFC 9309, 2.5, asks for 500 KiB at least

_OWN_REQUEST = "asks_for_robots_txt"
_JUDGED = "robots_judged"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says; `unreachable` is the reason why it is not known, `digest` names the body that was read."""

    parser: ProtegoRobotParser | None
    unreachable: str | None = None
    digest: str | None = None


class StrictRobotsMiddleware:
    """Asks each origin for its robots.txt once and refuses what it forbids.

    2xx: the rules, unless the body is HTML, which is no rules. 4xx but 429: there are no rules. Everything else (network error, 5xx, 429, a redirect that
    leaves the source or never ends): unreachable, nothing of this origin is fetched.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._run = run_of(crawler)
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "StrictRobotsMiddleware":
        """Called by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Called by Scrapy. Raises `Refusal`; leaves with the request what its robots.txt said to it."""
        request.meta[_JUDGED] = EXEMPT
        if request.meta.get(_OWN_REQUEST):
            return
        judged = NOT_JUDGED
        try:
            rules = await self._rules_for(request)
            judged = request.meta[_JUDGED] = _judge(rules, request.url)
            _require_leave(rules, judged)
        except Refusal as error:
            self._run.requests.kept_back(self._run.clock(), request.url, judged, error.reason)
            raise

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            shut = self._run.gate.shut_for(parts.hostname or "")
            if shut is not None:
                raise Refusal(Outcome.DEFERRED, shut)
            self._rules[origin] = asyncio.ensure_future(self._ask(origin))
        # Shielded: the others who wait for the same rules must not go down with a request that is cancelled.
        return await asyncio.shield(self._rules[origin])

    async def _ask(self, origin: str) -> Rules:
        request = Request(f"{origin}/robots.txt", callback=NO_CALLBACK, dont_filter=True, meta={_OWN_REQUEST: True})
        try:
            response = await self._crawler.engine.download_async(request)
        except (BudgetSpent, CrawlStopping, ArchiveBroken):
            raise
        except Exception as error:
            rules = Rules(None, ending_of(error)[1])
        else:
            rules = self._read(response, urlsplit(origin).hostname or "")
        if rules.unreachable is not None:
            logger.warning("%s/robots.txt is unreachable (%s): nothing is fetched there", origin, rules.unreachable)
        delay = rules.parser.crawl_delay(ROBOT_NAME) if rules.parser is not None else None
        if delay is not None:
            self._keep(urlsplit(origin).hostname or "", delay)
        return rules

    def _keep(self, host: str, delay: float) -> None:
        logger.info("%s asks for a Crawl-delay of %g s", host, delay)
        if delay > LONGEST_WAIT:
            self._run.gate.shut(host, f"crawl-delay {delay:g} s")
        else:
            self._run.gate.slow_down(host, delay)

    def _read(self, response: "Response", host: str) -> Rules:
        status = response.status
        if 400 <= status < 500 and status != HTTPStatus.TOO_MANY_REQUESTS:
            return Rules(None)
        if not 200 <= status < 300:
            return Rules(None, self._run.gate.shut_for(host) or f"http {status}")
        kind = response.headers.get("Content-Type") or b""
        if b"html" in kind.lower() or response.body.lstrip()[:1] == b"<":
            return Rules(None, digest=digest(response.body))
        return Rules(ProtegoRobotParser(response.body[:LARGEST_READ], self._crawler.spider), digest=digest(response.body))


def leave_of(request: Request) -> Judged:
    """What robots.txt said to a request that passed here."""
    said: Judged = request.meta[_JUDGED]
    return said


def _judge(rules: Rules, url: str) -> Judged:
    if rules.unreachable is not None:
        return Judged(Leave.UNREACHABLE)
    if rules.parser is None:
        return Judged(Leave.NO_RULES, rules.digest)
    return Judged(Leave.ALLOWED if rules.parser.allowed(url, ROBOT_NAME) else Leave.FORBIDDEN, rules.digest)


def _require_leave(rules: Rules, judged: Judged) -> None:
    if judged.leave == Leave.UNREACHABLE:
        raise Refusal(Outcome.ROBOTS_DENIED, f"robots.txt unreachable: {rules.unreachable}")
    if judged.leave == Leave.FORBIDDEN:
        raise Refusal(Outcome.ROBOTS_DENIED, "robots.txt forbids")
