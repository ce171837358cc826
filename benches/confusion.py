"""Plays the newsroom's scenario day by day and compares what the pipeline says with what was planted; then looks for false alarms over quiet days.

    python -m benches.confusion [--seeds 1 2 3] [--quiet-days 90] [--only SITE...] [--processes 2]

Each seed has a home of its own. A source's days are asked for on the morning after, as its DAG does, and again where the scenario says so; the US feed is
polled four times a day. Exit code 1 when a cell is not as expected or a quiet day raises an alarm.
"""

import argparse
import logging
import os
import sys
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, closing
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from multiprocessing import get_context
from pathlib import Path

from benches.chaos import Site, site
from briefwire import flow, holidays
from briefwire.database import holidays as holiday_table
from briefwire.database.connect import connect
from briefwire.database.handles import Connection
from briefwire.environment import Environment
from briefwire.flow import Kind
from scrapers import registry
from scrapers.engine.address import canonical
from tests.newsroom.edition import Edition
from tests.newsroom.planted import Expectation, Planted
from tests.newsroom.scenario import FILE, HISTORY, QUIET, Scenario, load
from tests.newsroom.server import CLOCK, SITES
from tests.newsroom.sites import urdupoint
from tests.newsroom.writers import WRITERS
from tests.serving import newsroom

TODAY = date(2025, 6, 20)  # two months with public holidays in both countries behind it
MORNING = clock_time(6)
POLLS = (clock_time(0, 30), clock_time(6, 30), clock_time(12, 30), clock_time(18, 30))
SOURCES = ("dawn", "urdupoint", "app", "china_mfa", "us_state")  # the longest first
BY_DATE = SOURCES[:-1]
POLLED = "us_state"

OUTCOMES = "select distinct o.outcome, coalesce(o.reason, '') from v1.outcome o join v1.run r using (run_id) where o.url = any(%s) and r.run_id = any(%s)"
REVISION = """
select r.class from v1.article_revision r join v1.article a using (article_id)
where a.source = %s and a.native_key = %s and r.revision > 1 order by r.revision desc limit 1
"""
ARTICLE = "select (a.published_at at time zone %s)::date, a.title from v1.article a where a.source = %s and a.native_key = %s"
CALENDAR = "select reason from v1.coverage_calendar where source = %s and day = %s"
POLLED_RUNS = "select run_id, verdict from v1.run where source = %s and looked_at >= %s and looked_at < %s order by looked_at"
# The question of the issue: five silent days, told apart by their reasons.
SILENT = """
select day, to_char(day, 'Dy') as weekday, reason, state, coalesce(verdict, '-') as verdict, left(detail, 60) as detail
from v1.coverage_calendar where source = 'china_mfa' and day >= %s and day < %s and loaded = 0 and reason <> 'late window open' order by day
"""


