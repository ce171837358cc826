"""The article pages of the archive read by one tool, timed: `python -m benches.extractors briefwire|trafilatura|newspaper4k`."""

import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from bs4 import BeautifulSoup

from briefwire.environment import Environment
from briefwire.landing import LEDGER, WARC, Landing
from briefwire.runid import RunId
from scrapers import registry
from scrapers.engine.ledger import Fetched, read_ledger
from scrapers.errors import NotAnArticle
from scrapers.records import ArchivePosition

FURNITURE = re.compile(r"adsbygoogle|googletag|Published in Dawn|Related Topics|minutes ago")
BODIES = ".story__content, .detail_txt"


class Page(NamedTuple):
    """One archived article page."""

    source: str
    url: str
    payload: bytes


def pages(environment: Environment) -> list[Page]:
    """Every HTML article page that the runs of the bench fetched from Dawn and UrduPoint; films with a caption, which hold no article, are left out."""
    landing = Landing(environment.archive)
    found: dict[str, Page] = {}
    for path in sorted((environment.home / "archive").glob(f"*/*/*/{LEDGER}")):
        run = RunId.parse(path.parent.name)
        if run.source not in ("dawn", "urdupoint"):
            continue
        with landing.local(run, LEDGER) as file:
            events = list(read_ledger(file))
        for event in events:
            if isinstance(event, Fetched):
                position = ArchivePosition(landing.path(run, WARC), event.offset, event.length, event.digest)
                found[event.url] = Page(run.source, event.url, landing.payload(position))
    return [page for page in found.values() if _is_article(page)]


def _is_article(page: Page) -> bool:
    try:
        registry.page_module(page.source).parse(page.payload, page.url)
    except NotAnArticle:
        return False
    return True


def reader(tool: str) -> Callable[[Page], str]:
    """A function from a page to its body's text."""
    if tool == "briefwire":
        parsers = {name: registry.page_module(name).parse for name in ("dawn", "urdupoint")}
        return lambda page: "\n".join(parsers[page.source](page.payload, page.url).paragraphs)
    if tool == "trafilatura":
        from trafilatura import bare_extraction

        def read(page: Page) -> str:
            document = bare_extraction(
                page.payload,
                url=page.url,
                fast=True,
                favor_precision=True,
                include_comments=False,
                include_tables=False,
                with_metadata=True,
            )
            return (document.text or "") if document else ""

        return read
    from newspaper import Article

    def parse(page: Page) -> str:
        article = Article(page.url, language="en", fetch_images=False)
        article.download(input_html=page.payload.decode("utf8"))
        article.parse()
        return str(article.text)

    return parse


def main(tool: str) -> None:
    """Prints pages, seconds, peak memory, share of clean bodies and share of the article's words kept, as JSON."""
    material = pages(Environment.read())
    read = reader(tool)
    for page in material[:20]:
        read(page)
    started = time.perf_counter()
    bodies = [read(page) for page in material]
    seconds = time.perf_counter() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    clean = sum(not FURNITURE.search(body) for body in bodies) / len(bodies)
    print(json.dumps({"pages": len(material), "seconds": seconds, "peak_mb": peak_mb, "clean": clean, "kept": _kept(material, bodies)}))


def _kept(material: list[Page], bodies: list[str]) -> float:
    kept = total = 0
    for page, body in zip(material, bodies, strict=True):
        element = BeautifulSoup(page.payload, "lxml").select_one(BODIES)
        texts = [p.get_text() for p in element.select("p")] if element else []
        own = Counter(word for text in texts if not FURNITURE.search(text) for word in re.findall(r"\w+", text))
        kept += sum((own & Counter(re.findall(r"\w+", body))).values())
        total += own.total()
    return kept / total


if __name__ == "__main__":
    main(sys.argv[1])
