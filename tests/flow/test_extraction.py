"""Archive to records: one bad page is one ending, never the run's end; whatever a page does to its parser; and a record survives being written down."""

import hashlib
import io
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter

from briefwire import reader
from briefwire.article import Article, Ending
from briefwire.clean import Capture, clean
from briefwire.extraction import Extracted, extract, from_line, to_line
from briefwire.reader import Page, Refusal, clean_records, read_pages
from scrapers import registry
from scrapers.engine.ledger import Fetched
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition, PageRecord, Stamp
from tests.flow import difficult_page

PARSER = "tests.flow.difficult_page"
AT = datetime(2025, 5, 6, 12, 0, tzinfo=UTC)
RECORD = PageRecord(
    "dawn", "1", "https://www.dawn.com/news/1", "Title “quoted”", ("One.", "二。"), (Stamp("2025-05-06", "meta"),), language="en"
)
CAPTURE = Capture(ArchivePosition("dawn/x/crawl.warc.gz", 7, 9, "sha256:ab"), AT, '"etag"', None, "dawn.page", "1")


def read(*payloads: bytes) -> list[PageRecord | Refusal]:
    return list(read_pages(PARSER, [Page(payload, f"https://www.dawn.com/news/{number}") for number, payload in enumerate(payloads)]))


def text_of(answer: PageRecord | Refusal) -> str:
    return answer.reason if isinstance(answer, Refusal) else answer.paragraphs[0]


@pytest.mark.parametrize(
    "item",
    [
        Extracted(RECORD, RECORD.url, CAPTURE),
        Extracted(PageRecord("dawn", "1", RECORD.url, "half a character: \ud83d", ("x\ud800y",), ()), RECORD.url, CAPTURE),
        Ending("https://www.dawn.com/news/2", Outcome.REJECTED, "empty body"),
    ],
)
def test_what_is_written_is_read_again(item: Extracted | Ending) -> None:
    line = to_line(item)
    assert "\n" not in line
    assert from_line(line.encode("utf8").decode("utf8")) == item


@pytest.mark.parametrize(
    ("payload", "outcome", "words"),
    [
        (b"empty", Outcome.REJECTED, "empty body"),
        (b"moved", Outcome.PARSE_FAILED, "no .story__content"),
        (b"deep", Outcome.PARSE_FAILED, "parser error: RecursionError: maximum recursion depth exceeded"),
        (b"hole", Outcome.PARSE_FAILED, "parser error: IndexError: list index out of range"),
        (b"flood", Outcome.PARSE_FAILED, "parser took more than 2 GB of memory"),
        (b"segfault", Outcome.PARSE_FAILED, f"parser crashed: signal 11 ({signal.strsignal(11)})"),
        (b"exit", Outcome.PARSE_FAILED, "parser crashed: exit code 3"),
        (b"regex", Outcome.PARSE_FAILED, "parser took longer than 2 s"),
        (b"loop", Outcome.PARSE_FAILED, "parser took longer than 2 s"),
    ],
)
def test_a_page_that_cannot_be_read_is_one_ending(payload: bytes, outcome: Outcome, words: str) -> None:
    before, bad, after = read(b"before", payload, b"after")
    assert text_of(before) == "before" and text_of(after) == "after"
    assert isinstance(bad, Refusal)
    assert (bad.outcome, bad.reason[: len(words)]) == (outcome, words)


def test_a_parser_that_waits_for_something_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_WALL_SECONDS", 0.5)
    bad, after = read(b"wait", b"after")
    assert text_of(bad) == "parser took longer than 2 s" and text_of(after) == "after"


def test_every_page_can_end_its_process() -> None:
    assert [text_of(answer) for answer in read(b"exit", b"segfault", b"one", b"exit", b"two")] == [
        "parser crashed: exit code 3",
        f"parser crashed: signal 11 ({signal.strsignal(11)})",
        "one",
        "parser crashed: exit code 3",
        "two",
    ]


