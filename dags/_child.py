"""A child process in a session of its own, whose output is relayed line by line and whose whole process group dies with it."""

import logging
import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence

# Airflow sends SIGKILL to a task five seconds after SIGTERM: by then the group must be gone.
GRACE_SECONDS = 3.5

_LEVEL = re.compile(r"^\d{4}-\d\d-\d\d[T ][\d:.,+Z]+ (?:\[[^\]]*\] )?(?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):? ?(?P<text>.*)$")
_TRACEBACK = "Traceback (most recent call last)"
_LONGEST_LINE = 4000


class Child:
    """One command, run once. Its standard output and error are one stream."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command, self._environment = list(command), dict(environment)
        self._process: subprocess.Popen[str] | None = None
        self.last_words = ""  # the last thing it said that stands at the margin; after a traceback, what the exception says

    def run(self, log: logging.Logger) -> int:
        """Runs the command to its end and answers its exit code (negative: killed by that signal). Lines go to `log` at the level they name;
        a line that names none (a traceback's) keeps the level of the line before it. Whatever happens, nothing of the group is left."""
        level, last = logging.INFO, _LastWords()
        try:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf8",
                errors="replace",
                start_new_session=True,
            )
            assert self._process.stdout is not None  # noqa: S101 - asked for above
            for line in self._process.stdout:
                level, text = _read(line.rstrip("\n"), level)
                log.log(level, "%s", text)
                self.last_words = last.after(line.rstrip("\n"))
            return self._process.wait()
        finally:
            self.stop()

    def stop(self) -> None:
        """Ends the whole process group: SIGTERM, and SIGKILL after `GRACE_SECONDS`. May be called from a signal handler, and again."""
        if self._process is None:
            return
        deadline = time.monotonic() + GRACE_SECONDS
        self._signal(signal.SIGTERM)
        while self._alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            try:
                os.killpg(self._process.pid, number)
            except ProcessLookupError:
                return

    def _alive(self) -> bool:
        # poll() reaps the leader, so that killpg sees only what truly runs.
        if self._process is None or self._process.poll() is None:
            return self._process is not None
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return False
        return True


class _LastWords:
    """Finds in a stream of lines the one that says how it ended."""

    def __init__(self) -> None:
        self._words, self._in_traceback, self._settled = "", False, False

    def after(self, line: str) -> str:
        _, text = _read(line, logging.INFO)
        if text.startswith(_TRACEBACK):
            self._in_traceback, self._settled = True, False
        elif not text or text[0].isspace():
            pass
        elif self._in_traceback:
            self._words, self._in_traceback, self._settled = text, False, True
        elif not self._settled or _LEVEL.match(line):
            self._words, self._settled = text, False
        return self._words


def _read(line: str, level: int) -> tuple[int, str]:
    text = "".join(sign if sign.isprintable() or sign == "\t" else f"\\x{ord(sign):02x}" for sign in line[:_LONGEST_LINE])
    if text.startswith(_TRACEBACK):
        return logging.ERROR, text
    if match := _LEVEL.match(text):
        return logging.getLevelNamesMapping()[match["level"]], match["text"]
    return level, text
