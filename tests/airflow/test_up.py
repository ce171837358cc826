"""`briefwire up` as a newcomer sees it: real Postgres, real Airflow, the stand-in sites; and what others rely on in it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest

from briefwire.database.server import ensure_server, stop_server
from briefwire.local.api import AirflowApi
from briefwire.local.processes import MARK
from briefwire.local.running import Book
from scrapers import registry

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
BRIEFWIRE = [sys.executable, "-m", "briefwire"]
FINAL = ("success", "failed")


@dataclass
class Up:
    """A running `briefwire up` of a home of its own."""

    home: Path
    log: Path
    process: "subprocess.Popen[bytes]" = field(init=False)
    seconds: float = 0.0

    def start(self) -> None:
        """Starts it and waits until it has printed its summary."""
        self.log.unlink(missing_ok=True)
        started = time.monotonic()
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [*BRIEFWIRE, "up"], cwd=ROOT, env=variables(self.home), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        wait_until(lambda: self.process.poll() is not None or "briefwire down" in self.output(), 300, self.output)
        assert self.process.poll() is None, self.output()
        self.seconds = time.monotonic() - started

    def output(self) -> str:
        return self.log.read_text(encoding="utf8", errors="replace")

    @property
    def origin(self) -> str:
        running = Book(self.home).read()
        assert running is not None and running.url is not None
        return running.url

    @property
    def password(self) -> str:
        return (self.home / "secrets" / "airflow_admin").read_text().strip()

    @property
    def standin(self) -> str:
        match = re.search(r"stand-ins at (http://127\.0\.0\.1:\d+)", self.output())
        assert match, self.output()
        return match[1]

    def api(self) -> AirflowApi:
        return AirflowApi(self.origin, "admin", self.password)

    def processes(self) -> list[psutil.Process]:
        """Every process of this home: the command, its children's sessions, marked steps, and the embedded server's."""
        running = Book(self.home).read()
        sessions = {session.pid for session in running.sessions} if running else set()
        return [process for process in psutil.process_iter() if self._owns(process, sessions)]

    def _owns(self, process: psutil.Process, sessions: set[int]) -> bool:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            named = any(str(self.home) in part for part in process.cmdline())
            return (
                named
                or process.pid == self.process.pid
                or os.getsid(process.pid) in sessions
                or process.environ().get(MARK) == str(self.home)
                or process.cwd() == str(self.home / "pg" / "data")
            )
        except (psutil.Error, OSError):
            return False


def variables(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFWIRE_", "AIRFLOW"))}
    return {**kept, "BRIEFWIRE_HOME": str(home), **more}


def wait_until(condition: Callable[[], bool], seconds: float, words: Callable[[], str]) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, words()
        time.sleep(0.5)


def rows(home: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(ensure_server(home).dsn("analyst"))) as connection, connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def whole_content(home: Path, source: str, first: date, last: date) -> tuple[list[Any], list[Any]]:
    """All that a run decides about pages, without what differs from run to run (ids and times of runs, places in files)."""
    articles = rows(
        home,
        "select source, native_key, url, title, body, language, in_scope, scope_reason, place, agency, byline, dateline_date, published_at, published_at_method,"
        " published_at_confidence, modified_at, parser, parser_version, revision, revisions"
        " from v1.article join v1.run using (run_id, source) where source = %s and day between %s and %s order by native_key",
        source,
        first,
        last,
    )
    outcomes = rows(
        home,
        "select day, url, outcome from v1.outcome join v1.run using (run_id) where source = %s and day between %s and %s and verdict = 'ok' order by 1, 2",
        source,
        first,
        last,
    )
    return articles, outcomes


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    folder = tmp_path_factory.mktemp("up")
    up = Up(folder / "home", folder / "up.log")
    up.home.mkdir()
    up.start()
    yield up
    if up.process.poll() is None:
        up.process.send_signal(signal.SIGTERM)
        up.process.wait(timeout=60)
    subprocess.run([*BRIEFWIRE, "down"], cwd=ROOT, env=variables(up.home), check=False, capture_output=True)


def test_it_shows_the_pipeline_working(up: Up) -> None:
    """Runs, rows and the way in, within the five minutes that a newcomer is promised."""
    assert up.seconds < 300
    runs = rows(
        up.home,
        "select source, count(*), min(verdict), max(verdict), bool_and(dag_run_id is not null) from v1.run group by source order by source",
    )
    assert runs == [(name, 3, "ok", "ok", True) for name in sorted(registry.sources())]
    in_scope = dict(rows(up.home, "select source, count(*) from v1.article where in_scope group by source"))
    assert all(in_scope.get(name, 0) > 0 for name in ("app", "dawn", "urdupoint"))
    output = up.output()
    assert up.origin in output and up.password in output and "Ctrl-C" in output
    assert "Traceback" not in output


def test_nothing_listens_beyond_loopback(up: Up) -> None:
    listening = [
        (process.name(), address.laddr)
        for process in up.processes()
        for address in process.net_connections("inet")
        if address.status == psutil.CONN_LISTEN
    ]
    assert len(listening) >= 2, "neither API server nor stand-in was seen: this test would prove nothing"
    assert {address.ip for _, address in listening} == {"127.0.0.1"}


def test_a_second_up_says_where_the_first_is(up: Up) -> None:
    second = subprocess.run([*BRIEFWIRE, "up"], cwd=ROOT, env=variables(up.home), capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert up.origin in second.stderr and "briefwire down" in second.stderr
    assert up.process.poll() is None


def test_a_backfill_by_the_airflow_command_equals_ingest(up: Up, tmp_path: Path) -> None:
    """Two days of two sources, through Airflow here and without it on another database."""
    last = datetime.now(UTC).date() - timedelta(days=10)
    last -= timedelta(days=max(0, last.weekday() - 4))  # a weekday: the ministry speaks
    first = last - timedelta(days=1)
    wanted = {(f"ingest_{source}", day.isoformat()) for source in ("app", "china_mfa") for day in (first, last)}
    for source in ("app", "china_mfa"):
        command = f"airflow backfill create --dag-id ingest_{source} --from-date {first} --to-date {last}"
        done = subprocess.run(
            ["sh", "-c", f". {up.home}/airflow/environment.sh && {command}"], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr[-2000:]
    states: dict[tuple[str, str], str] = {}

    def ended() -> bool:
        found = up.api().call("GET", "/dags/~/dagRuns?limit=500&order_by=-run_after")["dag_runs"]
        states.update(
            {(run["dag_id"], run["partition_key"]): run["state"] for run in found if (run["dag_id"], run["partition_key"]) in wanted}
        )
        return len(states) == len(wanted) and all(state in FINAL for state in states.values())

    wait_until(ended, 180, lambda: str(states))
    assert set(states.values()) == {"success"}

    other = tmp_path / "other"
    try:
        for command in (["migrate"], ["ingest", "app", "china_mfa", "--from", str(first), "--to", str(last)]):
            done = subprocess.run(
                [*BRIEFWIRE, *command],
                cwd=ROOT,
                env=variables(other, BRIEFWIRE_STANDIN=up.standin),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr[-2000:]
        for source in ("app", "china_mfa"):
            articles, outcomes = whole_content(up.home, source, first, last)
            assert articles and outcomes
            assert (articles, outcomes) == whole_content(other, source, first, last)
    finally:
        stop_server(other)
    assert rows(up.home, "select distinct kind from v1.run where day between %s and %s", first, last) == [("backfill",)]


def trigger(up: Up, dag: str, day: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """Starts a run by REST with a day in the form; its end state and its task instances."""
    run = up.api().call("POST", f"/dags/{dag}/dagRuns", {"logical_date": None, "conf": {"day": day, "scope": "all"}})
    path = f"/dags/{dag}/dagRuns/{run['dag_run_id']}"
    wait_until(
        lambda: up.api().call("GET", path)["state"] in FINAL,
        120,
        lambda: json.dumps(up.api().call("GET", f"{path}/taskInstances"), indent=1)[:3000],
    )
    tasks = up.api().call("GET", f"{path}/taskInstances")["task_instances"]
    return up.api().call("GET", path)["state"], {task["task_id"]: task for task in tasks}


def test_a_run_by_hand_collects_the_day_of_the_form(up: Up) -> None:
    state, tasks = trigger(up, "ingest_dawn", "2025-05-08")
    assert state == "success"
    assert {name: task["state"] for name, task in tasks.items()} == {"crawl": "success", "extract": "success", "load": "success"}
    run = rows(up.home, "select day, kind, verdict, dag_run_id, out_of_scope from v1.run where source = 'dawn' and kind = 'manual'")
    assert run == [(date(2025, 5, 8), "manual", "ok", tasks["crawl"]["dag_run_id"], 0)]


def test_a_moved_listing_is_red_at_once_and_says_why(up: Up) -> None:
    """The ministry's lists do not reach back to 2021: trying again would only knock at the same door."""
    state, tasks = trigger(up, "ingest_china_mfa", "2021-03-03")
    assert state == "failed"
    assert (tasks["crawl"]["state"], tasks["crawl"]["try_number"], tasks["load"]["state"]) == ("failed", 1, "upstream_failed")
    assert rows(up.home, "select verdict from v1.run where source = 'china_mfa' and day = '2021-03-03'") == [("listing_moved",)]
    path = f"/dags/ingest_china_mfa/dagRuns/{tasks['crawl']['dag_run_id']}/taskInstances/crawl/logs/1"
    log = up.api().call("GET", path)["content"]
    errors = [line["event"] for line in log if line.get("level") == "error"]
    assert errors[0].startswith("listing_moved: "), errors


