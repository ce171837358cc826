"""The operator against a stub of the command line: what it asks for, and what it makes of the answer."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import RetryAction
from airflow.sdk.bases.operator import ExecutorSafeguard
from airflow.sdk.definitions.connection import Connection
from airflow.sdk.exceptions import AirflowFailException

from briefwire.verdict import RunFailed, SiteUnavailable, Verdict, raise_for
from dags._operator import BriefwireStep, CrawlDay, ExtractRun, LoadRun, child_environment, libpq_uri
from dags.ingest import BY_VERDICT

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
RUN_ID = "app.2025-05-06.20250507T000102Z.abcdef"


class Stub:
    """A folder whose `python -m briefwire` does what it is told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "briefwire").mkdir()
        (folder / "briefwire" / "__init__.py").touch()
        (folder / "briefwire" / "__main__.py").write_text(STUB)

    def will(self, code: int, verdict: str | None = None, reason: str = "why", *, words: str = "words", silent: bool = False) -> None:
        result = None if silent else {"run_id": RUN_ID, "verdict": verdict, "reason": reason, "counts": {"discovered": 3}}
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


def context(run_type: str = "scheduled", **params: str) -> dict[str, Any]:
    run = SimpleNamespace(run_id="scheduled__x", run_type=run_type, run_after=datetime(2025, 5, 7, tzinfo=UTC))
    return {"params": {"day": None, "scope": "in", **params}, "partition_key": "2025-05-06", "dag_run": run}


def crawl() -> CrawlDay:
    return CrawlDay(task_id="crawl", source="app", time_zone="Asia/Karachi")


@pytest.mark.parametrize(
    ("run_type", "kind"), [("scheduled", "scheduled"), ("backfill", "backfill"), ("manual", "manual"), ("asset_triggered", "manual")]
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


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.OK])
def test_a_verdict_becomes_an_exception_that_says_why(stub: Stub, verdict: Verdict, capsys: pytest.CaptureFixture[str]) -> None:
    stub.will(3, verdict.value, "no listing could be read")
    with pytest.raises(RunFailed) as failure:
        crawl().execute(context=context())
    assert (failure.value.verdict, failure.value.reason, failure.value.run_id) == (verdict, "no listing could be read", RUN_ID)
    assert re.search(rf"\[error *\] {verdict}: no listing could be read", capsys.readouterr().out)


@pytest.mark.parametrize("code", [1, -9, 130])
def test_a_crash_is_worth_another_try(stub: Stub, code: int) -> None:
    stub.will(code, silent=True, words="MemoryError: too much")
    with pytest.raises(SiteUnavailable, match="MemoryError: too much") as failure:
        crawl().execute(context=context())
    assert failure.value.verdict == Verdict.CRASHED


def test_success_without_a_result_is_a_crash(stub: Stub) -> None:
    stub.will(0, silent=True)
    with pytest.raises(SiteUnavailable, match="exit code 0"):
        crawl().execute(context=context())


def test_a_wrong_configuration_is_not_tried_again(stub: Stub) -> None:
    stub.will(2, silent=True, words="briefwire: BRIEFWIRE_CONTACT is not set")
    with pytest.raises(AirflowFailException, match="BRIEFWIRE_CONTACT is not set"):
        crawl().execute(context=context())


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.OK])
def test_only_what_may_pass_by_itself_is_tried_again(verdict: Verdict) -> None:
    with pytest.raises(RunFailed) as failure:
        raise_for(verdict, "why", RUN_ID)
    wanted = RetryAction.RETRY if verdict in (Verdict.UNREACHABLE, Verdict.CRASHED) else RetryAction.FAIL
    assert BY_VERDICT.evaluate(failure.value, try_number=1, max_tries=3).action == wanted


def test_an_unforeseen_exception_keeps_the_retries_of_the_task() -> None:
    assert BY_VERDICT.evaluate(OSError("disk"), try_number=1, max_tries=3).action == RetryAction.DEFAULT


def test_the_policy_survives_storage() -> None:
    again = type(BY_VERDICT).deserialize(BY_VERDICT.serialize())
    assert again.evaluate(RunFailed("empty", "why", RUN_ID), 1, 3).action == RetryAction.FAIL
    assert again.evaluate(SiteUnavailable("unreachable", "why", RUN_ID), 1, 3).action == RetryAction.RETRY


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
