"""What is fuzzed: every reader of bytes from outside, each with the exceptions that it may end with. Whatever else it raises is a finding."""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random

from briefwire.article import Article
from briefwire.clean import Capture, clean, dateline, dates
from briefwire.clean.text import paragraphs
from briefwire.extraction import Extracted, from_line, to_line
from briefwire.revisions import Change, Text, classify
from scrapers import registry
from scrapers.engine.archive import ARCHIVE_FILE, ArchiveWriter, Exchange, read_payload, recover
from scrapers.engine.ledger import Discovered, Ended, Fetched, LedgerError, LedgerWriter, read_ledger
from scrapers.engine.listings import Found, Listing, Skipped
from scrapers.engine.report import ListingReport, ReportError, RouteFailure, RunReport
from scrapers.engine.requestlog import RequestLogError, read_requests
from scrapers.engine.spider import SourceSpider
from scrapers.errors import ArchiveError, ListingMoved, NotAnArticle, PageError
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition, PageRecord, Stamp, page_record_from_json, to_json
from tests.fuzz.mutations import BINARY, DATES, MARKUP, TEXT, Mutation, gzip_damaged, json_broken, mutate, strings_hurt
from tests.sources import cases
from tests.sources.test_listings import spider

AT = datetime(2025, 5, 9, 6, tzinfo=UTC)
CAPTURE = Capture(ArchivePosition("x/crawl.warc.gz", 1, 2, "sha256:00"), AT, None, None, "x.page", "1")
_METHOD = "meta"  # where a stamp stood is said by the parser, not by the page
_LONGEST_KEY = 500  # a native key stands in a btree index, whose entries end at 2,700 bytes


class Finding(Exception):
    """A reader answered with something that nobody downstream can take."""


@dataclass(frozen=True)
class Seed:
    """One input as it should be: whose it is (a source, or a reader's name), what it is read as, and what a reader has to be told besides."""

    kind: str
    source: str
    payload: bytes
    url: str = ""
    method: str = ""
    day: str = "2025-05-08"
    now: str = "2025-05-09T06:00:00+00:00"

    @property
    def subject(self) -> str:
        """What is counted together."""
        return " ".join(part for part in (self.kind, self.source, self.method) if part)


def mutated(seed: Seed, others: Sequence[Seed], random: Random) -> bytes:
    """The seed's payload as it should not be. Once in thirty it is another seed's, whole."""
    if random.random() < 1 / 30:
        return random.choice(others).payload
    return mutate(seed.payload, random, MUTATIONS[seed.kind])


def read(seed: Seed, payload: bytes) -> str:
    """Reads `payload` as the seed would be read; answers how it ended, in a word or two. Raises what is not foreseen."""
    return READERS[seed.kind](seed, payload)


def _page(seed: Seed, payload: bytes) -> str:
    module = registry.page_module(seed.source)
    try:
        record = module.parse(payload, seed.url)
    except PageError as error:
        _fits("reason", str(error)[:300].encode("ascii", "backslashreplace").decode())
        return type(error).__name__
    _require(record.source == seed.source, f"source {record.source!r}")
    _require(0 < len(record.native_key) <= _LONGEST_KEY, f"native key of {len(record.native_key)} characters")
    line = to_line(Extracted(record, seed.url, CAPTURE))
    _require("\n" not in line, "a record that is not one line")
    kept = from_line(line.encode("utf8").decode("utf8"))
    _require(isinstance(kept, Extracted) and kept.record == record, "a record that is not read as it was written")
    return _cleaned(replace(record, url=seed.url))


def _record(seed: Seed, payload: bytes) -> str:
    try:
        record = page_record_from_json(payload.decode("utf8", "surrogatepass"))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "no JSON"
    if not all(isinstance(text, str) for text in (record.title, record.native_key, *record.paragraphs)) or not all(
        isinstance(value, str | None) for value in (record.byline, record.section, record.language)
    ):
        return "other types"
    if not all(isinstance(stamp.text, str) and isinstance(stamp.method, str) for stamp in (*record.published, *record.modified)):
        return "other types"
    published, modified = (tuple(Stamp(stamp.text, _METHOD) for stamp in stamps) for stamps in (record.published, record.modified))
    return _cleaned(replace(record, source=seed.source, native_key="1", url="https://x/1", published=published, modified=modified))


