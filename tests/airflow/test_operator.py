"""The operator against a stub of the command line: what it asks for, and what it makes of the answer."""

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import RetryAction
from airflow.sdk.bases.operator import ExecutorSafeguard
from airflow.sdk.definitions.connection import Connection
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from briefwire.verdict import RunFailed, SiteUnavailable, Verdict
from dags._defaults import BY_CAUSE
from dags._families import AuditFamilies, FamiliesDiffer, LinkAll
from dags._gaps import FindHoles
from dags._links import LedgerLink
from dags._note import note
from dags._operator import BriefwireStep, DayBusy, StepDied, child_environment, libpq_uri
from dags._steps import CrawlBack, CrawlDay, CrawlToday, ExtractRun, GiveVerdict, LinkRun, LoadRun
from scrapers.registry import sources

STUB = """
import json, os, sys
from pathlib import Path
plan = json.loads(Path("plan.json").read_text())
Path("asked.json").write_text(json.dumps({"arguments": sys.argv[1:], "variables": dict(os.environ)}))
print(plan["words"], flush=True)
if plan["result"] is not None:
    Path(sys.argv[sys.argv.index("--result") + 1]).write_text(json.dumps(plan["result"]))
sys.exit(plan["code"])
"""
APP, STATE = sources()["app"], sources()["us_state"]
RUN_ID = "app.2025-05-06.20250507T000102Z.abcdef"


class Stub:
    """A folder whose `python -m briefwire` does what it is told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "briefwire").mkdir()
        (folder / "briefwire" / "__init__.py").touch()
        (folder / "briefwire" / "__main__.py").write_text(STUB)

    def will(
        self, code: int, verdict: str | None = None, reason: str = "why", *, words: str = "words", silent: bool = False, result: Any = None
    ) -> None:
        if result is None and not silent:
            result = {"run_id": RUN_ID, "verdict": verdict, "reason": reason, "counts": {"discovered": 3}}
        (self._folder / "plan.json").write_text(json.dumps({"code": code, "words": words, "result": result}))

    def asked(self) -> tuple[list[str], dict[str, str]]:
        asked = json.loads((self._folder / "asked.json").read_text())
        arguments = asked["arguments"]
        place = arguments.index("--result")
        return arguments[:place] + arguments[place + 2 :], asked["variables"]


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ExecutorSafeguard, "test_mode", True)
    return Stub(tmp_path)


class Instance:
    """As much of a task instance as a step looks at: which try it is, of how many, and what it leaves behind."""

    def __init__(self, try_number: int = 1, max_tries: int = 3) -> None:
        self.try_number, self.max_tries = try_number, max_tries
        self.left: dict[str, Any] = {}

    def xcom_push(self, key: str, value: Any) -> None:
        self.left[key] = value


LAST_TRY = {"try_number": 4, "max_tries": 3}


def context(
    run_type: str = "scheduled", *, instance: Instance | None = None, run_after: datetime = datetime(2025, 5, 7, tzinfo=UTC), **params: Any
) -> dict[str, Any]:
    run = SimpleNamespace(run_id="scheduled__x", run_type=run_type, run_after=run_after)
    form = {"day": None, "scope": "in", **params}
    return {"params": form, "partition_key": "2025-05-06", "dag_run": run, "ti": instance or Instance()}


def crawl() -> CrawlDay:
    return CrawlDay(task_id="crawl", source=APP)


def first_error(capsys: pytest.CaptureFixture[str]) -> str:
    match = re.search(r"\[error *\] (.*)", capsys.readouterr().out)
    assert match, "no error was logged"
    return match[1]


@pytest.mark.parametrize(
    ("run_type", "kind"), [("scheduled", "scheduled"), ("backfill", "backfill"), ("manual", "manual"), ("operator_triggered", "manual")]
)
def test_the_crawl_is_asked_for_the_day(stub: Stub, run_type: str, kind: str) -> None:
    stub.will(0)
    assert crawl().execute(context=context(run_type)) == {"run_id": RUN_ID, "verdict": None, "counts": {"discovered": 3}}
    assert stub.asked()[0] == ["crawl", "app", "--from", "2025-05-06", "--kind", kind, "--dag-run-id", "scheduled__x"]


def test_the_later_steps_are_asked_for_the_run(stub: Stub) -> None:
    stub.will(0, "ok")
    ExtractRun(task_id="extract", run=RUN_ID).execute(context=context())
    assert stub.asked()[0] == ["extract", RUN_ID]
    LoadRun(task_id="load", run=RUN_ID).execute(context=context(scope="all"))
    assert stub.asked()[0] == ["load", RUN_ID, "--scope", "all"]
    LinkRun(task_id="link", run=RUN_ID).execute(context=context())
    assert stub.asked()[0] == ["link", RUN_ID]
    GiveVerdict(task_id="verdict", run=RUN_ID).execute(context=context())
    assert stub.asked()[0] == ["verdict", RUN_ID]


@pytest.mark.parametrize("due", [datetime(2025, 5, 7, 18, 59, tzinfo=UTC), datetime(2025, 5, 7, 19, 0, tzinfo=UTC)])
def test_a_watch_looks_at_the_day_on_which_it_was_due(stub: Stub, due: datetime) -> None:
    """Cleared a week later it is that day's again."""
    stub.will(0)
    CrawlToday(task_id="crawl", source=APP).execute(context=context("manual", run_after=due))
    day = "2025-05-07" if due.hour < 19 else "2025-05-08"  # midnight in Karachi
    assert stub.asked()[0] == ["crawl", "app", "--from", day, "--kind", "watch", "--dag-run-id", "scheduled__x"]


