"""What each verb of the command line does: arguments in, exit code out."""

import argparse
import json
import math
import os
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from briefwire import flow
from briefwire.database import connect
from briefwire.database import migrate as migration
from briefwire.database.server import binary
from briefwire.doctor import examine, last_verdicts
from briefwire.environment import Environment
from briefwire.local import down as local_down
from briefwire.local import up as local_up
from briefwire.pools import pools as airflow_pools
from briefwire.runid import RunId
from briefwire.verdict import Verdict
from scrapers import registry
from scrapers.registry import SourceDeclaration

OK, RED = 0, 3


def sources(environment: Environment, _options: argparse.Namespace) -> int:
    """Prints the registry, one line a source, with what the ledger last said of it."""
    last = last_verdicts(environment)
    table = Table("source", "kind", "country", "zone", "history", "since", "discovery", "last run", box=None, header_style="bold")
    for name, declaration in registry.sources().items():
        history = declaration.history
        state = "no database" if last is None else last.get(name, "not yet run")
        since = str(history.since or "")
        table.add_row(
            name, declaration.kind, declaration.country, declaration.time_zone, history.kind, since, ", ".join(declaration.discovery), state
        )
    _print(table)
    return OK


def ingest(environment: Environment, options: argparse.Namespace) -> int:
    """The whole flow for each source and day; red when one verdict is not ok."""
    declarations = [registry.load(name) for name in dict.fromkeys(options.sources)]
    window = flow.days(options.first, options.last or options.first)
    for declaration in declarations:
        flow.check_window(declaration, options.first, options.last or options.first, environment.now())
    if options.dry_run:
        return _dry_run(declarations, len(window))
    steps = []
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("runs", total=len(declarations) * len(window))
        for day in window:
            for declaration in declarations:
                progress.update(task, description=f"{declaration.name} {day}")
                steps.append(flow.ingest(environment, declaration.name, day, "manual", options.scope))
                print(_line(steps[-1]), flush=True)
                progress.advance(task)
    red = sum(step.verdict is not Verdict.OK for step in steps)
    print(f"{len(steps)} runs, {len(steps) - red} ok, {red} red" + ("; see v1.run and v1.outcome for the reasons" if red else ""))
    return RED if red else OK


def crawl(environment: Environment, options: argparse.Namespace) -> int:
    """Crawls each day of the window; prints the run ids."""
    declaration = registry.load(options.source)
    last = options.last or options.first
    flow.check_window(declaration, options.first, last, environment.now())
    return max(
        _answer(flow.crawl(environment, options.source, day, options.kind, options.dag_run_id), options.result)
        for day in flow.days(options.first, last)
    )


def extract(environment: Environment, options: argparse.Namespace) -> int:
    """Reads the pages of a run from the archive."""
    return _answer(flow.extract_run(environment, RunId.parse(options.run)), options.result)


def load(environment: Environment, options: argparse.Namespace) -> int:
    """Publishes the records of a run."""
    return _answer(flow.load(environment, RunId.parse(options.run), options.scope), options.result)


def pools(_environment: Environment, _options: argparse.Namespace) -> int:
    """Prints the Airflow pools as JSON, for `airflow pools import`."""
    print(json.dumps(airflow_pools(registry.sources()), indent=1))
    return OK


def migrate(environment: Environment, _options: argparse.Namespace) -> int:
    """Brings the schema to this version."""
    revision = migration.migrate(connect.dsn(environment, "admin"), archive=environment.archive, declarations=registry.sources())
    print(f"the database is at schema revision {revision}")
    return OK


def doctor(environment: Environment, _options: argparse.Namespace) -> int:
    """Says what is wrong in words; red when something is."""
    findings = examine(environment)
    for finding in findings:
        print(f"{'ok  ' if finding.well else 'BAD '} {finding.subject}: {finding.words}")
    return OK if all(finding.well for finding in findings) else RED


def up(environment: Environment, _options: argparse.Namespace) -> int:
    """Starts everything on this machine and stays until Ctrl-C."""
    local_up(environment)
    return OK


def down(environment: Environment, _options: argparse.Namespace) -> int:
    """Stops what `up` started, the embedded server too."""
    local_down(environment)
    return OK


def psql(environment: Environment, options: argparse.Namespace) -> int:
    """Becomes psql on the database in use."""
    program = binary("psql")
    variables = connect.psql_environment(connect.dsn(environment, "admin" if options.admin else "analyst"))
    if environment.dsn is not None and not options.admin:
        variables["PGOPTIONS"] = "-c role=briefwire_analyst"
    os.execve(program, [str(program), *options.rest], os.environ | variables)  # noqa: S606 - the user's own arguments to the user's own psql


def _answer(step: flow.Step, result: Path | None) -> int:
    print(_line(step), flush=True)
    if result is not None:
        verdict = step.verdict.value if step.verdict else None
        result.write_text(
            json.dumps({"run_id": step.run.text, "verdict": verdict, "reason": step.reason, "counts": step.counts}), encoding="utf8"
        )
    return OK if step.verdict in (None, Verdict.OK) else RED


def _line(step: flow.Step) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in step.counts.items() if count and name != "discovered")
    verdict = step.verdict.value if step.verdict else "open"
    return f"{step.run}  {verdict}: {step.reason}" + (f"  [{step.counts.get('discovered', 0)} discovered: {counts}]" if step.counts else "")


def _print(table: Table) -> None:
    # One line a row, however narrow the terminal: programs read it too.
    console = Console()
    console.width = max(console.width, console.measure(table, options=console.options.update(max_width=500)).maximum)
    console.print(table)


def _dry_run(declarations: list[SourceDeclaration], day_count: int) -> int:
    table = Table("source", "days", "requests", "hours", box=None, header_style="bold")
    for declaration in declarations:
        requests = day_count * declaration.volume.requests
        hours = requests * declaration.politeness.delay / declaration.politeness.concurrency / 3600
        table.add_row(declaration.name, str(day_count), str(requests), f"{math.ceil(hours * 100) / 100:.2f}")
    _print(table)
    print("Estimates: the declared requests of a typical day at the declared pace, retries not counted. Nothing was requested.")
    return OK
