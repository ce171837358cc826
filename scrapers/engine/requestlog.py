"""The crawl's request log: one line for each request that was wanted, with the leave it had and what came of it. Evidence of our manners.

A request is wanted from the moment it is handed to the downloader: listings, pages, robots.txt, the targets of redirects, and every retry for itself. A page
that still waited in the queue when the crawl ended never was; the ledger says what became of it.
"""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.engine.jsonlines import LineWriter, whole_lines
from scrapers.engine.refusals import ArchiveBroken
from scrapers.errors import BriefwireError

REQUESTS_FILE = "requests.jsonl"


class RequestLogError(BriefwireError):
    """A request log holds a line, other than a torn last one, that is no request."""


class Leave(StrEnum):
    """What robots.txt says to a request."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    NO_RULES = "no rules"  # there is no robots.txt, or it holds no rules
    UNREACHABLE = "unreachable"  # it cannot be read, or was not asked for: a host that is not the source's, a run that ended before
    EXEMPT = "exempt"  # the request for robots.txt itself


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `at` is the aware instant at which it left (`sent`) or was kept back, in the crawl's own time; `status` of the response, None without one.

    `sent` means let out to the network, whatever came of it. `robots` is a `Leave`, `robots_digest` (`sha256:<hex>`) names the body of the robots.txt that it
    was judged by. `reason` says why it was kept back or why there is no response, in the words of the ledger. `rest_until` is the instant before
    which the host asked not to be sent anything (Retry-After of a 429 or 503).
    """

    at: datetime
    url: str
    host: str
    sent: bool
    status: int | None
    robots: str
    robots_digest: str | None
    reason: str | None
    rest_until: datetime | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What robots.txt said to one request, and which robots.txt that was."""

    leave: Leave
    digest: str | None = None


NOT_JUDGED = Judged(Leave.UNREACHABLE)
EXEMPT = Judged(Leave.EXEMPT)


class RequestLog:
    """Writes the log of one crawl. Raises `FileExistsError` when the folder has one already; writing raises `ArchiveBroken` when the disk does not take it."""

    def __init__(self, folder: Path) -> None:
        self._lines = LineWriter(folder / REQUESTS_FILE)

    def kept_back(self, at: datetime, url: str, judged: Judged, reason: str) -> None:
        """Notes a request that did not leave."""
        self._write(at, url, judged, sent=False, reason=reason)

    def answered(self, at: datetime, url: str, judged: Judged, status: int, rest_until: datetime | None) -> None:
        """Notes a request that left at `at` and was answered."""
        self._write(at, url, judged, sent=True, status=status, rest_until=rest_until)

    def failed(self, at: datetime, url: str, judged: Judged, reason: str) -> None:
        """Notes a request that left at `at` and was not answered."""
        self._write(at, url, judged, sent=True, reason=reason)

    def close(self) -> None:
        """Flushes to disk and closes."""
        self._lines.close()

    def _write(
        self,
        at: datetime,
        url: str,
        judged: Judged,
        *,
        sent: bool,
        status: int | None = None,
        reason: str | None = None,
        rest_until: datetime | None = None,
    ) -> None:
        asked = Asked(at, url, urlsplit(url).hostname or "", sent, status, judged.leave, judged.digest, reason, rest_until)
        try:
            self._lines.write(dataclasses.asdict(asked))
        except OSError as error:
            raise ArchiveBroken(f"the request log cannot be written: {error}") from error


def read_requests(path: Path) -> Iterator[Asked]:
    """The requests of a crawl in the order in which they ended; a torn last line is left out. Raises `RequestLogError` for any other bad line."""
    for number, line in whole_lines(path):
        try:
            raw = json.loads(line)
            until = raw["rest_until"]
            times = {"at": datetime.fromisoformat(raw["at"]), "rest_until": None if until is None else datetime.fromisoformat(until)}
            yield Asked(**raw | times | {"robots": Leave(raw["robots"]).value})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise RequestLogError(f"{path}: line {number} is no request: {error}") from error
