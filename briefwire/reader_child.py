"""The process in which pages are read: bytes from outside meet the parsers here, where a hang, a crash or a flood of memory costs one page and nothing else.

Started by `briefwire.reader` with an empty environment; it opens no file, no socket and no database. It answers on the pipe that was its standard output, one
JSON text a request, in order. The kernel ends it when one request takes more than its share of processor time: no signal handler could, for neither a
regular expression nor lxml gives the interpreter a turn.
"""

import contextlib
import importlib
import json
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from briefwire.clean import clean
from briefwire.clean.text import normalise
from scrapers.errors import NotAnArticle, PageError
from scrapers.outcomes import Outcome

HEADER = struct.Struct(">cQ")  # what is asked, and the size of what follows
ANSWER = struct.Struct(">Q")
MODULE, PAYLOAD, PARSE, DECLARATION, CLEAN = b"m", b"p", b"u", b"d", b"c"

NAMES = {PARSE: "parser", CLEAN: "cleaning"}  # what did not succeed, in the words of a reason

SECONDS = 2.0  # of processor time for one page
MEMORY = 2 << 30  # bytes of address space
_REASON_CHARACTERS = 300

Answer = dict[str, Any]


class _Reading:
    """What has been sent so far: parser, payload, source; and the two things that can be asked of them."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.payload = b""
        self.declaration: Any = None
        self.requests: dict[bytes, Callable[[bytes], Answer]] = {PARSE: self.parse, CLEAN: self.clean}
        self.settings: dict[bytes, Callable[[bytes], None]] = {MODULE: self._module, PAYLOAD: self._payload, DECLARATION: self._declaration}

    def _module(self, name: bytes) -> None:
        self.parser = importlib.import_module(name.decode())

    def _payload(self, payload: bytes) -> None:
        self.payload = payload

    def _declaration(self, pickled: bytes) -> None:
        self.declaration = pickle.loads(pickled)  # noqa: S301 - from our own parent

    def parse(self, url: bytes) -> Answer:
        return {"record": self.parser.parse(self.payload, url.decode())}

    def clean(self, pickled: bytes) -> Answer:
        record, capture = pickle.loads(pickled)  # noqa: S301 - from our own parent
        return {"article": clean(record, self.declaration, capture)}


def answer(work: Callable[[bytes], Answer], asked: bytes, name: str) -> Answer:
    """What `work` (its `name` in reasons) made of a request, or the outcome and reason with which it ended, and for a hole in it the traceback."""
    try:
        return work(asked)
    except NotAnArticle as error:
        return {"ended": [Outcome.REJECTED, words(error)]}
    except PageError as error:
        return {"ended": [Outcome.PARSE_FAILED, words(error)]}
    except MemoryError:
        return {"ended": [Outcome.PARSE_FAILED, f"{name} took more than {MEMORY >> 30} GB of memory"]}
    except Exception as error:  # a hostile page found a hole in the parser: one page, not the run
        reason = f"{name} error: {type(error).__name__}: {words(error)}".removesuffix(": ")
        return {"ended": [Outcome.PARSE_FAILED, reason], "trace": traceback.format_exc()}


def words(error: Exception) -> str:
    """An error's message on one line, fit for a column of the database: it can hold pieces of the page."""
    return normalise(str(error)[: 2 * _REASON_CHARACTERS])[:_REASON_CHARACTERS]


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers requests until there are no more."""
    reading = _Reading()
    _send(answers, _to_bytes({"ready": True}))
    for kind, data in _frames(requests):
        if setting := reading.settings.get(kind):
            setting(data)
            continue
        with _limited():
            text = _to_bytes(answer(reading.requests[kind], data, NAMES[kind]))
        _send(answers, text)


def _send(answers: BinaryIO, text: bytes) -> None:
    answers.write(ANSWER.pack(len(text)) + text)
    answers.flush()


def _to_bytes(told: Answer) -> bytes:
    """An answer as JSON: dataclasses as objects of their fields, times as ISO 8601."""
    return json.dumps(told, default=_plain).encode()


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return {name: getattr(value, name) for name in type(value).__dataclass_fields__}  # type: ignore[attr-defined]


def _frames(requests: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    while header := requests.read(HEADER.size):
        kind, size = HEADER.unpack(header)
        yield kind, requests.read(size)


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _main() -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends first and closes the pipe
    with contextlib.suppress(ValueError, OSError):  # a lower limit is set already
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
