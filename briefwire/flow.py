"""The life of a run: crawl, extract, load. Each step is durable, keyed by the run's id, and safe to repeat; nothing but the id goes from one to the next."""

import logging
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from briefwire.article import Article, Ending
from briefwire.clean import clean
from briefwire.crawling import run_spider, sweep
from briefwire.database import publish, runs, stage
from briefwire.database.connect import connect
from briefwire.database.handles import Connection
from briefwire.database.runs import Counts
from briefwire.environment import Environment
from briefwire.extraction import Extracted, extract, from_line, to_line
from briefwire.landing import LEDGER, RECORDS, REPORT, WARC, Landing
from briefwire.runid import RunId
from briefwire.verdict import Judgement, Verdict, judge_crawl, judge_pages
from scrapers import registry
from scrapers.engine.job import CrawlJob, Validators
from scrapers.engine.ledger import Discovered, Ended, Event, Fetched, read_ledger
from scrapers.engine.report import RunReport
from scrapers.errors import BriefwireError, NotAnArticle
from scrapers.outcomes import Outcome
from scrapers.registry import SourceDeclaration

logger = logging.getLogger(__name__)

Scope = Literal["in", "all"]


class WindowError(BriefwireError):
    """The days asked for cannot be had from this source; the message says which can."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a step answers. `verdict` is None while the run is open; `counts` are the ledger's when it is closed."""

    run: RunId
    verdict: Verdict | None
    reason: str
    counts: dict[str, int] = field(default_factory=dict)


def check_window(declaration: SourceDeclaration, first: date, last: date, now: datetime) -> None:
    """Raises `WindowError` before any request when the source cannot address one of the days. Days are the source's own, bounds included."""
    today = now.astimezone(declaration.zone).date()
    if last < first:
        raise WindowError(f"--to {last} lies before --from {first}")
    if last > today:
        raise WindowError(
            f"{last} has not begun in {declaration.time_zone}: the last day that {declaration.name} can be asked for is {today}"
        )
    history = declaration.history
    if history.kind == "none" and first < today:
        raise WindowError(f"{declaration.name} keeps no past ({history.how}): only {today} can be asked for")
    if history.kind == "archive" and first < today:
        raise WindowError(f"the past of {declaration.name} is only in WARC files ({history.how}): it cannot be crawled")
    if history.since is not None and first < history.since:
        raise WindowError(f"{declaration.name} can be asked for {history.since} and later ({history.how}), not for {first}")


def days(first: date, last: date) -> list[date]:
    """All days from `first` to `last`, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def crawl(environment: Environment, source: str, day: date, kind: str, dag_run_id: str | None = None) -> Step:
    """Opens a run, crawls one publication day and stores its files. A crawl that failed as a whole closes the run with its verdict."""
    declaration = registry.load(source)
    check_window(declaration, day, day, environment.now())
    landing = Landing(environment.archive)
    started_at = datetime.now(UTC)
    run = RunId.new(source, day, started_at)
    job = CrawlJob(
        run_id=run.text,
        source=source,
        day=day,
        now=environment.now(),
        contact=environment.contact,
        standin=environment.standin,
        standin_paced=environment.standin_paced,
    )
    introduction = job.user_agent  # raises for a live crawl that would not say who it is, before a run is opened
    logger.info("%s begins, as %s", run, introduction)
    with closing(connect(environment)) as connection, runs.run_lock(connection, source, day):
        sweep(_spool(environment), landing)
        runs.open_run(connection, run.text, source, day, kind, dag_run_id, started_at)
        known = publish.validators(connection, source, day)
    job = replace(job, validators={url: Validators(etag, last_modified) for url, (etag, last_modified) in known.items()})
    # No transaction and no connection is held during the crawl, which may take hours.
    run_spider(_spool(environment), job, run, landing)
    books = _Books.read(landing, run)
    judgement = judge_crawl(declaration, books.report, books.ended_counts(), len(books.fetched), len(books.unbooked()))
    if judgement.publishes:
        return Step(run, None, judgement.reason)
    with closing(connect(environment)) as connection, runs.run_lock(connection, source, day):
        stage.stage(connection, run.text, len(books.discovered), (), books.endings((), judgement.reason))
        return _book(connection, run, judgement)


def extract_run(environment: Environment, run: RunId) -> Step:
    """Reads every fetched page of the run from the archive and writes `records.jsonl` beside it."""
    landing = Landing(environment.archive)
    with landing.local(run, LEDGER):  # a run that was never crawled ends here, with words
        books = _Books.read(landing, run)
    parser = registry.page_module(run.source)
    count = 0
    with landing.writing(run, RECORDS, _spool(environment)) as path, path.open("w", encoding="utf8") as lines:
        if books.fetched:
            with landing.local(run, WARC) as file, file.open("rb") as warc:
                for item in extract(warc, landing.path(run, WARC), books.fetched, parser):
                    lines.write(to_line(item) + "\n")
                    count += isinstance(item, Extracted)
    return Step(run, None, f"{count} of {len(books.fetched)} pages read by {run.source}.page version {parser.PARSER_VERSION}")


def load(environment: Environment, run: RunId, scope: Scope = "in") -> Step:
    """Cleans, stages, checks and publishes the run's records and closes its books. Loading a run again ends in the same rows and the same books."""
    declaration = registry.load(run.source)
    landing = Landing(environment.archive)
    with closing(connect(environment)) as connection, runs.run_lock(connection, run.source, run.day):
        books = _Books.read(landing, run)
        with landing.local(run, RECORDS) as file, file.open(encoding="utf8") as lines:
            read = [from_line(line) for line in lines]
        articles, failed = clean_all(declaration, read)
        judgement = judge_crawl(declaration, books.report, books.ended_counts(), len(books.fetched), len(books.unbooked()))
        pages = _judge(declaration, articles, failed, unchanged=books.ended_counts()[Outcome.UNCHANGED])
        final = judgement if pages.verdict is Verdict.OK else pages
        endings = books.endings(failed, final.reason, exclude={item.url for item in articles})
        stage.stage(connection, run.text, len(books.discovered), articles, endings)
        if not final.publishes:
            return _book(connection, run, final)
        counts = publish.publish(connection, run.text, final.verdict.value, final.reason, datetime.now(UTC), scope=scope)
        return Step(run, final.verdict, final.reason, _by_name(counts))


