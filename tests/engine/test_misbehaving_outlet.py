"""One crawl of an outlet that does everything wrong that outlets do; each test looks at one page of it."""

import gzip
import time
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scrapers.engine.archive import NOT_MODIFIED, digest, read_payload
from scrapers.engine.decoding import LARGEST_BODY
from scrapers.engine.job import Validators
from scrapers.engine.ledger import Discovered, Fetched
from scrapers.records import ArchivePosition
from tests.engine.conftest import Crawl, begin, declaration
from tests.engine.site import Handler, Reply, Server, article

HOST = "news.example.org"
TEXT = article("trade talks").body
HTML = {"Content-Type": "text/html; charset=utf-8"}
LISTED: dict[str, tuple[str, str]] = {}
NOW = datetime(2025, 5, 6, 12, tzinfo=UTC)
SMUGGLED = b"<html><title>Smuggled</title><p>" + b"No one asked for this. " * 20
POURED: Counter[str] = Counter()
# These never become a response; each is asked for so often.
UNANSWERED = {
    "/endless-headers": 3,
    "/large": 1,
    "/endless": 1,
    "/unframed": 1,
    "/cut": 3,
    "/cut-chunks": 3,
    "/hang-up": 3,
    "/slow": 3,
    "/trickle": 3,
}


def url(path: str) -> str:
    return f"https://{HOST}{path}"


