"""`briefwire up` as a newcomer sees it: real Postgres, real Airflow, the stand-in sites; and what others rely on in it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg2
import pytest

from briefwire.database.server import ensure_server, stop_server
from briefwire.local.api import AirflowApi
from briefwire.local.first_runs import DAYS, FIRST_SHOWN
from briefwire.local.processes import MARK
from briefwire.local.running import Book
from dags._links import ledger_path
from scrapers import registry

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
BRIEFWIRE = [sys.executable, "-m", "briefwire"]
FINAL = ("success", "failed")
BY_DATE = sorted(name for name, source in registry.sources().items() if source.history.kind == "by-date")
# Older than anything that the newsroom's scenario plants.
QUIET_DAYS = 70
PATIENCE = 420  # seconds from nothing to the summary: 216 were measured beside other work


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
        wait_until(lambda: self.process.poll() is not None or "briefwire down" in self.output(), PATIENCE, self.output)
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
    try:
        up.start()
        yield up
    finally:
        if up.process.poll() is None:
            up.process.send_signal(signal.SIGTERM)
            up.process.wait(timeout=60)
        subprocess.run([*BRIEFWIRE, "down"], cwd=ROOT, env=variables(up.home), check=False, capture_output=True)


def test_it_shows_the_pipeline_working(up: Up) -> None:
    """Runs, rows and the way in."""
    assert up.seconds < PATIENCE
    runs = rows(
        up.home,
        "select source, count(*), min(verdict), max(verdict), bool_and(dag_run_id is not null) from v1.run where kind <> 'watch'"
        " group by source order by source",
    )
    # The others are left to their own schedule.
    assert [run for run in runs if run[0] in FIRST_SHOWN] == [(name, DAYS, "ok", "ok", True) for name in BY_DATE if name in FIRST_SHOWN]
    assert ("us_state", "watch", "ok") in rows(up.home, "select source, kind, verdict from v1.run")
    in_scope = dict(rows(up.home, "select source, count(*) from v1.article where in_scope group by source"))
    assert all(in_scope.get(name, 0) > 0 for name in ("app", "dawn", "urdupoint", "us_state"))
    output = up.output()
    assert up.origin in output and up.password in output and "Ctrl-C" in output
    assert "Traceback" not in output


def test_airflow_loads_the_console_and_switches_everything_on(up: Up) -> None:
    assert up.api().call("GET", "/plugins/importErrors")["import_errors"] == []
    assert up.api().call("GET", "/importErrors")["import_errors"] == []
    dags = {dag["dag_id"]: dag["is_paused"] for dag in up.api().call("GET", "/dags?limit=500")["dags"]}
    wanted = {f"{kind}_{name}" for kind in ("ingest", "watch", "revisit") for name in BY_DATE} | {
        "watch_us_state",
        "gaps",
        "quality",
        "families",
    }
    assert {name for name in wanted if dags.get(name) is not False} == set()


def test_every_run_has_a_note(up: Up) -> None:
    found = up.api().call("GET", "/dags/~/dagRuns?limit=500")["dag_runs"]
    ended = [run for run in found if run["state"] == "success" and run["dag_id"].startswith(("ingest_", "watch_"))]
    notes = {(run["dag_id"], run["dag_run_id"]): run["note"] for run in ended}
    assert len(notes) >= 9
    run_ids = {run_id for (run_id,) in rows(up.home, "select run_id from v1.run where verdict = 'ok'")}
    for run, note in notes.items():
        assert note is not None and note.startswith("Ledger · **ok** · `"), run
        assert set(re.findall(r"`([a-z_]+\.[0-9-]+\.[0-9TZ]+\.[a-z2-7]{6})`", note)) <= run_ids, run


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
    last = datetime.now(UTC).date() - timedelta(days=QUIET_DAYS)
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


def trigger(up: Up, dag: str, **form: Any) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Starts a run by REST with the form filled in; the run when it has ended and its task instances."""
    run = up.api().call("POST", f"/dags/{dag}/dagRuns", {"logical_date": None, "conf": form})
    return ended_run(up, dag, run["dag_run_id"])


