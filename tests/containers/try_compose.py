"""Really builds and starts the compose file, uses it, takes it away again: `python -m tests.containers.try_compose`.

It needs podman with podman-compose, or docker with its compose plugin; images and packages may be downloaded by the build. It works in a project of its
own (briefwire-try: own network, own volumes, free ports, fresh secrets in a temporary folder) and removes it at the end, volumes included.

What it shows, each with its figure, and exit code 1 at the first that fails: every health check passes when asked; the UI answers and lets in nobody
with a wrong password; a backfill asked for over the REST API lands rows of exactly the days asked for; reader, analyst and loader can do what they are
for and no more; a killed Postgres is borne; after `down` and `up` the same rows are there, and the archive they point to.

    --source NAME --from DAY --to DAY     what to backfill (default: app, 2025-05-06 to 2025-05-07)
    --standin-folder DIR --standin-command COMMAND
                                          another stand-in than this repository's newsroom; it must listen on 127.0.0.1:8099
    --keep                                leave the project running at the end, and say how to remove it
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2

from scrapers import registry

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = "briefwire-try"
SERVICES = ("postgres", "api-server", "scheduler", "dag-processor", "triggerer", "standin")
COMMAND_SECONDS, START_SECONDS, BACKFILL_SECONDS = 1800, 420, 1200
READ_RECORD = (
    "import gzip, sys; file = open(sys.argv[1], 'rb'); file.seek(int(sys.argv[2])); print(gzip.open(file).readline().decode().strip())"
)


class Failed(Exception):
    """What was to be shown did not show."""


class Compose:
    """One compose project of this repository, by whichever engine this machine has."""

    def __init__(self, variables: dict[str, str], env_file: Path) -> None:
        self.engine = "podman" if shutil.which("podman-compose") else "docker"
        command = ["podman-compose"] if self.engine == "podman" else ["docker", "compose"]
        files = ["-f", "docker-compose.yml", "-f", "docker/compose.standin.yml"]
        self._command = [*command, "--env-file", str(env_file), "-p", PROJECT, *files]
        self._variables = os.environ | variables

    def __call__(self, *arguments: str) -> None:
        command = [*self._command, *arguments]
        try:
            done = subprocess.run(
                command, cwd=REPOSITORY, env=self._variables, capture_output=True, text=True, check=False, timeout=COMMAND_SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise Failed(f"compose {' '.join(arguments)} did not end within {COMMAND_SECONDS} s") from error
        if done.returncode:
            raise Failed(f"compose {' '.join(arguments)}: exit code {done.returncode}\n{(done.stdout + done.stderr)[-4000:]}")

    def container(self, service: str) -> str:
        labels = (f"label=com.docker.compose.project={PROJECT}", f"label=com.docker.compose.service={service}")
        filters = [part for label in labels for part in ("--filter", label)]
        found = self._engine("ps", "-aq", *filters).stdout.split()
        if not found:
            raise Failed(f"{service} has no container")
        return found[0]

    def unwell(self, service: str) -> str | None:
        """Asks the health check of a service; what it says when it is not well."""
        container = self.container(service)
        if self.engine == "docker":
            state = self._engine("inspect", "--format", "{{.State.Health.Status}}", container).stdout.strip()
            return None if state == "healthy" else state
        asked = self._engine("healthcheck", "run", container)
        return None if asked.returncode == 0 else (asked.stdout + asked.stderr).strip() or "unhealthy"

    def engine_on(self, service: str, verb: str) -> None:
        """Lets the engine kill or start the container of a service."""
        done = self._engine(verb, self.container(service))
        if done.returncode:
            raise Failed(f"{verb} {service}: {done.stderr}")

    def logs(self, service: str, lines: int = 40) -> str:
        done = self._engine("logs", "--tail", str(lines), self.container(service))
        return done.stdout + done.stderr

    def inside(self, service: str, *command: str) -> str:
        done = self._engine("exec", self.container(service), *command)
        if done.returncode:
            raise Failed(f"{service}: {' '.join(command)}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def _engine(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([self.engine, *arguments], capture_output=True, text=True, check=False)


class Api:
    """Airflow's public REST API as its one user."""

    def __init__(self, origin: str, password: str) -> None:
        self._origin = origin
        self._token = self.log_in(password)

    def log_in(self, password: str) -> str:
        return str(self._ask("POST", "/auth/token", {"username": "admin", "password": password})["access_token"])

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        return self._ask(method, f"/api/v2{path}", body, {"Authorization": f"Bearer {self._token}"})

    def _ask(self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._origin + path, data, {"Content-Type": "application/json"} | (headers or {}), method=method)
        with urllib.request.urlopen(request, timeout=60) as response:
            answer: dict[str, Any] = json.load(response)
        return answer


