"""The engine's pure parts: addresses, jobs, ledger, decoding, guard, pace."""

import asyncio
import gzip
import itertools
import json
import subprocess
import sys
import time
import tracemalloc
import zlib
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from scrapers.engine.address import canonical, printable
from scrapers.engine.book import Book, BookingError
from scrapers.engine.decoding import DecodingError, decode, gunzip
from scrapers.engine.guard import is_public, literal, refusal
from scrapers.engine.job import CrawlJob, JobError, Validators
from scrapers.engine.ledger import Discovered, Ended, Fetched, LedgerError, LedgerWriter, read_ledger
from scrapers.engine.pace import Budget, HostGate, retry_after
from scrapers.engine.refusals import BudgetSpent, CrawlStopping, Refusal
from scrapers.engine.report import ListingReport, ReportError, RouteFailure, RunReport
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition

NOW = datetime(2025, 5, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("http://WWW.Example.org", "https://www.example.org/"),
        ("https://www.example.org:443/a#part", "https://www.example.org/a"),
        ("http://www.example.org:80/a", "https://www.example.org/a"),
        ("https://www.example.org:8443/a", "https://www.example.org:8443/a"),
        (" https://www.example.org/a?utm_source=x&b=2&fbclid=y&a=1&UTM_Medium=z ", "https://www.example.org/a?b=2&a=1"),
        ("https://www.example.org/a?utm_source=x", "https://www.example.org/a"),
        ("https://www.example.org/a?", "https://www.example.org/a"),
        ("https://www.example.org/a?empty=&flag", "https://www.example.org/a?empty=&flag"),
        ("https://www.example.org/a/./b/../c", "https://www.example.org/a/c"),
        ("https://www.example.org/../../a/..", "https://www.example.org/"),
        ("https://www.example.org//a//b/", "https://www.example.org//a//b/"),
        ("https://www.example.org/%7euser/%2fx", "https://www.example.org/~user/%2Fx"),
        ("https://www.example.org/it's?q='x'", "https://www.example.org/it's?q=%27x%27"),
        ("https://www.example.org/100%", "https://www.example.org/100%25"),
        ("https://www.example.org/中文 页?q=中", "https://www.example.org/%E4%B8%AD%E6%96%87%20%E9%A1%B5?q=%E4%B8%AD"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_canonical(listed: str, expected: str) -> None:
    assert canonical(listed) == expected


@pytest.mark.parametrize(
    "listed",
    [
        "javascript:void(0)",
        "/relative",
        "mailto:a@example.org",
        "ftp://example.org/",
        "https://",
        "https://u:p@example.org/",
        "https://h:x/",
    ],
)
def test_canonical_refuses(listed: str) -> None:
    with pytest.raises(ValueError):
        canonical(listed)


@given(st.text(max_size=40), st.text(max_size=40))
def test_canonical_is_final(path: str, query: str) -> None:
    try:
        once = canonical(f"https://www.example.org/{path}?{query}")
    except ValueError:
        return
    assert canonical(once) == once
    assert once.isascii()
    assert Request(once).url == once, "what is booked is what is asked for"


def job(**changes: object) -> CrawlJob:
    return CrawlJob(
        **({"run_id": "dawn.2025-05-06.20250506T120000Z.abcdef", "source": "dawn", "day": date(2025, 5, 6), "now": NOW} | changes)
    )  # type: ignore[arg-type]


def test_job_is_read_as_written(tmp_path: Path) -> None:
    written = job(
        contact="desk@example.org",
        standin="http://127.0.0.1:8099",
        standin_paced=True,
        validators={"https://a.example/": Validators('"x"', None)},
        known=frozenset({"https://a.example/2", "https://a.example/1"}),
        recheck=("https://a.example/4", "https://a.example/3"),
        resting={"a.example": NOW + timedelta(minutes=5)},
    )
    written.write(tmp_path / "job.json")
    assert CrawlJob.read(tmp_path / "job.json") == written


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"run_id": "../../etc"}, "run_id"),
        ({"run_id": "x\n"}, "run_id"),
        ({"now": datetime(2025, 5, 6)}, "now"),  # noqa: DTZ001
        ({"resting": {"a.example": datetime(2025, 5, 6)}}, "resting"),  # noqa: DTZ001
        ({"contact": "a@b\r\nX-Evil: 1"}, "contact"),
        ({"contact": "(a)"}, "contact"),
        ({"standin": "http://10.0.0.1:80"}, "standin"),
        ({"standin": "http://example.org:80"}, "standin"),
        ({"standin": "https://127.0.0.1:80"}, "standin"),
        ({"standin": "http://127.0.0.1"}, "standin"),
        ({"standin": "http://127.0.0.1:80/path"}, "standin"),
        ({"standin": "http://u@127.0.0.1:80"}, "standin"),
    ],
)
def test_impossible_jobs(changes: dict[str, object], named: str) -> None:
    with pytest.raises(JobError, match=named):
        job(**changes)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"day": "x"}', '{"run_id":"a","source":"b","day":"2025-05-06","now":"2025-05-06T00:00:00Z","more":1}']
)
def test_unreadable_jobs(tmp_path: Path, text: str) -> None:
    (tmp_path / "job.json").write_text(text)
    with pytest.raises(JobError, match="not a crawl job"):
        CrawlJob.read(tmp_path / "job.json")


