"""The crawl's ledger: one line of JSON per event, flushed as it happens, so that a killed crawl still says how far it came."""

import dataclasses
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome

LEDGER_FILE = "ledger.jsonl"


class LedgerError(BriefwireError):
    """A ledger holds a line, other than a torn last one, that is no event."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """A canonical URL was found, once per crawl. `via` is the discovery method; `at` is aware."""

    event: ClassVar[str] = "discovered"
    url: str
    via: str
    at: datetime


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
        self._file = path.open("x", encoding="utf8")

    def write(self, event: Event) -> None:
        """One line, handed to the operating system before this returns."""
        line = {"event": event.event} | dataclasses.asdict(event)
        self._file.write(json.dumps(line, ensure_ascii=False, default=datetime.isoformat) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Flushes to disk and closes."""
        os.fsync(self._file.fileno())
        self._file.close()


def read_ledger(path: Path) -> Iterator[Event]:
    """The events in order; a last line without its end, as a killed crawl leaves it, is left out. Raises `LedgerError` for any other bad line."""
    with path.open(encoding="utf8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.endswith("\n"):
                return
            try:
                yield _event(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise LedgerError(f"{path}: line {number} is no event: {error}") from error


def _event(raw: dict[str, object]) -> Event:
    kind = raw.pop("event")
    if kind == Ended.event:
        return Ended(url=str(raw["url"]), outcome=Outcome(str(raw["outcome"])), reason=str(raw["reason"]))
    at = datetime.fromisoformat(str(raw.pop("at")))
    if kind == Discovered.event:
        return Discovered(at=at, **raw)  # type: ignore[arg-type]
    if kind == Fetched.event:
        return Fetched(at=at, **raw)  # type: ignore[arg-type]
    raise ValueError(f"unknown event {kind!r}")
