"""What keeps an `up` single, its children findable and its secrets private; the whole of it is in test_up.py."""

import fcntl
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psutil
import pytest

from briefwire.database.server import stop_server
from briefwire.environment import Environment
from briefwire.local import AlreadyUp, LocalError, down
from briefwire.local.airflow import free_port, set_up
from briefwire.local.api import AirflowApi, ApiError
from briefwire.local.first_runs import dag_id, past_days
from briefwire.local.keeping import DiesAgain, Keeper
from briefwire.local.processes import Session, start, stop
from briefwire.local.running import Book, held
from briefwire.local.up import _Postgres, _Process
from scrapers import registry

METADATA = "postgresql+psycopg2://airflow:secret@/airflow?host=/somewhere"
# A child that starts another one in a session of its own, as a task starts a step; both ignore SIGTERM when told so.
FAMILY = """
import os, signal, subprocess, sys, time
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
with open(sys.argv[1] + ".part", "w") as file:
    file.write(str(child.pid))
os.rename(sys.argv[1] + ".part", sys.argv[1])
time.sleep(600)
"""


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def family(home: Path, *manner: str) -> tuple[Session, int]:
    pids = home / f"child-{time.monotonic_ns()}"
    session = start("scheduler", [sys.executable, "-c", FAMILY, str(pids), *manner], os.environ, home, home / "log")
    deadline = time.monotonic() + 20
    while not pids.exists():
        assert time.monotonic() < deadline, (home / "log").read_text()
        time.sleep(0.01)
    return session, int(pids.read_text())


def test_stopping_reaches_children_in_sessions_of_their_own(tmp_path: Path) -> None:
    session, grandchild = family(tmp_path)
    assert session.alive() and alive(grandchild)
    stop([session], grace=5, mark=tmp_path)
    assert not session.alive() and not alive(grandchild)


def test_stopping_ends_what_ignores_sigterm(tmp_path: Path) -> None:
    session, grandchild = family(tmp_path, "stubborn")
    stop([session], grace=0.3, mark=tmp_path)
    assert not session.alive() and not alive(grandchild)


def test_an_orphan_is_found_by_its_mark_and_a_stranger_is_left_alone(tmp_path: Path) -> None:
    home, other = tmp_path / "a", tmp_path / "b"
    home.mkdir()
    other.mkdir()
    session, orphan = family(home)
    stranger, strange_child = family(other)
    os.kill(session.pid, signal.SIGKILL)
    reused = Session("scheduler", stranger.pid, stranger.created - 1)  # the process id of something that ended before the stranger began
    stop([session, reused], grace=5, mark=home)
    assert not alive(orphan)
    assert stranger.alive() and alive(strange_child)
    stop([stranger], grace=5, mark=other)


def test_a_second_up_is_told_where_the_first_is(tmp_path: Path) -> None:
    with held(tmp_path) as book:
        book.write("http://127.0.0.1:1234", [])
        with pytest.raises(AlreadyUp, match=rf"process {os.getpid()}, its UI is at http://127.0.0.1:1234.*briefwire down"), held(tmp_path):
            pass
    with held(tmp_path):
        pass


def test_what_a_killed_up_left_is_cleared_before_the_next(tmp_path: Path) -> None:
    session, grandchild = family(tmp_path)
    (tmp_path / "local").mkdir()
    Book(tmp_path).write(None, [session])
    with held(tmp_path) as book:
        assert not session.alive() and not alive(grandchild)
        assert book.read() is None


def environment(home: Path) -> Environment:
    return Environment.read({"BRIEFWIRE_HOME": str(home)})


def test_down_without_anything_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    down(environment(tmp_path))
    assert "nothing runs" in capsys.readouterr().out


def test_down_stops_what_a_killed_up_left(tmp_path: Path) -> None:
    session, grandchild = family(tmp_path)
    (tmp_path / "local").mkdir()
    Book(tmp_path).write(None, [session])
    down(environment(tmp_path))
    assert not session.alive() and not alive(grandchild)
    down(environment(tmp_path))


