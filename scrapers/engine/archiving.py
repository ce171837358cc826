"""Puts every response that comes off the network into the archive, before anything else looks at it."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.engine.archive import Exchange
from scrapers.engine.decoding import DecodingError
from scrapers.engine.refusals import ArchiveBroken, Refusal
from scrapers.engine.run import Run, run_of
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Headers, Response

_POSITION = "archive_position"


class ArchiveMiddleware:
    """The downloader middleware next to the network: robots.txt, listings, redirects, errors and pages all pass here, as raw as Scrapy has them."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "ArchiveMiddleware":
        """Called by Scrapy."""
        return cls(run_of(crawler))

    def process_response(self, request: "Request", response: "Response") -> "Response":
        """Called by Scrapy. Raises `Refusal` for a body that cannot be decoded within bounds, `ArchiveBroken` when the disk does not take it."""
        exchange = Exchange(
            url=request.url,
            method=request.method,
            request_headers=[("Host", urlsplit(request.url).netloc), *_pairs(request.headers)],
            status=response.status,
            protocol=response.protocol or "HTTP/1.1",
            response_headers=list(_pairs(response.headers)),
            body=response.body,
            address=str(response.ip_address) if response.ip_address else None,
            at=self._run.clock(),
        )
        try:
            request.meta[_POSITION] = self._run.archive.write(exchange)
        except DecodingError as error:
            raise Refusal(Outcome.FETCH_FAILED, str(error)) from error
        except OSError as error:
            raise ArchiveBroken(f"the archive cannot be written: {error}") from error
        return response


def position_of(response: "Response") -> ArchivePosition:
    """Where this response stands in the archive."""
    position: ArchivePosition = response.meta[_POSITION]
    return position


def _pairs(headers: "Headers") -> "Iterator[tuple[str, str]]":
    for name, values in headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
