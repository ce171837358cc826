"""What happens around a crawl: progress on the log while it runs, balanced books, a whole archive and the report when it ends."""

import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from scrapers.engine.memory import peak_memory
from scrapers.engine.report import REPORT_FILE, RunReport
from scrapers.engine.run import run_of
from scrapers.outcomes import Outcome

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

PROGRESS = "BRIEFWIRE_PROGRESS"  # the Scrapy setting for seconds between two lines of progress

_STATUS_COUNT = "downloader/response_status_count/"

logger = logging.getLogger(__name__)


class CrawlRecord:
    """The Scrapy extension that closes the books. A report is only written when ledger, archive and request log are safely on disk before it."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._progress = create_looping_call(self._say_progress)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "CrawlRecord":
        """Called by Scrapy."""
        return cls(crawler)

    def _opened(self) -> None:
        self._progress.start(self._crawler.settings.getfloat(PROGRESS), now=False)

    def _closed(self, spider: "Spider", reason: str) -> None:  # noqa: ARG002
        if self._progress.running:
            self._progress.stop()
        run = run_of(self._crawler)
        # After a complete crawl nothing can be open, unless a callback broke; that is a failure, not a postponement.
        open_ending = (
            (Outcome.FETCH_FAILED, "lost by the engine") if reason == "finished" else (Outcome.DEFERRED, f"crawl ended early: {reason}")
        )
        run.book.close(*open_ending)
        run.archive.close()
        run.requests.close()
        report = self._report(reason)
        report.write(run.folder / REPORT_FILE)
        self._say_progress()

    def _report(self, reason: str) -> RunReport:
        run, stats = run_of(self._crawler), self._crawler.stats
        return RunReport(
            run_id=run.job.run_id,
            source=run.job.source,
            day=run.job.day,
            finish_reason=reason,
            started_at=run.started_at,
            ended_at=run.clock(),
            listing=run.listing,
            discovered=run.book.discovered_pages,
            fetched=run.book.fetched_pages,
            ended={outcome.value: count for outcome, count in run.book.endings.items()},
            requests=run.budget.spent,
            retries=stats.get_value("retry/count", 0),
            statuses={
                name.removeprefix(_STATUS_COUNT): count for name, count in stats.get_stats().items() if name.startswith(_STATUS_COUNT)
            },
            bytes_received=stats.get_value("downloader/response_bytes", 0),
            peak_memory_mb=round(peak_memory() / 2**20, 1),
            page_classes={page_class.value: count for page_class, count in run.page_classes.items()},
        )

    def _say_progress(self) -> None:
        run = run_of(self._crawler)
        logger.info(
            "progress: discovered %d, fetched %d, ended %d, requests %d of %d",
            run.book.discovered_pages,
            run.book.fetched_pages,
            run.book.endings.total(),
            run.budget.spent,
            run.budget.limit,
        )