def test_user_agent() -> None:
    assert job(contact="desk@example.org").user_agent == "Briefwire/0.1 (+desk@example.org)"
    assert job(standin="http://127.0.0.1:1").user_agent == "Briefwire/0.1 (+stand-in)"
    with pytest.raises(JobError, match="BRIEFWIRE_CONTACT"):
        _ = job().user_agent


EVENTS = [
    Discovered("https://a.example/中", "feed", NOW, date(2025, 5, 5)),
    Fetched("https://a.example/中", 200, 10, 20, "sha256:00", NOW, '"e"', None),
    Discovered("https://a.example/2", "feed", NOW, date(2025, 5, 6)),
    Ended("https://a.example/2", Outcome.GONE, "http 404"),
]


def test_ledger_is_read_as_written_and_a_torn_line_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    writer = LedgerWriter(path)
    for event in EVENTS:
        writer.write(event)
    whole = path.read_bytes()
    assert list(read_ledger(path)) == EVENTS, "each line is on the disk before the ledger is closed"
    writer.close()
    for size in range(len(whole) + 1):
        path.write_bytes(whole[:size])
        assert list(read_ledger(path)) == EVENTS[: whole[:size].count(b"\n")]


def test_ledger_lines_are_what_others_rely_on(tmp_path: Path) -> None:
    writer = LedgerWriter(tmp_path / "ledger.jsonl")
    for event in EVENTS[:2] + EVENTS[3:]:
        writer.write(event)
    writer.close()
    assert [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()] == [
        {"event": "discovered", "url": "https://a.example/中", "via": "feed", "at": "2025-05-06T12:00:00+00:00", "day": "2025-05-05"},
        {
            "event": "fetched",
            "url": "https://a.example/中",
            "status": 200,
            "offset": 10,
            "length": 20,
            "digest": "sha256:00",
            "at": "2025-05-06T12:00:00+00:00",
        }
        | {"etag": '"e"', "last_modified": None},
        {"event": "ended", "url": "https://a.example/2", "outcome": "gone", "reason": "http 404"},
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "nonsense",
        '{"event":"eaten","url":"u","at":"2025-05-06T00:00:00Z"}',
        '{"event":"ended","url":"u","outcome":"odd","reason":""}',
    ],
)
def test_ledger_with_a_bad_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "ledger.jsonl").write_text(line + "\n")
    with pytest.raises(LedgerError, match="line 1"):
        list(read_ledger(tmp_path / "ledger.jsonl"))


