"""The stand-in sites over HTTP: routed by the Host header, with robots.txt, ETags and conditional requests, and the scenario's faults on the way out."""

import contextlib
import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import TextIO
from urllib.parse import parse_qs, unquote, urlsplit

from tests.newsroom.answer import Answer
from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.planted import Place, Planted
from tests.newsroom.press import Press
from tests.newsroom.scenario import QUIET, Scenario
from tests.newsroom.sites import app, china_mfa, dawn, india_mea, pakistan_mofa, uk_fcdo, urdupoint, us_state
from tests.newsroom.wire import WIRE, Request

SITES: Mapping[str, ModuleType] = {
    "mofa.gov.pk": pakistan_mofa,
    "www.app.com.pk": app,
    "www.dawn.com": dawn,
    "www.gov.uk": uk_fcdo,
    "www.mea.gov.in": india_mea,
    "www.mfa.gov.cn": china_mfa,
    "www.state.gov": us_state,
    "www.urdupoint.com": urdupoint,
}
NOT_FOUND = Answer(b"<!DOCTYPE html><title>404</title><h1>Not Found</h1>", status=404)
CLOCK = "/__now__"


class Newsroom(ThreadingHTTPServer):
    """The server, on loopback only. `port` 0 takes a free one.

    `fixed_now` is the instant to take as now; without it the clock runs. GET /__now__ answers it, /__now__?to=<ISO 8601 with zone> moves it. Without a scenario
    nothing goes wrong. `access_log` gets one JSON line a request: `at` (UTC), `monotonic` (seconds), `host`, `path`, `status`, `agent`, `if_none_match`.
    """

    daemon_threads = True

    def __init__(
        self,
        port: int = 0,
        fixed_now: datetime | None = None,
        edition: Edition = PLAIN,
        scenario: Scenario = QUIET,
        access_log: Path | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self._fixed_now = fixed_now
        self.edition, self._scenario = edition, scenario
        self._asked: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._log: TextIO | None = access_log.open("a", encoding="utf8", buffering=1) if access_log else None
        self.closing = threading.Event()

    @property
    def origin(self) -> str:
        """What `BRIEFWIRE_STANDIN` is set to."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def now(self) -> datetime:
        """Nothing published after this instant is shown."""
        return self._fixed_now or datetime.now(UTC)

    def move_to(self, instant: datetime) -> None:
        """Makes `instant` (aware) the time it is, until it is moved again. Raises `ValueError` for one without a zone."""
        if instant.tzinfo is None:
            raise ValueError("an instant needs its zone")
        self._fixed_now = instant

    def server_close(self) -> None:
        """Also lets go of those who wait for an answer that does not come."""
        self.closing.set()
        super().server_close()
        if self._log is not None:
            self._log.close()

    def answer(self, host: str, target: str) -> Answer:
        """What `host` answers to a request for `target` (path and query) now."""
        parts = urlsplit(target)
        path, query = unquote(parts.path), parse_qs(parts.query)
        site = SITES.get(host)
        if path == CLOCK:
            if "to" in query:
                self.move_to(datetime.fromisoformat(query["to"][0].replace("Z", "+00:00").replace(" ", "+")))
            return Answer(f"{self.now().isoformat()}\n".encode(), "text/plain", tagless=True)
        if site is None:
            return Answer(b"User-agent: *\n", "text/plain") if path == "/robots.txt" else NOT_FOUND
        press = Press(self.now(), self.edition, self._scenario)
        robots = path == "/robots.txt"
        place = Place("robots") if robots else site.place(path, query, press)
        good = Answer(site.ROBOTS.encode(), "text/plain") if robots else site.answer(path, query, press) or NOT_FOUND
        return self._hurt(good, site.NAME, place, target, press)

    def _hurt(self, answer: Answer, site: str, place: Place, target: str, press: Press) -> Answer:
        for planted in self._scenario.of_site(site):
            if planted.fault in WIRE and planted.hits(place, press.today(site)):
                answer = WIRE[planted.fault](answer, planted, Request(target, self._turn(planted, target)))
        return answer

    def _turn(self, planted: Planted, target: str) -> int:
        with self._lock:
            self._asked[planted.key, target] += 1
            return self._asked[planted.key, target] - 1

    def note(self, **line: object) -> None:
        """Writes one line of the access log."""
        if self._log is not None:
            with self._lock:
                self._log.write(json.dumps(line) + "\n")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Newsroom

    def do_GET(self) -> None:
        at, clock = datetime.now(UTC).isoformat(), time.monotonic()
        host = self.headers.get("Host", "").split(":")[0]
        try:
            answer = self.server.answer(host, self.path)
        except (ValueError, OverflowError) as error:
            answer = Answer(f"bad request: {error}".encode(), "text/plain", 400)
        condition = self.headers.get("If-None-Match")
        tag = None if answer.tagless or answer.status != 200 else f'"{hashlib.sha256(answer.stable or answer.body).hexdigest()[:24]}"'
        unchanged = tag is not None and condition == tag
        status = 304 if unchanged else answer.status
        self.server.note(
            at=at, monotonic=clock, host=host, path=self.path, status=status, agent=self.headers.get("User-Agent"), if_none_match=condition
        )
        if answer.wire.silent and self.server.closing.wait(answer.wire.silent):
            self.close_connection = True
            return
        with contextlib.suppress(ConnectionError):  # whom we test hangs up on what is too much: that is the point
            self._send(Answer(b"", answer.kind, 304, answer.headers) if unchanged else answer, tag)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the access log is asked for with --access-log."""

    def _send(self, answer: Answer, tag: str | None) -> None:
        wire = answer.wire
        length = answer.size if wire.declared is None else wire.declared
        self.send_response(answer.status)
        framing = {"Transfer-Encoding": "chunked"} if wire.unsized else {"Content-Length": str(length)}
        for name, value in {"Content-Type": answer.kind, **framing, **({"ETag": tag} if tag else {}), **answer.headers}.items():
            self.send_header(name, value)
        if length != answer.size or wire.cut_after is not None:
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            for part in self._cut(answer):
                self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n" if wire.unsized else part)
            if wire.unsized:
                self.wfile.write(b"0\r\n\r\n")

    def _cut(self, answer: Answer) -> Iterator[bytes]:
        left = answer.size if answer.wire.cut_after is None else answer.wire.cut_after
        for part in answer.parts():
            if answer.wire.pause and self.server.closing.wait(answer.wire.pause):
                return
            if left > 0:
                yield part[:left]
            left -= len(part)
