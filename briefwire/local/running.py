"""What is running: the lock that one `up` holds, the file that names its processes, and the end of them all."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from briefwire.database.server import stop_server
from briefwire.environment import Environment
from briefwire.local.processes import Session, stop
from scrapers.errors import BriefwireError

DOWN_SECONDS = 60.0
# Tasks get the time to end their steps and to say so to the API server, which is therefore stopped after them.
WORK_SECONDS, SERVE_SECONDS = 6.0, 5.0
LAST = ("api-server", "newsroom")


class LocalError(BriefwireError):
    """Something on this machine keeps `up` or `down` from doing their work; the message says what to do."""


class AlreadyUp(LocalError):
    """Another `up` holds this home."""


@dataclass(frozen=True, slots=True)
class Running:
    """What an `up` has started so far. `pid` is its own, `url` is that of the UI once it is known."""

    pid: int
    url: str | None
    sessions: tuple[Session, ...]


class Book:
    """The file under `home` in which an `up` writes down each child before anything can happen to itself."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "local"
        self._file = self.folder / "running.json"

    def read(self) -> Running | None:
        """What was last written, or None."""
        try:
            raw = json.loads(self._file.read_text(encoding="utf8"))
        except FileNotFoundError:
            return None
        return Running(raw["pid"], raw["url"], tuple(Session(**session) for session in raw["sessions"]))

    def write(self, url: str | None, sessions: Sequence[Session]) -> None:
        """Replaces the file as a whole."""
        temporary = self._file.with_suffix(".part")
        temporary.write_text(json.dumps(asdict(Running(os.getpid(), url, tuple(sessions)))), encoding="utf8")
        temporary.replace(self._file)

    def clear(self) -> None:
        """Nothing runs any more."""
        self._file.unlink(missing_ok=True)


@contextmanager
def held(home: Path) -> Iterator[Book]:
    """Keeps a second `up` away from this home and clears away what a killed one left. Raises `AlreadyUp`."""
    book = Book(home)
    book.folder.mkdir(parents=True, exist_ok=True)
    with (book.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyUp(_where(book.read(), home)) from None
        stop_children(home)
        yield book


def stop_children(home: Path) -> None:
    """Ends all that an `up` of this home started, tasks first. The embedded server is not among them."""
    book = Book(home)
    running = book.read()
    sessions = running.sessions if running else ()
    stop([session for session in sessions if session.name not in LAST], WORK_SECONDS)
    stop(sessions, SERVE_SECONDS, mark=home)
    book.clear()


def down(environment: Environment) -> None:
    """Stops what `up` started, the embedded server too; also what an `up` that was killed left behind. Nothing running is no error."""
    home = environment.home
    book = Book(home)
    if not book.folder.exists():
        print(f"nothing runs under {home}" if not stop_server(home) else "stopped: the embedded Postgres")
        return
    with (book.folder / "lock").open("w") as lock:
        _ask_to_end(lock.fileno(), book, home)
        stop_children(home)
        stop_server(home)
    print(f"stopped: nothing of {home} runs any more; its data are kept")


def _ask_to_end(lock: int, book: Book, home: Path) -> None:
    deadline = time.monotonic() + DOWN_SECONDS
    asked = False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            running = book.read()
        if running is not None and not asked:
            os.kill(running.pid, signal.SIGTERM)
            asked = True
        if time.monotonic() > deadline:
            raise LocalError(
                f"{_where(running, home)} It did not end within {DOWN_SECONDS:.0f} seconds: kill -9 that process, then run briefwire down again."
            )
        time.sleep(0.2)


def _where(running: Running | None, home: Path) -> str:
    if running is None:
        return f"briefwire up is just starting under {home}. Wait for it, or stop it with: briefwire down."
    at = f", its UI is at {running.url}" if running.url else ""
    return f"briefwire up already runs under {home} (process {running.pid}{at}). Stop it with: briefwire down."