def ingest(environment: Environment, source: str, day: date, kind: str, scope: Scope = "in") -> Step:
    """The whole flow for one publication day of one source."""
    step = crawl(environment, source, day, kind)
    if step.verdict is not None:
        return step
    extract_run(environment, step.run)
    return load(environment, step.run, scope)


def clean_all(declaration: SourceDeclaration, items: Iterable[Extracted | Ending]) -> tuple[list[Article], list[Ending]]:
    """The records as articles, and the endings of those that are none."""
    articles: list[Article] = []
    endings: list[Ending] = []
    for item in items:
        if isinstance(item, Ending):
            endings.append(item)
            continue
        try:
            # The ledger knows the page by the address it was found at; what the page calls itself is not trusted to be another page's address.
            articles.append(clean(replace(item.record, url=item.url), declaration, item.capture))
        except NotAnArticle as error:
            endings.append(Ending(item.url, Outcome.REJECTED, str(error)))
    return articles, endings


@dataclass(frozen=True, slots=True)
class _Books:
    """What the crawl wrote of itself: each URL discovered, fetched or ended, and the report (None when it died)."""

    discovered: tuple[str, ...]
    fetched: tuple[Fetched, ...]
    ended: tuple[Ended, ...]
    report: RunReport | None

    @classmethod
    def read(cls, landing: Landing, run: RunId) -> "_Books":
        events: list[Event] = []
        report = None
        if landing.exists(run, LEDGER):
            with landing.local(run, LEDGER) as file:
                events = list(read_ledger(file))
        if landing.exists(run, REPORT):
            with landing.local(run, REPORT) as file:
                report = RunReport.read(file)
        return cls(
            discovered=tuple(event.url for event in events if isinstance(event, Discovered)),
            fetched=tuple(event for event in events if isinstance(event, Fetched)),
            ended=tuple(event for event in events if isinstance(event, Ended)),
            report=report,
        )

    def ended_counts(self) -> Counter[Outcome]:
        return Counter(event.outcome for event in self.ended)

    def unbooked(self) -> set[str]:
        return set(self.discovered) - {event.url for event in self.fetched} - {event.url for event in self.ended}

    def endings(self, failed: Iterable[Ending], reason: str, exclude: set[str] | None = None) -> list[Ending]:
        """One ending for each discovered URL that is not among the articles in `exclude`; what nobody booked is deferred with the run's reason."""
        endings = [Ending(event.url, event.outcome, event.reason) for event in self.ended] + list(failed)
        booked = {ending.url for ending in endings} | (exclude or set())
        return endings + [Ending(url, Outcome.DEFERRED, f"not read: {reason}") for url in self.discovered if url not in booked]


def _judge(declaration: SourceDeclaration, articles: list[Article], failed: list[Ending], unchanged: int) -> Judgement:
    failures = Counter(ending.outcome for ending in failed)
    filled = {
        "title": sum(bool(article.title) for article in articles),
        "body": sum(bool(article.body) for article in articles),
        "published_at": sum(article.published_at is not None for article in articles),
    }
    # The pages that did not change count as well read: on a second visit only the bad ones are fetched again.
    candidates = len(articles) + len(failed) + unchanged
    return judge_pages(declaration, candidates, failures[Outcome.PARSE_FAILED], failures[Outcome.REJECTED], filled, len(articles))


def _book(connection: Connection, run: RunId, judgement: Judgement) -> Step:
    counts = publish.book(connection, run.text, judgement.verdict.value, judgement.reason, datetime.now(UTC))
    return Step(run, judgement.verdict, judgement.reason, _by_name(counts))


def _by_name(counts: Counts) -> dict[str, int]:
    return {"discovered": sum(counts.values())} | {outcome.value: count for outcome, count in counts.items()}


def _spool(environment: Environment) -> Path:
    return environment.home / "spool"