def test_pages_larger_than_the_pipe_come_back_whole_and_in_order() -> None:
    payloads = [b"%d %s" % (number, b"x" * (number * 40_000)) for number in range(30)]
    assert [text_of(answer).encode() for answer in read(*payloads)] == payloads


def test_what_a_parser_prints_is_no_answer() -> None:
    assert [text_of(answer) for answer in read(b"print", b"after")] == ["print", "after"]


def test_the_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFWIRE_DSN", "postgresql://secret@host/db")
    monkeypatch.setenv("AIRFLOW__CORE__FERNET_KEY", "secret")
    read(b"exit")  # the next process is started with these variables set
    (answer,) = read(b"environment")
    assert set(text_of(answer).split()) <= {"PYTHONPATH", "LANG", "LC_CTYPE"}


def test_a_reason_fits_into_the_database() -> None:
    (answer,) = read(b"rude")
    assert isinstance(answer, Refusal)
    assert answer.reason.startswith("parser error: ValueError: badbyte x") and len(answer.reason) < 400
    answer.reason.encode("utf8")


def test_one_process_serves_call_after_call_and_a_broken_off_call_leaves_no_answer_behind() -> None:
    read(b"one")
    kept = list(reader._idle)
    assert len(kept) == 1 and text_of(read(b"two")[0]) == "two"
    assert reader._idle == kept
    calls = read_pages(PARSER, iter([Page(b"three", "https://x/3"), Page(b"four", "https://x/4"), Page(b"five", "https://x/5")]))
    assert text_of(next(calls)) == "three"
    calls.close()  # type: ignore[attr-defined]
    assert text_of(read(b"six")[0]) == "six"


def test_a_process_started_ahead_serves_the_next_call() -> None:
    read(b"exit")
    reader._close_all()
    reader.start()
    reader.start()
    (ahead,) = reader._idle
    assert text_of(read(b"one")[0]) == "one"
    assert reader._idle == [ahead]


def test_a_process_started_ahead_that_died_is_not_used() -> None:
    reader._close_all()
    reader.start()
    (ahead,) = reader._idle
    ahead._child.kill()
    ahead._child.wait()
    reader.start()
    assert text_of(read(b"one")[0]) == "one"


def test_a_process_that_does_not_come_up_is_said_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    reader._close_all()
    monkeypatch.setattr(reader.sys, "executable", "/bin/false")
    reader.start()
    with pytest.raises(reader.ReaderError, match="did not start: exit code 1"):
        read(b"one")
    assert not reader._idle


def test_two_calls_at_a_time_do_not_mix() -> None:
    one = read_pages(PARSER, [Page(b"a%d" % number, "https://x/a") for number in range(40)])
    other = read_pages(PARSER, [Page(b"b%d" % number, "https://x/b") for number in range(40)])
    assert [text_of(answer) for pair in zip(one, other, strict=True) for answer in pair] == [
        f"{side}{n}" for n in range(40) for side in "ab"
    ]


