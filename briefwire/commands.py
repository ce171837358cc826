"""What each verb of the command line does: arguments in, exit code out."""

import argparse
import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, timedelta
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from briefwire import audit as family_audit
from briefwire import flow, windows
from briefwire.database import connect, coverage
from briefwire.database.server import binary
from briefwire.dictionary import dictionary as words_of
from briefwire.doctor import examine, last_verdicts
from briefwire.environment import Environment
from briefwire.pools import pools as airflow_pools
from briefwire.runid import RunId
from briefwire.verdict import Verdict
from scrapers import registry
from scrapers.registry import SourceDeclaration

OK, RED = 0, 3
MOST_DIFFERENCES = 50  # printed; the result file has all of them

_PROGRESS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


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
    first, last = options.first, options.last or options.first
    for declaration in declarations:
        windows.check_window(declaration, first, last, environment.now())
    asked = {
        declaration.name: _holes(environment, declaration.name, first, last) if options.gaps else windows.days(first, last)
        for declaration in declarations
    }
    if options.dry_run:
        return _dry_run(declarations, asked)
    runs = [(name, day) for day in windows.days(first, last) for name, days in asked.items() if day in days]
    return _follow((flow.ingest(environment, name, day, "manual", options.scope) for name, day in runs), len(runs))


def watch(environment: Environment, options: argparse.Namespace) -> int:
    """The current day of each source, once."""
    names = [registry.load(name).name for name in dict.fromkeys(options.sources)]
    return _follow((flow.watch(environment, name, options.scope) for name in names), len(names))


def revisit(environment: Environment, options: argparse.Namespace) -> int:
    """The look-back of each source, once. A polled source has none, and says so."""
    declarations = [registry.load(name) for name in dict.fromkeys(options.sources)]
    days = {declaration.name: windows.look_back(declaration, environment.now()) for declaration in declarations}
    for declaration in declarations:
        if not days[declaration.name]:
            raise windows.WindowError(
                f"{declaration.name} has no past to look at again ({declaration.history.how}): use briefwire watch {declaration.name}"
            )
    steps = (step for name in days for step in flow.revisit(environment, name, options.scope))
    return _follow(steps, sum(len(found) for found in days.values()))


def gaps(environment: Environment, options: argparse.Namespace) -> int:
    """Prints the holes of the calendar."""
    declaration = registry.load(options.source)
    last = options.last or options.first
    windows.check_window(declaration, options.first, last, environment.now())
    days = [day.isoformat() for day in _holes(environment, declaration.name, options.first, last)]
    print("\n".join(days) if days else f"no hole: {declaration.name} from {options.first} to {last}")
    if options.result is not None:
        options.result.write_text(json.dumps(days), encoding="utf8")
    return OK


def crawl(environment: Environment, options: argparse.Namespace) -> int:
    """Crawls each day of the window; prints the run ids."""
    declaration = registry.load(options.source)
    last = options.last or options.first
    windows.check_window(declaration, options.first, last, environment.now())
    return max(
        _answer(flow.crawl(environment, options.source, day, options.kind, options.dag_run_id), options.result)
        for day in windows.days(options.first, last)
    )


def extract(environment: Environment, options: argparse.Namespace) -> int:
    """Reads the pages of a run from the archive."""
    return _answer(flow.extract_run(environment, RunId.parse(options.run)), options.result)


def load(environment: Environment, options: argparse.Namespace) -> int:
    """Publishes the records of a run."""
    return _answer(flow.load(environment, RunId.parse(options.run), options.scope), options.result)


def link(environment: Environment, options: argparse.Namespace) -> int:
    """Links the articles of a run, or all that wait, with progress; prints what was done."""
    run = RunId.parse(options.run) if options.run else None
    console = Console(stderr=True)
    with Progress(*_PROGRESS, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("articles", total=None)
        done = flow.link(environment, run, lambda linked, left: progress.update(task, completed=linked, total=linked + left))
    words = flow.link_in_words(done)
    print(f"{run}  {words}" if run else words, flush=True)
    if options.result is not None:
        told = {"run_id": run.text if run else None, "verdict": None, "reason": words, "counts": asdict(done)}
        options.result.write_text(json.dumps(told), encoding="utf8")
    return OK


def dictionary(environment: Environment, _options: argparse.Namespace) -> int:
    """Prints the data dictionary of the database in use."""
    with closing(connect.connect(environment)) as connection:
        print(words_of(connection), end="")
    return OK


def audit(environment: Environment, options: argparse.Namespace) -> int:
    """Compares the stored families of a window with what their texts say; red when they differ."""
    last = options.last or environment.now().astimezone(UTC).date()
    first = options.first or last - timedelta(days=options.days - 1)
    found = family_audit.run(environment, first, last, repair=options.repair)
    for told in found.differences[:MOST_DIFFERENCES]:
        print(told.line)
    if (hidden := len(found.differences) - MOST_DIFFERENCES) > 0:
        print(f"and {hidden} more differences")
    print(f"{found.in_words}\n{found.advice(repaired=options.repair)}".strip(), flush=True)
    if options.result is not None:
        options.result.write_text(json.dumps(found.as_json()), encoding="utf8")
    return RED if found.differences else OK


def verdict(environment: Environment, options: argparse.Namespace) -> int:
    """Says how a run ended."""
    return _answer(flow.verdict(environment, RunId.parse(options.run)), options.result)


def pools(_environment: Environment, _options: argparse.Namespace) -> int:
    """Prints the Airflow pools as JSON, for `airflow pools import`."""
    print(json.dumps(airflow_pools(registry.sources()), indent=1))
    return OK


def migrate(environment: Environment, _options: argparse.Namespace) -> int:
    """Brings the schema to this version."""
    from briefwire.database import migrate as migration  # alembic would double the start of every other verb

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
    from briefwire.local import up as local_up  # as migrate, which it does

    local_up(environment)
    return OK


def down(environment: Environment, _options: argparse.Namespace) -> int:
    """Stops what `up` started, the embedded server too."""
    from briefwire.local import down as local_down  # as up

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


def _holes(environment: Environment, source: str, first: date, last: date) -> list[date]:
    with closing(connect.connect(environment)) as connection:
        return coverage.holes(connection, source, first, last)


def _follow(steps: Iterable[flow.Step], total: int) -> int:
    """Takes the steps as they come, with progress, a line each and a sum; red when one verdict is not ok."""
    verdicts = []
    console = Console(stderr=True)
    with Progress(*_PROGRESS, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("runs", total=total)
        for step in steps:
            verdicts.append(step.verdict)
            print(_line(step), flush=True)
            progress.update(task, advance=1, description=f"after {step.run.source} {step.run.day}")
    red = sum(verdict is not Verdict.OK for verdict in verdicts)
    print(f"{len(verdicts)} runs, {len(verdicts) - red} ok, {red} red" + ("; see v1.run and v1.outcome for the reasons" if red else ""))
    return RED if red else OK


def _dry_run(declarations: list[SourceDeclaration], asked: Mapping[str, Sequence[date]]) -> int:
    table = Table("source", "days", "requests", "hours", box=None, header_style="bold")
    for declaration in declarations:
        days = len(asked[declaration.name])
        requests = days * declaration.volume.requests
        hours = requests * declaration.politeness.delay / declaration.politeness.concurrency / 3600
        table.add_row(declaration.name, str(days), str(requests), f"{math.ceil(hours * 100) / 100:.2f}")
    _print(table)
    print("Estimates: the declared requests of a typical day at the declared pace, retries not counted. Nothing was requested.")
    return OK
