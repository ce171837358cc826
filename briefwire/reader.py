"""Reads pages and cleans records in a process of its own (`briefwire.reader_child`), so that no page can hang, crash or flood the run.

A page that takes more than two seconds of processor time, more than two gigabytes, or that kills the process ends as `parse_failed`; a new process goes on
with the next page. One process serves a whole program and is kept between calls: starting one takes a quarter of a second.
"""

import atexit
import contextlib
import json
import logging
import os
import pickle
import selectors
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from briefwire.article import Article
from briefwire.clean import Capture
from briefwire.reader_child import ANSWER, CLEAN, DECLARATION, HEADER, MODULE, NAMES, PARSE, PAYLOAD, SECONDS
from scrapers.errors import BriefwireError
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition, PageRecord, Stamp
from scrapers.registry import SourceDeclaration

logger = logging.getLogger(__name__)

_WALL_SECONDS = 30.0  # without an answer, however busy the machine is: for a process that waits instead of working
_START_SECONDS = 120.0
_AHEAD = 8  # requests on their way to the process, so that it never waits for the archive
_AHEAD_BYTES = 1 << 20
_CHUNK = 1 << 18


class ReaderError(BriefwireError):
    """The process that reads pages cannot be started; its own words stand above this in the log."""


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes to read and the address they are read as."""

    payload: bytes
    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no record or no article: `rejected` or `parse_failed`, with the reason in words."""

    outcome: Outcome
    reason: str


def start() -> None:
    """Starts a process for the next call, unless one waits already, and does not wait for it: it comes up while the caller prepares what it will ask."""
    if not any(process.is_alive for process in _idle):
        _idle.append(_Process())


def read_pages(parser: str, pages: Iterable[Page]) -> Iterator[PageRecord | Refusal]:
    """What the module `parser` (dotted name, with `parse(payload, url)`) reads in each page, in order. Pages are taken a few ahead of what is answered.

    Consecutive pages of one payload (the very same object) send it once. Raises `ReaderError` when no process can be started.
    """
    asked = (_Request(PARSE, page.url.encode("utf8", "replace"), page.url, page.payload) for page in pages)
    with _borrowed() as process:
        for answer in process.run((MODULE, parser.encode()), asked):
            yield answer if isinstance(answer, Refusal) else _record(answer["record"])


def clean_records(declaration: SourceDeclaration, records: Iterable[tuple[PageRecord, Capture]]) -> Iterator[Article | Refusal]:
    """What `briefwire.clean.clean` makes of each record, in order; a record that is no article, or cannot be cleaned in time, as its refusal."""
    asked = (_Request(CLEAN, pickle.dumps(item), item[0].url, None) for item in records)
    with _borrowed() as process:
        for answer in process.run((DECLARATION, pickle.dumps(declaration)), asked):
            yield answer if isinstance(answer, Refusal) else _article(answer["article"])


@dataclass(frozen=True, slots=True)
class _Request:
    kind: bytes
    data: bytes
    url: str
    payload: bytes | None


