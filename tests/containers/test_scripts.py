"""The scripts that run inside the containers: the entry point's waits and the health probe, on real sockets."""

import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.containers.conftest import REPOSITORY, script

entry = script("entry")
probe = script("probe")


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/health"
    finally:
        server.shutdown()
        server.server_close()


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_a_wait_ends_when_the_thing_comes(capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(["refused", "refused", "starting", None])
    pauses: list[float] = []
    entry.wait_for("the database", lambda: next(answers), 60, pauses.append)
    assert pauses == [1, 1, 1]
    told = capsys.readouterr().err.splitlines()
    assert told == ["briefwire: waiting for the database: refused", "briefwire: waiting for the database: starting"]


def test_a_wait_gives_up_and_says_what_for() -> None:
    with pytest.raises(entry.Unready, match=r"the database did not come within 0 s: refused"):
        entry.wait_for("the database", lambda: "refused", 0, lambda _seconds: None)


def test_a_database_that_is_not_there_is_a_trouble_told_without_the_password() -> None:
    trouble = entry.database_trouble(f"postgresql://someone:pw-of-someone@127.0.0.1:{closed_port()}/nothing")
    assert trouble is not None
    assert "127.0.0.1" in trouble
    assert "pw-of-someone" not in trouble
    assert "\n" not in trouble


@pytest.mark.parametrize(("status", "well"), [(200, True), (404, False), (503, False)])
def test_the_api_server_is_there_when_it_answers_200(status: int, well: bool) -> None:
    with answering(status, b"{}") as url:
        assert (entry.http_trouble(url) is None) is well
    assert entry.http_trouble(url) is not None


def test_airflows_address_becomes_libpqs() -> None:
    variables = {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "postgresql+psycopg2://airflow:a%40b@postgres:5432/airflow"}
    assert entry.airflow_dsn(variables) == "postgresql://airflow:a%40b@postgres:5432/airflow"


def test_the_uis_password_is_written_for_the_owner_alone_and_renewed_on_each_start(tmp_path: Path) -> None:
    path = tmp_path / "passwords.json"
    variables = {
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(path),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
        "BRIEFWIRE_UI_PASSWORD": "first",
    }
    entry.write_ui_password(variables)
    entry.write_ui_password(variables | {"BRIEFWIRE_UI_PASSWORD": "second"})
    assert json.loads(path.read_text("utf8")) == {"admin": "second"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_setting_is_named_on_one_line() -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, str(REPOSITORY / "docker" / "entry.py"), "scheduler"]
    done = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "briefwire: AIRFLOW__DATABASE__SQL_ALCHEMY_CONN is not set: docker-compose.yml sets it from .env\n"


def test_an_absent_database_ends_the_container_within_its_patience() -> None:
    dsn = f"postgresql+psycopg2://airflow:pw-of-airflow@127.0.0.1:{closed_port()}/airflow"
    variables = {"PATH": os.environ["PATH"], "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": dsn, "BRIEFWIRE_WAIT_SECONDS": "0.1"}
    command = [sys.executable, str(REPOSITORY / "docker" / "entry.py"), "triggerer"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 1
    assert "waiting for the Airflow database: " in done.stderr
    assert "did not come within" in done.stderr
    assert "Traceback" not in done.stderr
    assert "pw-of-airflow" not in done.stderr


def test_another_command_runs_as_it_stands() -> None:
    command = [sys.executable, str(REPOSITORY / "docker" / "entry.py"), "echo", "as", "it", "stands"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "as it stands\n"


@pytest.mark.parametrize(
    ("status", "body", "component", "trouble"),
    [
        (200, b"anything", None, None),
        (503, b"", None, "503"),
        (200, b'{"metadatabase": {"status": "healthy"}, "scheduler": {"status": "unhealthy"}}', "metadatabase", None),
        (200, b'{"metadatabase": {"status": "unhealthy"}}', "metadatabase", "metadatabase is unhealthy"),
        (200, b'{"metadatabase": {"status": null}}', "metadatabase", "metadatabase is None"),
        (200, b"{}", "metadatabase", "no status of metadatabase"),
        (200, b"<html>", "metadatabase", "no status of metadatabase"),
    ],
)
def test_the_probe(status: int, body: bytes, component: str | None, trouble: str | None) -> None:
    with answering(status, body) as url:
        found = probe.trouble(url, component)
    assert found is None if trouble is None else trouble in (found or "")


def test_the_probes_exit_code_is_the_health() -> None:
    command = [sys.executable, str(REPOSITORY / "docker" / "probe.py")]
    with answering(200, b"") as url:
        assert subprocess.run([*command, url], check=False).returncode == 0
    silent = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    assert silent.returncode == 1
    assert "refused" in silent.stderr
