"""The stand-in sites over HTTP: routed by the Host header, with robots.txt, ETags and conditional requests."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from tests.newsroom.answer import Answer
from tests.newsroom.sites import app, china_mfa, dawn, urdupoint

Site = Callable[[str, Mapping[str, Sequence[str]], datetime], Answer | None]

SITES: Mapping[str, Site] = {
    "www.app.com.pk": app.answer,
    "www.dawn.com": dawn.answer,
    "www.mfa.gov.cn": china_mfa.answer,
    "www.urdupoint.com": urdupoint.answer,
}
ROBOTS = Answer(b"User-agent: *\nDisallow: /private/\n", "text/plain")
NOT_FOUND = Answer(b"<!DOCTYPE html><title>404</title><h1>Not Found</h1>", status=404)


class Newsroom(ThreadingHTTPServer):
    """The server, on loopback only. `fixed_now` is the instant to take as now; without it the clock runs. `port` 0 takes a free one."""

    daemon_threads = True

    def __init__(self, port: int = 0, fixed_now: datetime | None = None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self._fixed_now = fixed_now

    @property
    def origin(self) -> str:
        """What `BRIEFWIRE_STANDIN` is set to."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def now(self) -> datetime:
        """Nothing published after this instant is shown."""
        return self._fixed_now or datetime.now(UTC)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Newsroom

    def do_GET(self) -> None:
        answer = self._answer()
        tag = f'"{hashlib.sha256(answer.stable or answer.body).hexdigest()[:24]}"'
        unchanged = answer.status == 200 and self.headers.get("If-None-Match") == tag
        body = b"" if unchanged else answer.body
        self.send_response(304 if unchanged else answer.status)
        for name, value in {"Content-Type": answer.kind, "Content-Length": str(len(body)), "ETag": tag, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Silence: the pipeline's own ledger is the log that matters."""

    def _answer(self) -> Answer:
        parts = urlsplit(self.path)
        host, path = self.headers.get("Host", "").split(":")[0], unquote(parts.path)
        if path == "/robots.txt":
            return ROBOTS
        site = SITES.get(host)
        try:
            return (site(path, parse_qs(parts.query), self.server.now()) if site else None) or NOT_FOUND
        except (ValueError, OverflowError) as error:
            return Answer(f"bad request: {error}".encode(), "text/plain", 400)
