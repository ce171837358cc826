"""One step of the line over a window of days, timed: `python -m benches.line fetch|extract|load|statements|reload SOURCE... FIRST LAST`."""

import json
import resource
import sys
import time
from contextlib import closing
from datetime import date

from briefwire import flow
from briefwire.attributing import attribute
from briefwire.database import connect, migrate
from briefwire.environment import Environment
from briefwire.landing import LEDGER, REPORT, Landing
from briefwire.runid import RunId
from briefwire.windows import days
from scrapers.engine.ledger import Fetched, read_ledger
from scrapers.engine.report import RunReport
from scrapers.registry import sources as sources_declared


def main(step: str, sources: list[str], first: date, last: date) -> None:
    """Does the step for every day of every source and prints pages, seconds, peak memory as JSON."""
    environment = Environment.read()
    notes = environment.home / "bench-runs.json"
    if step == "fetch":
        migrate.migrate(connect.dsn(environment, "admin"), archive=environment.archive, declarations=sources_declared())
    crawling = step in ("fetch", "reload")
    started = time.perf_counter()
    if crawling:
        runs = [flow.crawl(environment, source, day, "manual").run for source in sources for day in days(first, last)]
        notes.write_text(json.dumps([run.text for run in runs]))
    else:
        runs = [RunId.parse(text) for text in json.loads(notes.read_text())]
    if step == "reload":
        for run in runs:
            flow.extract_run(environment, run)
        started = time.perf_counter()
    for run in runs:
        if step == "extract":
            flow.extract_run(environment, run)
        elif step in ("load", "reload"):
            flow.load(environment, run, "all")
    if step == "statements":
        with closing(connect.connect(environment)) as connection:
            attribute(connection)
    seconds = time.perf_counter() - started
    figures = {"pages": _pages(environment, runs), "seconds": seconds}
    if step == "fetch":
        reports = _reports(environment, runs)
        crawling_for = sum((report.ended_at - report.started_at).total_seconds() for report in reports)
        # A child's own measure of its memory: ru_maxrss of a child counts what its parent had before exec.
        figures |= {"crawling_for": crawling_for, "peak_mb": max(report.peak_memory_mb for report in reports)}
    else:
        figures |= {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    print(json.dumps(figures))


def _pages(environment: Environment, runs: list[RunId]) -> int:
    landing = Landing(environment.archive)
    ended = 0
    for run in runs:
        with landing.local(run, LEDGER) as file:
            events = list(read_ledger(file))
        ended += sum(isinstance(event, Fetched) for event in events)
        ended += sum(getattr(event, "outcome", None) == "unchanged" for event in events)
    return ended


def _reports(environment: Environment, runs: list[RunId]) -> list[RunReport]:
    landing, reports = Landing(environment.archive), []
    for run in runs:
        with landing.local(run, REPORT) as file:
            reports.append(RunReport.read(file))
    return reports


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:-2], date.fromisoformat(sys.argv[-2]), date.fromisoformat(sys.argv[-1]))
