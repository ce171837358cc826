"""`briefwire up`: starts everything in order, shows it working, stays until it is stopped, and leaves nothing behind."""

import dataclasses
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from briefwire.database import connect
from briefwire.database.migrate import migrate
from briefwire.database.server import ensure_server, server_running, stop_server
from briefwire.environment import REPOSITORY, Environment
from briefwire.local.airflow import LOGIN, LOOPBACK, PARTS, AirflowSetup, free_port, set_up
from briefwire.local.api import AirflowApi
from briefwire.local.first_runs import Tick, ask_for_days, by_clock, by_hand, make_pools, switch_on, wait_for, wait_for_dags
from briefwire.local.keeping import Keeper
from briefwire.local.processes import Session, start, stop
from briefwire.local.running import WORK_SECONDS, Book, LocalError, held, stop_children
from briefwire.local.summary import print_summary
from scrapers.registry import sources

HEALTH_SECONDS = 240.0
TAIL_LINES = 15


def up(environment: Environment) -> None:
    """Runs everything under the environment's home until Ctrl-C, SIGTERM or `briefwire down`; then stops every child, the embedded server too.

    Raises `AlreadyUp`, `LocalError`, and what the database raises; each message says what to do.
    """
    console = Console()
    with _interrupted_by_signals(), held(environment.home) as book:
        try:
            _Start(environment, book, console).run()
        except KeyboardInterrupt:
            console.print("stopping ...")
        finally:
            # A second Ctrl-C must not leave half of it running.
            _ignore_signals()
            stop_children(environment.home)
            stop_server(environment.home)
    console.print("stopped; the data are kept")


class _Postgres:
    """The embedded server as a part that is kept."""

    name = "Postgres"

    def __init__(self, home: Path) -> None:
        self._home = home

    def alive(self) -> bool:
        return server_running(self._home)

    def start(self) -> None:
        ensure_server(self._home)

    def last_words(self) -> str:
        return f"Its log is {self._home / 'pg' / 'server.log'}."


@dataclasses.dataclass
class _Process:
    """One command as a part that is kept; each of its lives is written into the book before anything can happen to `up` itself."""

    name: str
    command: list[str]
    variables: Mapping[str, str]
    home: Path
    log: Path
    note_down: Callable[[Session], None]
    session: Session | None = None

    def alive(self) -> bool:
        return self.session is not None and self.session.alive()

    def start(self) -> None:
        if self.session is not None:
            # What it had started would work on beside its successor.
            stop([self.session], WORK_SECONDS)
        self.session = start(self.name, self.command, self.variables, self.home, self.log)
        self.note_down(self.session)

    def last_words(self) -> str:
        return f"{self.log} ends with:\n{_tail(self.log)}"