def test_book_keeps_the_balance(tmp_path: Path) -> None:
    book = Book(LedgerWriter(tmp_path / "ledger.jsonl"), lambda: NOW)
    assert book.discover("a", "feed", NOW.date())
    assert not book.discover("a", "feed", NOW.date())
    assert book.discover("b", "feed", NOW.date())
    assert book.discover("c", "feed", NOW.date())
    book.fetched("a", 200, ArchivePosition("f", 1, 2, "sha256:0"), None, None)
    book.end("b", Outcome.GONE, "http 404")
    for url in ("a", "b", "never seen"):
        with pytest.raises(BookingError):
            book.end(url, Outcome.GONE, "again")
    book.close(Outcome.DEFERRED, "crawl ended early: test")
    assert [event.url for event in read_ledger(tmp_path / "ledger.jsonl") if not isinstance(event, Discovered)] == ["a", "b", "c"]


def test_report_is_read_as_written(tmp_path: Path) -> None:
    failures = [
        RouteFailure("rest", "https://a.example/", Outcome.BLOCKED, "http 403"),
        RouteFailure("archive", "https://a.example/", Outcome.PARSE_FAILED, "listing cut: page 3 is empty", cut=True),
    ]
    listing = ListingReport("feed", 2, 30, failures, date(2025, 5, 4), date(2025, 5, 6))
    report = RunReport(
        "r",
        "toy",
        date(2025, 5, 6),
        "finished",
        NOW,
        NOW,
        listing,
        3,
        2,
        {"gone": 1},
        5,
        1,
        {"200": 4},
        1000,
        95.5,
        {"page": 3, "login": 1},
    )
    report.write(tmp_path / "report.json")
    assert RunReport.read(tmp_path / "report.json") == report
    assert [file.name for file in tmp_path.iterdir()] == ["report.json"]
    (tmp_path / "report.json").write_text('{"run_id": 1}')
    with pytest.raises(ReportError, match="not a run report"):
        RunReport.read(tmp_path / "report.json")


def test_what_was_written_before_these_fields_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "job.json").write_text(
        '{"run_id": "a", "source": "dawn", "day": "2025-05-06", "now": "2025-05-06T12:00:00+00:00", "contact": "a@b.c"}'
    )
    read = CrawlJob.read(tmp_path / "job.json")
    assert (read.known, read.recheck, read.resting) == (frozenset(), (), {})
    (tmp_path / "ledger.jsonl").write_text('{"event": "discovered", "url": "u", "via": "feed", "at": "2025-05-06T12:00:00+00:00"}\n')
    assert list(read_ledger(tmp_path / "ledger.jsonl")) == [Discovered("u", "feed", NOW, None)]
    before = {
        "run_id": "r",
        "source": "toy",
        "day": "2025-05-06",
        "finish_reason": "finished",
        "started_at": "2025-05-06T12:00:00+00:00",
        "ended_at": "2025-05-06T12:00:00+00:00",
        "listing": {
            "method": None,
            "requests": 1,
            "entries": 0,
            "failures": [{"method": "feed", "url": "https://a.example/", "outcome": "blocked", "reason": "http 403"}],
        },
        "discovered": 0,
        "fetched": 0,
        "ended": {},
        "requests": 2,
        "retries": 0,
        "statuses": {"403": 1},
        "bytes_received": 10,
        "peak_memory_mb": 90.0,
    }
    (tmp_path / "report.json").write_text(json.dumps(before))
    report = RunReport.read(tmp_path / "report.json")
    assert (report.page_classes, report.listing.oldest, report.listing.newest, report.listing.failures[0].cut) == ({}, None, None, False)


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (b"text", ""),
        (b"text", "identity"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (gzip.compress(b"te", mtime=0) + gzip.compress(b"xt", mtime=0), "x-gzip"),
        (gzip.compress(b"text", mtime=0) + bytes(50), "gzip"),
        (zlib.compress(b"text"), "deflate"),
        (zlib.compress(b"text", wbits=-15), "deflate"),
        (gzip.compress(zlib.compress(b"text"), mtime=0), "deflate, gzip"),
    ],
)
def test_decode(body: bytes, coding: str) -> None:
    assert decode(body, coding) == b"text"


