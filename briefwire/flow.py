"""The life of a run: crawl, extract, load, link. Each step is durable, keyed by the run's id, and safe to repeat; nothing but the id goes on to the next."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from briefwire import reader
from briefwire.article import Article, Ending
from briefwire.attributing import attribute
from briefwire.books import Books
from briefwire.bounds import Bounds, Figures, learn
from briefwire.clean import Capture
from briefwire.crawling import run_spider, sweep
from briefwire.database import history, known, measures, publish, requests, runs, stage
from briefwire.database.connect import connect
from briefwire.database.handles import Connection
from briefwire.database.runs import Counts
from briefwire.environment import Environment
from briefwire.extraction import Extracted, extract, from_line, to_line, with_listed_day
from briefwire.holidays import holiday
from briefwire.landing import LEDGER, RECORDS, WARC, Landing
from briefwire.linking import Linked
from briefwire.linking import link as link_articles
from briefwire.reader import Refusal, clean_records
from briefwire.runid import RunId
from briefwire.verdict import BY_CRAWL, Judgement, Verdict, judge_crawl, judge_pages
from briefwire.windows import check_window, look_back, today
from scrapers import registry
from scrapers.engine.job import CrawlJob, Validators
from scrapers.outcomes import Outcome
from scrapers.records import PageRecord
from scrapers.registry import SourceDeclaration

logger = logging.getLogger(__name__)

Scope = Literal["in", "all"]
Kind = Literal["manual", "scheduled", "backfill", "watch", "revisit"]


@dataclass(frozen=True, slots=True)
class Step:
    """What a step answers. `verdict` is None while the run is open; `counts` are the ledger's when it is closed."""

    run: RunId
    verdict: Verdict | None
    reason: str
    counts: dict[str, int] = field(default_factory=dict)


def crawl(environment: Environment, source: str, day: date, kind: Kind, dag_run_id: str | None = None) -> Step:
    """Opens a run, crawls one publication day and stores its files. A crawl that failed as a whole closes the run with its verdict.

    Crawls of one source wait for each other, so that no number of runs asks a site faster than one may. Raises `RunBusy` when another run is at work
    on the same day.
    """
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
    # The connection is held for its locks alone, idle and outside any transaction: a crawl may take hours.
    with (
        closing(connect(environment)) as connection,
        runs.run_lock(connection, source, day),
        runs.crawl_lock(connection, source),
    ):
        sweep(_spool(environment), landing)
        runs.open_run(connection, run.text, source, day, kind, dag_run_id, started_at, now=datetime.now(UTC))
        job = replace(_informed(connection, job, kind), now=environment.now())
        run_spider(_spool(environment), job, run, landing)
    books = Books.read(landing, run)
    with closing(connect(environment)) as connection, _at_work(connection, run):
        requests.keep(connection, run.text, books.asked)
        bounds = _bounds(connection, declaration, day)
        judgement = _judge_crawl(connection, declaration, books, bounds)
        _measure(connection, environment, books, bounds, articles=())
        if judgement.publishes:
            return Step(run, None, judgement.reason)
        stage.stage(connection, run.text, len(books.discovered), (), books.endings((), judgement.reason))
        return _book(connection, run, judgement)


def extract_run(environment: Environment, run: RunId) -> Step:
    """Reads every fetched page of the run from the archive and writes `records.jsonl` beside it. A run that its crawl has closed has nothing to read."""
    with closing(connect(environment)) as connection:
        closed = _closed_by_crawl(connection, run)
    if closed is not None:
        return closed
    reader.start()
    landing = Landing(environment.archive)
    with landing.local(run, LEDGER):  # a run that was never crawled ends here, with words
        books = Books.read(landing, run)
    parser = registry.page_module(run.source)
    listed = books.listed_days()
    count = 0
    with landing.writing(run, RECORDS, _spool(environment)) as path, path.open("w", encoding="utf8") as lines:
        if books.fetched:
            with landing.local(run, WARC) as file, file.open("rb") as warc:
                for item in extract(warc, landing.path(run, WARC), books.fetched, parser):
                    lines.write(to_line(with_listed_day(item, listed)) + "\n")
                    count += isinstance(item, Extracted)
    return Step(run, None, f"{count} of {len(books.fetched)} pages read by {run.source}.page version {parser.PARSER_VERSION}")


