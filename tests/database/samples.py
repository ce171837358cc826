"""Invented articles and runs, and short ways to read tables."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from briefwire.article import Article
from briefwire.database.handles import Connection
from briefwire.database.measures import Measure, keep
from briefwire.database.publish import Scope, book, publish
from briefwire.database.runs import Counts, Verdict, open_run
from briefwire.database.stage import Ending, stage
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition

DAY = date(2025, 5, 6)
NOON = datetime(2025, 5, 6, 12, tzinfo=UTC)
SOURCE = "licensed_post"


def at(hours: float) -> datetime:
    """So many hours after noon of the sample day."""
    return NOON + timedelta(hours=hours)


def article(key: str, hours: float = 0, **changes: Any) -> Article:
    """An article of the sample source, received `hours` after noon."""
    fields: dict[str, Any] = {
        "source": SOURCE,
        "native_key": key,
        "url": f"https://www.example.com/{key}",
        "title": f"Ministry comments on matter {key}",
        "body": f"The spokesperson spoke about matter {key}.",
        "language": "en",
        "in_scope": True,
        "scope_reason": "spokesperson named",
        "place": "EXAMPLEVILLE",
        "agency": None,
        "byline": None,
        "dateline_date": DAY,
        "published_at": at(-1),
        "published_at_method": "meta",
        "published_at_zone": "Asia/Karachi",
        "published_at_confidence": "high",
        "modified_at": None,
        "captured_at": at(hours),
        "parser": "sample",
        "parser_version": "1",
        "position": ArchivePosition(f"/archive/{SOURCE}/{key}-{hours}.warc.gz", 10, 20, "sha256:00"),
    }
    return Article(**(fields | changes))


def open_sample_run(connection: Connection, run_id: str, hours: float = 0, source: str = SOURCE, day: date = DAY) -> None:
    """Opens a run that began `hours` after noon."""
    open_run(connection, run_id, source, day, "ingest", None, at(hours))


def load(
    connection: Connection,
    run_id: str,
    articles: Iterable[Article],
    endings: Iterable[Ending] = (),
    *,
    hours: float = 0,
    scope: Scope = "in",
    source: str = SOURCE,
) -> Counts:
    """A whole run: opened, staged, published."""
    articles, endings = list(articles), list(endings)
    open_sample_run(connection, run_id, hours, source)
    stage(connection, run_id, len(articles) + len(endings), articles, endings)
    return publish(connection, run_id, "ok", None, at(hours + 1), scope=scope)


def some(counts: Counts) -> dict[str, int]:
    """The outcomes that occurred."""
    return {outcome.value: pages for outcome, pages in counts.items() if pages}


def rows(connection: Connection, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    """The rows of a query, outside any transaction."""
    with connection, connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchall()


def gone(url: str) -> Ending:
    """An address that answered 404."""
    return Ending(url, Outcome.GONE, "http 404")


def look(
    connection: Connection,
    run_id: str,
    day: date,
    looked_at: datetime,
    *,
    source: str = SOURCE,
    verdict: Verdict = "ok",
    reason: str | None = None,
    articles: Iterable[Article] = (),
    endings: Iterable[Ending] = (),
    days: Mapping[date, int] | None = None,
    published: bool | None = None,
    **measured: Any,
) -> Counts:
    """A whole run over a day that looked at an instant, with what it measured; published when its verdict is ok, unless `published` says otherwise."""
    articles, endings = list(articles), list(endings)
    candidates = len(articles) if days is None else sum(days.values())
    open_run(connection, run_id, source, day, "manual", None, looked_at)
    stage(connection, run_id, len(articles) + len(endings), articles, endings)
    measure = Measure(looked_at, **({"candidates": candidates} | measured))
    keep(connection, run_id, measure, {day: candidates} if days is None else days)
    if published if published is not None else verdict == "ok":
        return publish(connection, run_id, verdict, reason, looked_at)
    return book(connection, run_id, verdict, reason, looked_at)
