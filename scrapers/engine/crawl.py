"""One crawl in one process: `python -m scrapers.engine.crawl <spool folder>`.

Reads the folder's job.json, leaves crawl.warc.gz, ledger.jsonl, requests.jsonl and report.json there, logs to stderr. SIGTERM ends it gracefully.
Exit code 0: the report is written (what it says is another matter), 1: it is not, 2: the job cannot be obeyed.
"""

import argparse
import importlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess

from scrapers import registry
from scrapers.engine.job import JOB_FILE, CrawlJob, JobError
from scrapers.engine.report import REPORT_FILE
from scrapers.engine.run import Run
from scrapers.engine.settings import crawl_settings
from scrapers.engine.spider import SourceSpider
from scrapers.errors import BriefwireError, DeclarationError


def spider_class(source: str) -> type[SourceSpider]:
    """The one spider in a source's `spider.py`. Raises `DeclarationError` when there is none, or several."""
    module = importlib.import_module(f"scrapers.sources.{source}.spider")
    own = [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, SourceSpider) and thing.__module__ == module.__name__
    ]
    if len(own) != 1:
        raise DeclarationError(f"{module.__file__}: a source has one SourceSpider, this file has {len(own)}")
    return own[0]


def crawl(run: Run, spider: type[SourceSpider], settings: Mapping[str, object]) -> int:
    """Runs the crawl to its end; returns the exit code. The process cannot crawl a second time: Twisted's reactor starts only once."""
    process = AsyncCrawlerProcess(dict(settings))
    process.crawl(spider, declaration=run.declaration, day=run.job.day, now=run.job.now, run=run)
    process.start()
    return 0 if (run.folder / REPORT_FILE).is_file() else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m scrapers.engine.crawl", description="Crawl one publication day of one source into a spool folder."
    )
    parser.add_argument("folder", type=Path, help=f"the spool folder; holds {JOB_FILE}")
    folder: Path = parser.parse_args(arguments).folder
    try:
        job = CrawlJob.read(folder / JOB_FILE)
        declaration = registry.load(job.source)
        settings = crawl_settings(job, declaration)
        spider = spider_class(job.source)
        try:
            run = Run.open(folder, job, declaration)
        except OSError as error:
            raise JobError(f"{folder}: not a fresh spool folder: {error}") from error
    except BriefwireError as error:
        print(f"crawl: {error}", file=sys.stderr)
        return 2
    return crawl(run, spider, settings)


if __name__ == "__main__":
    sys.exit(main())
