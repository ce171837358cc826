"""Child processes that are found again and stopped with everything they started, however they and their parents ended."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

# Set for every child. Airflow's processes overwrite their environment with a title and are known by their session; a step that a task starts in a
# session of its own is known by this variable.
MARK = "BRIEFWIRE_STARTED_BY"


@dataclass(frozen=True, slots=True)
class Session:
    """A child that leads a session of its own: `created` is its start in seconds since 1970, which tells it from a later process of the same id."""

    name: str
    pid: int
    created: float

    def alive(self) -> bool:
        """Whether the leader itself still runs."""
        leader = _leader(self.pid)
        return leader is not None and leader.create_time() == self.created and leader.status() != psutil.STATUS_ZOMBIE


def start(name: str, command: Sequence[str], environment: Mapping[str, str], mark: Path, log: Path) -> Session:
    """Starts a command in a session of its own, its output appended to `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env={**environment, MARK: str(mark)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Session(name, process.pid, psutil.Process(process.pid).create_time())


def stop(sessions: Sequence[Session], grace: float, mark: Path | None = None) -> None:
    """Ends every process of the sessions, and those that bear the mark: SIGTERM, and SIGKILL to what is left after `grace` seconds."""
    for number, patience in ((signal.SIGTERM, grace), (signal.SIGKILL, 5.0)):
        members = _members(sessions, mark)
        for process in members:
            _signal(process, number)
        psutil.wait_procs(members, timeout=patience)
    deadline = time.monotonic() + 5
    while (left := _members(sessions, mark)) and time.monotonic() < deadline:
        for process in left:
            _signal(process, signal.SIGKILL)
        psutil.wait_procs(left, timeout=1)


def _members(sessions: Sequence[Session], mark: Path | None) -> list[psutil.Process]:
    valid = {session.pid for session in sessions if (leader := _leader(session.pid)) is None or leader.create_time() == session.created}
    found = []
    for process in psutil.process_iter():
        try:
            if process.pid == os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
                continue
            if os.getsid(process.pid) in valid or (mark is not None and process.environ().get(MARK) == str(mark)):
                found.append(process)
        except (psutil.Error, OSError):
            continue  # gone meanwhile, or another user's
    return found


def _leader(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return