@dataclass(frozen=True, slots=True)
class Ask:
    """One run of the pipeline: for which day, at which instant, and what it is compared with, if anything was planted there."""

    day: date
    at: datetime
    kind: Kind
    planted: Planted | None = None
    expected: Expectation | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What was planted, what was expected, what was given."""

    seed: int
    planted: Planted
    look: str
    expected: Expectation
    given: Expectation
    words: str

    def differences(self) -> list[str]:
        """What is not as expected, in words."""
        found = []
        for field in fields(Expectation):
            wanted, given = getattr(self.expected, field.name), getattr(self.given, field.name)
            well = wanted is None or (wanted in (given or "") if field.name == "reason" else wanted == given)
            if not well:
                found.append(f"{field.name} {given!r}, expected {wanted!r}")
        return found


def asks(name: str, scenario: Scenario, today: date, days: int) -> list[Ask]:
    """The runs of one source, in order of time: each of the `days` before `today` on its next morning, or when the scenario says."""
    zone = WRITERS[name].zone
    made = []
    for age in range(days, 0, -1):
        day = today - timedelta(days=age)
        planted = next(iter(scenario.of_day(name, day)), None)
        if planted is None:
            made.append(Ask(day, datetime.combine(day + timedelta(days=1), MORNING, zone), "scheduled"))
            continue
        if planted.fault != "nobody_asked":
            first = datetime.combine(day + timedelta(days=planted.look), MORNING, zone)
            made.append(Ask(day, first, "scheduled" if planted.look == 1 else "backfill", planted, planted.expect))
        if planted.again is not None:
            again = datetime.combine(day + timedelta(days=planted.again), MORNING, zone) + timedelta(hours=1)
            made.append(Ask(day, again, "revisit", planted, planted.then))
    return sorted(made, key=lambda ask: ask.at)


def polls(scenario: Scenario, today: date) -> list[Ask]:
    """The polls of the feed around what is planted in it."""
    zone, planted = WRITERS[POLLED].zone, scenario.of_site(POLLED)
    if not planted:
        return []
    first = min(one.day for one in planted) - timedelta(days=1)
    days = [first + timedelta(days=number) for number in range((today - first).days)]
    return [Ask(day, datetime.combine(day, at, zone), "watch") for day in days for at in POLLS]


@dataclass(frozen=True, slots=True)
class Work:
    """One source of one newsroom, for a process of its own. Without faults when `quiet_days` says how many days are played."""

    home: Path
    name: str
    seed: int
    quiet_days: int | None = None

    @property
    def title(self) -> str:
        """Who it is, for the progress."""
        return f"seed {self.seed}, {self.name}" + (", quiet" if self.quiet_days else "")


def play(work: Work) -> tuple[list[Cell], int]:
    """All runs of one source: what was planted with what was given, every alarm about a day on which nothing was planted, and how many runs there were."""
    edition, scenario = load(FILE, TODAY, work.seed)
    options = ["--seed", str(work.seed), "--today", TODAY.isoformat()]
    if work.quiet_days is not None:
        scenario = QUIET
        options.append("--quiet")
    plan = polls(scenario, TODAY) if work.name == POLLED else asks(work.name, scenario, TODAY, work.quiet_days or HISTORY)
    with newsroom("--now", morning(work.name, TODAY).isoformat(), *options) as origin:
        cells = list(_played(work, plan, edition, scenario, origin))
    return cells, len(plan)


def _played(work: Work, plan: Sequence[Ask], edition: Edition, scenario: Scenario, origin: str) -> Iterator[Cell]:
    for number, ask in enumerate(plan, 1):
        environment = environment_at(work.home, origin, ask.at)
        step = flow.ingest(environment, work.name, ask.day, ask.kind)
        verdict = step.verdict.value if step.verdict else "open"
        if number % 10 == 0 or number == len(plan):
            _tell(f"  {work.title}: {number} of {len(plan)} runs")
        if ask.planted is not None and ask.expected is not None:
            with closing(connect(environment, "analyst")) as connection:
                found = given(connection, ask.planted, edition, verdict, [step.run.text])
            yield Cell(work.seed, ask.planted, "again" if ask.kind == "revisit" else "first", ask.expected, found, step.reason)
        elif verdict != "ok" and work.name != POLLED:
            nothing = Planted(f"{work.name} nothing", (TODAY - ask.day).days, ask.day, work.name, "nothing", "site", Expectation("ok"))
            yield Cell(work.seed, nothing, "first", nothing.expect, Expectation(verdict), step.reason)
    yield from _told_at_the_end(work, edition, scenario, environment_at(work.home, origin, morning(work.name, TODAY)))


def _told_at_the_end(work: Work, edition: Edition, scenario: Scenario, environment: Environment) -> Iterator[Cell]:
    """Days that nobody asked for, and what the polls of a feed brought together."""
    with closing(connect(environment, "analyst")) as connection:
        for planted in scenario.of_site(work.name):
            if planted.fault == "nobody_asked":
                yield Cell(work.seed, planted, "never", planted.expect, given(connection, planted, edition, "none", []), "")
            elif work.name == POLLED:
                first = datetime.combine(planted.day, clock_time(), WRITERS[POLLED].zone)
                runs = _rows(connection, POLLED_RUNS, (POLLED, first, first + timedelta(days=2)))
                verdict = next((str(run[1]) for run in runs if run[1] != "ok"), "ok")
                found = given(connection, planted, edition, verdict, [str(run[0]) for run in runs])
                yield Cell(work.seed, planted, "polls", planted.expect, found, f"{len(runs)} polls")


def given(connection: Connection, planted: Planted, edition: Edition, verdict: str, runs: Sequence[str]) -> Expectation:
    """What the books say of a planted fault after these runs over its day."""
    addresses, key = _hurt(planted, edition)
    ended = [(str(row[0]), str(row[1])) for row in _rows(connection, OUTCOMES, (addresses, list(runs)))]
    outcomes = {outcome for outcome, _ in ended}
    if planted.site == POLLED and outcomes:  # an item stands in poll after poll: the most that ever happened to it counts
        outcomes = {max(outcomes, key=("unchanged", "out_of_scope", "loaded", "revised").index)}
    calendar = _rows(connection, CALENDAR, (planted.site, planted.day))
    revision = _rows(connection, REVISION, (planted.site, key))
    article = _rows(connection, ARTICLE, (registry.load(planted.site).zone.key, planted.site, key))
    return Expectation(
        verdict=verdict,
        outcome="+".join(sorted(outcomes)) or "absent",
        reason="; ".join(sorted({reason for _, reason in ended if reason})),
        calendar=str(calendar[0][0]) if calendar else None,
        revision=str(revision[0][0]) if revision else None,
        published=_on_its_day(article[0][0], planted.day) if article else None,
        title=_as_written(str(article[0][1]), planted, edition) if article else None,
    )


def _on_its_day(published: object, day: date) -> str:
    return "unknown" if published is None else "yes" if published == day else str(published)


def _as_written(title: str, planted: Planted, edition: Edition) -> str:
    written = {piece.title for piece in WRITERS[planted.site].pieces(planted.day, edition) if piece.number == planted.hurt}
    return "as written" if title in written else title


def _hurt(planted: Planted, edition: Edition) -> tuple[list[str], str]:
    """The canonical addresses of the hurt pages, and the native key of the one that was chosen."""
    module = next(module for module in SITES.values() if planted.site == module.NAME)
    pieces = WRITERS[planted.site].pieces(planted.day, edition)
    hurt = [piece for piece in pieces if planted.where != "page" or piece.number == planted.hurt]
    addresses = [module.url(piece) for piece in hurt]
    if planted.fault in ("duplicate_key", "moved_url"):
        addresses += [urdupoint.old_url(piece) for piece in hurt]
    return [canonical(address) for address in addresses], str(planted.hurt + getattr(module, "FIRST_NUMBER", 0))


def _rows(connection: Connection, query: str, values: Sequence[object]) -> list[tuple[object, ...]]:
    with connection, connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def morning(name: str, day: date) -> datetime:
    """Six in the morning at a site."""
    return datetime.combine(day, MORNING, WRITERS[name].zone)


def environment_at(home: Path, origin: str, at: datetime) -> Environment:
    """The pipeline's environment at an instant, to which the newsroom at `origin` is moved as well."""
    with urllib.request.urlopen(f"{origin}{CLOCK}?{urllib.parse.urlencode({'to': at.isoformat()})}", timeout=10):
        return Environment.read(Site(home, origin, (), {"BRIEFWIRE_NOW": at.isoformat()}).variables)


