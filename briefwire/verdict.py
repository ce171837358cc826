"""The verdict of a run: judged from its report and its books alone, never from an exit code (Scrapy exits 0 on almost every failure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from briefwire.bounds import Bounds, Figures, fallen
from scrapers.engine.ledger import Ended
from scrapers.engine.report import RouteFailure, RunReport
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
    SHORT = "short"  # less than the source's minimum or habit, or a listing that ended early
    IMBALANCED = "imbalanced"  # a discovered URL had no outcome of its own
    BLOCKED = "blocked"  # the site or its robots.txt refuses us
    LAYOUT_CHANGED = "layout_changed"  # pages came, but their fields did not
    LISTING_MOVED = "listing_moved"  # the listing is gone or is no longer the listing we know
    UNREACHABLE = "unreachable"  # network errors, time-outs, server errors
    CRASHED = "crashed"  # the crawl or the load died
    OVER_BUDGET = "over_budget"  # the limit of requests, time or memory was spent before the end


# What the crawl alone decides, before a page is read: reading the pages again would not change it.
BY_CRAWL = frozenset(
    {Verdict.EMPTY, Verdict.SHORT, Verdict.BLOCKED, Verdict.LISTING_MOVED, Verdict.UNREACHABLE, Verdict.CRASHED, Verdict.IMBALANCED}
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason in words, and whether the run's articles are published: all is well, or what was read is good although something is missing."""

    verdict: Verdict
    reason: str
    publishes: bool


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


@dataclass(frozen=True, slots=True)
class Catch:
    """What a crawl brought home: `ended` are the URLs whose outcome it decided, `fetched` counts those whose page lies in the archive, `unbooked` those with
    neither, `candidates` those that a listing showed and the candidate rule lets in. `skipped`: a polled feed shows nothing of what it showed last time.
    """

    ended: Sequence[Ended]
    fetched: int
    unbooked: int
    candidates: int
    skipped: bool = False


def judge_crawl(declaration: SourceDeclaration, report: RunReport | None, catch: Catch, bounds: Bounds) -> Judgement:
    """The verdict after the crawl. `report` is None when the crawl died; `bounds` are those of its day."""
    if report is None:
        return _red(Verdict.CRASHED, "the crawl died before it wrote its report; what it had fetched is in the archive")
    if report.finish_reason not in ("finished", *SPENT):
        return _red(Verdict.CRASHED, f"the crawl was stopped before its end ({report.finish_reason})")
    if report.listing.method is None:
        return _listing_failed(report)
    if report.finish_reason != "finished":
        left = sum(ended.outcome is Outcome.DEFERRED for ended in catch.ended)
        return Judgement(
            Verdict.OVER_BUDGET,
            f"the crawl ended early ({report.finish_reason}); {left} pages are deferred to the next run",
            publishes=True,
        )
    if catch.unbooked:
        return _red(Verdict.IMBALANCED, f"{catch.unbooked} discovered URLs have no outcome")
    if (few := _too_few(declaration, report, catch.candidates, bounds)) is not None:
        return few
    if (lost := _losses(catch)) is not None:
        return lost
    if catch.skipped:
        # Published all the same: what the feed shows now is good, and would be lost as well by the next poll.
        return Judgement(
            Verdict.SHORT, "the feed shows nothing of what it showed last time: what stood in it between is not known", publishes=True
        )
    return Judgement(Verdict.OK, _well(report, catch.candidates), publishes=True)


