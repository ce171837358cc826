"""The run report: what the parent process believes about a crawl. A crawl without a report crashed, whatever its exit code."""

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from scrapers.engine.jsonlines import day_of, iso
from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome

REPORT_FILE = "report.json"


class ReportError(BriefwireError):
    """A run report is missing or cannot be read: the crawl crashed, or the file was altered."""


@dataclass(frozen=True, slots=True)
class RouteFailure:
    """A discovery route that did not work: the listing asked for and why it failed. `listing moved: ...` and `listing cut: ...` reasons come from the
    source's own reader; `cut` says that the listing ended before it should. A host that asked to be left alone for longer than a run has gives
    `retry-after N s (http 429)` (or 503)."""

    method: str
    url: str
    outcome: Outcome
    reason: str
    cut: bool = False


@dataclass(slots=True)
class ListingReport:
    """How discovery went: the method that worked (None: no one did), listing requests of all routes, entries read on the route that worked
    (of any day), every route that failed before it, and the oldest and newest publication day of those entries (None: none of them is dated)."""

    method: str | None = None
    requests: int = 0
    entries: int = 0
    failures: list[RouteFailure] = field(default_factory=list)
    oldest: date | None = None
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a finished crawl says about itself. Times are aware. `finish_reason` is `finished` only when every discovered page was asked for; others are
    `over_budget`, `shutdown` (a signal), `closespider_timeout`, `memusage_exceeded`, `archive_failed`, `start_error`.
    `requests` counts every request sent, robots.txt, redirects and retries included; `bytes_received` counts response bytes before content
    decoding; `statuses` counts responses by HTTP status; `peak_memory_mb` is the process's largest resident size in MiB; `page_classes` counts the
    responses to listings and pages that were no page to read, by `PageClass`.
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
    page_classes: Mapping[str, int] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Writes the report whole or not at all: temporary name, fsync, rename."""
        part = path.with_name(path.name + ".part")
        with part.open("w", encoding="utf8") as file:
            json.dump(dataclasses.asdict(self), file, ensure_ascii=False, indent=1, default=iso)
            file.flush()
            os.fsync(file.fileno())
        rename_durably(part, path)

    @classmethod
    def read(cls, path: Path) -> "RunReport":
        """The report in a file that `write` made. Raises `ReportError`."""
        try:
            raw = json.loads(path.read_text(encoding="utf8"))
            listing = raw["listing"]
            range_read = {end: day_of(listing.get(end)) for end in ("oldest", "newest")}
            failures = [RouteFailure(**failure | {"outcome": Outcome(failure["outcome"])}) for failure in listing["failures"]]
            return cls(
                **(
                    raw
                    | {
                        "day": date.fromisoformat(raw["day"]),
                        "started_at": datetime.fromisoformat(raw["started_at"]),
                        "ended_at": datetime.fromisoformat(raw["ended_at"]),
                        "listing": ListingReport(**listing | {"failures": failures} | range_read),
                    }
                )
            )
        except OSError as error:
            raise ReportError(f"{path}: cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ReportError(f"{path}: not a run report: {error}") from error


def rename_durably(part: Path, target: Path) -> None:
    """Renames within one folder so that the new name survives a power cut."""
    part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
