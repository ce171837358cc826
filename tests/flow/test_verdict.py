"""Each verdict from the books that earn it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from briefwire.bounds import Bounds, Figures
from briefwire.verdict import BY_CRAWL, Catch, RunFailed, SiteUnavailable, Verdict, day_is_over, judge_crawl, judge_pages, raise_for
from scrapers import registry
from scrapers.engine.ledger import Ended
from scrapers.engine.report import ListingReport, RouteFailure, RunReport
from scrapers.outcomes import Outcome

DAY = date(2025, 5, 6)
OUTLET = registry.load("urdupoint")
MINISTRY = registry.load("china_mfa")
POLLED = registry.load("us_state")
FLOOR = Bounds(None, 1, "the declared minimum")
NO_FLOOR = Bounds(None, 0, "the declared minimum")
HABIT = Bounds(20, 12, "the last 8 Tuesdays had 18 to 24")
FINE = RunReport(
    run_id="urdupoint.2025-05-06.20250507T000000Z.abcdef",
    source="urdupoint",
    day=DAY,
    finish_reason="finished",
    started_at=datetime(2025, 5, 7, tzinfo=UTC),
    ended_at=datetime(2025, 5, 7, 0, 1, tzinfo=UTC),
    listing=ListingReport(method="sitemap", requests=1, entries=20),
    discovered=20,
    fetched=20,
    ended={},
    requests=22,
    retries=0,
    statuses={"200": 22},
    bytes_received=1000,
    peak_memory_mb=90.0,
)
YOUNG = replace(FINE, started_at=datetime(2025, 5, 6, 12, tzinfo=UTC))
FULL = Figures(DAY, 20, *([20] * 7))


def lost(outcome: Outcome, count: int, reason: str = "why") -> list[Ended]:
    return [Ended(f"https://www.urdupoint.com/{outcome}/{number}", outcome, reason) for number in range(count)]


def catch(fetched: int, ended: Iterable[Ended] = (), unbooked: int = 0) -> Catch:
    ended = tuple(ended)
    barred = sum(one.outcome in (Outcome.OUT_OF_SCOPE, Outcome.DUPLICATE_URL) for one in ended)
    return Catch(ended, fetched, unbooked, candidates=fetched + len(ended) + unbooked - barred)


@pytest.mark.parametrize(
    ("report", "found", "verdict"),
    [
        (FINE, catch(20), Verdict.OK),
        (FINE, catch(0, lost(Outcome.UNCHANGED, 20)), Verdict.OK),
        (FINE, catch(18, [*lost(Outcome.GONE, 1), *lost(Outcome.FETCH_FAILED, 1)]), Verdict.OK),
        (None, catch(5, unbooked=2), Verdict.CRASHED),
        (replace(FINE, finish_reason="shutdown"), catch(5), Verdict.CRASHED),
        (replace(FINE, finish_reason="archive_failed"), catch(5), Verdict.CRASHED),
        (replace(FINE, finish_reason="over_budget"), catch(10, lost(Outcome.DEFERRED, 10)), Verdict.OVER_BUDGET),
        (replace(FINE, finish_reason="memusage_exceeded"), catch(10, lost(Outcome.DEFERRED, 10)), Verdict.OVER_BUDGET),
        (FINE, catch(19, unbooked=1), Verdict.IMBALANCED),
        (FINE, catch(0, lost(Outcome.OUT_OF_SCOPE, 9)), Verdict.EMPTY),
        (FINE, catch(0), Verdict.EMPTY),
        (FINE, catch(14, lost(Outcome.BLOCKED, 6, "http 403")), Verdict.BLOCKED),
        (FINE, catch(14, lost(Outcome.SOFT_ERROR, 6, "consent wall")), Verdict.BLOCKED),
        (FINE, catch(14, lost(Outcome.DEFERRED, 6, "retry-after 900 s (http 429)")), Verdict.BLOCKED),
        (FINE, catch(14, lost(Outcome.DEFERRED, 6, "retry-after 900 s (http 503)")), Verdict.UNREACHABLE),
        (FINE, catch(14, lost(Outcome.DEFERRED, 6, "host keeps failing: http 500")), Verdict.UNREACHABLE),
        (FINE, catch(0, lost(Outcome.ROBOTS_DENIED, 20, "robots.txt forbids")), Verdict.BLOCKED),
        (FINE, catch(0, lost(Outcome.ROBOTS_DENIED, 20, "robots.txt unreachable: time-out")), Verdict.UNREACHABLE),
        (FINE, catch(14, lost(Outcome.FETCH_FAILED, 6, "time-out")), Verdict.UNREACHABLE),
        (FINE, catch(14, lost(Outcome.SOFT_ERROR, 6, "maintenance page")), Verdict.UNREACHABLE),
        (FINE, catch(14, lost(Outcome.SOFT_ERROR, 6, "soft 404")), Verdict.LAYOUT_CHANGED),
        (FINE, catch(14, lost(Outcome.SOFT_ERROR, 6, "empty shell")), Verdict.LAYOUT_CHANGED),
        (FINE, catch(14, lost(Outcome.DEFERRED, 6)), Verdict.OVER_BUDGET),
    ],
)
def test_a_crawl_is_judged_by_its_books(report: RunReport | None, found: Catch, verdict: Verdict) -> None:
    judgement = judge_crawl(OUTLET, report, found, FLOOR)
    assert judgement.verdict is verdict
    assert judgement.reason
    assert judgement.publishes == (verdict in (Verdict.OK, Verdict.OVER_BUDGET))


@pytest.mark.parametrize(
    ("failure", "verdict"),
    [
        (("sitemap", Outcome.FETCH_FAILED, "http 500", False), Verdict.UNREACHABLE),
        (("sitemap", Outcome.SOFT_ERROR, "maintenance page", False), Verdict.UNREACHABLE),
        (("sitemap", Outcome.DEFERRED, "retry-after 900 s (http 503)", False), Verdict.UNREACHABLE),
        (("sitemap", Outcome.DEFERRED, "retry-after 900 s (http 429)", False), Verdict.BLOCKED),
        (("sitemap", Outcome.BLOCKED, "challenge page", False), Verdict.BLOCKED),
        (("sitemap", Outcome.SOFT_ERROR, "consent wall", False), Verdict.BLOCKED),
        (("sitemap", Outcome.ROBOTS_DENIED, "robots.txt forbids", False), Verdict.BLOCKED),
        (("sitemap", Outcome.ROBOTS_DENIED, "robots.txt unreachable: time-out", False), Verdict.UNREACHABLE),
        (("sitemap", Outcome.GONE, "http 404", False), Verdict.LISTING_MOVED),
        (("sitemap", Outcome.SOFT_ERROR, "soft 404", False), Verdict.LISTING_MOVED),
        (("sitemap", Outcome.PARSE_FAILED, "listing moved: not XML", False), Verdict.LISTING_MOVED),
        (("sitemap", Outcome.PARSE_FAILED, "listing cut: an empty page behind a full one", True), Verdict.SHORT),
    ],
)
def test_a_listing_that_cannot_be_read_says_why(failure: tuple[str, Outcome, str, bool], verdict: Verdict) -> None:
    method, outcome, reason, cut = failure
    first = RouteFailure(method, "https://www.urdupoint.com/x", outcome, reason, cut)
    second = RouteFailure("feed", "https://www.urdupoint.com/feed", Outcome.GONE, "http 404")
    report = replace(FINE, listing=ListingReport(method=None, requests=2, entries=0, failures=[first, second]))
    judgement = judge_crawl(OUTLET, report, catch(0), FLOOR)
    assert (judgement.verdict, judgement.publishes) == (verdict, False)
    assert reason in judgement.reason and "feed" in judgement.reason


def test_what_a_source_usually_has_is_asked_of_it() -> None:
    assert judge_crawl(OUTLET, FINE, catch(12), HABIT).verdict is Verdict.OK
    short = judge_crawl(OUTLET, FINE, catch(11), HABIT)
    assert (short.verdict, short.reason) == (Verdict.SHORT, "11 candidates found, at least 12 expected: the last 8 Tuesdays had 18 to 24")
    assert judge_crawl(OUTLET, FINE, catch(0), HABIT).verdict is Verdict.EMPTY


def test_a_day_still_running_is_neither_empty_nor_short() -> None:
    assert not day_is_over(OUTLET, YOUNG)
    assert day_is_over(OUTLET, replace(YOUNG, started_at=datetime(2025, 5, 6, 19, tzinfo=UTC)))  # midnight in Karachi
    assert judge_crawl(OUTLET, YOUNG, catch(0), HABIT).verdict is Verdict.OK
    assert judge_crawl(OUTLET, YOUNG, catch(3), HABIT).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("bounds", "oldest", "newest", "verdict"),
    [
        (NO_FLOOR, None, None, Verdict.OK),
        (HABIT, None, None, Verdict.EMPTY),
        (HABIT, date(2025, 4, 20), date(2025, 5, 5), Verdict.EMPTY),  # the list ends before the day: it may have stood still
        (HABIT, date(2025, 4, 20), date(2025, 5, 6), Verdict.EMPTY),
        (HABIT, date(2025, 4, 20), date(2025, 5, 7), Verdict.OK),  # it goes on after the day: the ministry was silent
    ],
)
def test_a_ministry_may_be_silent_where_its_list_bears_witness(
    bounds: Bounds, oldest: date | None, newest: date | None, verdict: Verdict
) -> None:
    report = replace(FINE, listing=ListingReport(method="section", requests=1, entries=20, oldest=oldest, newest=newest))
    judgement = judge_crawl(MINISTRY, report, catch(0), bounds)
    assert judgement.verdict is verdict
    if verdict is Verdict.OK and newest:
        assert judgement.reason == "nothing on this day: the list goes on from 2025-04-20 to 2025-05-07, listed by section"


def test_an_outlet_is_never_silent() -> None:
    listing = ListingReport(method="archive", requests=1, entries=20, oldest=date(2025, 5, 5), newest=date(2025, 5, 7))
    assert judge_crawl(OUTLET, replace(FINE, listing=listing), catch(0), FLOOR).verdict is Verdict.EMPTY


def test_a_feed_that_skipped_is_red_and_published_all_the_same() -> None:
    judgement = judge_crawl(POLLED, FINE, replace(catch(10), skipped=True), FLOOR)
    assert (judgement.verdict, judgement.publishes) == (Verdict.SHORT, True)


def test_a_crawl_without_a_listing_and_without_a_failure_crashed() -> None:
    report = replace(FINE, listing=ListingReport())
    assert judge_crawl(OUTLET, report, catch(0), FLOOR).verdict is Verdict.CRASHED


def test_pages_that_were_not_read_are_told() -> None:
    assert judge_pages(OUTLET, 20, 2, 0, FULL, FLOOR).verdict is Verdict.OK
    assert judge_pages(OUTLET, 20, 3, 0, FULL, FLOOR).verdict is Verdict.LAYOUT_CHANGED
    assert judge_pages(OUTLET, 20, 0, 11, FULL, FLOOR).verdict is Verdict.LAYOUT_CHANGED
    assert judge_pages(OUTLET, 1, 0, 1, FULL, FLOOR).verdict is Verdict.OK  # one page of captions is no redesign


def test_a_field_below_its_declared_or_usual_share_is_told() -> None:
    assert judge_pages(OUTLET, 20, 0, 0, replace(FULL, dated=19), FLOOR).verdict is Verdict.OK  # one page among good ones
    assert judge_pages(OUTLET, 20, 0, 0, replace(FULL, dated=18), FLOOR).verdict is Verdict.LAYOUT_CHANGED
    assert judge_pages(OUTLET, 1, 0, 0, Figures(DAY, 1, 1, 1, 1, 0, 1, 1, 1), FLOOR).verdict is Verdict.LAYOUT_CHANGED
    usual = Bounds(20, 12, "", (("bylined", 1.0, 0.9),))
    assert judge_pages(OUTLET, 20, 0, 0, FULL, usual).verdict is Verdict.OK
    fell = judge_pages(OUTLET, 20, 0, 0, replace(FULL, bylined=0), usual)
    assert (fell.verdict, fell.publishes) == (Verdict.LAYOUT_CHANGED, False)
    assert "a byline stands in 0 of 20 pages" in fell.reason
    # Of a revisit's few changed pages nothing can be said.
    assert judge_pages(OUTLET, 50, 0, 0, replace(FULL, bylined=0), usual).verdict is Verdict.OK


def test_only_what_may_pass_is_worth_another_try() -> None:
    raise_for("ok", "", "x")
    for verdict in Verdict:
        if verdict is Verdict.OK:
            continue
        expected = SiteUnavailable if verdict in (Verdict.UNREACHABLE, Verdict.CRASHED) else RunFailed
        with pytest.raises(RunFailed) as caught:
            raise_for(verdict, "why", "x")
        assert type(caught.value) is expected


def test_what_a_crawl_decides_is_not_read_again() -> None:
    assert {Verdict.OK, Verdict.LAYOUT_CHANGED, Verdict.OVER_BUDGET} == set(Verdict) - BY_CRAWL