def archive(payloads: list[bytes]) -> tuple[io.BytesIO, list[Fetched]]:
    """A WARC file with one response a payload, and the ledger's lines for them."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    fetched = []
    for number, payload in enumerate(payloads):
        url, start = f"https://www.dawn.com/news/{number}", file.tell()
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(payload), payload)),
            length=None, http_headers=None,
        )  # fmt: skip
        writer.write_record(record)
        fetched.append(Fetched(url, 200, start, file.tell() - start, f"sha256:{hashlib.sha256(payload).hexdigest()}", AT))
    return file, fetched


def test_good_pages_bad_pages_and_lost_pages_come_in_the_order_of_the_archive() -> None:
    file, fetched = archive([b"one", b"exit", b"two", b"moved", b"three"])
    lost = Fetched("https://www.dawn.com/news/lost", 200, fetched[2].offset + 1, 10, "sha256:00", AT)
    last = Fetched("https://www.dawn.com/news/last", 200, 10_000_000, 10, "sha256:00", AT)
    items = list(extract(file, "x/crawl.warc.gz", [last, *reversed(fetched), lost], difficult_page))  # type: ignore[arg-type]
    assert [
        (item.url.rsplit("/", 1)[-1], item.outcome.value if isinstance(item, Ending) else item.record.paragraphs[0]) for item in items
    ] == [
        ("0", "one"),
        ("1", "parse_failed"),
        ("2", "two"),
        ("lost", "fetch_failed"),
        ("3", "parse_failed"),
        ("4", "three"),
        ("last", "fetch_failed"),
    ]
    assert all(item.reason.startswith("archive: ") for item in items if isinstance(item, Ending) and item.outcome is Outcome.FETCH_FAILED)
    good = items[0]
    assert isinstance(good, Extracted)
    assert good.capture.position == ArchivePosition("x/crawl.warc.gz", fetched[0].offset, fetched[0].length, fetched[0].digest)
    assert (good.capture.parser, good.capture.parser_version) == ("tests.flow.difficult_page", "7")


def test_pages_that_share_a_response_send_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file, (page,) = archive([b"x" * 100_000])
    sent: list[int] = []
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: sent.append(len(data)) or write(fd, data))
    shared = [Fetched(f"https://www.dawn.com/news/{number}", 200, page.offset, page.length, page.digest, AT) for number in range(50)]
    items = list(extract(file, "x/crawl.warc.gz", shared, difficult_page))  # type: ignore[arg-type]
    assert len(items) == 50 and all(isinstance(item, Extracted) for item in items)
    assert sum(sent) < 200_000


def test_a_position_that_gives_no_bytes_is_said(tmp_path: Path) -> None:
    warc = tmp_path / "crawl.warc.gz"
    warc.write_bytes(b"this is no archive")
    page = Fetched("https://www.dawn.com/news/1", 200, 3, 10, "sha256:00", AT)
    with warc.open("rb") as file:
        (ending,) = extract(file, "x/crawl.warc.gz", [page], difficult_page)  # type: ignore[arg-type]
    assert isinstance(ending, Ending)
    assert ending.outcome is Outcome.FETCH_FAILED and ending.reason.startswith("archive: ")


def test_cleaning_in_the_process_is_the_same_cleaning() -> None:
    dawn = registry.load("dawn")
    text = "ISLAMABAD: The Foreign Office said on Tuesday that talks with Sri Lanka on harbour pilots would go on."
    whole = PageRecord(
        "dawn", "1", RECORD.url, "Talks go on", (text,), (Stamp("2025-05-06T10:00:00+05:00", "meta"),), byline="APP", language="en"
    )
    records = [(whole, CAPTURE), (RECORD, CAPTURE), (PageRecord("dawn", "2", RECORD.url, "", ("One.",), ()), CAPTURE)]

    def asked() -> Iterator[tuple[PageRecord, Capture]]:
        yield from records

    first, second, refused = clean_records(dawn, asked())
    assert first == clean(whole, dawn, CAPTURE) and isinstance(first, Article)
    assert first.dateline_date is None and first.place == "ISLAMABAD" and first.published_at is not None
    assert second == clean(RECORD, dawn, CAPTURE)
    assert refused == Refusal(Outcome.REJECTED, "empty title")


def test_a_record_that_breaks_the_cleaning_is_one_refusal() -> None:
    dawn = registry.load("dawn")
    strange = PageRecord("dawn", "3", RECORD.url, 7, ("One.",), ())  # type: ignore[arg-type]
    broken, whole = clean_records(dawn, [(strange, CAPTURE), (RECORD, CAPTURE)])
    assert isinstance(broken, Refusal) and isinstance(whole, Article)
    assert (broken.outcome, broken.reason) == (
        Outcome.PARSE_FAILED,
        "cleaning error: AttributeError: 'int' object has no attribute 'isascii'",
    )
