"""The last gate before a request leaves: spacing between requests to one host, pauses that a host asked for, hosts given up, and the run's budget."""

import asyncio
import email.utils
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from scrapers.engine.refusals import BudgetSpent, CrawlStopping, Refusal
from scrapers.outcomes import Outcome

LONGEST_WAIT = 120.0  # seconds between two requests that a host may ask for; one that asks for more is left alone for the rest of the run

logger = logging.getLogger(__name__)

_GLANCE = 0.25  # seconds between two looks at whether the crawl is being stopped


@dataclass(slots=True)
class _Host:
    spacing: float
    opens_at: float
    shut: str | None = None


class HostGate:
    """Keeps at least `spacing` seconds between two requests to one host, holds all of them back while the host asked to be left alone, and sends
    nothing more to a host that was given up. Scrapy's own delays work on top of it; this is the floor that nothing undercuts.

    Every host opens one full spacing after the gate was made, never at once: the crawl before may have asked it for something a moment ago.
    """

    def __init__(self, spacing: float) -> None:
        self._spacing = spacing
        self._first_opening = monotonic() + spacing
        self._hosts: dict[str, _Host] = {}

    def slow_down(self, host: str, spacing: float) -> None:
        """Raises the spacing of a host to `spacing` seconds (robots.txt Crawl-delay); never lowers it."""
        pace = self._of(host)
        if spacing > pace.spacing:
            pace.opens_at += spacing - pace.spacing
            pace.spacing = spacing

    def hold(self, host: str, seconds: float) -> None:
        """Sends nothing to a host for the next `seconds`."""
        pace = self._of(host)
        pace.opens_at = max(pace.opens_at, monotonic() + seconds)

    def shut(self, host: str, reason: str) -> None:
        """Sends nothing more to a host in this run; its URLs end deferred with `reason`."""
        self._of(host).shut = reason

    def shut_for(self, host: str) -> str | None:
        """Why a host was given up; None when it was not."""
        return self._of(host).shut

    def heed(self, host: str, status: int, headers: Mapping[str, str]) -> float | None:
        """Rests the host as its Retry-After asks (429 and 503; `headers` by lower-case name) and returns the seconds; None when it does not ask."""
        asked = retry_after(headers.get("retry-after"), headers.get("date")) if status in (429, 503) else None
        if asked is not None:
            self.rest(host, asked, f"http {status}")
        return asked

    def rest(self, host: str, seconds: float, asked_by: str) -> None:
        """Leaves a host alone for the time it asked for, or for the rest of the run when that is more than a run has. `asked_by` stands in the reason."""
        if seconds > LONGEST_WAIT:
            self.shut(host, f"retry-after {seconds:.0f} s ({asked_by})")
        elif seconds > 0:
            logger.info("%s asks to be left alone for %g s (%s)", host, seconds, asked_by)
            self.hold(host, seconds)

    async def wait(self, host: str, stopping: Callable[[], bool]) -> None:
        """Returns when a request to `host` may leave now. Raises `Refusal` when the host was given up, `CrawlStopping` when `stopping()` turns true."""
        pace = self._of(host)
        while True:
            if stopping():
                raise CrawlStopping
            if pace.shut is not None:
                raise Refusal(Outcome.DEFERRED, pace.shut)
            ahead = pace.opens_at - monotonic()
            if ahead <= 0:
                break
            await asyncio.sleep(min(ahead, _GLANCE))
        pace.opens_at = monotonic() + pace.spacing

    def _of(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(self._spacing, self._first_opening))


class Budget:
    """Counts requests sent; none is sent beyond `limit`."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = 0

    def spend(self) -> None:
        """Counts one request. Raises `BudgetSpent` when the limit is reached already."""
        if self.spent >= self.limit:
            raise BudgetSpent(self.limit)
        self.spent += 1


def retry_after(value: str | None, date: str | None) -> float | None:
    """Seconds that a Retry-After header asks to wait (RFC 9110, 10.2.3: seconds or an HTTP date); None when there is none or it makes no sense.

    `date` is the same response's Date header: a date is counted from the server's own clock, from ours when it gives none.
    """
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    until = _instant(value)
    if until is None:
        return None
    return max(0.0, (until - (_instant(date) or datetime.now(UTC))).total_seconds())


def _instant(value: str | None) -> datetime | None:
    try:
        instant = email.utils.parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
