"""Newsrooms of the tests' own, and a plain client that shows what really goes over the wire."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from tests.newsroom.edition import Edition
from tests.newsroom.planted import Expectation, Planted, Value, Where
from tests.newsroom.scenario import FULL, Scenario
from tests.newsroom.server import SITES, Newsroom
from tests.newsroom.writers import WRITERS, Piece

THURSDAY = date(2025, 5, 8)
EDITION = Edition(0, THURSDAY - timedelta(days=FULL))
MODULES = {module.NAME: module for module in SITES.values()}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came over the wire: the status, the header by lower-case name, the bytes after it, and whether the other side then closed."""

    status: int
    header: dict[str, str]
    body: bytes
    closed: bool


def morning(site: str, day: date = THURSDAY, days: int = 1) -> datetime:
    """Six in the morning at a site, `days` after a day."""
    return datetime.combine(day + timedelta(days=days), datetime.min.time(), WRITERS[site].zone) + timedelta(hours=6)


def plant(
    site: str, fault: str, where: Where = "page", day: date = THURSDAY, look: int = 1, **parameters: Value
) -> tuple[Edition, Planted]:
    """One fault, on a piece in which a ministry speaks, and the edition that it is played in."""
    pieces = int(parameters["pieces"]) if "pieces" in parameters else None
    edition = Edition(0, EDITION.full_since, ((site, day, pieces),)) if pieces is not None else EDITION
    hurt = next((piece.number for piece in WRITERS[site].pieces(day, edition) if piece.speaks), 0)
    return edition, Planted(f"{site} {fault}", 10, day, site, fault, where, Expectation("ok"), hurt, look, parameters=parameters)


def hurt_piece(planted: Planted, edition: Edition = EDITION) -> Piece:
    """The piece that a fault hurts, as it was written."""
    return next(piece for piece in WRITERS[planted.site].pieces(planted.day, edition) if piece.number == planted.hurt)


def address(planted: Planted, edition: Edition = EDITION) -> str:
    """Where the hurt piece stands."""
    return str(MODULES[planted.site].url(hurt_piece(planted, edition)))


@pytest.fixture
def open_newsroom() -> Iterator[Callable[..., Newsroom]]:
    """Starts newsrooms: `open_newsroom(now, (edition, planted))`."""
    with contextlib.ExitStack() as stack:

        def start(now: datetime, *planted: tuple[Edition, Planted]) -> Newsroom:
            edition = planted[0][0] if planted else EDITION
            server = stack.enter_context(Newsroom(0, now, edition, Scenario.of([one for _, one in planted])))
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return server

        yield start


def ask(newsroom: Newsroom, url: str, timeout: float = 10, most: int = 1 << 30, **headers: str) -> Reply:
    """Asks for an address and reads what comes, up to `most` bytes: as much as Content-Length says, without one until the other side closes.

    Raises `TimeoutError` when nothing comes for `timeout` seconds.
    """
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    with socket.create_connection(newsroom.server_address[:2], timeout=timeout) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        got = b""
        while b"\r\n\r\n" not in got:
            got += connection.recv(65536)
        head, _, body = got.partition(b"\r\n\r\n")
        status_line, *fields = head.decode("latin-1").split("\r\n")
        header = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
        length, closed = min(int(header.get("content-length", most)), most), False
        while len(body) < length and not closed:
            piece = connection.recv(65536)
            body, closed = body + piece, not piece
    return Reply(int(status_line.split()[1]), header, body, closed)
