"""The run report: what the parent process believes about a crawl. A crawl without a report crashed, whatever its exit code."""

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome

REPORT_FILE = "report.json"


class ReportError(BriefwireError):
    """A run report is missing or cannot be read: the crawl crashed, or the file was altered."""


@dataclass(frozen=True, slots=True)
class RouteFailure:
    """A discovery route that did not work: the listing asked for and why it failed. `listing moved: ...` reasons come from the source's own reader."""

    method: str
    url: str
    outcome: Outcome
    reason: str


@dataclass(slots=True)
class ListingReport:
    """How discovery went: the method that worked (None: no one did), listing requests of all routes, entries read on the route that worked
    (of any day), and every route that failed before it."""

    method: str | None = None
    requests: int = 0
    entries: int = 0
    failures: list[RouteFailure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a finished crawl says about itself. Times are aware. `finish_reason` is `finished` only when every discovered page was asked for; others are
    `over_budget`, `shutdown` (a signal), `closespider_timeout`, `memusage_exceeded`, `archive_failed`, `start_error`.
    `requests` counts every request sent, robots.txt, redirects and retries included; `bytes_received` counts response bytes before content
    decoding; `statuses` counts responses by HTTP status; `peak_memory_mb` is the process's largest resident size in MiB.
    """

    run_id: str
    source: str
    day: date
    finish_reason: str
    started_at: datetime
    ended_at: datetime
    listing: ListingReport
    discovered: int
    fetched: int
    ended: Mapping[str, int]
    requests: int
    retries: int
    statuses: Mapping[str, int]
    bytes_received: int
    peak_memory_mb: float

    def write(self, path: Path) -> None:
        """Writes the report whole or not at all: temporary name, fsync, rename."""
        raw = dataclasses.asdict(self) | {
            "day": self.day.isoformat(),
            "started_at": self.started_at.isoformat(),
            "ended_at": self.ended_at.isoformat(),
        }
        part = path.with_name(path.name + ".part")
        with part.open("w", encoding="utf8") as file:
            json.dump(raw, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        rename_durably(part, path)

    @classmethod
    def read(cls, path: Path) -> "RunReport":
        """The report in a file that `write` made. Raises `ReportError`."""
        try:
            raw = json.loads(path.read_text(encoding="utf8"))
            listing = raw["listing"]
            failures = [RouteFailure(**failure | {"outcome": Outcome(failure["outcome"])}) for failure in listing["failures"]]
            return cls(
                **(
                    raw
                    | {
                        "day": date.fromisoformat(raw["day"]),
                        "started_at": datetime.fromisoformat(raw["started_at"]),
                        "ended_at": datetime.fromisoformat(raw["ended_at"]),
                        "listing": ListingReport(**listing | {"failures": failures}),
                    }
                )
            )
        except OSError as error:
            raise ReportError(f"{path}: cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise ReportError(f"{path}: not a run report: {error}") from error


def rename_durably(part: Path, target: Path) -> None:
    """Renames within one folder so that the new name survives a power cut."""
    part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
