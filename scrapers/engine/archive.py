"""The archive of one crawl: a WARC 1.1 file (ISO 28500:2017), each record its own gzip member, that survives the death of its writer.

Bodies are kept as they came over the network: content codings stay, the transfer coding (chunks) does not. Imports no Scrapy: readers use it too.
"""

import hashlib
import http
import io
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.timeutils import datetime_to_iso_date
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from scrapers.engine.decoding import LARGEST_BODY, DecodingError, decode
from scrapers.engine.report import rename_durably
from scrapers.errors import ArchiveError
from scrapers.records import ArchivePosition

ARCHIVE_FILE = "crawl.warc.gz"
PART_FILE = "crawl.warc.gz.part"

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

_LARGEST_RECORD = LARGEST_BODY + 1024 * 1024  # a body and its headers
_GZIP = 16 + zlib.MAX_WBITS
_STEP = 256 * 1024

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response. `url` is the real address whatever served it; `body` is as received, without chunking; `at` is aware."""

    url: str
    method: str
    request_headers: Headers
    status: int
    protocol: str
    response_headers: Headers
    body: bytes
    address: str | None
    at: datetime


class _Writer(WARCWriter):  # type: ignore[misc]
    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class ArchiveWriter:
    """Writes `crawl.warc.gz.part` in `folder`, each record handed to the operating system before the next begins; `close` gives the file its final name.

    Raises `FileExistsError` when the folder holds an archive already, and `OSError` when the disk does not take it.
    """

    def __init__(self, folder: Path, about: Mapping[str, str]) -> None:
        self._part, self._target = folder / PART_FILE, folder / ARCHIVE_FILE
        if self._target.exists():
            raise FileExistsError(f"{self._target} exists")
        self._file = self._part.open("xb")
        self._broken = False
        self._writer = _Writer(self._file, gzip=True, warc_version="1.1")
        warcinfo = self._writer.create_warcinfo_record(ARCHIVE_FILE, about)
        self._warcinfo_id = warcinfo.rec_headers.get_header("WARC-Record-ID")
        self._writer.write_record(warcinfo)

    def write(self, exchange: Exchange) -> ArchivePosition:
        """Archives response and request and returns where the response stands. A 304 becomes a `revisit` record of the server-not-modified profile.

        Raises `DecodingError`, after the records are written, when the body cannot be decoded within bounds: it is evidence, but no page.
        """
        response = self._response(exchange)
        request = self._record(
            exchange,
            "request",
            StatusAndHeaders(f"{exchange.method} {_target(exchange.url)} HTTP/1.1", list(exchange.request_headers), is_http_request=True),
        )
        request.rec_headers.add_header("WARC-Concurrent-To", response.rec_headers.get_header("WARC-Record-ID"))
        offset, length = self._append(response, request)
        return ArchivePosition(ARCHIVE_FILE, offset, length, digest(decode(exchange.body, _codings(exchange.response_headers))))

    def close(self) -> None:
        """Flushes to disk and gives the archive its final name; an archive that a write failed on keeps the name of a part. Raises `OSError`."""
        self._refuse_if_broken()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        rename_durably(self._part, self._target)

    def _append(self, response: ArcWarcRecord, request: ArcWarcRecord) -> tuple[int, int]:
        self._refuse_if_broken()
        offset = self._file.tell()
        try:
            self._writer.write_record(response)
            length = self._file.tell() - offset
            self._writer.write_record(request)
        except OSError:
            self._broken = True
            raise
        return offset, length

    def _refuse_if_broken(self) -> None:
        # Behind half a record nothing can be found again.
        if self._broken:
            raise OSError("a record before was not written whole")

    def _response(self, exchange: Exchange) -> ArcWarcRecord:
        # The length is the one of the body kept here; the sender's describes the chunks or is missing.
        kept = [(name, value) for name, value in exchange.response_headers if name.lower() not in ("transfer-encoding", "content-length")]
        if exchange.status != http.HTTPStatus.NOT_MODIFIED:
            kept.append(("Content-Length", str(len(exchange.body))))
        headers = StatusAndHeaders(f"{exchange.status} {_phrase(exchange.status)}".strip(), kept, protocol=exchange.protocol)
        if exchange.status != http.HTTPStatus.NOT_MODIFIED:
            return self._record(exchange, "response", headers, exchange.body)
        record = self._record(exchange, "revisit", headers)
        record.rec_headers.add_header("WARC-Profile", NOT_MODIFIED)
        record.rec_headers.add_header("WARC-Refers-To-Target-URI", exchange.url)
        return record

    def _record(self, exchange: Exchange, kind: str, headers: StatusAndHeaders, body: bytes = b"") -> ArcWarcRecord:
        about = {
            "WARC-Date": datetime_to_iso_date(exchange.at.astimezone(UTC).replace(tzinfo=None), use_micros=True),
            "WARC-Warcinfo-ID": self._warcinfo_id,
        }
        if exchange.address:
            about["WARC-IP-Address"] = exchange.address
        return self._writer.create_warc_record(
            exchange.url, kind, payload=io.BytesIO(body), length=len(body), http_headers=headers, warc_headers_dict=about
        )


def digest(payload: bytes) -> str:
    """`sha256:<hex>` of a body after content decoding."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def read_payload(archive: Path | str | BinaryIO, position: ArchivePosition) -> bytes:
    """The response body at `position`, content-decoded. `archive` is a path or an open seekable binary file.

    Raises `ArchiveError` when there is no whole response record at this place, its digest is another one, or it would unfold beyond the
    size that the crawler accepts.
    """
    if isinstance(archive, (str, Path)):
        try:
            with Path(archive).open("rb") as file:
                return read_payload(file, position)
        except OSError as error:
            raise ArchiveError(f"{archive}: cannot be read: {error.strerror}") from error
    where = f"{position.file} at {position.offset}"
    if not 0 < position.length <= _LARGEST_RECORD:
        raise ArchiveError(f"{where}: no record is {position.length} bytes long")
    archive.seek(position.offset)
    try:
        record = _only_record(decode(archive.read(position.length), "gzip", _LARGEST_RECORD))
        payload = decode(record.raw_stream.read(), _codings(record.http_headers.headers))
    except (DecodingError, ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, AttributeError) as error:
        raise ArchiveError(f"{where}: not a whole response record: {error}") from error
    if digest(payload) != position.digest:
        raise ArchiveError(f"{where}: the payload is {digest(payload)}, expected {position.digest}")
    return payload


