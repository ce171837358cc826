"""Starts a spider as a child process and brings what it wrote home, whole or recovered."""

import contextlib
import ctypes
import fcntl
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefwire.landing import LEDGER, REPORT, REQUESTS, WARC, Landing, forget_spool
from briefwire.runid import RunId
from scrapers.engine.archive import recover
from scrapers.engine.job import JOB_FILE, CrawlJob

logger = logging.getLogger(__name__)

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def run_spider(spool: Path, job: CrawlJob, run: RunId, landing: Landing) -> None:
    """Runs the crawl of `job` to its end and stores its files in the archive.

    The child is of its parent's process group and is stopped with it: gracefully on SIGTERM and Ctrl-C, by the kernel when the parent is killed.
    Its exit code is not looked at: the report says what it did. What a killed child leaves is recovered to its last whole record.
    """
    folder = spool / run.text
    folder.mkdir(parents=True)
    with _held(folder):
        job.write(folder / JOB_FILE)
        with _stopping(_start(folder)) as child:
            child.wait()
        _bring_home(folder, run, landing)


def sweep(spool: Path, landing: Landing) -> list[RunId]:
    """Stores what crawls left behind whose parent was killed too; answers their runs."""
    swept = []
    for folder in sorted(spool.glob(f"*/{JOB_FILE}")):
        run = RunId.parse(folder.parent.name)
        try:
            with _held(folder.parent):
                _bring_home(folder.parent, run, landing)
        except BlockingIOError:
            continue  # a crawl at work
        swept.append(run)
        logger.warning("the files of %s, whose process was killed, were recovered into the archive", run)
    return swept


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "scrapers.engine.crawl", str(folder)],
        env=_without_secrets(os.environ),
        cwd=Path(__file__).resolve().parent.parent,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads are running here
    )


def _without_secrets(variables: Mapping[str, str]) -> dict[str, str]:
    # The child reads the open web and learns all it needs from its job: it is given no way into the database.
    return {name: value for name, value in variables.items() if not name.startswith(("BRIEFWIRE_", "AIRFLOW", "_AIRFLOW", "PG"))}


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextlib.contextmanager
def _stopping(child: "subprocess.Popen[bytes]") -> Iterator["subprocess.Popen[bytes]"]:
    previous = signal.signal(signal.SIGTERM, _exit_on_signal)
    try:
        yield child
    finally:
        signal.signal(signal.SIGTERM, previous)
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(timeout=30)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _exit_on_signal(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _bring_home(folder: Path, run: RunId, landing: Landing) -> None:
    part = folder / f"{WARC}.part"
    if part.exists():
        records = recover(part, folder / WARC)
        logger.warning("the crawl of %s died; %d whole records of its archive file were kept", run, records)
    for name in (WARC, LEDGER, REQUESTS, REPORT):  # the report last: a run with a report is whole
        if (folder / name).exists():
            landing.store(run, name, folder / name)
    forget_spool(folder)
