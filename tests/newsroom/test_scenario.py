"""The project's own scenario: whole, on the days it names whatever today is, and each of its entries makes a difference."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from briefwire.verdict import Verdict
from scrapers.outcomes import Outcome
from tests.newsroom.conferences import is_working_day
from tests.newsroom.desk import DESK
from tests.newsroom.edits import KINDS
from tests.newsroom.planted import Planted
from tests.newsroom.scenario import CALM, FAULTS, FILE, HISTORY, QUIET, Scenario, ScenarioError, load
from tests.newsroom.server import SITES, Newsroom
from tests.newsroom.wire import WIRE
from tests.newsroom.writers import WRITERS

TODAY = date(2025, 6, 20)
LISTINGS = {
    "app": (
        "/wp-json/wp/v2/posts?after={before}T23:59:59&before={after}T00:00:00&per_page=100&order=asc",
        "/wp-json/wp/v2/posts?after={day}T19:00:00&before={after}T00:00:00&per_page=100&order=asc",
        "/feed/",
    ),
    "china_mfa": tuple(f"/web/wjdt_674879/fyrbt_674889/index{page}.shtml" for page in ("", "_1", "_2")),
    "dawn": ("/archive/{day}", "/feeds/home"),
    "urdupoint": ("/sitemap/daily/data/{day:%Y}/{day}.xml.gz", "/en/sitemap/news.rss"),
    "us_state": ("/rss-feed/press-releases/feed/",),
    "india_mea": tuple(f"/FrontEnd/FetchPublicationListingData?publicationId={number}&page=1&PageSize=50" for number in (49, 50, 51)),
    "pakistan_mofa": ("/press-releases?page=1", "/press-releases/categories/media-briefings?page=1"),
    "uk_fcdo": ("/api/search.json?filter_public_timestamp=from:{before},to:{after}&count=100&start=0",),
}
# Sites where nothing goes wrong: their habits are not learnt from, and what they share with others is hurt there.
CALM_SITES = {"india_mea", "pakistan_mofa", "uk_fcdo"}
CALENDAR = {
    "complete",
    "late window open",
    "no briefing",
    "holiday",
    "blocked",
    "unreachable",
    "parser broken",
    "not yet crawled",
    "outside history",
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(FILE, TODAY)[1]


def test_no_fault_is_left_out_and_each_kind_of_edit_is_there(scenario: Scenario) -> None:
    assert {planted.fault for planted in scenario.planted} == FAULTS
    assert {planted.parameters["kind"] for planted in scenario.planted if planted.fault == "silent_edit"} == set(KINDS)
    assert {planted.site for planted in scenario.planted} == set(WRITERS) - CALM_SITES


def test_what_is_expected_is_said_in_the_pipelines_own_words(scenario: Scenario) -> None:
    for planted in scenario.planted:
        for expected in (planted.expect, planted.then or planted.expect):
            assert expected.verdict in {*Verdict, "none"}, planted.key
            assert expected.outcome is None or set(expected.outcome.split("+")) <= set(Outcome), planted.key
            assert expected.calendar is None or expected.calendar in CALENDAR, planted.key
            assert expected.revision is None or expected.revision in KINDS, planted.key
        assert (planted.again is None) == (planted.then is None), planted.key


@pytest.mark.parametrize("today", [date(2024, 1, 1) + timedelta(days=71 * number) for number in range(15)])
def test_whatever_today_is_each_day_has_one_fault_and_the_last_days_none(today: date) -> None:
    scenario = load(FILE, today)[1]
    assert max(Counter((planted.site, planted.day) for planted in scenario.planted).values()) == 1
    assert all(planted.age - planted.look >= CALM for planted in scenario.planted)
    assert all(planted.age <= HISTORY + 15 for planted in scenario.planted)
    silent = [planted for planted in scenario.planted if planted.fault == "silent_day"]
    assert [is_working_day(planted.day) for planted in silent] == [True]
    assert all(not is_working_day(planted.day) and planted.day.weekday() < 5 for planted in scenario.planted if planted.fault == "holiday")


def test_the_seed_chooses_other_pages_and_the_same_days() -> None:
    first, second = load(FILE, TODAY, 1)[1], load(FILE, TODAY, 2)[1]
    assert [(planted.key, planted.day) for planted in first.planted] == [(planted.key, planted.day) for planted in second.planted]
    assert [planted.hurt for planted in first.planted] != [planted.hurt for planted in second.planted]
    assert load(FILE, TODAY, 1)[1] == first


def test_each_fault_makes_a_difference_when_it_is_looked_at_and_none_on_a_quiet_day() -> None:
    edition, scenario = load(FILE, TODAY)
    now = datetime.combine(TODAY, datetime.min.time(), WRITERS["app"].zone)
    with Newsroom(0, now, edition, scenario) as hurt, Newsroom(0, now, edition, QUIET) as calm:
        for planted in scenario.planted:
            looks = [planted.look] + ([planted.again] if planted.again else [])
            if planted.fault in DESK or planted.fault in WIRE:
                assert any(_differ(planted, days, hurt, calm) for days in looks), planted.key
        for site in sorted(WRITERS.keys() - {"china_mfa"}):  # its lists reach back to a day that is silent
            for age in range(1, CALM + 1):
                quiet = Planted(site, age, TODAY - timedelta(days=age), site, "nothing", "page", scenario.planted[0].expect)
                assert not _differ(quiet, 1, hurt, calm)


def _differ(planted: Planted, days: int, hurt: Newsroom, calm: Newsroom) -> bool:
    """Whether anything that the pipeline asks about a day is answered differently, at six in the morning `days` later (the US feed: or at eight in the
    evening before)."""
    host, module = next((host, module) for host, module in SITES.items() if planted.site == module.NAME)
    day = planted.day
    around = {"day": day, "before": day - timedelta(days=1), "after": day + timedelta(days=1)}
    targets = ["/robots.txt", *(listing.format(**around) for listing in LISTINGS[planted.site])]
    if planted.site != "us_state":
        targets += [module.url(piece).removeprefix(module.ORIGIN) for piece in WRITERS[planted.site].pieces(day, hurt.edition)]
    mornings = [datetime.combine(day + timedelta(days=days), datetime.min.time(), WRITERS[planted.site].zone) + timedelta(hours=6)]
    for now in [*mornings, *([mornings[0] - timedelta(hours=10)] if planted.site == "us_state" else [])]:
        hurt.move_to(now)
        calm.move_to(now)
        if any(hurt.answer(host, target) != calm.answer(host, target) for target in targets):
            return True
    return False


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("day = 3", "day counts from 4 to 60"),
        ("day = 61", "day counts from 4 to 60"),
        ('site = "the_times"', "no such site"),
        ('fault = "earthquake"', "no such fault"),
        ('on = "sunday"', "on is one of"),
        ("expect = {}", "expect says no verdict"),
    ],
)
def test_an_entry_that_cannot_be_obeyed_is_named(tmp_path: Path, change: str, words: str) -> None:
    lines = {"day": "day = 9", "site": 'site = "dawn"', "fault": 'fault = "login"', "expect": 'expect = { verdict = "ok" }'}
    lines[change.split(" ")[0]] = change
    file = tmp_path / "scenario.toml"
    file.write_text("\n".join(["[[planted]]", *lines.values()]))
    with pytest.raises(ScenarioError, match=words):
        load(file, TODAY)