def load(environment: Environment, run: RunId, scope: Scope = "in") -> Step:
    """Cleans, stages, checks and publishes the run's records and closes its books. Loading a run again ends in the same rows and the same books."""
    declaration = registry.load(run.source)
    landing = Landing(environment.archive)
    with closing(connect(environment)) as connection:
        if (closed := _closed_by_crawl(connection, run)) is not None:
            return closed
        reader.start()  # it comes up while the run's files and the source's habits are read
        with _at_work(connection, run):
            books = Books.read(landing, run)
            with landing.local(run, RECORDS) as file, file.open(encoding="utf8") as lines:
                read = [from_line(line) for line in lines]
            bounds = _bounds(connection, declaration, run.day)
            articles, failed = clean_all(declaration, read)
            figures = _measure(connection, environment, books, bounds, articles)
            judgement = _judge_crawl(connection, declaration, books, bounds)
            pages = _judge_pages(declaration, books, failed, figures, bounds)
            final = judgement if pages.verdict is Verdict.OK else pages
            endings = books.endings(failed, final.reason, exclude={item.url for item in articles})
            stage.stage(connection, run.text, len(books.discovered), articles, endings)
            if not final.publishes:
                return _book(connection, run, final)
            counts = publish.publish(connection, run.text, final.verdict.value, final.reason, datetime.now(UTC), scope=scope)
            return Step(run, final.verdict, final.reason, _by_name(counts))


def link(environment: Environment, run: RunId | None = None, progress: Callable[[int, int], None] | None = None) -> Linked:
    """Finds for the articles of a run, or for all that wait, what other articles they are one text with, and what ministries said in them.

    A run that published nothing has none.

    `progress` is told how many articles are linked and how many still wait. Killed anywhere it loses nothing: what was not linked waits. Raises `UnknownRun`.
    """
    with closing(connect(environment)) as connection:
        linked = link_articles(connection, run_id=run.text if run else None, progress=progress)
        found = attribute(connection, run_id=run.text if run else None)
    if found.articles:
        logger.info(
            "articles read for statements: %d; statements in them: %d; still waiting: %d", found.articles, found.statements, found.waiting
        )
    return linked


def ingest(environment: Environment, source: str, day: date, kind: Kind, scope: Scope = "in") -> Step:
    """The whole flow for one publication day of one source. Answers what the load says: linking has no verdict."""
    step = crawl(environment, source, day, kind)
    if step.verdict is not None:
        return step
    extract_run(environment, step.run)
    step = load(environment, step.run, scope)
    logger.info("%s: %s", step.run, link_in_words(link(environment, step.run)))
    return step


def link_in_words(done: Linked) -> str:
    """What a link did, in one line."""
    if not done.articles:
        return "no article waited to be linked"
    relations = f"relations added: {done.relations_added}, removed: {done.relations_removed}"
    return f"articles linked: {done.articles}; {relations}; families changed: {done.families_changed}; still waiting: {done.waiting}"


def watch(environment: Environment, source: str, scope: Scope = "in") -> Step:
    """The day that runs now in the source's zone, by the same steps: what is new on it. Of a polled source all that it shows."""
    return ingest(environment, source, today(registry.load(source), environment.now()), "watch", scope)


def revisit(environment: Environment, source: str, scope: Scope = "in") -> Iterator[Step]:
    """The days 1, 2, 4, 8, 16, 32 and 64 before today once more, for late posts, edits and pages that are gone. One step a day, newest first."""
    for day in look_back(registry.load(source), environment.now()):
        yield ingest(environment, source, day, "revisit", scope)


def verdict(environment: Environment, run: RunId) -> Step:
    """What the books say of a run; `verdict` is None while it is open. Raises `UnknownRun`."""
    with closing(connect(environment)) as connection:
        state = runs.state(connection, run.text)
    return Step(run, Verdict(state.verdict) if state.verdict else None, state.reason or "still open", _by_name(state.counts))


def clean_all(declaration: SourceDeclaration, items: Iterable[Extracted | Ending]) -> tuple[list[Article], list[Ending]]:
    """The records as articles, and the endings of those that are none."""
    endings: list[Ending] = []
    records: list[tuple[PageRecord, Capture]] = []
    for item in items:
        if isinstance(item, Ending):
            endings.append(item)
        else:
            # The ledger knows the page by the address it was found at; what the page calls itself is not trusted to be another page's address.
            records.append((replace(item.record, url=item.url), item.capture))
    articles: list[Article] = []
    for (record, _), answer in zip(records, clean_records(declaration, records), strict=True):
        if isinstance(answer, Refusal):
            endings.append(Ending(record.url, answer.outcome, answer.reason))
        else:
            articles.append(answer)
    return articles, endings