class _Start:
    def __init__(self, environment: Environment, book: Book, console: Console) -> None:
        self._environment, self._book, self._console = environment, book, console
        self._sessions: dict[str, Session] = {}
        self._keeper = Keeper(self._say)
        self._url: str | None = None

    def run(self) -> None:
        environment = self._environment
        self._book.write(None, [])
        self._say("Postgres")
        server = ensure_server(environment.home)
        self._keeper.start(_Postgres(environment.home))
        self._say("schema")
        migrate(connect.dsn(environment, "admin"), archive=environment.archive, declarations=sources())
        airflow = set_up(environment.home, server.airflow_url())
        self._say("Airflow's metadata")
        self._check("airflow-migrate", airflow.command("db", "migrate"), airflow.variables)
        standin = environment.standin or (None if environment.contact else self._start_newsroom(airflow.variables))
        variables = self._for_tasks(airflow.variables, standin)
        for name, arguments in PARTS.items():
            self._start(name, airflow.command(*arguments), variables)
        self._url = airflow.origin
        airflow.write_shell_file(variables)
        self._book.write(self._url, list(self._sessions.values()))
        self._show(airflow, standin)
        while True:
            self._keeper.mend()
            time.sleep(1)

    def _show(self, airflow: AirflowSetup, standin: str | None) -> None:
        api = AirflowApi(airflow.origin, LOGIN, airflow.password)
        environment = dataclasses.replace(self._environment, standin=standin)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._console, disable=not self._console.is_terminal) as progress:
            bar = progress.add_task("Airflow starts", total=None)

            def tick(words: str, done: int, total: int) -> None:
                self._keeper.mend()
                progress.update(bar, description=words, completed=done, total=total)

            self._wait_for_health(api, tick)
            self._say(f"Airflow is well: {airflow.origin}")
            make_pools(api, sources())
            scheduled = environment.fixed_now is None
            wait_for_dags(api, by_hand(sources()) | by_clock(sources()), tick)
            switch_on(api, by_hand(sources()))
            awaited = ask_for_days(api, sources(), environment.now(), scheduled=scheduled)
            self._say(f"asked for {len(awaited)} runs: the last days of {len({dag for dag, _ in awaited})} sources")
            states = wait_for(api, awaited, tick) if standin else {}
            # After the first runs, which they would hold up; and not with a replayed clock, which has no present that a schedule could mean.
            if scheduled:
                switch_on(api, by_clock(sources()))
                self._say("switched on: watches, revisits and the alarms")
        red = sorted(f"{dag} {day}" for (dag, day), state in states.items() if state == "failed")
        if red:
            self._console.print(f"red: {', '.join(red)}; their tasks say why in the UI")
        print_summary(environment, airflow, standin, self._console)

    def _start_newsroom(self, variables: Mapping[str, str]) -> str:
        if not (REPOSITORY / "tests" / "newsroom").is_dir():
            raise LocalError(
                "the stand-in sites are part of the repository, not of an installed package: set BRIEFWIRE_CONTACT or BRIEFWIRE_STANDIN"
            )
        port = free_port(8099)
        self._start("newsroom", [sys.executable, "-m", "tests.newsroom", "--port", str(port)], variables)
        return f"http://{LOOPBACK}:{port}"

    def _for_tasks(self, variables: Mapping[str, str], standin: str | None) -> dict[str, str]:
        environment = self._environment
        return {
            **variables,
            "BRIEFWIRE_HOME": str(environment.home),
            "BRIEFWIRE_ARCHIVE": environment.archive if "://" in environment.archive else str(Path(environment.archive).absolute()),
            **({"BRIEFWIRE_STANDIN": standin} if standin else {}),
        }

    def _start(self, name: str, command: list[str], variables: Mapping[str, str]) -> None:
        self._keeper.start(_Process(name, command, variables, self._environment.home, self._log(name), self._note_down))

    def _note_down(self, session: Session) -> None:
        self._sessions[session.name] = session
        self._book.write(self._url, list(self._sessions.values()))

    def _check(self, name: str, command: list[str], variables: Mapping[str, str]) -> None:
        log = self._log(name)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            code = subprocess.run(
                command, env=dict(variables), stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, check=False
            ).returncode
        if code != 0:
            raise LocalError(f"`airflow {' '.join(command[3:])}` ended with exit code {code}. {log} ends with:\n{_tail(log)}")

    def _wait_for_health(self, api: AirflowApi, tick: Tick) -> None:
        deadline = time.monotonic() + HEALTH_SECONDS
        while missing := api.unhealthy():
            tick(f"Airflow starts, waiting for {', '.join(missing)}", 5 - len(missing), 5)
            if time.monotonic() > deadline:
                raise LocalError(
                    f"{', '.join(missing)} did not report health within {HEALTH_SECONDS:.0f} seconds: see {self._log('scheduler').parent}"
                )
            time.sleep(0.5)

    def _log(self, name: str) -> Path:
        return self._environment.home / "logs" / (f"{name}.log" if name == "newsroom" else f"airflow-{name.removeprefix('airflow-')}.log")

    def _say(self, words: str) -> None:
        self._console.print(f"· {words}", highlight=False)


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf8", errors="replace").splitlines()[-TAIL_LINES:])