def _cleaned(record: PageRecord) -> str:
    try:
        article = clean(record, registry.load(record.source), CAPTURE)
    except NotAnArticle as error:
        return f"NotAnArticle: {error}"
    for field in fields(Article):
        _fits(field.name, getattr(article, field.name))
    again = clean(replace(record, title=article.title, paragraphs=tuple(article.body.split("\n"))), registry.load(record.source), CAPTURE)
    _require(again.body == article.body or article.place is not None or article.byline is not None, "cleaning twice is not cleaning once")
    return "article"


def _listing(seed: Seed, payload: bytes) -> str:
    reader = _spider(seed.source, seed.day, seed.now)
    try:
        entries = list(reader.read_listing(Listing(seed.method, seed.url), payload, seed.url))
    except ListingMoved as error:
        return type(error).__name__
    _require(all(isinstance(entry, Found | Listing | Skipped) for entry in entries), "an entry of another type")
    return "listing" if entries else "empty listing"


@cache
def _spider(source: str, day: str, now: str) -> SourceSpider:
    return spider(source, date.fromisoformat(day), datetime.fromisoformat(now))


def _dateline(_seed: Seed, payload: bytes) -> str:
    lines = paragraphs(payload.decode("utf8", "surrogatepass" if _is_readable(payload) else "replace").split("\n"))
    opening = dateline.read(lines)
    if opening.dateline is not None:
        opening.dateline.date(None)
        opening.dateline.date(AT.date())
        _fits("place", opening.dateline.place)
    return "dateline" if opening.dateline else "no dateline"


