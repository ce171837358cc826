"""The bookkeeping of one crawl: every discovered URL gets exactly one terminal event."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

from scrapers.engine.ledger import Discovered, Ended, Fetched, LedgerWriter
from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition


class BookingError(BriefwireError):
    """A URL was booked twice, or without having been discovered: a fault in the engine, never in a site."""


class Book:
    """Writes the ledger and keeps it balanced. `clock` gives the aware instant that events carry."""

    def __init__(self, ledger: LedgerWriter, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._known: set[str] = set()
        self._open: dict[str, None] = {}
        self.fetched_pages = 0
        self.endings: Counter[Outcome] = Counter()

    def __contains__(self, url: str) -> bool:
        return url in self._known

    @property
    def discovered_pages(self) -> int:
        """How many distinct URLs were discovered."""
        return len(self._known)

    def discover(self, url: str, via: str, day: date) -> bool:
        """Books a canonical URL of a publication day as found; False when it was known already."""
        if url in self._known:
            return False
        self._known.add(url)
        self._open[url] = None
        self._ledger.write(Discovered(url, via, self._clock(), day))
        return True

    def fetched(self, url: str, status: int, position: ArchivePosition, etag: str | None, last_modified: str | None) -> None:
        """Books the page as archived at `position`. Raises `BookingError`."""
        self._settle(url)
        self.fetched_pages += 1
        self._ledger.write(Fetched(url, status, position.offset, position.length, position.digest, self._clock(), etag, last_modified))

    def end(self, url: str, outcome: Outcome, reason: str) -> None:
        """Books the outcome that the crawl decided. Raises `BookingError`."""
        self._settle(url)
        self.endings[outcome] += 1
        self._ledger.write(Ended(url, outcome, reason))

    def close(self, outcome: Outcome, reason: str) -> None:
        """Ends every URL still open in the same way, so that the sum balances, and closes the ledger."""
        for url in list(self._open):
            self.end(url, outcome, reason)
        self._ledger.close()

    def _settle(self, url: str) -> None:
        if url not in self._open:
            raise BookingError(f"booked twice or never discovered: {url}")
        del self._open[url]