def test_decode_of_nothing() -> None:
    assert decode(b"", "gzip") == b""


@pytest.mark.parametrize(
    ("body", "coding", "why"),
    [
        (b"text", "br", "unknown content encoding br"),
        (b"text", "gzip", "broken compressed body"),
        (gzip.compress(b"text" * 400, mtime=0)[:-9], "gzip", "broken compressed body"),
        (zlib.compress(b"text" * 400)[:-9], "deflate", "broken compressed body"),
        (gzip.compress(b"", mtime=0) * 1000, "gzip", "broken compressed body"),
        (b"x" * 2001, "", "body too large"),
        (gzip.compress(b"x" * 2001, mtime=0), "gzip", "body too large"),
        (zlib.compress(b"x" * 2001), "deflate", "body too large"),
        (gzip.compress(b"x" * 1500, mtime=0) * 2, "gzip", "body too large"),
    ],
)
def test_decode_refuses(body: bytes, coding: str, why: str) -> None:
    with pytest.raises(DecodingError, match=f"^{why}$"):
        decode(body, coding, limit=2000)


def test_a_bomb_is_stopped_while_it_unfolds() -> None:
    bomb = gzip.compress(bytes(300 * 1024 * 1024), 1)
    tracemalloc.start()
    with pytest.raises(DecodingError):
        gunzip(bomb, 8 * 1024 * 1024)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 24 * 1024 * 1024


PRIVATE = (
    "127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255 224.0.0.1 240.0.0.1 192.0.2.1 "
    "::1 :: fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::7f00:1 [::1] "
    "64:ff9b::7f00:1 64:ff9b:1::8.8.8.8 2002:7f00:1:: 2002:a00:1::1 127.1 127.0.1 0x7f.1 0x7f000001 2130706433 0177.0.0.1 017700000001 10.1 0"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_private_addresses_in_all_their_spellings(address: str) -> None:
    parsed = literal(address)
    assert parsed is not None
    assert not is_public(parsed)
    written = f"[{address.strip('[]')}]" if ":" in address else address
    reason = refusal(f"http://{written}/x", ["www.example.org"])
    assert reason is not None
    assert reason.startswith("private address")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "134744072"]
)
def test_public_addresses(address: str) -> None:
    parsed = literal(address)
    assert parsed is not None
    assert is_public(parsed)


@pytest.mark.parametrize("name", ["www.example.org", "127.0.0.1.example.org", "localhost", "a", "1.2.3.4.5"])
def test_names_are_no_literals(name: str) -> None:
    assert literal(name) is None