class Shown(NamedTuple):
    """What stands in the database: articles and ledger lines of the days asked for."""

    articles: list[tuple[Any, ...]]
    runs: list[tuple[Any, ...]]


def main() -> int:
    """Shows everything in turn. Exit code 0 when all of it showed."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="briefwire-try-") as folder:
        env_file = Path(folder) / ".env"
        subprocess.run(["sh", str(REPOSITORY / "docker" / "make-env.sh"), str(env_file)], check=True, capture_output=True)
        secrets = dict(line.split("=", 1) for line in env_file.read_text("utf8").splitlines() if "=" in line and not line.startswith("#"))
        ports = {"BRIEFWIRE_UI_PORT": str(free_port()), "BRIEFWIRE_DB_PORT": str(free_port())}
        standin = {"STANDIN_FOLDER": options.standin_folder, "STANDIN_COMMAND": options.standin_command}
        compose = Compose(ports | {name: value for name, value in standin.items() if value}, env_file)
        try:
            use(compose, secrets, ports, options)
        except (Failed, urllib.error.URLError, psycopg2.Error) as error:
            print(f"\nFAILED: {error}")
            for service in ("airflow-init", *SERVICES):
                print(f"\n--- {service}\n{tail(compose, service)}")
            return 1
        finally:
            if options.keep:
                print(f"kept: UI at http://127.0.0.1:{ports['BRIEFWIRE_UI_PORT']}, admin, {secrets['BRIEFWIRE_UI_PASSWORD']}")
            else:
                compose("down", "-v")
    return 0


def use(compose: Compose, secrets: dict[str, str], ports: dict[str, str], options: argparse.Namespace) -> None:
    """Builds, starts, backfills, stops, starts. Raises `Failed`."""
    told("built", timed(lambda: compose("build", "airflow-init")))
    told("started, every health check passed", timed(lambda: start(compose)))
    told("inside, the scheduler is", compose.inside("scheduler", "id"))
    origin = f"http://127.0.0.1:{ports['BRIEFWIRE_UI_PORT']}"
    refuses_a_wrong_password(origin)
    api = Api(origin, secrets["BRIEFWIRE_UI_PASSWORD"])
    told("the UI answers", f"{page_size(origin)} bytes at {origin}/")
    told("backfill", timed(lambda: backfill(api, options.source, options.first, options.last)))

    database = f"postgresql://{{}}:{{}}@127.0.0.1:{ports['BRIEFWIRE_DB_PORT']}/briefwire"
    logins = {
        name: database.format(f"briefwire_login_{name}", secrets[f"BRIEFWIRE_{name.upper()}_PASSWORD"])
        for name in ("reader", "analyst", "loader")
    }
    keeps_to_its_role(logins)
    before = rows(logins["analyst"], options)
    told("rows", f"{len(before.articles)} articles of {len(before.runs)} days")
    for row in (*before.runs, *before.articles[:5]):
        print("   ", *row, sep=" | ")
    wanted = [options.first + timedelta(days=number) for number in range((options.last - options.first).days + 1)]
    if sorted({row[1] for row in before.runs}) != wanted or not before.articles:
        raise Failed(f"rows of {wanted} were to be there")

    told("postgres killed and started again, every health check passed", timed(lambda: lose_postgres(compose)))
    compose("down")
    told("down and up again, every health check passed", timed(lambda: start(compose)))
    after = rows(logins["analyst"], options)
    if after != before:
        raise Failed(f"{len(before.articles)} articles before, {len(after.articles)} after")
    told("rows after down and up", f"{len(after.articles)} articles, the same")
    for *_, file, offset in after.articles:
        if (record := compose.inside("scheduler", "python", "-c", READ_RECORD, file, str(offset))) != "WARC/1.1":
            raise Failed(f"{file} at {offset}: {record}")
    told("the archive after down and up", f"a WARC record at each of the {len(after.articles)} positions")
    runs = Api(origin, secrets["BRIEFWIRE_UI_PASSWORD"]).ask("GET", f"/dags/ingest_{options.source}/dagRuns")["total_entries"]
    told("Airflow remembers", f"{runs} runs")


def start(compose: Compose) -> None:
    """Brings the project up and waits until every health check passes when asked."""
    compose("up", "-d")
    all_well(compose)


def all_well(compose: Compose) -> None:
    """Waits until the health check of every service passes when asked."""
    for service in SERVICES:
        until(lambda name=service: compose.unwell(name), START_SECONDS, f"the health of {service}")


def lose_postgres(compose: Compose) -> None:
    """Kills the database server under everybody's feet, starts it, and waits until every health check passes again."""
    compose.engine_on("postgres", "kill")
    until(lambda: None if compose.unwell("scheduler") else "still well without its database", 60, "the scheduler's trouble")
    compose.engine_on("postgres", "start")
    all_well(compose)