@contextmanager
def _at_work(connection: Connection, run: RunId) -> Iterator[None]:
    """Holds the run's day, with a sign of life of the run."""
    with runs.run_lock(connection, run.source, run.day):
        runs.touch(connection, run.text)
        yield


def _informed(connection: Connection, job: CrawlJob, kind: Kind) -> CrawlJob:
    """The job with what earlier runs know: validators, hosts that asked for rest, what a watch need not ask for and what a revisit asks for again."""
    validators = {
        url: Validators(etag, last_modified) for url, (etag, last_modified) in publish.validators(connection, job.source, job.day).items()
    }
    return replace(
        job,
        validators=validators,
        resting=known.resting(connection, job.source, job.now),
        known=known.ended_addresses(connection, job.source, job.day) if kind == "watch" else frozenset(),
        recheck=known.articles_of_day(connection, job.source, job.day) if kind == "revisit" else (),
    )


def _bounds(connection: Connection, declaration: SourceDeclaration, day: date) -> Bounds:
    def free(other: date) -> str | None:
        recess = next((recess.why for recess in declaration.volume.recess if recess.holds(other)), None)
        return holiday(declaration.country, other) or recess

    past = [] if declaration.polled else history.day_figures(connection, declaration.name, day)
    return learn(past, day, declaration.volume.minimum, free)


def _judge_crawl(connection: Connection, declaration: SourceDeclaration, books: Books, bounds: Bounds) -> Judgement:
    shown_before = known.shown_before(connection, declaration.name, books.run.text) if declaration.polled else frozenset()
    return judge_crawl(declaration, books.report, books.catch(shown_before), bounds)


def _judge_pages(declaration: SourceDeclaration, books: Books, failed: list[Ending], figures: Figures, bounds: Bounds) -> Judgement:
    failures = Counter(ending.outcome for ending in failed)
    # The pages that did not change count as well read: on a second visit only the bad ones are fetched again.
    candidates = figures.read + len(failed) + books.ended_counts[Outcome.UNCHANGED]
    return judge_pages(declaration, candidates, failures[Outcome.PARSE_FAILED], failures[Outcome.REJECTED], figures, bounds)


def _measure(connection: Connection, environment: Environment, books: Books, bounds: Bounds, articles: Iterable[Article]) -> Figures:
    """Writes down what the run found and how well its pages are filled."""
    candidates, report, read = books.candidates(), books.report, list(articles)
    figures = Figures(
        day=books.run.day,
        candidates=candidates.total(),
        read=len(read),
        titled=sum(bool(article.title) for article in read),
        bodied=sum(bool(article.body) for article in read),
        dated=sum(article.published_at is not None for article in read),
        bylined=sum(article.byline is not None for article in read),
        placed=sum(article.place is not None for article in read),
        credited=sum(article.agency is not None for article in read),
    )
    measure = measures.Measure(
        looked_at=report.started_at if report else environment.now(),
        listed_by=report.listing.method if report else None,
        listing_oldest=report.listing.oldest if report else None,
        listing_newest=report.listing.newest if report else None,
        requests=report.requests if report else len([asked for asked in books.asked if asked.sent]),
        expected=bounds.expected,
        least=bounds.least,
        **{name: getattr(figures, name) for name in ("candidates", "read", "titled", "bodied", "dated", "bylined", "placed", "credited")},
    )
    measures.keep(connection, books.run.text, measure, {books.run.day: 0} | candidates)
    return figures


def _closed_by_crawl(connection: Connection, run: RunId) -> Step | None:
    """The run as its crawl closed it, without publication; None when there are pages to read."""
    state = runs.state(connection, run.text)
    if state.published or state.verdict not in BY_CRAWL:
        return None
    return Step(run, Verdict(state.verdict), state.reason or "", _by_name(state.counts))


def _book(connection: Connection, run: RunId, judgement: Judgement) -> Step:
    counts = publish.book(connection, run.text, judgement.verdict.value, judgement.reason, datetime.now(UTC))
    return Step(run, judgement.verdict, judgement.reason, _by_name(counts))


def _by_name(counts: Counts) -> dict[str, int]:
    return {"discovered": sum(counts.values())} | {outcome.value: count for outcome, count in counts.items()}


def _spool(environment: Environment) -> Path:
    return environment.home / "spool"