@pytest.mark.parametrize(
    ("url", "redirected", "reason"),
    [
        ("https://www.example.org/x", False, None),
        ("http://www.example.org:80/x", True, None),
        ("https://WWW.example.org:443/x", True, None),
        ("https://example.org/x", True, "redirect leaves the source's hosts: example.org"),
        ("https://sub.www.example.org/x", False, "host not declared: sub.www.example.org"),
        ("https://www.example.org.evil.example/x", True, "redirect leaves the source's hosts: www.example.org.evil.example"),
        ("https://localhost/x", True, "redirect leaves the source's hosts: localhost"),
        ("https://8.8.8.8/x", True, "redirect leaves the source's hosts: 8.8.8.8"),
        ("https://www.example.org:22/x", True, "port 22 not allowed"),
        ("https://www.example.org:80/x", True, "port 80 not allowed"),
        ("https://www.example.org:99999/x", True, "not a web address"),
        ("https://user:pass@www.example.org/x", True, "address with credentials"),
        ("https://www.example.org@evil.example/x", True, "address with credentials"),
        ("ftp://www.example.org/x", True, "not a web address"),
        ("https:///x", True, "not a web address"),
    ],
)
def test_refusal(url: str, redirected: bool, reason: str | None) -> None:
    assert refusal(url, ["www.example.org"], redirected) == reason


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("99999999999999999999", 999999999.0),
        (format_datetime(NOW + timedelta(seconds=90)), 90.0),
        (format_datetime(NOW - timedelta(seconds=90)), 0.0),
        ("Tue, 06 May 2025 12:00:30 GMT", 30.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_counted_from_the_servers_clock(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, format_datetime(NOW)) == seconds


def test_retry_after_without_a_servers_clock() -> None:
    waited = retry_after(format_datetime(datetime.now(UTC) + timedelta(seconds=60)), None)
    assert waited is not None
    assert 57 < waited <= 60


def going_on() -> bool:
    return False


def test_gate_spaces_and_rests_each_host() -> None:
    async def passes() -> list[float]:
        gate, start, times = HostGate(0.05), time.monotonic(), []
        for _ in range(3):
            await gate.wait("a", going_on)
            times.append(time.monotonic() - start)
        gate.hold("a", 0.3)
        await gate.wait("b", going_on)
        times.append(time.monotonic() - start)
        await gate.wait("a", going_on)
        times.append(time.monotonic() - start)
        gate.slow_down("a", 0.2)
        gate.slow_down("a", 0.01)
        await gate.wait("a", going_on)
        times.append(time.monotonic() - start)
        return times

    first, second, third, other, rested, slowed = asyncio.run(passes())
    assert second >= first + 0.049
    assert third >= second + 0.049
    assert other < third + 0.29, "another host does not wait"
    assert rested >= third + 0.29
    assert slowed >= rested + 0.19


def test_gate_lets_waiters_out_one_by_one() -> None:
    async def passes() -> list[float]:
        gate, times = HostGate(0.1), []
        gate.hold("a", 0.2)

        async def one() -> None:
            await gate.wait("a", going_on)
            times.append(time.monotonic())

        await asyncio.gather(one(), one(), one())
        return times

    times = asyncio.run(passes())
    assert all(later - earlier >= 0.099 for earlier, later in itertools.pairwise(times))


def test_gate_shuts_and_stops() -> None:
    gate = HostGate(0)
    gate.hold("a", 100)
    with pytest.raises(CrawlStopping):
        asyncio.run(gate.wait("a", lambda: True))
    gate.shut("a", "enough")
    with pytest.raises(Refusal, match="enough") as refused:
        asyncio.run(gate.wait("a", going_on))
    assert refused.value.outcome == Outcome.DEFERRED
    asyncio.run(gate.wait("b", going_on))


def test_budget() -> None:
    budget = Budget(2)
    budget.spend()
    budget.spend()
    with pytest.raises(BudgetSpent, match="budget of 2 requests spent"):
        budget.spend()
    assert budget.spent == 2


def test_readers_need_no_scrapy() -> None:
    modules = ", ".join(
        f"scrapers.engine.{name}"
        for name in ("address", "archive", "decoding", "job", "ledger", "report", "requestlog", "pageclass", "guard", "pace")
    )
    program = f"import sys, {modules}; print([name for name in ('scrapy', 'twisted') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("url", ["https://a.example/" + "x" * 2048, "https://a.example/" + "é" * 700])
def test_an_address_no_index_can_hold_is_none(url: str) -> None:
    with pytest.raises(ValueError, match="an address of"):
        canonical(url)


@pytest.mark.parametrize("text", ["\x00", "\ud800", "javascript:" + "é" * 5000, "mailto:a b"])
def test_what_is_no_address_is_still_written_down(text: str) -> None:
    written = printable(text)
    assert written.isascii() and written.isprintable() and 0 < len(written) <= 2048