def test_a_day_that_has_not_begun_is_refused_at_once(up: Up) -> None:
    state, tasks = trigger(up, "ingest_app", (datetime.now(UTC).date() + timedelta(days=3)).isoformat())
    assert (state, tasks["crawl"]["try_number"]) == ("failed", 1)


def test_an_answer_in_xcom_is_small(up: Up) -> None:
    runs = up.api().call("GET", "/dags/ingest_app/dagRuns?limit=1&order_by=run_after")["dag_runs"]
    entries = up.api().call("GET", f"/dags/ingest_app/dagRuns/{runs[0]['dag_run_id']}/taskInstances/load/xcomEntries/return_value")
    assert len(json.dumps(entries["value"])) < 1000
    assert "app." in json.dumps(entries["value"])


def test_the_ui_shows_runs_runbook_and_form(up: Up, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the UI is not looked at")
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser_path is None:
        pytest.skip("no Chromium on this machine (chromium, chromium-browser, google-chrome): the UI is not looked at")
    pictures = Path(os.environ.get("BRIEFWIRE_PICTURES") or tmp_path)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(f"{up.origin}/dags")
        page.fill("input[name=username]", "admin")
        page.fill("input[name=password]", up.password)
        page.keyboard.press("Enter")
        for name in registry.sources():
            page.get_by_role("link", name=f"ingest_{name}", exact=True).wait_for(timeout=60_000)
        page.screenshot(path=pictures / "dags.png")
        page.goto(f"{up.origin}/dags/ingest_app/runs")
        page.get_by_text("Success").first.wait_for(timeout=60_000)
        page.screenshot(path=pictures / "runs.png")
        page.get_by_role("button", name="Dag Docs").or_(page.get_by_label("Dag Docs")).first.click()
        page.get_by_text("When it is red").wait_for(timeout=30_000)
        page.screenshot(path=pictures / "runbook.png")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Trigger").first.click()
        page.get_by_text("In Asia/Karachi. Empty: yesterday.").wait_for(timeout=30_000)
        page.screenshot(path=pictures / "form.png")
        browser.close()
    assert all((pictures / name).stat().st_size > 20_000 for name in ("dags.png", "runs.png", "runbook.png", "form.png"))


def test_down_leaves_nothing_running(up: Up) -> None:
    before = up.processes()
    assert len(before) > 6
    done = subprocess.run([*BRIEFWIRE, "down"], cwd=ROOT, env=variables(up.home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert up.process.wait(timeout=5) == 0
    assert [process for process in before if process.is_running() and process.status() != psutil.STATUS_ZOMBIE] == []
    assert up.processes() == []


def test_started_again_it_finds_its_data_and_ctrl_c_ends_it(up: Up) -> None:
    up.start()
    found = rows(up.home, "select count(*) from v1.run where day > current_date - 5")[0][0]
    assert found >= 12
    assert "red:" not in up.output()
    before = up.processes()
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(timeout=60) == 0
    assert [process for process in before if process.is_running() and process.status() != psutil.STATUS_ZOMBIE] == []
    assert up.processes() == []
