"""Reading statements and asking for them: `BRIEFWIRE_CORPORA=... python -m benches.attributing [DAYS] [STATEMENTS]`; prints JSON.

The articles of so many days of the half-year from 5 May 2025, in scope and out, are published, linked and read for statements, each step timed. Then articles and
statements are multiplied to so many, over ministries, outlets and six years as a run of years would leave them, with runs that hold all those days, and the
headline query is asked: median and slowest of warm runs.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import psycopg2

from benches.halfyear import _articles
from briefwire.article import Article
from briefwire.attributing import attribute
from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.publish import publish
from briefwire.database.runs import open_run
from briefwire.database.server import ensure_server, stop_server
from briefwire.database.stage import stage
from briefwire.linking import link
from scrapers import registry

FIRST = date(2025, 5, 5)
QUESTIONS: Sequence[tuple[Any, ...]] = (
    ("PK", "IN", "2025-05-01", "2025-05-31"),
    ("CN", "US", "2024-01-01", "2024-12-31"),
    ("IR", None, "2023-03-01", "2023-03-31"),
    (None, "IN", "2025-05-06", "2025-05-08"),
)


def main(corpora: Path, days: int, statements: int) -> None:
    """Measures and prints."""
    home = Path(tempfile.mkdtemp(prefix="briefwire-bench-"))
    try:
        server = ensure_server(home)
        sources = {name: registry.load(name) for name in registry.names()}
        migrate(server.dsn("admin"), archive="/archive", declarations=sources)
        figures: dict[str, Any] = {}
        with closing(psycopg2.connect(server.dsn("loader"))) as loader, closing(psycopg2.connect(server.dsn("admin"))) as admin:
            figures |= reading(loader, corpora, [FIRST + timedelta(days=number) for number in range(days)])
            figures |= asking(admin, server.dsn("analyst"), statements)
        print(json.dumps(figures, indent=1, default=str))
    finally:
        stop_server(home)
        shutil.rmtree(home, ignore_errors=True)


def reading(loader: Connection, corpora: Path, days: list[date]) -> dict[str, Any]:
    """Publishing, linking and reading the articles of some days: articles, and articles a second of each step."""
    articles: list[Article] = [one for source in ("app", "dawn") for one in _articles(corpora, source, days)]
    load = timed(lambda: publish_all(loader, articles))
    linked = timed(lambda: link(loader))
    cpu = time.process_time()
    read = timed(lambda: attribute(loader))
    cpu = time.process_time() - cpu
    with loader, loader.cursor() as cursor:
        cursor.execute("SELECT count(*), count(*) FILTER (WHERE ministry_voice), count(DISTINCT article_id) FROM briefwire.statement")
        found = cursor.fetchone() or (0, 0, 0)
        cursor.execute("SELECT count(*) FILTER (WHERE in_scope) FROM briefwire.article")
        in_scope = (cursor.fetchone() or (0,))[0]
    return {
        "articles": len(articles), "in scope": in_scope, "statements": found[0], "of ministries": found[1], "articles with statements": found[2],
        "publish/s": round(len(articles) / load), "link/s": round(len(articles) / linked), "read/s": round(len(articles) / read),
        "read/s of this process's CPU": round(len(articles) / cpu), "statements/s": round(found[0] / read),
    }  # fmt: skip


def publish_all(loader: Connection, articles: Sequence[Article]) -> None:
    """Publishes articles, a run for each source."""
    for source, group in groupby(articles, key=lambda one: one.source):
        own = list(group)
        open_run(loader, f"bench-{source}", source, FIRST, "ingest", None, datetime(2026, 1, 1, tzinfo=UTC))
        stage(loader, f"bench-{source}", len(own), own, [])
        publish(loader, f"bench-{source}", "ok", None, datetime(2026, 1, 1, tzinfo=UTC), scope="all")


MULTIPLY = Path(__file__).with_name("attributing.sql")


def asking(admin: Connection, dsn: str, statements: int) -> dict[str, Any]:
    """The headline query and a search over many statements: milliseconds."""
    with admin, admin.cursor() as cursor:
        cursor.execute(MULTIPLY.read_text(encoding="utf8"), {"statements": statements})
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    figures: dict[str, Any] = {}
    with closing(psycopg2.connect(dsn)) as analyst, analyst.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM v1.statement")
        figures["asked over"] = cursor.fetchone()
        for question in QUESTIONS:
            figures[f"what_was_said{question}"] = warm(cursor, "SELECT * FROM v1.what_was_said(%s, %s, %s, %s)", question)
        for words in ("ceasefire violations", '"strategic partnership"', "ambassador summoned -india"):
            figures[f"search({words})"] = warm(cursor, "SELECT * FROM v1.search(%s)", (words,))
    return figures


def warm(cursor: Any, query: str, values: Sequence[Any]) -> dict[str, float]:
    """Rows, and milliseconds of seven runs after two that do not count."""
    found = []
    for _ in range(9):
        started = time.perf_counter()
        cursor.execute(query, values)
        rows = cursor.fetchall()
        found.append((time.perf_counter() - started) * 1000)
    return {"rows": len(rows), "median ms": round(statistics.median(found[2:]), 1), "slowest ms": round(max(found[2:]), 1)}


def timed(work: Callable[[], Any]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(Path(os.environ["BRIEFWIRE_CORPORA"]), int(sys.argv[1]) if sys.argv[1:] else 10, int(sys.argv[2]) if sys.argv[2:] else 1_000_000)