class _Process:
    """One child process and the two pipes to it."""

    def __init__(self) -> None:
        self._begin()
        self._payload: bytes | None = None
        self._received = bytearray()
        self._silent = False

    def run(self, setting: tuple[bytes, bytes], requests: Iterable[_Request]) -> Iterator[dict[str, Any] | Refusal]:
        """The answer to each request, in order. The process is replaced when a request ends it."""
        self._await()
        source = iter(requests)
        pending: deque[_Request] = deque()
        unsent = bytearray(_frame(*setting))
        dry = False
        while True:
            while not dry and len(pending) < _AHEAD and len(unsent) < _AHEAD_BYTES:
                request = next(source, None)
                if request is None:
                    dry = True
                else:
                    pending.append(request)
                    unsent += self._frames(request)
            if not pending:
                return
            alive = self._exchange(unsent)
            for text in self._answers():
                yield self._told(text, pending.popleft())
            if not alive and pending:
                # The first without an answer is the one that ended the process: it answers in the order of the requests.
                yield self._end(pending.popleft())
                self._begin()
                self._await()
                unsent = bytearray(_frame(*setting))
                for request in pending:
                    unsent += self._frames(request)

    def close(self) -> None:
        """Ends the process."""
        self._child.kill()
        self._input.close()
        self._output.close()
        self._child.wait()

    @property
    def is_alive(self) -> bool:
        return self._child.poll() is None

    def _frames(self, request: _Request) -> bytes:
        if request.payload is None or request.payload is self._payload:
            return _frame(request.kind, request.data)
        self._payload = request.payload
        return _frame(PAYLOAD, request.payload) + _frame(request.kind, request.data)

    def _exchange(self, unsent: bytearray) -> bool:
        """Sends what the process takes and receives what it says; False when it has ended or says nothing for too long."""
        with selectors.PollSelector() as selector:
            selector.register(self._output, selectors.EVENT_READ)
            if unsent:
                selector.register(self._input, selectors.EVENT_WRITE)
            ready = {key.fileobj for key, _ in selector.select(_WALL_SECONDS)}
        if not ready:
            self._silent = True
            self._child.kill()
            return False
        if self._output in ready:
            said = os.read(self._output.fileno(), _CHUNK)
            self._received += said
            return bool(said)
        try:
            del unsent[: os.write(self._input.fileno(), unsent[:_CHUNK])]
        except BrokenPipeError:
            unsent.clear()  # it has ended; what it said before is still to be read
        return True

    def _answers(self) -> Iterator[bytes]:
        while len(self._received) >= ANSWER.size:
            (size,) = ANSWER.unpack_from(self._received)
            end = ANSWER.size + size
            if len(self._received) < end:
                return
            yield bytes(self._received[ANSWER.size : end])
            del self._received[:end]

    def _told(self, text: bytes, request: _Request) -> dict[str, Any] | Refusal:
        answer: dict[str, Any] = json.loads(text)
        if "ended" not in answer:
            return answer
        if "trace" in answer:
            logger.error("%s failed on %s\n%s", NAMES[request.kind], request.url, answer["trace"])
        outcome, reason = answer["ended"]
        return Refusal(Outcome(outcome), reason)

    def _end(self, request: _Request) -> Refusal:
        self._input.close()
        self._output.close()
        code = self._child.wait()
        self._received.clear()
        self._payload = None
        too_long = code == -signal.SIGPROF or self._silent
        reason = f"{NAMES[request.kind]} " + (f"took longer than {SECONDS:.0f} s" if too_long else f"crashed: {_how(code)}")
        self._silent = False
        logger.error("%s on %s", reason, request.url)
        return Refusal(Outcome.PARSE_FAILED, reason)

    def _begin(self) -> None:
        """Starts a process, which says when it is ready: see `_await`."""
        child = subprocess.Popen(
            [sys.executable, "-m", "briefwire.reader_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parent.parent,
            env={"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry), "LANG": "C.UTF-8"},
            bufsize=0,
        )
        if child.stdin is None or child.stdout is None:
            raise ReaderError("no pipe to the reading process")
        os.set_blocking(child.stdin.fileno(), False)
        self._child: subprocess.Popen[bytes] = child
        self._input: IO[bytes] = child.stdin
        self._output: IO[bytes] = child.stdout
        self._ready = False

    def _await(self) -> None:
        """Waits until a process that was just started says that it is ready."""
        if self._ready:
            return
        received = bytearray()
        with selectors.PollSelector() as selector:
            selector.register(self._output, selectors.EVENT_READ)
            while len(received) < ANSWER.size or len(received) < ANSWER.size + ANSWER.unpack_from(received)[0]:
                said = os.read(self._output.fileno(), _CHUNK) if selector.select(_START_SECONDS) else b""
                if not said:
                    self._child.kill()
                    raise ReaderError(f"the process that reads pages did not start: {_how(self._child.wait())}")
                received += said
        self._ready = True


_idle: list[_Process] = []


@contextlib.contextmanager
def _borrowed() -> Iterator[_Process]:
    """A process for the time of one call; it is kept for the next one unless the call was broken off in the middle."""
    process = next((kept for kept in iter(_take, None) if kept.is_alive), None) or _Process()
    try:
        yield process
    except BaseException:  # answers to what was asked ahead are still to come
        process.close()
        raise
    _idle.append(process)


def _take() -> _Process | None:
    return _idle.pop() if _idle else None


def _close_all() -> None:
    while _idle:
        _idle.pop().close()


atexit.register(_close_all)
os.register_at_fork(after_in_child=_idle.clear)  # the parent's processes are not the fork's


def _frame(kind: bytes, data: bytes) -> bytes:
    return HEADER.pack(kind, len(data)) + data


def _how(code: int) -> str:
    return f"signal {-code} ({signal.strsignal(-code)})" if code < 0 else f"exit code {code}"


def _record(raw: dict[str, Any]) -> PageRecord:
    stamps = {name: tuple(Stamp(**stamp) for stamp in raw[name]) for name in ("published", "modified")}
    return PageRecord(**(raw | stamps | {"paragraphs": tuple(raw["paragraphs"])}))


def _article(raw: dict[str, Any]) -> Article:
    times = {name: datetime.fromisoformat(raw[name]) if raw[name] else None for name in ("published_at", "modified_at", "captured_at")}
    day = {"dateline_date": date.fromisoformat(raw["dateline_date"]) if raw["dateline_date"] else None}
    return Article(**(raw | times | day | {"position": ArchivePosition(**raw["position"])}))