def judge_pages(
    declaration: SourceDeclaration, candidates: int, parse_failed: int, rejected: int, figures: Figures, bounds: Bounds
) -> Judgement:
    """The verdict after extraction and cleaning.

    `candidates` are the pages of the day, known and unchanged ones included; `figures` count the pages that became articles in this run and their fields.
    """
    if parse_failed > TOLERATED_LOSS * candidates:
        return _red(Verdict.LAYOUT_CHANGED, f"{parse_failed} of {candidates} pages could not be parsed; see the reasons in v1.outcome")
    if candidates and rejected > max(1, candidates // 2):
        return _red(Verdict.LAYOUT_CHANGED, f"{rejected} of {candidates} pages held no article; see the reasons in v1.outcome")
    filled = {"title": figures.titled, "body": figures.bodied, "published_at": figures.dated}
    for field in FieldFill.model_fields:
        least, missing = getattr(declaration.field_fill, field), figures.read - filled[field]
        # One bad page among good ones is no redesign, however small the day.
        if missing > max(1 if filled[field] else 0, (1 - least) * figures.read):
            return _red(
                Verdict.LAYOUT_CHANGED, f"{field} is filled in {filled[field]} of {figures.read} pages, below the declared {least:.0%}"
            )
    # A revisit reads only what changed, of which the habit of whole days says nothing.
    if 2 * figures.read >= candidates and (fell := fallen(bounds, figures)) is not None:
        return _red(Verdict.LAYOUT_CHANGED, fell)
    return Judgement(Verdict.OK, f"{figures.read} articles read", publishes=True)


def day_is_over(declaration: SourceDeclaration, report: RunReport) -> bool:
    """Whether the crawl began after the end of its day in the source's zone. A day still running may hold anything."""
    after = datetime.combine(report.day + timedelta(days=1), datetime.min.time(), declaration.zone)
    return report.started_at >= after.astimezone(UTC)


def _red(verdict: Verdict, reason: str) -> Judgement:
    return Judgement(verdict, reason, publishes=False)


def _well(report: RunReport, candidates: int) -> str:
    listed = f"listed by {report.listing.method}"
    if candidates == 0 and _witnessed(report):
        return f"nothing on this day: the list goes on from {report.listing.oldest} to {report.listing.newest}, {listed}"
    return f"{candidates} candidate{'' if candidates == 1 else 's'}, {listed}"


def _witnessed(report: RunReport) -> bool:
    """Whether the listing shows pages of days before and after this one: then its silence about it is an answer."""
    oldest, newest = report.listing.oldest, report.listing.newest
    return oldest is not None and newest is not None and oldest < report.day < newest


def _listing_failed(report: RunReport) -> Judgement:
    if not report.listing.failures:
        return _red(Verdict.CRASHED, f"no listing was read and none failed (finish reason {report.finish_reason})")
    tried = "; ".join(f"{failure.method} {failure.url}: {failure.reason}" for failure in report.listing.failures)
    # The first route is the one that the source is known by; the others only stand in for it.
    return _red(_listing_verdict(report.listing.failures[0]), f"no listing could be read: {tried}")


def _listing_verdict(failure: RouteFailure) -> Verdict:
    if failure.cut:
        return Verdict.SHORT
    verdict = _loss(failure.outcome, failure.reason)
    return (
        Verdict.LISTING_MOVED
        if verdict in (None, Verdict.LAYOUT_CHANGED)
        else Verdict.UNREACHABLE
        if verdict is Verdict.OVER_BUDGET
        else verdict
    )


def _too_few(declaration: SourceDeclaration, report: RunReport, candidates: int, bounds: Bounds) -> Judgement | None:
    if candidates >= bounds.least or not (declaration.polled or day_is_over(declaration, report)):
        return None
    if candidates:
        return _red(Verdict.SHORT, f"{candidates} candidates found, at least {bounds.least} expected: {bounds.basis}")
    if declaration.volume.minimum == 0 and _witnessed(report):
        return None
    return _red(Verdict.EMPTY, f"no candidates found, at least {bounds.least} expected: {bounds.basis}")


def _losses(catch: Catch) -> Judgement | None:
    lost = Counter(verdict for ended in catch.ended if (verdict := _loss(ended.outcome, ended.reason)) is not None)
    everything = max(catch.candidates, catch.fetched + lost.total())
    for verdict in (Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.LAYOUT_CHANGED, Verdict.OVER_BUDGET):
        if lost[verdict] > TOLERATED_LOSS * everything:
            reason = f"{lost[verdict]} of {everything} pages were {_LOST[verdict]}; see the reasons in v1.outcome"
            return Judgement(verdict, reason, publishes=verdict is Verdict.OVER_BUDGET)
    return None


_LOST = {
    Verdict.BLOCKED: "refused",
    Verdict.UNREACHABLE: "not to be had",
    Verdict.LAYOUT_CHANGED: "no pages of the kind we know",
    Verdict.OVER_BUDGET: "deferred",
}


def _loss(outcome: Outcome, reason: str) -> Verdict | None:
    """What the loss of one URL speaks for; None when nothing was lost. Reasons are the engine's stable words."""
    match outcome:
        case Outcome.BLOCKED:
            return Verdict.BLOCKED
        case Outcome.ROBOTS_DENIED:
            return Verdict.UNREACHABLE if reason.startswith("robots.txt unreachable") else Verdict.BLOCKED
        case Outcome.SOFT_ERROR if reason == "consent wall":
            return Verdict.BLOCKED
        case Outcome.SOFT_ERROR if reason in ("soft 404", "empty shell", "empty body"):
            return Verdict.LAYOUT_CHANGED
        case Outcome.SOFT_ERROR | Outcome.FETCH_FAILED:
            return Verdict.UNREACHABLE
        case Outcome.DEFERRED if reason.startswith("retry-after"):
            return Verdict.BLOCKED if "(http 429)" in reason else Verdict.UNREACHABLE
        case Outcome.DEFERRED if reason.startswith("host keeps failing"):
            return Verdict.UNREACHABLE
        case Outcome.DEFERRED:
            return Verdict.OVER_BUDGET
    return None