def cut(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html>only this much")
    handler.close_connection = True


def slow(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html>")
    time.sleep(3)
    handler.close_connection = True


def large(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(17 * 1024 * 1024))
    handler.end_headers()
    handler.wfile.write(b"<html>")


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    pour(handler, b"100000\r\n" + bytes(0x100000) + b"\r\n")


def unframed(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    pour(handler, bytes(0x100000))


def pour(handler: Handler, piece: bytes) -> None:
    """Writes 200 pieces, of a MiB each, as long as someone takes them; counts what was taken."""
    for _ in range(200):
        handler.wfile.write(piece)
        POURED[handler.path] += len(piece)


def trickle(handler: Handler) -> None:
    """A body that never stands still and never ends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b"<")
        time.sleep(0.1)
    handler.close_connection = True


def lie_short(handler: Handler) -> None:
    """More body than was announced, and the rest looks like the answer to the next request on the connection."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Content-Length", str(len(TEXT)))
    handler.end_headers()
    handler.wfile.write(TEXT + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(SMUGGLED), SMUGGLED))


def cut_chunks(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"1000\r\n<html>only this much")
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def endless_headers(handler: Handler) -> None:
    handler.send_response(200)
    handler.flush_headers()
    pour(handler, b"X-Filler: %s\r\n" % (b"x" * 8000) * 131)


def once_unwell(handler: Handler) -> Reply:
    return Reply(b"", 503) if handler.attempt() == 1 else Reply(TEXT, 200, HTML)


def gate(handler: Handler) -> Reply:
    return Reply(b"", 307, {"Location": handler.path, "Set-Cookie": "pass=1"})


def unchanged(handler: Handler) -> Reply:
    asked = (handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since"))
    return Reply(status=304, headers={"ETag": '"v1"'}) if asked == ('"v1"', "Mon, 05 May 2025 10:00:00 GMT") else Reply(TEXT, 200, HTML)


def page(title: str, words: str, status: int = 200, **headers: str) -> Reply:
    return Reply(f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>".encode(), status, HTML | headers)


def moved(location: str) -> Reply:
    return Reply(b"", 302, {"Location": location})


FETCHED = ("fetched", "")
PAGES: list[tuple[str, object, tuple[str, str]]] = [
    ("/plain", Reply(TEXT, 200, HTML | {"ETag": '"p1"', "Last-Modified": "Tue, 06 May 2025 08:00:00 GMT"}), FETCHED),
    ("/gzip", Reply(gzip.compress(TEXT), 200, HTML | {"Content-Encoding": "gzip"}), FETCHED),
    ("/deflate", Reply(zlib.compress(TEXT), 200, HTML | {"Content-Encoding": "deflate"}), FETCHED),
    ("/chunks", Reply(gzip.compress(TEXT * 200), 200, HTML | {"Content-Encoding": "gzip"}, chunked=True), FETCHED),
    ("/moved", moved("/moved-here"), FETCHED),
    ("/once-unwell", once_unwell, FETCHED),
    ("/unchanged", unchanged, ("unchanged", "http 304")),
    ("/gone", Reply(b"gone", 404), ("gone", "http 404")),
    ("/gone-for-good", Reply(b"gone", 410), ("gone", "http 410")),
    ("/forbidden", Reply(b"no", 403), ("blocked", "http 403")),
    ("/too-many", Reply(b"no", 429), ("blocked", "http 429")),
    ("/wall", page("Just a moment...", "Enable scripts", 403), ("blocked", "challenge page")),
    ("/wall-200", page("Web Page Blocked!", "The page is against the policy"), ("blocked", "challenge page")),
    ("/wall-header", page("News", "words " * 500, 503, **{"cf-mitigated": "challenge"}), ("blocked", "challenge page")),
    ("/gate", gate, ("blocked", "cookie gate")),
    ("/maintenance", page("Notice", "This site is under maintenance."), ("soft_error", "maintenance page")),
    ("/maintenance-zh", page("提示", "系统维护中，请稍后再试"), ("soft_error", "maintenance page")),
    ("/empty", Reply(b"", 200, HTML), ("soft_error", "empty body")),
    ("/front", moved("/"), ("soft_error", "redirects to the front page")),
    ("/unwell", Reply(b"", 500), ("fetch_failed", "http 500")),
    ("/cut", cut, ("fetch_failed", "connection cut")),
    ("/cut-chunks", cut_chunks, ("fetch_failed", "connection cut")),
    ("/hang-up", hang_up, ("fetch_failed", "connection lost")),
    ("/lie-short", lie_short, FETCHED),
    ("/slow", slow, ("fetch_failed", "time-out")),
    ("/trickle", trickle, ("fetch_failed", "time-out")),
    ("/large", large, ("fetch_failed", "body too large")),
    ("/endless", endless, ("fetch_failed", "body too large")),
    ("/unframed", unframed, ("fetch_failed", "body too large")),
    ("/endless-headers", endless_headers, ("fetch_failed", "headers too large")),
    (
        "/bomb",
        Reply(gzip.compress(bytes(200 * 1024 * 1024), 1), 200, HTML | {"Content-Encoding": "gzip"}),
        ("fetch_failed", "body too large"),
    ),
    ("/torn-gzip", Reply(gzip.compress(TEXT)[:-12], 200, HTML | {"Content-Encoding": "gzip"}), ("fetch_failed", "broken compressed body")),
    ("/brotli", Reply(b"?", 200, HTML | {"Content-Encoding": "br"}), ("fetch_failed", "unknown content encoding br")),
    ("/circle", moved("/circle"), ("fetch_failed", "too many redirects")),
    ("/off-host", moved("https://other.example.org/x"), ("fetch_failed", "redirect leaves the source's hosts: other.example.org")),
    ("/off-port", moved(f"https://{HOST}:8443/x"), ("fetch_failed", "port 8443 not allowed")),
    ("/to-private", moved("http://10.0.0.1/x"), ("fetch_failed", "private address 10.0.0.1")),
    ("/to-loopback", moved("http://127.1/x"), ("fetch_failed", "private address 127.0.0.1")),
    ("/to-mapped", moved("http://[::ffff:169.254.169.254]/x"), ("fetch_failed", "private address ::ffff:a9fe:a9fe")),
    ("/to-file", moved("file:///etc/passwd"), ("fetch_failed", "http 302 not followed")),
    ("/to-listed", moved("/plain"), ("duplicate_url", f"redirects to https://{HOST}/plain")),
]


@pytest.fixture(scope="module")
def outlet(site: Server, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """The crawl, run once."""
    site.put(url("/robots.txt"), Reply(b"User-agent: *\nDisallow: /secret/\n", 200, {"Content-Type": "text/plain"}))
    site.put(url("/"), article("front page"))
    site.put(url("/moved-here"), article("moved"))
    for path, answer, _ in PAGES:
        site.put(url(path), answer)  # type: ignore[arg-type]
    lines = [f"page {url(path)}" for path, _, _ in PAGES]
    lines += [f"page {url('/plain')}?utm_source=feed#top", f"page http://{HOST.upper()}/gzip", f"skip {url('/yesterday')}"]
    lines += [f"page {url('/secret/x')}", f"page {url('/sports/x')}", "page https://elsewhere.example.org/x", "page javascript:void(0)"]
    lines += [f"inline {url('/inside-1')}", f"inline {url('/inside-2')}"]
    site.put(url("/archive.txt"), Reply("\n".join(lines).encode(), 200, {"Content-Type": "text/plain"}))
    return begin(
        tmp_path_factory.mktemp("outlet") / "spool",
        site,
        declaration([HOST], politeness={"delay": 0.5, "concurrency": 4, "max_requests": 500}),
        settings={"DOWNLOAD_TIMEOUT": 1},
        validators={url("/unchanged"): Validators('"v1"', "Mon, 05 May 2025 10:00:00 GMT")},
        now=NOW,
    ).finish()


def payload(crawl: Crawl, address: str) -> bytes:
    """What the ledger's position of an address leads to."""
    event = next(event for event in crawl.events if isinstance(event, Fetched) and event.url == address)
    return read_payload(crawl.archive, ArchivePosition(str(crawl.archive), event.offset, event.length, event.digest))


def test_ends_well(outlet: Crawl) -> None:
    assert outlet.code == 0, outlet.log
    assert outlet.report.finish_reason == "finished"
    outlet.balance()
    assert "Traceback" not in outlet.log


@pytest.mark.parametrize(("path", "ending"), [pytest.param(path, ending, id=path) for path, _, ending in PAGES])
def test_each_page_ends_as_it_must(outlet: Crawl, path: str, ending: tuple[str, str]) -> None:
    assert outlet.endings[url(path)] == ending


@pytest.mark.parametrize(
    ("address", "ending"),
    [
        (url("/secret/x"), ("robots_denied", "robots.txt forbids")),
        (url("/sports/x"), ("out_of_scope", "candidate rule: exclude ^/sports/")),
        ("https://elsewhere.example.org/x", ("out_of_scope", "candidate rule: host elsewhere.example.org")),
        ("javascript:void(0)", ("out_of_scope", "candidate rule: not a web address")),
        (url("/inside-1"), FETCHED),
    ],
)
def test_other_entries_of_the_listing(outlet: Crawl, address: str, ending: tuple[str, str]) -> None:
    assert outlet.endings[address] == ending


def test_the_listing_is_counted(outlet: Crawl) -> None:
    listing = outlet.report.listing
    assert (listing.method, listing.requests, listing.entries, listing.failures) == ("archive", 1, len(PAGES) + 9, [])
    assert outlet.report.discovered == len(PAGES) + 6, "a page listed under two addresses is one page, a skipped entry is none"


@pytest.mark.parametrize("path", ["/plain", "/gzip", "/deflate", "/once-unwell"])
def test_archive_gives_the_page_again(outlet: Crawl, path: str) -> None:
    assert payload(outlet, url(path)) == TEXT


def test_chunks_are_gone_and_the_content_coding_is_kept(outlet: Crawl, tmp_path: Path) -> None:
    assert payload(outlet, url("/chunks")) == TEXT * 200
    with outlet.archive.open("rb") as file:
        record = next(
            r for r in ArchiveIterator(file) if r.rec_type == "response" and r.rec_headers.get_header("WARC-Target-URI") == url("/chunks")
        )
        raw = record.raw_stream.read()
    headers = record.http_headers
    assert headers.get_header("Transfer-Encoding") is None
    assert headers.get_header("Content-Encoding") == "gzip"
    assert int(headers.get_header("Content-Length")) == len(raw)
    assert gzip.decompress(raw) == TEXT * 200


def test_pages_inside_the_listing_point_at_it(outlet: Crawl) -> None:
    listing = payload(outlet, url("/inside-1"))
    assert listing == payload(outlet, url("/inside-2"))
    assert b"page " in listing


def test_validators_are_booked(outlet: Crawl) -> None:
    event = next(event for event in outlet.events if isinstance(event, Fetched) and event.url == url("/plain"))
    assert (event.etag, event.last_modified) == ('"p1"', "Tue, 06 May 2025 08:00:00 GMT")


def test_events_carry_the_replayed_time(outlet: Crawl) -> None:
    times = [event.at for event in outlet.events if isinstance(event, (Discovered, Fetched))]
    assert times == sorted(times)
    assert 0 < (times[0] - NOW).total_seconds() < (times[-1] - NOW).total_seconds() < 60


def test_every_response_is_archived(outlet: Crawl, site: Server) -> None:
    with outlet.archive.open("rb") as file:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.rec_headers) for r in ArchiveIterator(file)]
    responses = [target for kind, target, _ in records if kind in ("response", "revisit")]
    assert records[0][0] == "warcinfo"
    assert len([kind for kind, _, _ in records if kind == "request"]) == len(responses)
    for path in ("/robots.txt", "/archive.txt", "/moved", "/moved-here", "/gone", "/forbidden", "/unwell", "/bomb"):
        assert url(path) in responses, path
    assert responses.count(url("/unwell")) == 3, "retries are evidence, too"
    assert responses.count(url("/circle")) == 6
    assert {path: len(site.hits_of(HOST, path)) for path in UNANSWERED} == UNANSWERED
    assert len(responses) == len(site.hits) - sum(UNANSWERED.values())
    for kind, target, headers in records[1:]:
        assert target.startswith(f"https://{HOST}/"), "the real address, not the stand-in's"
        assert headers.get_header("WARC-IP-Address") == "127.0.0.1"
        assert headers.get_header("WARC-Block-Digest").startswith("sha256:")
        assert (headers.get_header("WARC-Payload-Digest") is not None) == (kind != "revisit"), kind


def test_not_modified_is_a_revisit(outlet: Crawl) -> None:
    with outlet.archive.open("rb") as file:
        revisit = next(r for r in ArchiveIterator(file) if r.rec_type == "revisit")
        assert revisit.rec_headers.get_header("WARC-Profile") == NOT_MODIFIED
        assert revisit.rec_headers.get_header("WARC-Target-URI") == url("/unchanged")
        assert revisit.http_headers.get_statuscode() == "304"
        assert revisit.http_headers.get_header("ETag") == '"v1"'


def test_archive_says_who_made_it(outlet: Crawl) -> None:
    with outlet.archive.open("rb") as file:
        first = next(iter(ArchiveIterator(file)))
        about = first.content_stream().read().decode()
    assert first.rec_headers.protocol == "WARC/1.1"
    for words in (
        "software: Briefwire/0.1",
        "+newsdesk@example.org",
        "isPartOf: toy.2025-05-06.test",
        "robots: RFC 9309",
        "stand-in on loopback",
    ):
        assert words in about


def test_requests_are_recorded_as_sent(outlet: Crawl, site: Server) -> None:
    with outlet.archive.open("rb") as file:
        request = next(
            r for r in ArchiveIterator(file) if r.rec_type == "request" and r.rec_headers.get_header("WARC-Target-URI") == url("/unchanged")
        )
        recorded = request.http_headers
    arrived = site.hits_of(HOST, "/unchanged")[0].headers
    assert (recorded.protocol, recorded.statusline) == ("GET", "/unchanged HTTP/1.1")
    assert {(name.lower(), value) for name, value in recorded.headers} == {(name.lower(), value) for name, value in arrived.items()}


def test_we_say_who_we_are_and_nothing_more(site: Server, outlet: Crawl) -> None:
    for hit in site.hits:
        assert hit.host == HOST
        assert hit.headers["User-Agent"] == "Briefwire/0.1 (+newsdesk@example.org)", "a spider's own settings change nothing"
        assert hit.headers["Accept-Encoding"] == "gzip, deflate"
        assert hit.headers["Referer"] is None
        assert hit.headers["Cookie"] is None


def test_forbidden_paths_are_never_asked_for(site: Server, outlet: Crawl) -> None:
    assert not site.hits_of(HOST, "/secret/x")
    assert not site.hits_of(HOST, "/sports/x")


def test_report_counts_what_happened(site: Server, outlet: Crawl) -> None:
    report = outlet.report
    assert report.requests == len(site.hits)
    assert sum(report.statuses.values()) == report.requests - sum(UNANSWERED.values())
    assert report.statuses["304"] == 1
    assert report.retries == 2 * 8 + 1, "eight that never get well, and one that does"
    assert report.bytes_received > len(TEXT) * 4
    assert (report.started_at - NOW).total_seconds() < 5
    assert 50 < report.peak_memory_mb < 250, "neither the bomb nor an endless body (200 MiB each) was taken in"


def test_of_an_endless_body_no_more_is_taken_than_a_page_may_have(outlet: Crawl) -> None:
    # What was written and not taken stands in the two sockets' buffers.
    assert LARGEST_BODY < POURED["/endless"] < LARGEST_BODY + 12 * 2**20
    assert LARGEST_BODY < POURED["/unframed"] < LARGEST_BODY + 12 * 2**20
    assert POURED["/endless-headers"] < 3 * 12 * 2**20


def test_what_stands_behind_a_page_is_no_answer_to_another_request(outlet: Crawl) -> None:
    assert payload(outlet, url("/lie-short")) == TEXT
    with outlet.archive.open("rb") as file:
        bodies = [r.raw_stream.read() for r in ArchiveIterator(file) if r.rec_type == "response"]
    assert SMUGGLED not in bodies


def test_each_request_sent_is_in_the_log(outlet: Crawl, site: Server) -> None:
    sent = [asked for asked in outlet.requests if asked.sent]
    assert Counter(asked.url for asked in sent) == Counter(f"https://{hit.host}{hit.path}" for hit in site.hits)
    assert Counter(str(asked.status) for asked in sent if asked.status is not None) == Counter(outlet.report.statuses)
    assert {asked.reason for asked in sent if asked.status is None} == {
        "connection cut",
        "connection lost",
        "time-out",
        "body too large",
        "headers too large",
    }


def test_digests_are_of_the_decoded_body(outlet: Crawl) -> None:
    events = {event.url: event for event in outlet.events if isinstance(event, Fetched)}
    assert events[url("/gzip")].digest == events[url("/plain")].digest == digest(TEXT)