def recover(part: Path, target: Path) -> int:
    """Cuts what a killed crawl left behind its last whole record, and gives it the final name. Returns the records kept; with none, no file is made."""
    records, end = 0, 0
    with part.open("r+b") as file:
        while (member_end := _end_of_member(file, end)) is not None:
            records, end = records + 1, member_end
        file.truncate(end)
        os.fsync(file.fileno())
    if records:
        rename_durably(part, target)
    return records


def _only_record(data: bytes) -> ArcWarcRecord:
    record = next(ArchiveIterator(io.BytesIO(data)), None)
    if record is None or record.rec_type != "response":
        raise ArchiveLoadFailed("no response record")
    return record


def _end_of_member(file: BinaryIO, start: int) -> int | None:
    """The offset behind the gzip member that begins at `start`; None when it is torn. Memory stays bounded whatever it unfolds to."""
    file.seek(start)
    stream = zlib.decompressobj(_GZIP)
    data = b""
    try:
        while not stream.eof:
            data = data or file.read(_STEP)
            if not stream.decompress(data, _STEP) and not data:
                return None
            data = stream.unconsumed_tail
    except zlib.error:
        return None
    return file.tell() - len(stream.unused_data)


def _codings(headers: Headers) -> str:
    return ", ".join(value for name, value in headers if name.lower() == "content-encoding")


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""
