"""Each verdict from the books that earn it."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from briefwire.verdict import RunFailed, SiteUnavailable, Verdict, judge_crawl, judge_pages, raise_for
from scrapers import registry
from scrapers.engine.report import ListingReport, RouteFailure, RunReport
from scrapers.outcomes import Outcome

OUTLET = registry.load("urdupoint")
MINISTRY = registry.load("china_mfa")
FINE = RunReport(
    run_id="urdupoint.2025-05-06.20250507T000000Z.abcdef",
    source="urdupoint",
    day=date(2025, 5, 6),
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


def unlisted(outcome: Outcome) -> RunReport:
    failure = RouteFailure(method="sitemap", url="https://www.urdupoint.com/x", outcome=outcome, reason="why")
    return replace(FINE, listing=ListingReport(method=None, requests=1, entries=0, failures=[failure]))


@pytest.mark.parametrize(
    ("report", "booked", "fetched", "unbooked", "verdict"),
    [
        (FINE, {}, 20, 0, Verdict.OK),
        (FINE, {Outcome.UNCHANGED: 20}, 0, 0, Verdict.OK),
        (FINE, {Outcome.GONE: 1, Outcome.FETCH_FAILED: 1}, 18, 0, Verdict.OK),
        (None, {}, 5, 2, Verdict.CRASHED),
        (replace(FINE, finish_reason="shutdown"), {}, 5, 0, Verdict.CRASHED),
        (replace(FINE, finish_reason="archive_failed"), {}, 5, 0, Verdict.CRASHED),
        (replace(FINE, finish_reason="over_budget"), {Outcome.DEFERRED: 10}, 10, 0, Verdict.OVER_BUDGET),
        (replace(FINE, finish_reason="memusage_exceeded"), {Outcome.DEFERRED: 10}, 10, 0, Verdict.OVER_BUDGET),
        (FINE, {}, 19, 1, Verdict.IMBALANCED),
        (FINE, {Outcome.OUT_OF_SCOPE: 9}, 0, 0, Verdict.EMPTY),
        (FINE, {}, 0, 0, Verdict.EMPTY),
        (FINE, {Outcome.BLOCKED: 6}, 14, 0, Verdict.BLOCKED),
        (FINE, {Outcome.ROBOTS_DENIED: 20}, 0, 0, Verdict.BLOCKED),
        (FINE, {Outcome.FETCH_FAILED: 6}, 14, 0, Verdict.UNREACHABLE),
        (FINE, {Outcome.SOFT_ERROR: 6}, 14, 0, Verdict.UNREACHABLE),
        (FINE, {Outcome.DEFERRED: 6}, 14, 0, Verdict.OVER_BUDGET),
        (unlisted(Outcome.FETCH_FAILED), {}, 0, 0, Verdict.UNREACHABLE),
        (unlisted(Outcome.BLOCKED), {}, 0, 0, Verdict.BLOCKED),
        (unlisted(Outcome.ROBOTS_DENIED), {}, 0, 0, Verdict.BLOCKED),
        (unlisted(Outcome.GONE), {}, 0, 0, Verdict.LISTING_MOVED),
        (unlisted(Outcome.PARSE_FAILED), {}, 0, 0, Verdict.LISTING_MOVED),
    ],
)
def test_a_crawl_is_judged_by_its_books(
    report: RunReport | None, booked: dict[Outcome, int], fetched: int, unbooked: int, verdict: Verdict
) -> None:
    judgement = judge_crawl(OUTLET, report, Counter(booked), fetched, unbooked)
    assert judgement.verdict is verdict
    assert judgement.reason


def test_a_ministry_may_be_silent_on_a_day_whose_listing_was_read() -> None:
    assert judge_crawl(MINISTRY, FINE, Counter(), 0, 0).verdict is Verdict.OK


def test_short_is_below_the_minimum_but_not_nothing() -> None:
    greedy = OUTLET.model_copy(update={"volume": OUTLET.volume.model_copy(update={"minimum": 10})})
    assert judge_crawl(greedy, FINE, Counter(), 9, 0).verdict is Verdict.SHORT
    assert judge_crawl(greedy, FINE, Counter(), 10, 0).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("candidates", "parse_failed", "rejected", "filled", "cleaned", "verdict"),
    [
        (20, 0, 0, {"title": 20, "body": 20, "published_at": 20}, 20, Verdict.OK),
        (20, 2, 0, {"title": 18, "body": 18, "published_at": 18}, 18, Verdict.OK),
        (20, 3, 0, {"title": 17, "body": 17, "published_at": 17}, 17, Verdict.LAYOUT_CHANGED),
        (1, 1, 0, {"title": 0, "body": 0, "published_at": 0}, 0, Verdict.LAYOUT_CHANGED),
        (20, 0, 11, {"title": 9, "body": 9, "published_at": 9}, 9, Verdict.LAYOUT_CHANGED),
        (20, 0, 0, {"title": 20, "body": 20, "published_at": 5}, 20, Verdict.LAYOUT_CHANGED),
        (0, 0, 0, {"title": 0, "body": 0, "published_at": 0}, 0, Verdict.OK),
    ],
)
def test_pages_are_judged_by_what_came_out_of_them(
    candidates: int, parse_failed: int, rejected: int, filled: dict[str, int], cleaned: int, verdict: Verdict
) -> None:
    assert judge_pages(OUTLET, candidates, parse_failed, rejected, filled, cleaned).verdict is verdict


def test_only_ok_and_over_budget_publish() -> None:
    from briefwire.verdict import Judgement

    assert {verdict for verdict in Verdict if Judgement(verdict, "x").publishes} == {Verdict.OK, Verdict.OVER_BUDGET}


def test_what_may_pass_is_worth_a_retry_and_nothing_else_is() -> None:
    raise_for("ok", "", "r")
    for verdict in set(Verdict) - {Verdict.OK}:
        with pytest.raises(RunFailed) as caught:
            raise_for(verdict, "why", "r")
        assert isinstance(caught.value, SiteUnavailable) is (verdict in (Verdict.UNREACHABLE, Verdict.CRASHED))
        assert verdict.value in str(caught.value)
