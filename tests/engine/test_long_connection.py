"""Many pages over one connection: the limit on headers is one response's, however the bytes arrive."""

from collections.abc import Callable

from scrapers.engine.heads import LARGEST_HEAD
from tests.engine.conftest import Crawl, declaration
from tests.engine.site import Reply, Server, article

HOST = "news.example.org"
PAGES = 60


def test_pages_that_come_whole_in_one_piece_are_not_taken_for_headers(site: Server, crawl: Callable[..., Crawl]) -> None:
    pages = [site.put(f"https://{HOST}/news/{number}", article(f"{number} harbour pilots " * 900)) for number in range(PAGES)]
    site.put(f"https://{HOST}/archive.txt", Reply("\n".join(f"page {page}" for page in pages).encode()))
    done = crawl(declaration([HOST], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 2 * PAGES}))
    assert done.report.bytes_received > 4 * LARGEST_HEAD
    assert (done.report.fetched, done.report.retries, done.report.ended) == (PAGES, 0, {})