HOLDER = """
import fcntl, json, os, signal, sys, time
folder = sys.argv[1]
lock = open(folder + "/lock", "w")
fcntl.flock(lock, fcntl.LOCK_EX)
if "deaf" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(folder + "/running.json", "w").write(json.dumps({"pid": os.getpid(), "url": None, "sessions": []}))
print("held", flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("manner", ["polite", "deaf"])
def test_down_asks_a_running_up_to_end_and_says_so_when_it_does_not(tmp_path: Path, manner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefwire.local.running.DOWN_SECONDS", 2.0 if manner == "deaf" else 20.0)
    folder = tmp_path / "local"
    folder.mkdir()
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(folder), manner], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        if manner == "polite":
            down(environment(tmp_path))
        else:
            with pytest.raises(LocalError, match=f"process {holder.pid}.*kill -9"):
                down(environment(tmp_path))
            holder.kill()
        assert holder.wait() in (-signal.SIGTERM, -signal.SIGKILL)


def test_every_secret_is_made_once_and_private(tmp_path: Path) -> None:
    first, second = (set_up(tmp_path, METADATA, {}) for _ in range(2))
    names = ["AIRFLOW__CORE__FERNET_KEY", "AIRFLOW__API__SECRET_KEY", "AIRFLOW__API_AUTH__JWT_SECRET"]
    assert [first.variables[name] for name in names] == [second.variables[name] for name in names]
    assert first.password == second.password
    assert len({first.password, *(first.variables[name] for name in names)}) == 4
    assert min(len(first.variables[name]) for name in names) >= 43
    other = set_up(tmp_path / "other", METADATA, {})
    assert other.password != first.password
    first.write_shell_file(first.variables)
    files = [*(tmp_path / "secrets").iterdir(), first.shell_file]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert json.loads(Path(first.variables["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"]).read_text()) == {"admin": first.password}


def test_the_fernet_key_is_one(tmp_path: Path) -> None:
    from cryptography.fernet import Fernet

    key = Fernet(set_up(tmp_path, METADATA, {}).variables["AIRFLOW__CORE__FERNET_KEY"])
    assert key.decrypt(key.encrypt(b"words")) == b"words"


def test_another_airflows_variables_are_dropped(tmp_path: Path) -> None:
    inherited = {
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
        "AIRFLOW_CONN_X": "y",
        "AIRFLOW_HOME": "/elsewhere",
        "PATH": "/bin",
        "NO_PROXY": "intranet",
    }
    variables = set_up(tmp_path, METADATA, inherited).variables
    assert variables["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor"
    assert variables["AIRFLOW_HOME"] == str(tmp_path / "airflow")
    assert "AIRFLOW_CONN_X" not in variables
    assert variables["NO_PROXY"] == "127.0.0.1,localhost,intranet"


def test_a_port_in_use_is_not_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert free_port(number) != number
    variables = set_up(tmp_path, METADATA, {}).variables
    port = variables["AIRFLOW__API__PORT"]
    assert variables["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert variables["AIRFLOW__API__BASE_URL"] == f"http://127.0.0.1:{port}"
    assert variables["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == f"http://127.0.0.1:{port}/execution/"


def test_the_shell_file_can_be_sourced(tmp_path: Path) -> None:
    setup = set_up(tmp_path / "a 'home' with $signs", METADATA, {"PATH": "/usr/bin"})
    setup.write_shell_file(setup.variables)
    script = f'. {json.dumps(str(setup.shell_file)).replace("$", chr(92) + "$")} && printf %s "$AIRFLOW_HOME|$AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"'
    answer = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin"})
    assert answer.stdout == f"{setup.variables['AIRFLOW_HOME']}|{METADATA}"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2025, 5, 8, 12, tzinfo=UTC), [date(2025, 5, 6), date(2025, 5, 7)]),
        (datetime(2025, 5, 8, 19, tzinfo=UTC), [date(2025, 5, 7), date(2025, 5, 8)]),  # midnight in Karachi
        (datetime(2020, 1, 2, 0, tzinfo=UTC), [date(2020, 1, 1)]),  # its history begins on the first
    ],
)
def test_the_first_days_are_whole_days_of_the_source(now: datetime, expected: list[date]) -> None:
    assert past_days(registry.sources()["app"], now) == expected


def test_a_source_without_a_dated_past_is_not_backfilled() -> None:
    source = registry.sources()["app"]
    history = source.history.model_copy(update={"kind": "none", "since": None})
    assert past_days(source.model_copy(update={"history": history}), datetime(2025, 5, 8, tzinfo=UTC)) == []


class _Refusing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"scheduler": {"status": "healthy"}, "triggerer": {"status": null}}' if self.path.endswith("health") else b"no"
        self.send_response(200 if self.path.endswith("health") else 409)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'{"access_token": "t"}'
        self.send_response(201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def refusing() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_the_api_says_what_is_not_well(refusing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # loopback is never asked through a proxy
    api = AirflowApi(refusing, "admin", "p")
    assert api.unhealthy() == ["metadatabase", "dag_processor", "triggerer"]
    with pytest.raises(ApiError, match="409: no") as refusal:
        api.call("GET", "/dags")
    assert refusal.value.status == 409


def test_an_api_that_does_not_answer_is_not_well() -> None:
    assert AirflowApi(f"http://127.0.0.1:{free_port(0)}", "admin", "p").unhealthy()[0] == "api_server"


def test_the_lock_is_not_inherited_by_children(tmp_path: Path) -> None:
    """A child that outlives its `up` must not keep the next one away."""
    with held(tmp_path):
        session = start("scheduler", ["sleep", "600"], os.environ, tmp_path, tmp_path / "log")
    with (tmp_path / "local" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    stop([session], grace=5)


class Mortal:
    """A part that dies when told to."""

    def __init__(self, name: str = "scheduler") -> None:
        self.name, self.lives, self.dead = name, 0, False

    def alive(self) -> bool:
        return not self.dead

    def start(self) -> None:
        self.lives, self.dead = self.lives + 1, False

    def last_words(self) -> str:
        return "the log ends with: no memory"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_part_that_dies_is_started_again_later_each_time() -> None:
    part, clock, said = Mortal(), Clock(), list[str]()
    keeper = Keeper(said.append, clock)
    keeper.start(part)
    for lives, pause in enumerate((1, 2, 4, 8, 16), start=1):
        part.dead = True
        keeper.mend()
        clock.now += pause - 0.1
        keeper.mend()
        assert part.lives == lives, "it was started too soon"
        clock.now += 0.1
        keeper.mend()
        assert part.lives == lives + 1
        assert said[-2:] == [
            f"scheduler has ended by itself; it is started again in {pause} s. the log ends with: no memory",
            "scheduler runs again",
        ]
    part.dead = True
    with pytest.raises(DiesAgain, match=r"scheduler has ended by itself 6 times within 10 minutes.*no memory"):
        keeper.mend()


def test_deaths_of_long_ago_and_of_others_do_not_count() -> None:
    part, other, clock = Mortal(), Mortal("triggerer"), Clock()
    keeper = Keeper(lambda _: None, clock)
    keeper.start(part)
    keeper.start(other)
    for _ in range(20):
        part.dead = other.dead = True
        keeper.mend()
        clock.now += 130.0  # never more than five within ten minutes
        keeper.mend()
        assert not part.dead and not other.dead


def test_what_a_dead_part_had_started_ends_before_its_successor_begins(tmp_path: Path) -> None:
    """A scheduler that was killed leaves its workers behind; those of its successor would work beside them."""
    pids = tmp_path / "child"
    code = (
        "import os, subprocess, sys, time; child = subprocess.Popen(['sleep', '600']);"
        "open(sys.argv[1] + '.part', 'a').write(f'{child.pid} ');"
        "os.path.exists(sys.argv[1]) or os.rename(sys.argv[1] + '.part', sys.argv[1]); time.sleep(600)"
    )
    written: list[Session] = []
    part = _Process("scheduler", [sys.executable, "-c", code, str(pids)], os.environ, tmp_path, tmp_path / "log", written.append)
    part.start()
    deadline = time.monotonic() + 20
    while not pids.exists():
        assert time.monotonic() < deadline, (tmp_path / "log").read_text()
        time.sleep(0.01)
    worker = int(pids.read_text())
    assert part.session is not None and part.alive() and alive(worker)
    os.kill(part.session.pid, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(part.session.pid)], timeout=5)
    assert not part.alive() and alive(worker)
    part.start()
    try:
        assert part.alive() and not alive(worker)
        assert len(written) == 2 and written[0].pid != written[1].pid, "the book must know the new life"
    finally:
        stop(written, grace=5)


def test_a_postgres_that_was_killed_is_started_again(tmp_path: Path) -> None:
    part = _Postgres(tmp_path)
    part.start()
    try:
        with (tmp_path / "pg" / "data" / "postmaster.pid").open() as file:
            postmaster = int(file.readline())
        os.kill(postmaster, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while part.alive():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        part.start()
        assert part.alive()
    finally:
        stop_server(tmp_path)


def test_every_source_is_asked_by_hand_through_a_dag_that_it_has() -> None:
    assert {name: dag_id(source) for name, source in registry.sources().items()}["us_state"] == "watch_us_state"
    assert dag_id(registry.sources()["app"]) == "ingest_app"
