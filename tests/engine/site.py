"""A small loopback site for the engine's tests: one server, any number of host names, and it does to a client whatever a test tells it to."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """An ordinary answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    chunked: bool = False


@dataclass(frozen=True)
class Hit:
    """One request as it arrived; `at` is monotonic seconds."""

    at: float
    host: str
    path: str
    headers: Message


Answer = Reply | Callable[["Handler"], "Reply | None"]


class Handler(BaseHTTPRequestHandler):
    """Looks up (host, path); a callable answer may write to the connection itself and return None."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def do_GET(self) -> None:
        host = self.headers.get("Host", "")
        with self.server.lock:
            self.server.hits.append(Hit(time.monotonic(), host, self.path, self.headers))
        answer = self.server.answers.get(
            (host, self.path), Reply(b"<title>Not here</title><p>Not here.", 404, {"Content-Type": "text/html"})
        )
        reply = answer(self) if callable(answer) else answer
        if reply is not None:
            self.give(reply)

    def give(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for start in range(0, len(reply.body), 1000):
                piece = reply.body[start : start + 1000]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
            return
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(reply.body)

    def attempt(self) -> int:
        """How often this very address was asked for so far, this time included."""
        return len(self.server.hits_of(self.headers.get("Host", ""), self.path))

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.answers: dict[tuple[str, str], Answer] = {}
        self.hits: list[Hit] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is part of the game."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def put(self, url: str, answer: Answer) -> str:
        """Sets the answer for an https address; returns the address."""
        host, _, path = url.removeprefix("https://").partition("/")
        self.answers[host, f"/{path}"] = answer
        return url

    def hits_of(self, host: str, path: str | None = None) -> list[Hit]:
        with self.lock:
            return [hit for hit in self.hits if hit.host == host and path in (None, hit.path)]


def article(words: str, **headers: str) -> Reply:
    """A plain article page."""
    body = f"<html><head><title>{words}</title></head><body><article><h1>{words}</h1><p>The ministry spoke about {words} today.</p></article></body></html>"
    return Reply(body.encode(), 200, {"Content-Type": "text/html; charset=utf-8"} | headers)