def _tell(line: str) -> None:
    os.write(_TERMINAL, f"{line}\n".encode())


_TERMINAL = os.dup(2)  # where a worker tells how far it is: its own stderr, and that of its spiders, becomes a file


def _begin_worker(logs: Path) -> None:
    with (logs / f"worker-{os.getpid()}.log").open("ab") as file:
        os.dup2(file.fileno(), 2)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def matrix(cells: Iterable[Cell]) -> str:
    """Planted fault by verdict given, as a table: how often, with the wrong ones marked."""
    counts: dict[str, Counter[str]] = {}
    for cell in cells:
        name = (
            cell.planted.fault
            + (f" ({cell.planted.where})" if cell.planted.where != "page" else "")
            + (" again" if cell.look == "again" else "")
        )
        mark = "" if cell.given.verdict == cell.expected.verdict else "!"
        counts.setdefault(name, Counter())[cell.given.verdict + mark] += 1
    verdicts = sorted({verdict for row in counts.values() for verdict in row})
    width = max(len(name) for name in counts)
    lines = [" " * width + "  " + "  ".join(verdicts)]
    lines += [
        f"{name:{width}}  " + "  ".join(f"{row[verdict] or '.':>{len(verdict)}}" for verdict in verdicts)
        for name, row in sorted(counts.items())
    ]
    return "\n".join(lines)


