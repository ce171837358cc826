"""The request log: each request wanted leaves one line, with the leave it had and what came of it."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scrapers.engine.archive import digest
from scrapers.engine.requestlog import (
    EXEMPT,
    NOT_JUDGED,
    REQUESTS_FILE,
    Asked,
    Judged,
    Leave,
    RequestLog,
    RequestLogError,
    read_requests,
)
from tests.engine.conftest import Crawl, begin, declaration
from tests.engine.site import Handler, Reply, Server, article

HOST, CLOSED, FREE = "www.example.org", "closed.example.org", "free.example.org"
RULES = b"User-agent: *\nDisallow: /secret\n"
NOW = datetime(2025, 5, 6, 12, tzinfo=UTC)


def url(path: str, host: str = HOST) -> str:
    return f"https://{host}{path}"


def listing(*pages: str) -> Reply:
    return Reply("\n".join(f"page {page}" for page in pages).encode(), 200, {"Content-Type": "text/plain"})


def once_unwell(handler: Handler) -> Reply:
    return Reply(b"", 503, {"Retry-After": "1"}) if handler.attempt() == 1 else article("well again")


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


@pytest.fixture(scope="module")
def log(site: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Asked]]:
    """The lines of one crawl by address."""
    site.put(url("/robots.txt"), Reply(RULES))
    site.put(url("/robots.txt", CLOSED), Reply(b"", 500))
    pages = [
        site.put(url("/plain"), article("plain")),
        site.put(url("/moved"), Reply(b"", 302, {"Location": url("/moved-here")})),
        site.put(url("/to-secret"), Reply(b"", 302, {"Location": url("/secret/moved")})),
        site.put(url("/away"), Reply(b"", 302, {"Location": "https://elsewhere.example.com/x"})),
        site.put(url("/once-unwell"), once_unwell),
        site.put(url("/hang-up"), hang_up),
        url("/gone"),
        url("/secret/x"),
        url("/sports/x"),
        url("/a", CLOSED),
        url("/b", CLOSED),
        site.put(url("/a", FREE), article("free")),
    ]
    site.put(url("/moved-here"), article("moved"))
    site.put(url("/archive.txt"), listing(*pages))
    crawl = begin(tmp_path_factory.mktemp("log") / "spool", site, declaration([HOST, CLOSED, FREE]), now=NOW).finish()
    assert crawl.code == 0, crawl.log
    crawl.balance()
    lines: dict[str, list[Asked]] = {}
    for asked in crawl.requests:
        lines.setdefault(asked.url, []).append(asked)
    sent = [asked for asked in crawl.requests if asked.sent]
    assert len(sent) == crawl.report.requests
    assert Counter((asked.host, asked.url) for asked in sent) == Counter((hit.host, f"https://{hit.host}{hit.path}") for hit in site.hits)
    return lines


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (url("/robots.txt"), [(True, 200, "exempt", None)]),
        (url("/archive.txt"), [(True, 200, "allowed", None)]),
        (url("/plain"), [(True, 200, "allowed", None)]),
        (url("/moved"), [(True, 302, "allowed", None)]),
        (url("/moved-here"), [(True, 200, "allowed", None)]),
        (url("/to-secret"), [(True, 302, "allowed", None)]),
        (url("/secret/moved"), [(False, None, "forbidden", "robots.txt forbids")]),
        (url("/away"), [(True, 302, "allowed", None)]),
        (
            "https://elsewhere.example.com/x",
            [(False, None, "unreachable", "redirect leaves the source's hosts: elsewhere.example.com")],
        ),
        (url("/once-unwell"), [(True, 503, "allowed", None), (True, 200, "allowed", None)]),
        (url("/hang-up"), [(True, None, "allowed", "connection lost")] * 3),
        (url("/gone"), [(True, 404, "allowed", None)]),
        (url("/secret/x"), [(False, None, "forbidden", "robots.txt forbids")]),
        (url("/robots.txt", CLOSED), [(True, 500, "exempt", None)] * 3),
        (url("/a", CLOSED), [(False, None, "unreachable", "robots.txt unreachable: http 500")]),
        (url("/b", CLOSED), [(False, None, "unreachable", "robots.txt unreachable: http 500")]),
        (url("/robots.txt", FREE), [(True, 404, "exempt", None)]),
        (url("/a", FREE), [(True, 200, "no rules", None)]),
    ],
)
def test_each_request_has_its_line(
    log: dict[str, list[Asked]], address: str, lines: list[tuple[bool, int | None, str, str | None]]
) -> None:
    assert [(asked.sent, asked.status, asked.robots, asked.reason) for asked in log[address]] == lines


def test_there_are_no_other_lines(log: dict[str, list[Asked]]) -> None:
    assert len(log) == 18
    assert url("/sports/x") not in log, "the candidate rule is no request"


def test_the_rules_are_named_by_their_digest(log: dict[str, list[Asked]]) -> None:
    for address in (url("/plain"), url("/secret/x"), url("/secret/moved"), url("/hang-up")):
        assert {asked.robots_digest for asked in log[address]} == {digest(RULES)}
    for address in (url("/robots.txt"), url("/a", CLOSED), url("/a", FREE)):
        assert {asked.robots_digest for asked in log[address]} == {None}


def test_retry_after_is_kept_in_the_crawls_own_time(log: dict[str, list[Asked]]) -> None:
    busy, again = log[url("/once-unwell")]
    assert busy.rest_until is not None and again.rest_until is None
    assert 1 <= (busy.rest_until - busy.at).total_seconds() < 3
    assert again.at >= busy.rest_until
    assert NOW < busy.at < NOW + timedelta(minutes=1)


def test_what_a_shut_host_keeps_back_is_noted(site: Server, crawl: Callable[..., Crawl]) -> None:
    host = "shut.example.org"
    pages = [
        site.put(url("/busy", host), Reply(b"", 429, {"Retry-After": "9999999999"})),
        *(site.put(url(f"/{number}", host), article(str(number))) for number in range(6)),
    ]
    site.put(url("/archive.txt"), listing(*pages))
    ended = crawl(declaration([HOST, host], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 50}), now=NOW)
    ended.balance()
    busy = next(asked for asked in ended.requests if asked.url == url("/busy", host))
    # One or two may leave before it: which of the first few does is not told beforehand.
    kept = {asked.url: asked.reason for asked in ended.requests if not asked.sent}
    shut = "retry-after 999999999 s (http 429)"
    assert len(kept) >= 3 and set(kept.values()) == {shut}
    assert {ended.endings[address] for address in kept} == {("deferred", shut)}
    after = ended.requests[ended.requests.index(busy) + 1 :]
    assert sum(asked.sent and asked.host == host for asked in after) <= 1  # one may have been on its way
    assert busy.rest_until is not None
    assert timedelta(days=30) <= busy.rest_until - busy.at < timedelta(days=30, minutes=1), "no one means years"


def test_what_the_budget_keeps_back_is_noted(site: Server, crawl: Callable[..., Crawl]) -> None:
    site.put(url("/archive.txt"), listing(*(site.put(url(f"/p{number}"), article(str(number))) for number in range(6))))
    ended = crawl(declaration([HOST], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 4}), now=NOW)
    ended.balance()
    assert sum(asked.sent for asked in ended.requests) == ended.report.requests == 4
    assert "budget of 4 requests spent" in {asked.reason for asked in ended.requests if not asked.sent}


def test_lines_are_on_the_disk_while_the_crawl_runs(site: Server, tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def look(handler: Handler) -> Reply:
        seen.append([asked.url for asked in read_requests(tmp_path / "spool" / REQUESTS_FILE)])
        return article("late")

    site.put(url("/archive.txt"), listing(site.put(url("/late"), look)))
    begin(tmp_path / "spool", site, declaration([HOST])).finish().balance()
    assert seen == [[url("/robots.txt"), url("/archive.txt")]]


def test_is_read_as_written_and_a_torn_line_is_left_out(tmp_path: Path) -> None:
    log = RequestLog(tmp_path)
    log.answered(NOW, "https://a.example/robots.txt", EXEMPT, 200, None)
    log.kept_back(NOW, "https://b.example/中", NOT_JUDGED, "host not declared: b.example")
    log.failed(NOW, "https://a.example/1", Judged(Leave.ALLOWED, "sha256:0"), "time-out")
    log.answered(NOW, "https://a.example/2", Judged(Leave.NO_RULES), 429, NOW + timedelta(seconds=30))
    path = tmp_path / REQUESTS_FILE
    expected = [
        Asked(NOW, "https://a.example/robots.txt", "a.example", True, 200, "exempt", None, None, None),
        Asked(NOW, "https://b.example/中", "b.example", False, None, "unreachable", None, "host not declared: b.example", None),
        Asked(NOW, "https://a.example/1", "a.example", True, None, "allowed", "sha256:0", "time-out", None),
        Asked(NOW, "https://a.example/2", "a.example", True, 429, "no rules", None, None, NOW + timedelta(seconds=30)),
    ]
    assert list(read_requests(path)) == expected, "each line is on the disk before the log is closed"
    log.close()
    whole = path.read_bytes()
    for size in range(len(whole) + 1):
        path.write_bytes(whole[:size])
        assert list(read_requests(path)) == expected[: whole[:size].count(b"\n")]


@pytest.mark.parametrize("changes", [{"robots": "perhaps"}, {"at": "yesterday"}, {"more": 1}, {"rest_until": 5}])
def test_a_bad_line(tmp_path: Path, changes: dict[str, object]) -> None:
    log = RequestLog(tmp_path)
    log.answered(NOW, "https://a.example/", EXEMPT, 200, None)
    log.close()
    path = tmp_path / REQUESTS_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | changes) + "\n")
    with pytest.raises(RequestLogError, match="line 1"):
        list(read_requests(path))
