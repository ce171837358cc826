"""Archive -> parser -> records: the same code for live runs and for re-extraction. Never touches the network."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from types import ModuleType
from typing import BinaryIO

from briefwire.article import Ending
from briefwire.clean import Capture
from briefwire.reader import Page, Refusal, read_pages
from scrapers.engine.archive import read_payload
from scrapers.engine.ledger import Fetched
from scrapers.errors import ArchiveError
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition, PageRecord, Stamp, page_record_from_json, to_json

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Asked:
    page: Fetched
    position: ArchivePosition


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the parser read from one fetched page: its record, the address it was found at, and what is known of its capture."""

    record: PageRecord
    url: str
    capture: Capture


def extract(warc: BinaryIO, warc_path: str, fetched: Iterable[Fetched], parser: ModuleType) -> Iterator[Extracted | Ending]:
    """Each fetched URL as a record or as an ending, in the order of the archive.

    `warc` is the run's archive file opened for reading, `warc_path` its path relative to the archive's root, `parser` a source's `page` module. Pages are
    parsed in a process of their own, at most two seconds each (`briefwire.reader`): a parser that hangs or crashes on a page ends that page.
    """
    line: deque[_Asked | Ending] = deque()

    def pages() -> Iterator[Page]:
        payload, at = b"", -1
        for page in sorted(fetched, key=lambda page: (page.offset, page.url)):
            position = ArchivePosition(warc_path, page.offset, page.length, page.digest)
            try:
                if page.offset != at:  # pages listed inline share one response
                    payload, at = read_payload(warc, position), page.offset
            except ArchiveError as error:
                at = -1
                line.append(Ending(page.url, Outcome.FETCH_FAILED, f"archive: {error}"))
                continue
            line.append(_Asked(page, position))
            yield Page(payload, page.url)

    name = parser.__name__.removeprefix("scrapers.sources.")
    for answer in read_pages(parser.__name__, pages()):
        while isinstance(waiting := line.popleft(), Ending):
            yield waiting
        page = waiting.page
        if isinstance(answer, Refusal):
            yield Ending(page.url, answer.outcome, answer.reason)
        else:
            yield Extracted(
                answer, page.url, Capture(waiting.position, page.at, page.etag, page.last_modified, name, parser.PARSER_VERSION)
            )
    for ending in line:
        if isinstance(ending, Ending):
            yield ending


def with_listed_day(item: Extracted | Ending, listed: Mapping[str, date]) -> Extracted | Ending:
    """A page that bears no date of its own gets the one that its listing shows, as the last of its stamps; every other item is as it was."""
    if isinstance(item, Ending) or item.record.published or item.url not in listed:
        return item
    return replace(item, record=replace(item.record, published=(Stamp(listed[item.url].isoformat(), "listing"),)))


def to_line(item: Extracted | Ending) -> str:
    """One line of `records.jsonl`, always encodable as UTF-8: half a character of UTF-16, which JSON on a page can hold, stays escaped."""
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", _line(item))


def _line(item: Extracted | Ending) -> str:
    if isinstance(item, Ending):
        return json.dumps({"ended": asdict(item)}, ensure_ascii=False)
    capture = asdict(item.capture) | {"captured_at": item.capture.captured_at.isoformat()}
    return json.dumps({"url": item.url, "capture": capture, "record": json.loads(to_json(item.record))}, ensure_ascii=False)


def from_line(line: str) -> Extracted | Ending:
    """What `to_line` wrote."""
    raw = json.loads(line)
    if "ended" in raw:
        ended = raw["ended"]
        return Ending(ended["url"], Outcome(ended["outcome"]), ended["reason"])
    capture = raw["capture"]
    read = {"position": ArchivePosition(**capture["position"]), "captured_at": datetime.fromisoformat(capture["captured_at"])}
    return Extracted(page_record_from_json(json.dumps(raw["record"])), raw["url"], Capture(**(capture | read)))