def backfill(api: Api, source: str, first: date, last: date) -> None:
    """Asks for a backfill of the days, in the source's zone, and waits until all its runs have ended well."""
    dag = f"ingest_{source}"
    zone = registry.load(source).zone
    until(lambda: missing(api, dag), 180, f"the DAG {dag}")
    api.ask("PATCH", f"/dags/{dag}", {"is_paused": False})
    bounds = {"from_date": datetime.combine(first, datetime.min.time(), zone), "to_date": datetime.combine(last, datetime.min.time(), zone)}
    made = api.ask("POST", "/backfills", {"dag_id": dag, "max_active_runs": 2} | {name: day.isoformat() for name, day in bounds.items()})
    wanted = (last - first).days + 1

    def unfinished() -> str | None:
        runs = [run for run in api.ask("GET", f"/dags/{dag}/dagRuns?limit=100")["dag_runs"] if run["run_type"] == "backfill"]
        states = [f"{run['partition_key']}: {run['state']}" for run in runs]
        if any(run["state"] == "failed" for run in runs):
            raise Failed(f"backfill {made['id']}: {states}")
        return None if len(runs) == wanted and all(run["state"] == "success" for run in runs) else str(states)

    until(unfinished, BACKFILL_SECONDS, f"backfill {made['id']}")


def missing(api: Api, dag: str) -> str | None:
    """What the dag-processor has not brought yet."""
    try:
        api.ask("GET", f"/dags/{dag}")
    except urllib.error.HTTPError as error:
        return str(error)
    return None


def refuses_a_wrong_password(origin: str) -> None:
    """Raises `Failed` if the UI lets in who knows no password."""
    for password in ("admin", "airflow", "wrong"):
        try:
            Api(origin, password)
        except urllib.error.HTTPError as error:
            if error.code != 401:
                raise
        else:
            raise Failed(f"the UI takes the password {password!r}")
    told("the UI refuses", "admin, airflow, wrong")


def keeps_to_its_role(logins: dict[str, str]) -> None:
    """Raises `Failed` unless each login may do what it is for and is refused the next thing."""
    refused = {
        "reader": "select from briefwire.alembic_version",
        "analyst": "create table v1.mine (id int)",
        "loader": "create table briefwire.mine (id int)",
    }
    for name, forbidden in refused.items():
        with psycopg2.connect(logins[name]) as connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from v1.article")
            try:
                cursor.execute(forbidden)
            except psycopg2.errors.InsufficientPrivilege:
                continue
        raise Failed(f"{name} may: {forbidden}")
    told("each login keeps to its role", ", ".join(refused))


def rows(dsn: str, options: argparse.Namespace) -> Shown:
    """The articles and the runs of the days asked for, in a stable order."""
    window = (options.source, options.first, options.last)
    with psycopg2.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select a.source, a.native_key, a.dateline_date, a.place, a.agency, a.title, md5(a.body), a.archive_uri, a.archive_offset "
            "from v1.article a join v1.run r using (run_id) where r.source = %s and r.day between %s and %s order by 1, 2",
            window,
        )
        articles = cursor.fetchall()
        cursor.execute(
            "select source, day, kind, verdict, reason, discovered, loaded, out_of_scope from v1.run where source = %s and day between %s and %s order by run_id",
            window,
        )
        return Shown(articles, cursor.fetchall())


def until(trouble: Callable[[], str | None], seconds: float, what: str) -> None:
    """Asks every two seconds until there is no trouble. Raises `Failed`."""
    end = time.monotonic() + seconds
    while (words := trouble()) is not None:
        if time.monotonic() > end:
            raise Failed(f"{what} did not come within {seconds:.0f} s: {words}")
        time.sleep(2)


def timed(work: Callable[[], None]) -> str:
    """How long the work took."""
    begun = time.monotonic()
    work()
    return f"{time.monotonic() - begun:.0f} s"


def told(what: str, words: str) -> None:
    """One line of the account."""
    print(f"{what}: {words}", flush=True)


def tail(compose: Compose, service: str) -> str:
    """The last lines of a service's log, or why there are none."""
    try:
        return compose.logs(service)
    except Failed as error:
        return str(error)


def page_size(origin: str) -> int:
    """The length of the UI's first page."""
    with urllib.request.urlopen(origin + "/", timeout=30) as response:
        return len(response.read())


def free_port() -> int:
    """A port of 127.0.0.1 that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.containers.try_compose", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--source", default="app")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2025, 5, 6))
    parser.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2025, 5, 7))
    parser.add_argument("--standin-folder")
    parser.add_argument("--standin-command")
    parser.add_argument("--keep", action="store_true")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main())
