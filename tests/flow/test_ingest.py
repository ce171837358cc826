"""The whole line on real Scrapy, real Postgres and the project's own stand-in sites, through the command a user types."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benches.chaos import CONTENT, VICTIMS, Site, broken_files, disturbed_ingest, site
from briefwire.database.connect import connect
from briefwire.database.runs import run_lock
from briefwire.environment import Environment

SOURCES = ("app", "china_mfa", "dawn", "urdupoint")
WINDOW = ("--from", "2025-05-06", "--to", "2025-05-07")
ROW_STATE = "select md5(string_agg(xmin::text || article_id::text, '|' order by article_id)) || '/' || (select count(*) from v1.article_revision) from briefwire.article"


@pytest.fixture(scope="module")
def ingested(house: Site) -> Site:
    answer = house.briefwire("ingest", *SOURCES, *WINDOW)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return house


def rows(house: Site, query: str) -> list[dict[str, object]]:
    return list(json.loads(house.ask(f"select coalesce(json_agg(q), '[]') from ({query}) q")))


def test_every_source_has_rows_in_scope_with_their_fields(ingested: Site) -> None:
    found = rows(
        ingested,
        "select source, count(*) n, count(published_at) dated, bool_and(in_scope) scoped, bool_and(body <> '') filled, count(family_id) linked"
        " from v1.article group by 1 order by 1",
    )
    assert [row["source"] for row in found] == list(SOURCES)
    for row in found:
        assert row["n"] == row["dated"] == row["linked"] > 0  # type: ignore[operator]
        assert row["scoped"] and row["filled"]


def test_the_books_balance_and_say_why(ingested: Site) -> None:
    runs = rows(ingested, "select * from v1.run")
    assert len(runs) == 8
    assert {run["verdict"] for run in runs} == {"ok"}
    assert all(run["reason"] and run["ended_at"] for run in runs)
    unbalanced = (
        "select r.run_id from v1.run r join v1.outcome o using (run_id) group by r.run_id, r.discovered having count(*) <> r.discovered"
    )
    assert rows(ingested, unbalanced) == []
    assert rows(ingested, "select url from v1.outcome where reason is null and outcome <> 'loaded'") == []
    assert {row["outcome"] for row in rows(ingested, "select distinct outcome from v1.outcome")} >= {"loaded", "out_of_scope"}


def test_ingesting_again_changes_no_row_and_fetches_what_is_known_conditionally(ingested: Site) -> None:
    before, content = ingested.ask(ROW_STATE, "--admin"), ingested.ask(CONTENT)
    assert ingested.briefwire("ingest", *SOURCES, *WINDOW).returncode == 0
    assert ingested.ask(ROW_STATE, "--admin") == before
    assert ingested.ask(CONTENT) == content
    last = rows(ingested, "select loaded, revised, unchanged from v1.run order by started_at desc limit 8")
    assert sum(row["loaded"] + row["revised"] for row in last) == 0  # type: ignore[operator, misc]
    assert sum(row["unchanged"] for row in last) > 0  # type: ignore[misc]
    reasons = {row["reason"] for row in rows(ingested, "select distinct reason from v1.outcome where outcome = 'unchanged'")}
    assert any("304" in str(reason) for reason in reasons)


def test_each_archive_position_gives_its_page_again(ingested: Site) -> None:
    assert broken_files(ingested) == []
    assert list((ingested.home / "spool").glob("*")) == []


def test_what_is_out_of_scope_is_published_only_when_asked_for(ingested: Site) -> None:
    assert ingested.ask("select count(*) from v1.article where not in_scope") == "0"
    answer = ingested.briefwire("ingest", "dawn", "--from", "2025-05-06", "--scope", "all")
    assert answer.returncode == 0, answer.stderr
    assert int(ingested.ask("select count(*) from v1.article where not in_scope and source = 'dawn'")) > 0


def test_a_dry_run_counts_and_requests_nothing(ingested: Site) -> None:
    runs = ingested.ask("select count(*) from v1.run")
    answer = ingested.briefwire("ingest", *SOURCES, *WINDOW, "--dry-run")
    assert answer.returncode == 0
    assert "hours" in answer.stdout and "Nothing was requested" in answer.stdout
    assert ingested.ask("select count(*) from v1.run") == runs


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ingest", "davn", "--from", "2025-05-06"), "no source is called 'davn'"),
        (("ingest", "dawn", "--from", "2025-05-32"), "is not a day"),
        (("ingest", "dawn", "--from", "2025-05-07", "--to", "2025-05-06"), "lies before"),
        (("ingest", "dawn", "--from", "2999-01-01"), "has not begun"),
        (("ingest", "dawn", "--from", "1999-01-01"), "can be asked for"),
        (("load", "nonsense"), "is not a run id"),
        (("extract", "dawn.2025-05-06.20250507T010203Z.abcdef"), "no run 'dawn.2025-05-06.20250507T010203Z.abcdef'"),
    ],
)
def test_bad_input_is_refused_with_words_and_before_any_request(ingested: Site, arguments: tuple[str, ...], words: str) -> None:
    runs = ingested.ask("select count(*) from v1.run")
    answer = ingested.briefwire(*arguments)
    assert answer.returncode == 2, answer.stdout + answer.stderr
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
    assert ingested.ask("select count(*) from v1.run") == runs


def test_live_sites_are_not_touched_without_a_contact(ingested: Site) -> None:
    live = Site(ingested.home, "", ())
    answer = live.briefwire("ingest", "dawn", "--from", "2025-05-06")
    assert answer.returncode == 2
    assert "BRIEFWIRE_CONTACT" in answer.stderr
    assert ingested.ask("select count(*) from v1.run where ended_at is null") == "0"


def test_a_stand_in_that_is_down_is_a_red_run_with_its_reason(ingested: Site) -> None:
    nobody = Site(ingested.home, "http://127.0.0.1:9", ())
    answer = nobody.briefwire("ingest", "dawn", "--from", "2025-05-05")
    assert answer.returncode == 3, answer.stdout + answer.stderr
    run = rows(ingested, "select verdict, reason, discovered from v1.run where day = '2025-05-05'")
    assert run[0]["verdict"] == "unreachable"
    assert run[0]["discovered"] == 0
    assert "dawn.com" in str(run[0]["reason"])
    red = ingested.ask("select run_id from v1.run where day = '2025-05-05'")
    linked = ingested.briefwire("link", red)
    assert linked.returncode == 0 and "no article waited to be linked" in linked.stdout


def test_steps_run_one_by_one_and_loading_twice_answers_the_same(ingested: Site, tmp_path: Path) -> None:
    def step(*arguments: str) -> dict[str, object]:
        result = tmp_path / "result.json"
        answer = ingested.briefwire(*arguments, "--result", str(result))
        assert answer.returncode == 0, answer.stderr
        return dict(json.loads(result.read_text()))

    run_id = str(step("crawl", "urdupoint", "--from", "2025-05-08", "--kind", "backfill", "--dag-run-id", "backfill__x")["run_id"])
    assert step("extract", run_id)["verdict"] is None
    first = step("load", run_id)
    assert first["verdict"] == "ok"
    assert step("load", run_id) == first
    linked = step("link", run_id)
    assert (linked["run_id"], linked["verdict"]) == (run_id, None)
    assert linked["counts"]["articles"] == first["counts"]["loaded"] > 0  # type: ignore[index]
    assert step("link", run_id)["counts"]["articles"] == 0, "linking again finds nothing to do"  # type: ignore[index]
    assert rows(ingested, f"select kind, dag_run_id from v1.run where run_id = '{run_id}'") == [
        {"kind": "backfill", "dag_run_id": "backfill__x"}
    ]


def test_two_writers_for_one_day_are_impossible_and_the_second_may_try_again(ingested: Site) -> None:
    environment = Environment.read(ingested.variables)
    with closing(connect(environment)) as connection, run_lock(connection, "dawn", date(2025, 5, 6)):
        answer = ingested.briefwire("crawl", "dawn", "--from", "2025-05-06")
        assert answer.returncode == 4
        assert "another process is at work on dawn 2025-05-06" in answer.stderr
    assert ingested.briefwire("crawl", "dawn", "--from", "2025-05-06").returncode == 0


def test_a_database_that_is_away_may_come_back(ingested: Site) -> None:
    away = replace(ingested, extra={"BRIEFWIRE_DSN": "postgresql://nobody@127.0.0.1:9/nothing"})
    answer = away.briefwire("crawl", "dawn", "--from", "2025-05-06")
    assert answer.returncode == 1
    assert "briefwire doctor" in answer.stderr and "Traceback" not in answer.stderr


@pytest.mark.parametrize("victim", sorted(VICTIMS))
def test_a_kill_leaves_nothing_half_done(newsroom_origin: str, victim: str) -> None:
    arguments = ("urdupoint", "app", "--from", "2025-05-06")
    with site(newsroom_origin, arguments) as calm, site(newsroom_origin, arguments) as hurt:
        assert calm.briefwire("ingest", *arguments).returncode == 0
        assert any(disturbed_ingest(hurt, VICTIMS[victim], after) for after in (1.2, 2.5))
        assert hurt.briefwire("ingest", *arguments).returncode == 0
        assert hurt.ask(CONTENT) == calm.ask(CONTENT)
        assert broken_files(hurt) == []
        assert hurt.ask("select count(*) from v1.run where ended_at is null") == "0"


def test_the_doctor_finds_nothing_and_then_the_missing_stand_in(ingested: Site) -> None:
    well = ingested.briefwire("doctor")
    assert "BAD" not in well.stdout.replace("BAD  runs", ""), well.stdout
    ill = Site(ingested.home, "http://127.0.0.1:9", ()).briefwire("doctor")
    assert ill.returncode == 3
    assert "does not answer" in ill.stdout
