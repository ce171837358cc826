"""Archive to records: one bad page is one ending, never the run's end; and a record survives being written down."""

import io
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefwire.article import Ending
from briefwire.clean import Capture
from briefwire.extraction import Extracted, extract, from_line, to_line
from scrapers.engine.ledger import Fetched
from scrapers.errors import LayoutChanged, NotAnArticle
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition, PageRecord, Stamp

AT = datetime(2025, 5, 6, 12, 0, tzinfo=UTC)
RECORD = PageRecord(
    "dawn", "1", "https://www.dawn.com/news/1", "Title “quoted”", ("One.", "二。"), (Stamp("2025-05-06", "meta"),), language="en"
)
CAPTURE = Capture(ArchivePosition("dawn/x/crawl.warc.gz", 7, 9, "sha256:ab"), AT, '"etag"', None, "dawn.page", "1")


@pytest.mark.parametrize(
    "item", [Extracted(RECORD, RECORD.url, CAPTURE), Ending("https://www.dawn.com/news/2", Outcome.REJECTED, "empty body")]
)
def test_what_is_written_is_read_again(item: Extracted | Ending) -> None:
    line = to_line(item)
    assert "\n" not in line
    assert from_line(line) == item


def parser(answer: Any) -> Any:
    def parse(_payload: bytes, _url: str) -> PageRecord:
        if isinstance(answer, Exception):
            raise answer
        return RECORD

    return SimpleNamespace(__name__="scrapers.sources.dawn.page", PARSER_VERSION="7", parse=parse)


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (NotAnArticle("empty body"), Outcome.REJECTED, "empty body"),
        (LayoutChanged("no .story__content"), Outcome.PARSE_FAILED, "no .story__content"),
        (RecursionError("too deep"), Outcome.PARSE_FAILED, "RecursionError"),
        (IndexError("list index"), Outcome.PARSE_FAILED, "IndexError"),
    ],
)
def test_a_page_that_cannot_be_read_is_one_ending(monkeypatch: pytest.MonkeyPatch, answer: Exception, outcome: Outcome, words: str) -> None:
    monkeypatch.setattr("briefwire.extraction.read_payload", lambda *_: b"page")
    page = Fetched("https://www.dawn.com/news/1", 200, 0, 10, "sha256:00", AT)
    (ending,) = extract(io.BytesIO(b""), "x/crawl.warc.gz", [page], parser(answer))
    assert isinstance(ending, Ending)
    assert ending.outcome is outcome and words in ending.reason


def test_a_position_that_gives_no_bytes_is_said(tmp_path: Path) -> None:
    warc = tmp_path / "crawl.warc.gz"
    warc.write_bytes(b"this is no archive")
    page = Fetched("https://www.dawn.com/news/1", 200, 3, 10, "sha256:00", AT)
    with warc.open("rb") as file:
        (ending,) = extract(file, "x/crawl.warc.gz", [page], parser(None))
    assert isinstance(ending, Ending)
    assert ending.outcome is Outcome.FETCH_FAILED and ending.reason.startswith("archive: ")
