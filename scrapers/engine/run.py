"""What the parts of one crawl share: its job, its books, its archive, its pace. Opened before Scrapy starts, closed when the spider has closed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from scrapers.engine.archive import ArchiveWriter
from scrapers.engine.book import Book
from scrapers.engine.job import CrawlJob
from scrapers.engine.ledger import LEDGER_FILE, LedgerWriter
from scrapers.engine.pace import Budget, HostGate
from scrapers.engine.pageclass import PageClass
from scrapers.engine.report import ListingReport
from scrapers.engine.requestlog import RequestLog
from scrapers.registry import SourceDeclaration

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that events carry: the system's, or, when a stand-in replays another time, that time running on from the crawl's start."""

    simulated_start: datetime | None
    started: float = field(default_factory=monotonic)

    def __call__(self) -> datetime:
        """The aware instant it is now."""
        if self.simulated_start is None:
            return datetime.now(UTC)
        return self.simulated_start + timedelta(seconds=monotonic() - self.started)


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl of one source and day in its spool folder."""

    job: CrawlJob
    declaration: SourceDeclaration
    folder: Path
    archive: ArchiveWriter
    book: Book
    requests: RequestLog
    gate: HostGate
    budget: Budget
    clock: Clock
    started_at: datetime
    listing: ListingReport = field(default_factory=ListingReport)
    page_classes: Counter[PageClass] = field(default_factory=Counter)

    @classmethod
    def open(cls, folder: Path, job: CrawlJob, declaration: SourceDeclaration) -> "Run":
        """Starts archive, ledger and request log in `folder`. Raises `FileExistsError` when a crawl left its files there, `JobError` when we would be
        nameless."""
        clock = Clock(job.now if job.standin else None)
        politeness = declaration.politeness
        return cls(
            job=job,
            declaration=declaration,
            folder=folder,
            archive=ArchiveWriter(folder, _about(job)),
            book=Book(LedgerWriter(folder / LEDGER_FILE), clock),
            requests=RequestLog(folder),
            gate=_gate(job, declaration, clock),
            budget=Budget(politeness.max_requests),
            clock=clock,
            started_at=clock(),
        )


def is_paced(job: CrawlJob) -> bool:
    """Whether the declared delays are kept: always on live sites, on a stand-in only when asked for."""
    return job.standin is None or job.standin_paced


def run_of(crawler: "Crawler") -> Run:
    """The run that a Scrapy component belongs to. Raises `TypeError` outside of one: these components only work together."""
    run = getattr(crawler.spider, "run", None)
    if not isinstance(run, Run):
        raise TypeError("this component works only in a crawl started by scrapers.engine.crawl")
    return run


def _gate(job: CrawlJob, declaration: SourceDeclaration, clock: Clock) -> HostGate:
    gate, now = HostGate(declaration.politeness.delay if is_paced(job) else 0.0), clock()
    for host, until in job.resting.items():
        gate.rest(host, (until - now).total_seconds(), "earlier run")
    return gate


def _about(job: CrawlJob) -> Mapping[str, str]:
    about = {
        "software": f"Briefwire/0.1 Scrapy/{version('scrapy')} warcio/{version('warcio')}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": job.run_id,
        "http-header-user-agent": job.user_agent,
        "robots": "RFC 9309 obeyed; a site whose robots.txt cannot be read is not crawled",
    }
    if job.contact:
        about["operator"] = job.contact
    if job.standin:
        about["description"] = "collected from a stand-in on loopback, not from the sites whose addresses the records carry"
    return about