def silent_days(home: Path, origin: str) -> str:
    """The one question that tells the silent days of the Chinese ministry apart, with its answer."""
    first, last = TODAY - timedelta(days=HISTORY), TODAY
    query = SILENT % (f"'{first}'", f"'{last}'")
    return f"{query.strip()};\n{Site(home, origin, ()).briefwire('psql', '-c', query).stdout}"


def run(works: Sequence[Work], logs: Path, processes: int) -> tuple[list[Cell], int]:
    """The works side by side; their cells, and how many runs of the pipeline they were."""
    cells, runs = [], 0
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin_worker, (logs,)) as pool:
        for done in as_completed([pool.submit(play, work) for work in works]):
            found, count = done.result()
            cells += found
            runs += count
    return cells, runs


def home_with_holidays(stack: ExitStack) -> Path:
    """A new home whose database knows the public holidays; it goes with `stack`."""
    made = stack.enter_context(site("http://127.0.0.1:9", ()))
    countries = frozenset(declaration.country for declaration in registry.sources().values())
    with closing(connect(Environment.read(made.variables))) as connection:
        holiday_table.keep(connection, holidays.rows(countries, TODAY - timedelta(days=400), TODAY))
    return made.home


def _faults(seed: int, chosen: Sequence[str], processes: int) -> list[Cell]:
    with ExitStack() as stack:
        home, started = home_with_holidays(stack), time.monotonic()
        cells, runs = run([Work(home, name, seed) for name in chosen], home, processes)
        wrong = sum(bool(cell.differences()) for cell in cells)
        print(f"seed {seed}: {len(cells)} cells of {runs} runs in {time.monotonic() - started:.0f} s, {wrong} not as expected", flush=True)
        if "china_mfa" in chosen:
            print(silent_days(home, "http://127.0.0.1:9"), flush=True)
        return cells


def _false_alarms(days: int, chosen: Sequence[str], processes: int) -> list[Cell]:
    with ExitStack() as stack:
        home, started = home_with_holidays(stack), time.monotonic()
        cells, runs = run([Work(home, name, 0, days) for name in chosen], home, processes)
        print(
            f"quiet: {runs} runs over {days} days of {', '.join(chosen)} in {time.monotonic() - started:.0f} s, {len(cells)} false alarms",
            flush=True,
        )
        return cells


def main() -> int:
    """Prints the matrix and what is not as expected."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    options.add_argument("--quiet-days", type=int, default=90, help="0 leaves the quiet newsroom out")
    options.add_argument("--only", nargs="*", choices=SOURCES, default=SOURCES, metavar="SOURCE")
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    cells = [cell for seed in chosen.seeds for cell in _faults(seed, chosen.only, chosen.processes)]
    by_date = [name for name in chosen.only if name in BY_DATE]
    alarms = _false_alarms(chosen.quiet_days, by_date, chosen.processes) if chosen.quiet_days and by_date else []
    if cells:
        print(f"\n{matrix(cells)}\n")
    wrong = [cell for cell in [*cells, *alarms] if cell.differences()]
    for cell in wrong:
        print(
            f"seed {cell.seed}, {cell.planted.key}, {cell.planted.day}, {cell.look} look: {'; '.join(cell.differences())}  ({cell.words})"
        )
    print(
        f"{len(cells)} cells on {len(chosen.seeds)} seeds, {len(wrong) - len(alarms)} not as expected; {len(alarms)} false alarms over {chosen.quiet_days} quiet days"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
