"""The evidence of how we behave: every request with its leave, every robots.txt with its dates."""

from typing import Any

import psycopg2
import pytest

from briefwire.database.errors import UnknownRun
from briefwire.database.handles import Connection
from briefwire.database.requests import keep
from scrapers.engine.requestlog import Asked, Leave
from tests.database.samples import at, open_sample_run, rows


def asked(url: str, hours: float = 0, **changes: Any) -> Asked:
    """A request that was sent and allowed, `hours` after noon."""
    fields: dict[str, Any] = {
        "at": at(hours),
        "url": url,
        "host": "www.example.com",
        "sent": True,
        "status": 200,
        "robots": "allowed",
        "robots_digest": "sha256:aa",
        "reason": None,
        "rest_until": None,
    }
    return Asked(**(fields | changes))


def test_requests_are_kept_in_order_and_once(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    log = [
        asked("https://www.example.com/robots.txt", robots="exempt", robots_digest=None),
        asked("https://www.example.com/a", 1),
        asked("https://www.example.com/private", 2, sent=False, status=None, robots="forbidden", reason="robots.txt forbids it"),
        asked("https://www.example.com/\x00\ud83d\t\\N", 3, status=None, reason="time-out"),
    ]
    keep(loader, "r1", log[:2])
    keep(loader, "r1", iter(log))
    found = rows(loader, "SELECT url, asked_at, sent, status, robots, robots_digest, reason FROM v1.request ORDER BY asked_at")
    assert found == [
        ("https://www.example.com/robots.txt", at(0), True, 200, "exempt", None, None),
        ("https://www.example.com/a", at(1), True, 200, "allowed", "sha256:aa", None),
        ("https://www.example.com/private", at(2), False, None, "forbidden", "sha256:aa", "robots.txt forbids it"),
        ("https://www.example.com/\ufffd?\t\\N", at(3), True, None, "allowed", "sha256:aa", "time-out"),
    ]
    keep(loader, "r1", [])
    assert rows(loader, "SELECT count(*) FROM v1.request") == [(0,)]


def test_requests_of_an_unknown_run_are_told(loader: Connection) -> None:
    with pytest.raises(UnknownRun):
        keep(loader, "r9", [asked("https://www.example.com/a")])


def test_every_leave_can_be_kept_and_no_other(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    keep(loader, "r1", [asked("https://www.example.com/a", robots=leave.value) for leave in Leave])
    assert len(rows(loader, "SELECT FROM v1.request")) == len(Leave)
    with pytest.raises(psycopg2.errors.CheckViolation):
        keep(loader, "r1", [asked("https://www.example.com/a", robots="perhaps")])
    assert len(rows(loader, "SELECT FROM v1.request")) == len(Leave), "a failed keeping leaves the former one"


def test_each_robots_txt_has_its_dates(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    open_sample_run(loader, "r2", 5, source="open_ministry")
    keep(
        loader, "r1", [asked("https://www.example.com/a", hours, robots_digest=digest) for hours, digest in ((0, "x"), (1, "x"), (2, "y"))]
    )
    keep(
        loader, "r2", [asked("https://www.example.com/a", 5, robots_digest="x"), asked("https://www.example.com/b", 5, robots_digest=None)]
    )
    assert rows(loader, "SELECT * FROM v1.robots ORDER BY source, robots_digest") == [
        ("licensed_post", "www.example.com", "x", at(0), at(1)),
        ("licensed_post", "www.example.com", "y", at(2), at(2)),
        ("open_ministry", "www.example.com", "x", at(5), at(5)),
    ]
