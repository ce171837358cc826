"""The child process of a task: relayed, and never left behind."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from dags import _child
from dags._child import Child

log = logging.getLogger("test_child")

# Writes its own process id and that of a child of its own, then waits for ever.
FAMILY = """
import os, signal, subprocess, sys, time
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import signal, time; " + ("signal.signal(signal.SIGTERM, signal.SIG_IGN); " if "stubborn" in sys.argv else "") + "time.sleep(600)"])
open(sys.argv[1] + ".part", "w").write(f"{os.getpid()} {child.pid}")
os.rename(sys.argv[1] + ".part", sys.argv[1])
print("ready", flush=True)
if "leave" not in sys.argv:
    time.sleep(600)
"""


def python(code: str, *arguments: str) -> Child:
    return Child([sys.executable, "-c", code, *arguments], os.environ)


def family(pids: Path) -> list[int]:
    deadline = time.monotonic() + 20
    while not pids.exists():
        assert time.monotonic() < deadline, "the child did not start"
        time.sleep(0.01)
    return [int(pid) for pid in pids.read_text().split()]


def running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def all_gone(pids: list[int], within: float = 5.0) -> bool:
    deadline = time.monotonic() + within
    while any(map(running, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(running, pids))


def when_ready(pids: Path, act: Callable[[], None]) -> threading.Thread:
    def wait_and_act() -> None:
        family(pids)
        act()

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    return thread


def test_lines_arrive_at_the_level_they_name(caplog: pytest.LogCaptureFixture) -> None:
    code = r"""
import sys
print("plain words", flush=True)
print("2025-05-06 10:00:00,123 WARNING briefwire.flow: slow", file=sys.stderr, flush=True)
print("2025-05-06 10:00:00 [scrapy.core.engine] DEBUG: Crawled (200)", flush=True)
print("still of the line before", flush=True)
print("Traceback (most recent call last):", flush=True)
print("ValueError: no", flush=True)
print("2025-05-06T10:00:00+05:00 INFO briefwire: done", flush=True)
"""
    with caplog.at_level(logging.DEBUG, logger="test_child"):
        assert python(code).run(log) == 0
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("INFO", "plain words"),
        ("WARNING", "briefwire.flow: slow"),
        ("DEBUG", "Crawled (200)"),
        ("DEBUG", "still of the line before"),
        ("ERROR", "Traceback (most recent call last):"),
        ("ERROR", "ValueError: no"),
        ("INFO", "briefwire: done"),
    ]


def test_hostile_lines_are_made_harmless(caplog: pytest.LogCaptureFixture) -> None:
    """Titles and URLs of pages end up in logs: no escape sequence, no forged line, no endless one."""
    code = r"""
import sys
sys.stdout.buffer.write(b"red \x1b[31m bell \x07 bad \xff utf8\n" + b"x" * 100_000 + b"\nforged\r2025-05-06 10:00:00 CRITICAL x\n")
"""
    child = python(code)
    with caplog.at_level(logging.DEBUG, logger="test_child"):
        assert child.run(log) == 0
    first, second, *rest = [record.getMessage() for record in caplog.records]
    assert first == r"red \x1b[31m bell \x07 bad � utf8"
    assert len(second) == 4000
    assert all(record.levelname != "ERROR" for record in caplog.records)
    assert rest[0].startswith("forged")
    assert child.last_words == rest[-1]


ENDINGS = {
    "an error of the database": (
        'class E(Exception): pass\nprint("starting", flush=True)\nraise E("no such column\\nLINE 10: insert into x\\n                ^\\n")',
        "E: no such column",
    ),
    "an error while handling another": ("try:\n  1/0\nexcept ZeroDivisionError:\n  {}['key']", "KeyError: 'key'"),
    "a message": (
        'print("2025-05-06 10:00:00 INFO a: working"); print("briefwire: BRIEFWIRE_CONTACT is not set"); print("   \\n")',
        "briefwire: BRIEFWIRE_CONTACT is not set",
    ),
    "work after an error": (
        'import traceback\ntry: 1/0\nexcept Exception: traceback.print_exc()\nprint("2025-05-06 10:00:00 INFO a: went on")',
        "a: went on",
    ),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_last_words_say_how_it_ended(ending: str) -> None:
    code, words = ENDINGS[ending]
    child = Child([sys.executable, "-u", "-c", code], os.environ)
    child.run(log)
    assert child.last_words == words


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_the_exit_code_comes_back(code: str) -> None:
    assert python(code).run(log) == (3 if "3" in code else -signal.SIGKILL)


@pytest.mark.parametrize("manner", ["obedient", "stubborn"])
def test_stopping_ends_the_whole_group(tmp_path: Path, manner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_child, "GRACE_SECONDS", 0.5)
    pids = tmp_path / "pids"
    child = python(FAMILY, str(pids), manner)
    stopper = when_ready(pids, child.stop)
    assert child.run(log) in (-signal.SIGTERM, -signal.SIGKILL)
    stopper.join()
    assert all_gone(family(pids))


def test_a_timeout_ends_the_whole_group(tmp_path: Path) -> None:
    """As Airflow does it: an exception raised by a signal handler while the output is being read."""
    pids = tmp_path / "pids"

    class TimedOutError(Exception):
        pass

    def raise_it(_number: int, _frame: object) -> None:
        raise TimedOutError

    before = signal.signal(signal.SIGUSR1, raise_it)
    try:
        alarm = when_ready(pids, lambda: os.kill(os.getpid(), signal.SIGUSR1))
        with pytest.raises(TimedOutError):
            python(FAMILY, str(pids)).run(log)
        alarm.join()
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert all_gone(family(pids))


def test_nothing_is_left_by_a_command_that_ends_before_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    child = Child(
        [
            sys.executable,
            "-c",
            FAMILY.replace("subprocess.Popen(", "subprocess.Popen(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, args="),
            str(pids),
            "leave",
        ],
        os.environ,
    )
    assert child.run(log) == 0
    assert all_gone(family(pids))


def test_a_kill_from_a_signal_handler_in_the_reading_thread_does_not_hang(tmp_path: Path) -> None:
    """As Airflow does it when a task is cleared: on_kill runs inside the SIGTERM handler of the very thread that reads."""
    pids = tmp_path / "pids"
    child = python(FAMILY, str(pids))
    before = signal.signal(signal.SIGUSR1, lambda *_: child.stop())
    try:
        alarm = when_ready(pids, lambda: os.kill(os.getpid(), signal.SIGUSR1))
        started = time.monotonic()
        assert child.run(log) == -signal.SIGTERM
        alarm.join()
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert time.monotonic() - started < 5, "Airflow's SIGKILL comes five seconds after its SIGTERM"
    assert all_gone(family(pids))


def test_stopping_what_never_ran_is_no_error() -> None:
    python("").stop()
