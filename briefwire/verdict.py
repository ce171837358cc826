"""The verdict of a run: judged from its report and its books alone, never from an exit code (Scrapy exits 0 on almost every failure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scrapers.engine.report import RunReport
from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome
from scrapers.registry import FieldFill, SourceDeclaration

# The share of candidates that may be lost to one kind of failure before the whole run is red: single bad pages stand in the ledger, a tenth of a
# day is a fault of the site or of ours.
TOLERATED_LOSS = 0.1

# The finish reasons of a crawl that ended in order, though early.
SPENT = ("over_budget", "closespider_timeout", "memusage_exceeded")


class Verdict(StrEnum):
    """What one run amounts to (closed list)."""

    OK = "ok"
    EMPTY = "empty"  # the listing was read and held nothing, where the source always has something
    SHORT = "short"  # less than the source's minimum
    IMBALANCED = "imbalanced"  # a discovered URL had no outcome of its own
    BLOCKED = "blocked"  # the site or its robots.txt refuses us
    LAYOUT_CHANGED = "layout_changed"  # pages came, but their fields did not
    LISTING_MOVED = "listing_moved"  # the listing is gone or is no longer the listing we know
    UNREACHABLE = "unreachable"  # network errors, time-outs, server errors
    CRASHED = "crashed"  # the crawl or the load died
    OVER_BUDGET = "over_budget"  # the limit of requests, time or memory was spent before the end


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason in words."""

    verdict: Verdict
    reason: str

    @property
    def publishes(self) -> bool:
        """Whether the articles of such a run are published: all is well, or the budget ended a crawl whose pages are good (the rest is `deferred`)."""
        return self.verdict in (Verdict.OK, Verdict.OVER_BUDGET)


class RunFailed(BriefwireError):
    """A run ended with a verdict other than ok and trying again at once would not help."""

    def __init__(self, verdict: str, reason: str, run_id: str) -> None:
        super().__init__(f"{verdict}: {reason} (run {run_id})")
        self.verdict, self.reason, self.run_id = verdict, reason, run_id


class SiteUnavailable(RunFailed):
    """The site could not be reached or the crawl died: worth trying again after a while."""


def raise_for(verdict: str, reason: str, run_id: str) -> None:
    """Nothing for `ok`, else `SiteUnavailable` (unreachable, crashed) or `RunFailed`."""
    if verdict == Verdict.OK:
        return
    passing = verdict in (Verdict.UNREACHABLE, Verdict.CRASHED)
    raise (SiteUnavailable if passing else RunFailed)(verdict, reason, run_id)


def judge_crawl(
    declaration: SourceDeclaration, report: RunReport | None, booked: Mapping[Outcome, int], fetched: int, unbooked: int
) -> Judgement:
    """The verdict after the crawl.

    `booked` counts the outcomes that the crawl decided, `fetched` the URLs whose page lies in the archive, `unbooked` the discovered URLs with neither.
    """
    if report is None:
        return Judgement(Verdict.CRASHED, "the crawl died before it wrote its report; what it had fetched is in the archive")
    if report.finish_reason not in ("finished", *SPENT):
        return Judgement(Verdict.CRASHED, f"the crawl was stopped before its end ({report.finish_reason})")
    if report.listing.method is None:
        return _listing_failed(report)
    if report.finish_reason != "finished":
        return Judgement(
            Verdict.OVER_BUDGET,
            f"the crawl ended early ({report.finish_reason}); {booked.get(Outcome.DEFERRED, 0)} pages are deferred to the next run",
        )
    if unbooked:
        return Judgement(Verdict.IMBALANCED, f"{unbooked} discovered URLs have no outcome")
    candidates = fetched + sum(count for outcome, count in booked.items() if outcome not in (Outcome.OUT_OF_SCOPE, Outcome.DUPLICATE_URL))
    if (few := _too_few(declaration, candidates, "candidates found")) is not None:
        return few
    return _losses(booked, candidates) or Judgement(
        Verdict.OK, f"{candidates} candidate{'' if candidates == 1 else 's'}, listed by {report.listing.method}"
    )


def judge_pages(
    declaration: SourceDeclaration, candidates: int, parse_failed: int, rejected: int, filled: Mapping[str, int], cleaned: int
) -> Judgement:
    """The verdict after extraction and cleaning.

    `candidates` are the pages of the day, known and unchanged ones included; `cleaned` those that became articles; `filled` how many of these
    carry each field of `field_fill`.
    """
    if parse_failed > TOLERATED_LOSS * candidates:
        return Judgement(Verdict.LAYOUT_CHANGED, f"{parse_failed} of {candidates} pages could not be parsed; see the reasons in v1.outcome")
    if candidates and rejected > max(1, candidates // 2):
        return Judgement(Verdict.LAYOUT_CHANGED, f"{rejected} of {candidates} pages held no article; see the reasons in v1.outcome")
    for field in FieldFill.model_fields:
        least = getattr(declaration.field_fill, field)
        if cleaned and filled[field] < least * cleaned:
            return Judgement(
                Verdict.LAYOUT_CHANGED, f"{field} is filled in {filled[field]} of {cleaned} pages, below the declared {least:.0%}"
            )
    return Judgement(Verdict.OK, f"{cleaned} articles read")


def _listing_failed(report: RunReport) -> Judgement:
    if not report.listing.failures:
        return Judgement(Verdict.CRASHED, f"no listing was read and none failed (finish reason {report.finish_reason})")
    first = report.listing.failures[0]
    tried = "; ".join(f"{failure.method} {failure.url}: {failure.reason}" for failure in report.listing.failures)
    verdicts = {
        Outcome.BLOCKED: Verdict.BLOCKED,
        Outcome.ROBOTS_DENIED: Verdict.BLOCKED,
        Outcome.FETCH_FAILED: Verdict.UNREACHABLE,
        Outcome.DEFERRED: Verdict.UNREACHABLE,
    }
    return Judgement(verdicts.get(Outcome(first.outcome), Verdict.LISTING_MOVED), f"no listing could be read: {tried}")


def _too_few(declaration: SourceDeclaration, count: int, what: str) -> Judgement | None:
    minimum = declaration.volume.minimum
    if count >= minimum:
        return None
    if count == 0:
        return Judgement(Verdict.EMPTY, f"no {what}, where {declaration.name} has at least {minimum} a day")
    return Judgement(Verdict.SHORT, f"{count} {what}, below the minimum of {minimum} a day")


def _losses(booked: Mapping[Outcome, int], candidates: int) -> Judgement | None:
    refused = booked.get(Outcome.BLOCKED, 0) + booked.get(Outcome.ROBOTS_DENIED, 0)
    failed = booked.get(Outcome.FETCH_FAILED, 0) + booked.get(Outcome.SOFT_ERROR, 0)
    if refused > TOLERATED_LOSS * candidates:
        return Judgement(Verdict.BLOCKED, f"{refused} of {candidates} pages were refused; see the reasons in v1.outcome")
    if failed > TOLERATED_LOSS * candidates:
        return Judgement(Verdict.UNREACHABLE, f"{failed} of {candidates} pages could not be fetched; see the reasons in v1.outcome")
    deferred = booked.get(Outcome.DEFERRED, 0)
    if deferred > TOLERATED_LOSS * candidates:
        return Judgement(Verdict.OVER_BUDGET, f"{deferred} of {candidates} pages were deferred; see the reasons in v1.outcome")
    return None
