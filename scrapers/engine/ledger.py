"""The crawl's ledger: one line of JSON per event, flushed as it happens, so that a killed crawl still says how far it came."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from scrapers.engine.jsonlines import LineWriter, day_of, whole_lines
from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome

LEDGER_FILE = "ledger.jsonl"


class LedgerError(BriefwireError):
    """A ledger holds a line, other than a torn last one, that is no event."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """A canonical URL was found, once per crawl. `via` is the discovery method; `at` is aware; `day` is the publication day, in the source's zone, that
    the listing shows (of a source with dated listings: the day asked for). None only in ledgers written before days were kept."""

    event: ClassVar[str] = "discovered"
    url: str
    via: str
    at: datetime
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The page's bytes are in the crawl's archive: `offset` and `length` of the gzip member, `digest` as in `ArchivePosition`."""

    event: ClassVar[str] = "fetched"
    url: str
    status: int
    offset: int
    length: int
    digest: str
    at: datetime
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The crawl itself decided the outcome; `reason` is short and stable."""

    event: ClassVar[str] = "ended"
    url: str
    outcome: Outcome
    reason: str


Event = Discovered | Fetched | Ended


class LedgerWriter:
    """Appends events to a new file. Raises `FileExistsError` when there is one already: a ledger belongs to one crawl."""

    def __init__(self, path: Path) -> None:
        self._lines = LineWriter(path)

    def write(self, event: Event) -> None:
        """One line, handed to the operating system before this returns."""
        self._lines.write({"event": event.event} | dataclasses.asdict(event))

    def close(self) -> None:
        """Flushes to disk and closes."""
        self._lines.close()


def read_ledger(path: Path) -> Iterator[Event]:
    """The events in order; a last line without its end, as a killed crawl leaves it, is left out. Raises `LedgerError` for any other bad line."""
    for number, line in whole_lines(path):
        try:
            yield _event(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise LedgerError(f"{path}: line {number} is no event: {error}") from error


def _event(raw: dict[str, object]) -> Event:
    kind = raw.pop("event")
    if kind == Ended.event:
        return Ended(url=str(raw["url"]), outcome=Outcome(str(raw["outcome"])), reason=str(raw["reason"]))
    at = datetime.fromisoformat(str(raw.pop("at")))
    if kind == Discovered.event:
        return Discovered(at=at, day=day_of(raw.pop("day", None)), **raw)  # type: ignore[arg-type]
    if kind == Fetched.event:
        return Fetched(at=at, **raw)  # type: ignore[arg-type]
    raise ValueError(f"unknown event {kind!r}")
