"""Entry point of every Briefwire container: waits for what the service leans on, then becomes the service.

    entry.py init            both schemas brought up to date, login roles and pools made; ends
    entry.py api-server | scheduler | dag-processor | triggerer
    entry.py COMMAND ...     any other command, as it stands

Compose's `depends_on` is not enough: Docker honours it only on `up`, podman-compose hardly at all, and a server can go away later. Each wait is
bounded by BRIEFWIRE_WAIT_SECONDS (default 300), says what it waits for, and ends the container with exit code 1 when nothing comes.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import psycopg2

from briefwire.database.connect import connect
from briefwire.environment import Environment
from briefwire.pools import pools
from scrapers.errors import BriefwireError
from scrapers.registry import sources

Probe = Callable[[], str | None]
ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("api-server", "scheduler", "dag-processor", "triggerer")


class Unready(Exception):
    """What the service needs is missing; the message says what and since when."""


def main(arguments: list[str], variables: Mapping[str, str] = os.environ) -> None:
    """Prepares and replaces this process by the service; returns only for `init` and for the usage text."""
    role = arguments[0] if arguments else "--help"
    if role == "--help":
        print(__doc__)
    elif role == "init":
        initialise(variables)
    elif role in SERVICES:
        prepare(role, variables)
        os.execvp("airflow", ["airflow", *arguments])  # noqa: S606 - becomes the service
    else:
        os.execvp(role, arguments)  # noqa: S606 - the command that was asked for


def initialise(variables: Mapping[str, str]) -> None:
    """Brings both databases to this image's version. Safe to repeat."""
    patience = _patience(variables)
    wait_for("the Briefwire database", lambda: database_trouble(_needed(variables, "BRIEFWIRE_DSN")), patience)
    wait_for("the Airflow database", lambda: database_trouble(airflow_dsn(variables)), patience)
    _run("airflow", "db", "migrate")
    _import_pools()
    # Last: the scheduler starts when the loader can log in to the new schema, and by then the pools are there.
    _run("briefwire", "migrate")
    _run(sys.executable, str(ROOT / "docker" / "logins.py"))
    _say("both databases are ready")


def _import_pools() -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf8") as file:
        json.dump(pools(sources()), file)
        file.flush()
        _run("airflow", "pools", "import", file.name)


def prepare(role: str, variables: Mapping[str, str]) -> None:
    """Waits for what `role` leans on and writes the files it reads. Raises `Unready`."""
    patience = _patience(variables)
    wait_for("the Airflow database", lambda: database_trouble(airflow_dsn(variables)), patience)
    _say("waiting for the Airflow schema of this version")
    if subprocess.run(["airflow", "db", "check-migrations", "--migration-wait-timeout", str(int(patience))]).returncode:
        raise Unready(f"the Airflow schema is not this version's after {patience:.0f} s: look at the log of airflow-init")
    if role == "api-server":
        write_ui_password(variables)
    if role == "scheduler":
        wait_for("the Briefwire schema of this version", lambda: schema_trouble(variables), patience)
        health = urljoin(_needed(variables, "AIRFLOW__CORE__EXECUTION_API_SERVER_URL"), "health")
        wait_for("the API server, which tasks report to", lambda: http_trouble(health), patience)


def wait_for(what: str, probe: Probe, patience: float, pause: Callable[[float], None] = time.sleep) -> None:
    """Asks `probe` once a second until it answers None; each new trouble it tells is printed once. Raises `Unready` after `patience` seconds."""
    told: str | None = None
    end = time.monotonic() + patience
    while (trouble := probe()) is not None:
        if trouble != told:
            _say(f"waiting for {what}: {trouble}")
            told = trouble
        if time.monotonic() >= end:
            raise Unready(f"{what} did not come within {patience:.0f} s: {trouble}")
        pause(1)


def database_trouble(dsn: str) -> str | None:
    """Why the database cannot be used yet, in one line without the password; None when it can."""
    try:
        psycopg2.connect(dsn, connect_timeout=5).close()
    except psycopg2.OperationalError as error:
        return " ".join(str(error).split())
    return None


def schema_trouble(variables: Mapping[str, str]) -> str | None:
    """Why tasks could not work on the database of `BRIEFWIRE_DSN` yet, its schema included; None when they can."""
    try:
        connect(Environment.read(variables)).close()
    except BriefwireError as error:
        return str(error)
    return None


def http_trouble(url: str) -> str | None:
    """Why `url` does not answer 200 yet; None when it does."""
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - the address is the operator's own setting
            return None
    except (urllib.error.URLError, OSError) as error:
        return f"{url}: {error}"


def write_ui_password(variables: Mapping[str, str]) -> None:
    """Hands the UI's one user to Airflow's simple auth manager, which would otherwise invent a password and print it to the log."""
    path = Path(_needed(variables, "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"))
    user = _needed(variables, "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS").partition(":")[0]
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({user: _needed(variables, "BRIEFWIRE_UI_PASSWORD")}, file)


def airflow_dsn(variables: Mapping[str, str]) -> str:
    """Airflow's metadata database as libpq understands it: without SQLAlchemy's driver name."""
    scheme, _, rest = _needed(variables, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN").partition("://")
    return f"{scheme.partition('+')[0]}://{rest}"


def _needed(variables: Mapping[str, str], name: str) -> str:
    if not (value := variables.get(name)):
        raise Unready(f"{name} is not set: docker-compose.yml sets it from .env")
    return value


def _patience(variables: Mapping[str, str]) -> float:
    return float(variables.get("BRIEFWIRE_WAIT_SECONDS") or 300)


def _run(*command: str) -> None:
    _say(f"running {Path(command[0]).name} {' '.join(command[1:])}")
    if code := subprocess.run(command).returncode:
        raise Unready(f"{Path(command[0]).name} {' '.join(command[1:])} ended with exit code {code}")


def _say(words: str) -> None:
    print(f"briefwire: {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Unready as error:
        sys.exit(f"briefwire: {error}")