def ended_run(up: Up, dag: str, run_id: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    path = f"/dags/{dag}/dagRuns/{run_id}"
    wait_until(
        lambda: up.api().call("GET", path)["state"] in FINAL,
        180,
        lambda: json.dumps(up.api().call("GET", f"{path}/taskInstances"), indent=1)[:3000],
    )
    tasks = up.api().call("GET", f"{path}/taskInstances")["task_instances"]
    return up.api().call("GET", path), {task["task_id"]: task for task in tasks}


def states(tasks: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {name: task["state"] for name, task in tasks.items()}


def test_a_scheduler_that_is_killed_is_started_again_and_works_on(up: Up) -> None:
    def scheduler() -> int:
        running = Book(up.home).read()
        assert running is not None
        return next(session.pid for session in running.sessions if session.name == "scheduler")

    killed = scheduler()
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: "scheduler runs again" in up.output(), 60, up.output)
    assert "scheduler has ended by itself; it is started again in 1 s" in up.output()
    assert scheduler() != killed
    run, tasks = trigger(up, "ingest_dawn", day="2025-05-08", scope="all")
    assert run["state"] == "success"
    assert states(tasks) == dict.fromkeys(("crawl", "extract", "load", "link", "verdict"), "success")
    found = rows(up.home, "select day, kind, verdict, dag_run_id, out_of_scope from v1.run where source = 'dawn' and kind = 'manual'")
    assert found == [(date(2025, 5, 8), "manual", "ok", run["dag_run_id"], 0)]


def clear(up: Up, run: dict[str, Any], task: str, *, downstream: bool) -> dict[str, dict[str, Any]]:
    """Clears one task of a run that has ended, with or without what follows it; the task instances when the run has ended again."""
    body = {"dry_run": False, "task_ids": [task], "dag_run_id": run["dag_run_id"], "only_failed": False, "include_downstream": downstream}
    up.api().call("POST", f"/dags/{run['dag_id']}/clearTaskInstances", body)
    return ended_run(up, run["dag_id"], run["dag_run_id"])[1]


def test_clearing_repeats_what_was_cleared_and_loses_nothing(up: Up) -> None:
    [run] = [run for run in up.api().call("GET", "/dags/ingest_dawn/dagRuns?limit=50")["dag_runs"] if run["run_type"] == "manual"]
    day = date(2025, 5, 8)
    books = "select run_id, verdict, discovered, loaded, unchanged from v1.run where source = 'dawn' and day = %s order by started_at"
    before, [first] = whole_content(up.home, "dawn", day, day), rows(up.home, books, day)
    assert before[0] and before[1]

    tasks = clear(up, run, "load", downstream=False)
    assert {name: task["try_number"] for name, task in tasks.items()} == {"crawl": 1, "extract": 1, "load": 2, "link": 1, "verdict": 1}
    assert whole_content(up.home, "dawn", day, day) == before
    assert rows(up.home, books, day) == [first]

    tasks = clear(up, run, "crawl", downstream=True)
    assert states(tasks) == dict.fromkeys(("crawl", "extract", "load", "link", "verdict"), "success")
    assert whole_content(up.home, "dawn", day, day)[0] == before[0]
    again, new = rows(up.home, books, day)
    assert again == first and new[0] != first[0]
    assert new[1:] == ("ok", first[2], 0, first[2]), "a second look found something else in the same pages"
    assert new[0] in up.api().call("GET", f"/dags/ingest_dawn/dagRuns/{run['dag_run_id']}")["note"]


def test_gaps_has_the_missing_days_collected(up: Up) -> None:
    day = (datetime.now(UTC).date() - timedelta(days=QUIET_DAYS + 5)).isoformat()
    run, tasks = trigger(up, "gaps", source="app", **{"from": day, "to": day})
    assert (run["state"], states(tasks)) == ("success", {"holes": "success", "fill": "success"})
    filled, _ = ended_run(up, "ingest_app", f"gap_{day}__{run['dag_run_id']}")
    assert filled["state"] == "success"
    assert rows(up.home, "select verdict from v1.run where source = 'app' and day = %s", day) == [("ok",)]
    _, tasks = trigger(up, "gaps", source="app", **{"from": day, "to": day})
    assert states(tasks) == {"holes": "skipped", "fill": "skipped"}


def fetch(address: str, token: str | None = None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(address, headers=headers), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def own_lines(up: Up, tasks: dict[str, dict[str, Any]], task: str) -> list[str]:
    """What the first try of a task said, without what Airflow says of itself around it in folded groups."""
    path = f"/dags/{tasks[task]['dag_id']}/dagRuns/{tasks[task]['dag_run_id']}/taskInstances/{task}/logs/1"
    lines, folded = [], False
    for line in up.api().call("GET", path)["content"]:
        folded = line["event"].startswith("::group::") or (folded and not line["event"].startswith("::endgroup::"))
        if not folded and not line["event"].startswith("::"):
            lines.append(line["event"])
    return lines


def test_a_moved_listing_is_red_at_once_and_says_why(up: Up) -> None:
    """The ministry's lists do not reach back to 2021: trying again would only knock at the same door."""
    run, tasks = trigger(up, "ingest_china_mfa", day="2021-03-03")
    assert run["state"] == "failed"
    assert states(tasks) == {"crawl": "success", "extract": "success", "load": "success", "link": "success", "verdict": "failed"}
    assert {task["try_number"] for task in tasks.values()} == {1}
    books = rows(up.home, "select run_id, verdict, reason from v1.run where source = 'china_mfa' and day = '2021-03-03'")
    [(run_id, verdict, reason)] = books
    assert verdict == "listing_moved"
    help_at = f"{up.origin}/briefwire/runbook/listing_moved"
    assert own_lines(up, tasks, "verdict")[0] == f"listing_moved: {reason} (run {run_id}; see {help_at})"
    assert run["note"].startswith("Ledger · **listing_moved** · `no listing could be read") and run_id in run["note"]

    links = up.api().call("GET", f"/dags/ingest_china_mfa/dagRuns/{run['dag_run_id']}/taskInstances/verdict/links")["extra_links"]
    for address, told in ((up.origin + links["Ledger"], run_id), (help_at, "What not to do")):
        status, page = fetch(address)
        assert status == 401 and run_id not in page and told not in page, "shown to nobody in particular"
        assert fetch(address, "forged")[0] in (401, 403)
        status, page = fetch(address, up.api().token)
        assert status == 200 and told in page
    assert states(clear(up, run, "verdict", downstream=False))["verdict"] == "failed"
    assert up.api().call("GET", f"/dags/ingest_china_mfa/dagRuns/{run['dag_run_id']}")["note"] == run["note"]
    assert rows(up.home, "select run_id, verdict, reason from v1.run where source = 'china_mfa' and day = '2021-03-03'") == books


def test_a_day_that_has_not_begun_is_refused_at_once(up: Up) -> None:
    run, tasks = trigger(up, "ingest_app", day=(datetime.now(UTC).date() + timedelta(days=3)).isoformat())
    assert (run["state"], tasks["crawl"]["try_number"]) == ("failed", 1)
    assert "wrong configuration" in run["note"] and "has not begun" in run["note"]


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
        for name in BY_DATE:
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
        red = next(run for run in up.api().call("GET", "/dags/ingest_china_mfa/dagRuns?limit=50")["dag_runs"] if run["state"] == "failed")
        page.goto(f"{up.origin}/dags/ingest_china_mfa/runs/{quote(red['dag_run_id'], safe='')}/tasks/verdict")
        page.get_by_text("listing_moved: no listing could be read").first.wait_for(timeout=60_000)
        page.screenshot(path=pictures / "red.png")
        page.get_by_role("tab", name="Details").or_(page.get_by_role("link", name="Details")).first.click()
        page.get_by_role("link", name="Ledger").first.wait_for(timeout=30_000)
        page.screenshot(path=pictures / "link.png")
        page.goto(up.origin + ledger_path("ingest_china_mfa", red["dag_run_id"]))
        page.get_by_text("What became of the addresses").first.wait_for(timeout=30_000)
        page.screenshot(path=pictures / "ledger.png", full_page=True)
        browser.close()
    assert all(
        (pictures / name).stat().st_size > 20_000
        for name in ("dags.png", "runs.png", "runbook.png", "form.png", "red.png", "link.png", "ledger.png")
    )


def test_after_a_kill_of_everything_it_starts_again_and_finds_its_data(up: Up) -> None:
    before = rows(up.home, "select count(*) from v1.run where verdict = 'ok'")[0][0]
    assert before >= 9
    for process in up.processes():
        process.kill()
    up.process.wait(timeout=10)
    psutil.wait_procs(up.processes(), timeout=10)
    up.start()
    assert rows(up.home, "select count(*) from v1.run where verdict = 'ok'")[0][0] >= before
    assert "red:" not in up.output()


def test_down_leaves_nothing_running(up: Up) -> None:
    started = up.processes()
    assert len(started) > 6
    done = subprocess.run([*BRIEFWIRE, "down"], cwd=ROOT, env=variables(up.home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert up.process.wait(timeout=5) == 0
    assert [process for process in started if process.is_running() and process.status() != psutil.STATUS_ZOMBIE] == []
    assert up.processes() == []