def _is_readable(payload: bytes) -> bool:
    """Whether the payload is readable as it is, lone surrogates allowed."""
    try:
        payload.decode("utf8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _date(seed: Seed, payload: bytes) -> str:
    text = payload.decode("utf8", "replace")
    stamps = [Stamp(piece, seed.method) for piece in text.split("\n")]
    zone = registry.load("dawn").zone
    found = dates.published(stamps, zone, AT, None)
    _fits("published", found.at if found else None)
    _fits("modified", dates.modified(stamps, zone, AT))
    return "date" if found else "no date"


def _text(_seed: Seed, payload: bytes) -> str:
    before, _, after = payload.decode("utf8", "replace").partition("\n\n")
    found = classify(Text(before[:200], before), Text(after[:200], after))
    other = classify(Text(after[:200], after), Text(before[:200], before))
    _require(bool(found) == ((before[:200], before) != (after[:200], after)), "a change without a class, or a class without a change")
    _require(found - {Change.RETRACTION} == other - {Change.RETRACTION}, "not the same read backwards")
    return "+".join(change.value for change in Change if change in found) or "equal"


def _archive(seed: Seed, payload: bytes) -> str:
    ends = []
    with tempfile.TemporaryDirectory() as folder:
        part, target = Path(folder) / "part", Path(folder) / "whole"
        part.write_bytes(payload)
        for position in _positions(seed.url):
            try:
                read_payload(part, position)
                ends.append("payload")
            except ArchiveError:
                ends.append("ArchiveError")
        kept = recover(part, target)
        _require(target.exists() == (kept > 0), "a recovered file of no records")
    return f"{ends.count('payload')} of {len(ends)} payloads"


def _positions(raw: str) -> list[ArchivePosition]:
    return [ArchivePosition(**position) for position in json.loads(raw)]


def _file(read_file: Callable[[Path], object], *typed: type[Exception]) -> Callable[[Seed, bytes], str]:
    def reader(_seed: Seed, payload: bytes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(payload)
            try:
                read_file(path)
            except typed as error:
                return type(error).__name__
        return "read"

    return reader


def _fits(name: str, value: object) -> None:
    """Postgres takes no NUL and no half character, and no time out of its calendar."""
    if isinstance(value, str):
        _require("\x00" not in value, f"{name}: a NUL")
        try:
            value.encode("utf8")
        except UnicodeEncodeError as error:
            raise Finding(f"{name}: half a character") from error
    if isinstance(value, datetime):
        _require(value.tzinfo is not None, f"{name}: no zone")
        value.astimezone(UTC)


def _require(holds: bool, words: str) -> None:
    if not holds:
        raise Finding(words)


READERS: dict[str, Callable[[Seed, bytes], str]] = {
    "page": _page,
    "listing": _listing,
    "record": _record,
    "dateline": _dateline,
    "date": _date,
    "revision": _text,
    "archive": _archive,
    "ledger": _file(lambda path: list(read_ledger(path)), LedgerError),
    "requests": _file(lambda path: list(read_requests(path)), RequestLogError),
    "report": _file(RunReport.read, ReportError),
}
MUTATIONS: dict[str, tuple[Mutation, ...]] = {
    "page": MARKUP,
    "listing": (*MARKUP, gzip_damaged),
    "record": (strings_hurt, strings_hurt, strings_hurt, strings_hurt, json_broken),
    "dateline": TEXT,
    "date": TEXT,
    "revision": TEXT,
    "archive": BINARY,
    "ledger": (*TEXT, json_broken),
    "requests": (*TEXT, json_broken),
    "report": (*TEXT, json_broken),
}


def own_seeds() -> list[Seed]:
    """The project's own pages and listings, and what the readers of texts and files make of them."""
    pages = [Seed("page", case.source, case.payload, case.meta["url"]) for case in cases.pages()]
    listings = [
        Seed("listing", case.source, case.payload, case.meta["url"], case.meta["method"], case.meta["day"], case.meta["now"])
        for case in cases.listings()
    ]
    return [*pages, *listings, *derived(pages), *_files()]


def derived(pages: Sequence[Seed]) -> list[Seed]:
    """Seeds for the readers of texts, from pages: their records, opening paragraphs, stamps, and pairs of texts."""
    records = []
    for page in pages:
        try:
            records.append(registry.page_module(page.source).parse(page.payload, page.url))
        except PageError:
            continue
    found = [Seed("record", record.source, to_json(record).encode()) for record in records]
    found += [Seed("dateline", "", "\n".join(record.paragraphs[:5]).encode()) for record in records]
    found += [
        Seed("date", "", stamp.text.encode(), method=stamp.method) for record in records for stamp in (*record.published, *record.modified)
    ]
    found += [Seed("date", "", stamp, method=method) for stamp in DATES for method in ("meta", "feed", "url")]
    found += [
        Seed(
            "revision",
            "",
            "\n\n".join("\n".join(record.paragraphs).replace("\n\n", "\n") for record in (one, other)).encode("utf8", "replace"),
        )
        for one, other in zip(records, records[1:] + records[:1], strict=True)
    ]
    return found


def _files() -> list[Seed]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        positions = _write_archive(folder)
        ledger = LedgerWriter(folder / "ledger.jsonl")
        ledger.write(Discovered("https://x/1", "feed", AT, AT.date()))
        ledger.write(Fetched("https://x/1", 200, 10, 20, "sha256:00", AT, '"etag"', None))
        ledger.write(Ended("https://x/2", Outcome.GONE, "status 404"))
        ledger.close()
        asked = [
            {
                "at": AT.isoformat(), "url": "https://x/robots.txt", "host": "x", "sent": True, "status": 200, "robots": "exempt", "robots_digest": None,
                "reason": None, "rest_until": None,
            },
            {
                "at": AT.isoformat(), "url": "https://x/1", "host": "x", "sent": True, "status": 429, "robots": "allowed", "robots_digest": "sha256:00",
                "reason": None, "rest_until": AT.isoformat(),
            },
        ]  # fmt: skip
        return [
            Seed("archive", "", (folder / ARCHIVE_FILE).read_bytes(), json.dumps(positions)),
            Seed("ledger", "", (folder / "ledger.jsonl").read_bytes()),
            Seed("requests", "", "".join(json.dumps(line) + "\n" for line in asked).encode()),
            Seed("report", "", _report(folder)),
        ]


def _write_archive(folder: Path) -> list[dict[str, object]]:
    writer = ArchiveWriter(folder, {"software": "fuzz"})
    positions: list[dict[str, object]] = []
    for number in range(3):
        body = b"<p>page %d</p>" % number * 50
        exchange = Exchange(f"https://x/{number}", "GET", [], 200, "HTTP/1.1", [("Content-Type", "text/html")], body, "127.0.0.1", AT)
        position = writer.write(exchange)
        positions.append({"file": position.file, "offset": position.offset, "length": position.length, "digest": position.digest})
    writer.close()
    return positions


def _report(folder: Path) -> bytes:
    listing = ListingReport("feed", 2, 30, [RouteFailure("rest", "https://x/", Outcome.FETCH_FAILED, "status 500")], AT.date(), AT.date())
    report = RunReport("x", "dawn", AT.date(), "finished", AT, AT, listing, 3, 2, {"gone": 1}, 5, 0, {"200": 4, "404": 1}, 9_000, 80.5)
    report.write(folder / "report.json")
    return (folder / "report.json").read_bytes()
