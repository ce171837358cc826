"""The current day watched, past days looked at again, holes filled: on real Scrapy, real Postgres and the stand-in sites at chosen instants."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from benches.chaos import Site, site
from tests.serving import newsroom

NOON, EVENING, NEXT_DAY = "2025-05-08T12:00:00+05:00", "2025-05-08T21:30:00+05:00", "2025-05-10T06:00:00+05:00"
SOURCES = ("app", "dawn", "us_state")


def at(house: Site, now: str) -> Iterator[Site]:
    with newsroom("--quiet", "--now", now) as origin:
        yield replace(house, origin=origin, extra={"BRIEFWIRE_NOW": now})


@pytest.fixture(scope="module")
def empty() -> Iterator[Site]:
    with site("", ()) as made:
        yield made


@pytest.fixture(scope="module")
def noon(empty: Site) -> Iterator[Site]:
    for house in at(empty, NOON):
        answer = house.briefwire("watch", *SOURCES)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        yield house


@pytest.fixture(scope="module")
def evening(noon: Site) -> Iterator[Site]:
    for house in at(noon, EVENING):
        answer = house.briefwire("watch", *SOURCES)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        yield house


def rows(house: Site, query: str) -> list[dict[str, object]]:
    return list(json.loads(house.ask(f"select coalesce(json_agg(q), '[]') from ({query}) q")))


def test_a_watch_takes_what_is_there_of_a_day_still_running(noon: Site) -> None:
    runs = rows(noon, "select source, day, kind, verdict, loaded + out_of_scope as found from v1.run order by source")
    assert [(run["source"], run["day"], run["kind"], run["verdict"]) for run in runs] == [
        (source, "2025-05-08", "watch", "ok") for source in SOURCES
    ]
    assert all(run["found"] for run in runs)
    open_days = rows(noon, "select source from v1.coverage_calendar where day = '2025-05-08' and reason = 'late window open' order by 1")
    assert {"source": "app"} in open_days


def test_the_next_watch_asks_only_for_what_is_new(evening: Site) -> None:
    first, second = rows(evening, "select run_id, discovered from v1.run where source = 'dawn' order by started_at")
    assert int(str(second["discovered"])) > int(str(first["discovered"]))
    known = rows(evening, f"select url from v1.outcome where run_id = '{first['run_id']}'")
    asked = {row["url"] for row in rows(evening, f"select url from v1.request where run_id = '{second['run_id']}' and sent")}
    assert asked.isdisjoint(str(row["url"]) for row in known)
    again = rows(evening, f"select distinct outcome, reason from v1.outcome where run_id = '{second['run_id']}' and outcome = 'unchanged'")
    assert len(again) == 1
    assert "new pages only" in str(again[0]["reason"])


def test_a_polled_source_holds_items_of_several_days_each_on_its_own(evening: Site) -> None:
    held = rows(evening, "select published_at from v1.article where source = 'us_state'")
    days = rows(evening, "select day, loaded from v1.coverage_calendar where source = 'us_state' and loaded > 0")
    assert sum(int(str(row["loaded"])) for row in days) == len(held) > 0
    assert len(days) > 1


def test_a_polled_source_has_no_past(evening: Site) -> None:
    for arguments in (("ingest", "us_state", "--from", "2025-05-07"), ("revisit", "us_state")):
        answer = evening.briefwire(*arguments)
        assert answer.returncode == 2
        assert "us_state" in answer.stderr and "past" in answer.stderr


def test_a_revisit_looks_at_the_look_back_and_completes_the_day(evening: Site) -> None:
    for house in at(evening, NEXT_DAY):
        answer = house.briefwire("revisit", "dawn")
        assert answer.returncode == 0, answer.stdout + answer.stderr
        days = [row["day"] for row in rows(house, "select day from v1.run where kind = 'revisit' order by day desc")]
        assert days == ["2025-05-09", "2025-05-08", "2025-05-06", "2025-05-02", "2025-04-24", "2025-04-08", "2025-03-07"]
        assert house.ask("select reason from v1.coverage_calendar where source = 'dawn' and day = '2025-05-08'") == "complete"
        last = rows(house, "select loaded, revised from v1.run where kind = 'revisit' and day = '2025-05-08'")[0]
        assert last["revised"] == 0


def test_only_the_holes_are_filled(evening: Site) -> None:
    for house in at(evening, NEXT_DAY):
        window = ("--from", "2025-05-05", "--to", "2025-05-07")
        assert house.briefwire("ingest", "app", "--from", "2025-05-06").returncode == 0
        assert house.briefwire("gaps", "app", *window).stdout.split() == ["2025-05-05", "2025-05-07"]
        dry = house.briefwire("ingest", "app", *window, "--gaps", "--dry-run")
        assert dry.stdout.splitlines()[1].split()[:2] == ["app", "2"]
        answer = house.briefwire("ingest", "app", *window, "--gaps")
        assert "2 runs, 2 ok" in answer.stdout, answer.stdout + answer.stderr
        assert house.briefwire("gaps", "app", *window).stdout.startswith("no hole")


def test_the_books_say_how_a_run_ended(evening: Site, tmp_path: object) -> None:
    run = rows(evening, "select run_id, verdict from v1.run where source = 'app' order by started_at limit 1")[0]
    answer = evening.briefwire("verdict", str(run["run_id"]))
    assert answer.returncode == 0
    assert str(run["run_id"]) in answer.stdout and "ok" in answer.stdout