def test_a_polled_source_is_looked_at_as_of_now(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it showed when the run was due is gone."""
    monkeypatch.setenv("BRIEFWIRE_STANDIN", "http://127.0.0.1:1")
    monkeypatch.setenv("BRIEFWIRE_NOW", "2025-05-09T03:00:00Z")
    stub.will(0)
    CrawlToday(task_id="crawl", source=STATE).execute(context=context())
    assert stub.asked()[0][1:4] == ["us_state", "--from", "2025-05-08"]  # still the evening before in New York


@pytest.mark.parametrize(("back", "day"), [(1, "2025-05-06"), (64, "2025-03-04")])
def test_a_revisit_looks_back_from_the_day_on_which_it_was_due(stub: Stub, back: int, day: str) -> None:
    stub.will(0)
    CrawlBack(task_id="crawl", source=APP, back=back).execute(context=context(run_after=datetime(2025, 5, 7, 1, tzinfo=UTC)))
    assert stub.asked()[0] == ["crawl", "app", "--from", day, "--kind", "revisit", "--dag-run-id", "scheduled__x"]


def test_a_revisit_skips_days_before_the_history_of_the_source(stub: Stub) -> None:
    stub.will(0)
    with pytest.raises(AirflowSkipException, match="2020-01-01 and later, not for 2019-12-31"):
        CrawlBack(task_id="crawl", source=APP, back=8).execute(context=context(run_after=datetime(2020, 1, 8, 1, tzinfo=UTC)))
    with pytest.raises(FileNotFoundError):
        stub.asked()


FINAL = [verdict for verdict in Verdict if verdict not in (Verdict.OK, Verdict.UNREACHABLE, Verdict.CRASHED)]


@pytest.mark.parametrize("verdict", FINAL)
def test_a_final_verdict_is_handed_on_from_the_first_try(stub: Stub, verdict: Verdict) -> None:
    stub.will(3, verdict.value, "no listing could be read")
    for step in (crawl(), ExtractRun(task_id="extract", run=RUN_ID), LoadRun(task_id="load", run=RUN_ID)):
        assert step.execute(context=context()) == {"run_id": RUN_ID, "verdict": verdict.value, "counts": {"discovered": 3}}


@pytest.mark.parametrize(("verdict", "ending"), [(Verdict.UNREACHABLE, SiteUnavailable), (Verdict.CRASHED, StepDied)])
def test_what_may_pass_is_tried_again_and_handed_on_at_the_last_try(stub: Stub, verdict: Verdict, ending: type[RunFailed]) -> None:
    stub.will(3, verdict.value, "time-out")
    for try_number in (1, 2, 3):
        with pytest.raises(SiteUnavailable) as failure:
            crawl().execute(context=context(instance=Instance(try_number, 3)))
        assert type(failure.value) is ending
    assert crawl().execute(context=context(instance=Instance(**LAST_TRY)))["verdict"] == verdict


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.OK])
def test_the_first_words_of_a_red_verdict_are_its_reason(
    stub: Stub, verdict: Verdict, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW__API__BASE_URL", "http://airflow.example:8080/")
    stub.will(3, verdict.value, "3 candidates found", words="the child's own words")
    instance = Instance()
    with pytest.raises(RunFailed) as failure:
        GiveVerdict(task_id="verdict", run=RUN_ID).execute(context=context(instance=instance))
    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip()]
    page = f"http://airflow.example:8080/briefwire/runbook/{verdict}"
    assert f"{verdict}: 3 candidates found (run {RUN_ID}; see {page})" in lines[0]
    assert (failure.value.verdict, failure.value.reason, failure.value.run_id) == (verdict, "3 candidates found", RUN_ID)
    assert instance.left["note"] == f"**{verdict}** · `3 candidates found` · 3 discovered · `{RUN_ID}`"
    assert BY_CAUSE.evaluate(failure.value, try_number=1, max_tries=3).action == RetryAction.FAIL, (
        "the books will not change by asking again"
    )


def test_books_that_are_open_are_no_success(stub: Stub) -> None:
    stub.will(0, None, "still open")
    instance = Instance()
    with pytest.raises(RunFailed, match="open: still open"):
        GiveVerdict(task_id="verdict", run=RUN_ID).execute(context=context(instance=instance))
    assert instance.left["note"].startswith("**open** · `still open`")


def test_a_verdict_of_ok_is_noted_too(stub: Stub) -> None:
    stub.will(0, "ok", "8 candidates")
    instance = Instance()
    answer = GiveVerdict(task_id="verdict", run=RUN_ID).execute(context=context(instance=instance))
    assert answer == {"run_id": RUN_ID, "verdict": "ok", "counts": {"discovered": 3}}
    assert instance.left["note"] == f"**ok** · `8 candidates` · 3 discovered · `{RUN_ID}`"


@pytest.mark.parametrize("code", [1, -9, 130])
def test_a_step_that_dies_is_tried_again_soon(stub: Stub, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    stub.will(code, silent=True, words="MemoryError: too much")
    instance = Instance()
    with pytest.raises(StepDied, match="MemoryError: too much"):
        crawl().execute(context=context(instance=instance))
    assert "crashed: briefwire crawl ended with exit code" in first_error(capsys)
    assert "MemoryError: too much" in instance.left["note"]


def test_success_without_a_result_is_a_death(stub: Stub) -> None:
    stub.will(0, silent=True)
    with pytest.raises(StepDied, match="exit code 0"):
        crawl().execute(context=context())


def test_a_wrong_configuration_is_not_tried_again(stub: Stub) -> None:
    stub.will(2, silent=True, words="briefwire: BRIEFWIRE_CONTACT is not set")
    instance = Instance()
    with pytest.raises(AirflowFailException, match=r"BRIEFWIRE_CONTACT is not set \(see .*/runbook/wrong_configuration\)"):
        crawl().execute(context=context(instance=instance))
    assert "BRIEFWIRE_CONTACT is not set" in instance.left["note"]


@pytest.mark.parametrize("step", [CrawlDay(task_id="a", source=APP), CrawlBack(task_id="b", source=APP, back=1)])
def test_a_day_that_another_run_has_is_waited_for(stub: Stub, step: BriefwireStep) -> None:
    stub.will(4, silent=True, words="briefwire: another process is at work on app 2025-05-06")
    with pytest.raises(DayBusy, match=r"another process is at work.*runbook/busy"):
        step.execute(context=context())


def test_a_watch_steps_aside(stub: Stub) -> None:
    stub.will(4, silent=True, words="briefwire: another process is at work on app 2025-05-06")
    with pytest.raises(AirflowSkipException, match="another process is at work"):
        CrawlToday(task_id="crawl", source=APP).execute(context=context())


CAUSES = {
    "a process that died": (StepDied("crashed", "why", RUN_ID), RetryAction.RETRY, None),
    "a site that is down": (SiteUnavailable("unreachable", "why", RUN_ID), RetryAction.RETRY, timedelta(minutes=12)),
    "a day in other hands": (DayBusy("why"), RetryAction.RETRY, timedelta(minutes=6)),
    "a verdict": (RunFailed("short", "why", RUN_ID), RetryAction.FAIL, None),
    "anything else": (OSError("disk"), RetryAction.DEFAULT, None),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_how_soon_it_is_tried_again_goes_by_the_cause(cause: str) -> None:
    """With the policy as the scheduler stores it, too."""
    error, action, delay = CAUSES[cause]
    for policy in (BY_CAUSE, type(BY_CAUSE).deserialize(BY_CAUSE.serialize())):
        decision = policy.evaluate(error, try_number=1, max_tries=3)
        assert (decision.action, decision.retry_delay) == (action, delay)


def test_the_ledger_is_found_from_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    key = SimpleNamespace(dag_id="ingest_app", run_id="scheduled__2025-05-06T19:00:00+00:00")
    path = "/briefwire/dags/ingest_app/runs/scheduled__2025-05-06T19%3A00%3A00%2B00%3A00"
    for base, wanted in (("http://127.0.0.1:8080", path), ("https://example.org/airflow/", f"/airflow{path}")):
        monkeypatch.setenv("AIRFLOW__API__BASE_URL", base)
        assert LedgerLink().get_link(crawl(), ti_key=key) == wanted


HOLES = ["2025-05-01", "2025-05-03"]


def gap_form(**form: Any) -> dict[str, Any]:
    return context("manual", **{"source": "app", "from": "2025-05-01", "to": "2025-05-05", "most": 5} | form)


def find_holes(stub: Stub, found: Any, **form: Any) -> Any:
    stub.will(0, result=found)
    return FindHoles(task_id="holes").execute(context=gap_form(**form))


def test_each_hole_becomes_one_run(stub: Stub) -> None:
    assert find_holes(stub, HOLES) == [
        {"conf": {"day": "2025-05-01"}, "trigger_run_id": "gap_2025-05-01__scheduled__x"},
        {"conf": {"day": "2025-05-03"}, "trigger_run_id": "gap_2025-05-03__scheduled__x"},
    ]
    assert stub.asked()[0] == ["gaps", "app", "--from", "2025-05-01", "--to", "2025-05-05"]


def test_an_empty_window_is_the_last_thirty_days(stub: Stub) -> None:
    find_holes(stub, HOLES, **{"from": None, "to": None})
    assert stub.asked()[0] == ["gaps", "app", "--from", "2025-04-07", "--to", "2025-05-06"]


def test_more_holes_than_allowed_are_refused(stub: Stub) -> None:
    with pytest.raises(AirflowFailException, match="2 holes, more than 1 at once"):
        find_holes(stub, HOLES, most=1)


def test_no_hole_is_no_work(stub: Stub) -> None:
    with pytest.raises(AirflowSkipException, match="app has no hole from 2025-05-01 to 2025-05-05"):
        find_holes(stub, [])


def test_the_nightly_link_takes_all_that_waits(stub: Stub) -> None:
    counts = {"articles": 3, "relations_added": 1, "relations_removed": 0, "families_changed": 1, "waiting": 0}
    stub.will(0, result={"run_id": None, "verdict": None, "reason": "3 articles linked", "counts": counts})
    assert LinkAll(task_id="link").execute(context=context()) == counts
    assert stub.asked()[0] == ["link"]


AUDITED = {"articles": 12, "pairs": 7, "seconds": 0.3}
DIFFERENCE = {"difference": "other kind", "words": "update is stored", "articles": [{"url": "https://a/1"}, {"url": "https://b/2"}]}


@pytest.mark.parametrize(("repair", "asked"), [(False, ["audit", "--days", "60"]), (True, ["audit", "--days", "60", "--repair"])])
def test_an_audit_that_finds_nothing_says_what_it_looked_at(stub: Stub, repair: bool, asked: list[str]) -> None:
    stub.will(0, result=AUDITED | {"differences": []})
    assert AuditFamilies(task_id="audit").execute(context=context(days=60, repair=repair)) == AUDITED
    assert stub.asked()[0] == asked


def test_an_audit_that_finds_a_difference_is_red_at_once_and_names_the_articles(stub: Stub) -> None:
    stub.will(3, result=AUDITED | {"differences": [DIFFERENCE, DIFFERENCE]})
    instance = Instance()
    with pytest.raises(
        FamiliesDiffer, match=r"2 differences.*other kind, https://a/1 and https://b/2: update.*runbook/families_differ"
    ) as caught:
        AuditFamilies(task_id="audit").execute(context=context(instance=instance, days=60, repair=False))
    assert isinstance(caught.value, AirflowFailException), "trying again would find the same"
    assert "other kind, https://a/1 and https://b/2" in instance.left["note"]


def test_what_a_page_says_cannot_leave_its_quotation_in_a_note() -> None:
    hostile = "`](javascript:alert(1)) **bold**\n\n# head <script>"
    assert note("short", hostile) == "**short** · `'](javascript:alert(1)) **bold** # head <script>`"


def test_the_connection_gives_the_child_its_database(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_BRIEFWIRE", "postgres://loader:p%40ss%2F@db.example:5433/news?sslmode=require")
    stub.will(0)
    crawl().execute(context=context())
    assert stub.asked()[1]["BRIEFWIRE_DSN"] == "postgresql://loader:p%40ss%2F@db.example:5433/news?sslmode=require"


def test_without_the_connection_the_environment_stands(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFWIRE_DSN", "dbname=elsewhere")
    stub.will(0)
    crawl().execute(context=context())
    assert stub.asked()[1]["BRIEFWIRE_DSN"] == "dbname=elsewhere"


def test_the_child_gets_no_secret_of_airflow() -> None:
    variables = {
        "AIRFLOW__CORE__FERNET_KEY": "k",
        "AIRFLOW_CONN_X": "c",
        "_AIRFLOW_WWW_USER_PASSWORD": "p",
        "BRIEFWIRE_HOME": "/h",
        "PATH": os.environ["PATH"],
    }
    assert set(child_environment(variables, None)) == {"BRIEFWIRE_HOME", "PATH", "PYTHONUNBUFFERED"}


@pytest.mark.parametrize(
    ("connection", "expected"),
    [
        (Connection(conn_id="c", conn_type="postgres", host="h", schema="d"), "postgresql://h/d"),
        (
            Connection(conn_id="c", conn_type="postgres", login="a b", password="p:/?#", host="h", port=6432, schema="d"),
            "postgresql://a%20b:p%3A%2F%3F%23@h:6432/d",
        ),
        (
            Connection(conn_id="c", conn_type="postgres", login="u", schema="d", extra='{"host": "/run/pg", "nested": {"a": 1}}'),
            "postgresql://u@/d?host=%2Frun%2Fpg",
        ),
    ],
)
def test_a_connection_as_libpq_reads_it(connection: Connection, expected: str) -> None:
    psycopg2 = pytest.importorskip("psycopg2.extensions")
    assert libpq_uri(connection) == expected
    assert psycopg2.parse_dsn(expected)


def test_a_step_must_say_its_arguments(stub: Stub) -> None:
    with pytest.raises(NotImplementedError):
        BriefwireStep(task_id="nothing").arguments({})


def test_killing_before_the_child_started_is_no_error() -> None:
    crawl().on_kill()
