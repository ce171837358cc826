"""A backfill in a running Airflow under random kills, against an undisturbed ingest by hand: `python -m benches.siege [--kills 200] [--seed 1] [--days 30]`.

One home ingests all days of four sources by hand and undisturbed. Another runs `briefwire up` and is asked for the same days by Airflow's backfill (four runs of a source
at a time, through the REST API), while SIGKILL hits, at random moments: a spider; the process of a step (`briefwire crawl`, `extract` or `load`); the Airflow process that runs the
task; Postgres; the scheduler; everything at once, `briefwire up` included, which is then started again. What ends of itself is left to `up`; when `up` itself has ended,
the bench starts it again, as a service manager would, and counts it. Days that failed are asked for again (reprocess failed); when all days stand before the
kills are spent, some are asked for once more (reprocess completed), so that every kill finds work.

Afterwards: the articles of the days with all their revisions row for row, every archive position, files at final paths, runs left open, runs of one source and day whose times
overlap, two spiders of one source at once. The pages are the project's own stand-ins, quiet: each answers alike whenever it is asked, so that the two homes can be equal.
Both homes take the same fixed instant as now, so that what runs by the clock (watch, revisit) stays out of the way of the kills; `benches.pace` has those.
"""

import argparse
import contextlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from benches.chaos import CONTENT, Site, broken_files, site
from benches.running import ASKED, Local, end_in_order, local, rows
from briefwire.database.cluster import Cluster
from briefwire.local.api import ApiError
from briefwire.runid import RunId
from scrapers import registry
from tests.serving import newsroom

SOURCES = ("app", "urdupoint", "dawn", "china_mfa")
NOW = "2025-06-05T12:00:00+05:00"
AT_ONCE = 4
AGAIN_DAYS = 6  # days of a source asked for once more when all stand before the kills are spent
MOST_SEARCHES = 60  # of 20 seconds each
SPIDER, STEPS = "scrapers.engine.crawl", ("crawl", "extract", "load")
# The latest Airflow run of each source and day, which is the one that counts.
RUNS = """
select distinct on (dag_id, partition_key) dag_id, partition_key, state from dag_run
where dag_id like 'ingest_%' and partition_key between '{first}' and '{last}' order by dag_id, partition_key, start_date desc nulls last, id desc
"""
TASKS = "select state, count(*) from task_instance where state not in ('success', 'failed', 'upstream_failed', 'skipped', 'removed') group by state"
OPEN = "select run_id from v1.run where ended_at is null and day between '{first}' and '{last}'"
OVERLAPS = """
select a.run_id, b.run_id from v1.run a join v1.run b using (source, day)
where a.run_id < b.run_id and tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at)
"""


@dataclass
class Watchman:
    """Looks at the process table while the siege lasts: spiders of one source at work at once."""

    home: Path
    pairs: Counter[str] = field(default_factory=Counter)

    def look(self) -> None:
        """One look."""
        sources = Counter(source for process in named(self.home, SPIDER) if (source := self._source(process)))
        self.pairs.update(source for source, count in sources.items() if count > 1)

    def _source(self, process: psutil.Process) -> str | None:
        with contextlib.suppress(psutil.Error, IndexError, ValueError):
            return RunId.parse(Path(process.cmdline()[-1]).name).source
        return None


@dataclass
class Siege:
    """The kills: which of them found their victim, how often `up` had to be started again."""

    local: Local
    first: date
    last: date
    chance: random.Random
    log: Callable[[str], None]
    killed: Counter[str] = field(default_factory=Counter)
    restarted: int = 0  # `up` had ended by itself
    asked_again: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def home(self) -> Path:
        """The home under siege."""
        return self.local.where.home

    def kill_one(self, name: str, patience: float) -> bool:
        """Kills one victim of that name as soon as there is one; False when there was none for `patience` seconds."""
        if name == "everything":
            self.local.kill()
            self.local.start()
            self.killed[name] += 1
            return True
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if found := VICTIMS[name](self.local):
                with contextlib.suppress(psutil.NoSuchProcess):
                    self.chance.choice(found).kill()
                    self.killed[name] += 1
                    return True
            time.sleep(0.05)
        return False

    def states(self) -> dict[str, dict[str, str]]:
        """Source -> day -> state of its latest Airflow run, for the days of the siege."""
        found: dict[str, dict[str, str]] = {source: {} for source in SOURCES}
        for dag_id, day, state in rows(self.local.where, RUNS.format(first=self.first, last=self.last), "airflow", patience=30):
            source = dag_id.removeprefix("ingest_")
            if source in found:
                found[source][day] = state
        return found

    def tasks(self) -> str:
        """The tasks that have not ended, by state."""
        try:
            return _words(Counter(dict(rows(self.local.where, TASKS, "airflow", patience=30)))) or "none"
        except psycopg2.OperationalError:
            return "unknown"

    def keep_at_work(self, *, again: bool) -> Counter[str]:
        """Starts `up` when it has ended, and asks for the days that are missing or failed (with `again` also for some that stand). Answers the states."""
        if not self.local.alive():
            self.restarted += 1
            self.log(f"up has ended by itself: {' '.join(self.local.output().split())[-300:]}")
            self.local.start()
        days = (self.last - self.first).days + 1
        try:
            states = self.states()
        except psycopg2.OperationalError as error:
            self.log(f"the database is away: {str(error).splitlines()[0][-120:]}")
            return Counter({"unknown": days * len(SOURCES)})
        for source, known in states.items():
            counted = Counter(known.values())
            if counted["queued"] or counted["running"]:
                continue
            if len(known) < days or counted["failed"]:
                self._ask(source, self.first, self.last, "failed")
            elif again:
                start = self.first + timedelta(days=self.chance.randrange(max(1, days - AGAIN_DAYS)))
                self._ask(source, start, min(self.last, start + timedelta(days=AGAIN_DAYS - 1)), "completed")
        total = Counter(state for known in states.values() for state in known.values())
        total["missing"] = days * len(SOURCES) - sum(total.values())
        return total

    def _ask(self, source: str, first: date, last: date, reprocess: str) -> None:
        try:
            self.local.backfill(source, str(first), str(last), AT_ONCE, reprocess)
        except (ApiError, OSError) as error:
            # Mostly: the backfill before is not booked as ended yet. The next look asks again.
            self.refused[str(error)[:60]] += 1
        else:
            self.asked_again += 1


def named(home: Path, *words: str) -> list[psutil.Process]:
    """The processes of this home whose command line holds one of the words as a whole argument."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            arguments = process.cmdline()
            if any(word in arguments for word in words) and (
                any(part.startswith(f"{home}/") for part in arguments) or process.environ().get("BRIEFWIRE_HOME") == str(home)
            ):
                found.append(process)
    return found


def spiders(of: Local) -> list[psutil.Process]:
    """The crawl children at work."""
    return named(of.where.home, SPIDER)


def steps(of: Local) -> list[psutil.Process]:
    """The processes of the steps: `python -m briefwire crawl|extract|load ...`."""
    return [process for process in named(of.where.home, *STEPS) if "briefwire" in _arguments(process)]


def tasks(of: Local) -> list[psutil.Process]:
    """The Airflow processes that run a task: each is the parent of a step."""
    found = []
    for step in steps(of):
        with contextlib.suppress(psutil.Error):
            parent = step.parent()
            if parent is not None and parent.pid > 1 and "briefwire" not in _arguments(parent):
                found.append(parent)
    return found


def postgres(of: Local) -> list[psutil.Process]:
    """The embedded server."""
    with contextlib.suppress(psutil.NoSuchProcess):
        pid = Cluster(of.where.home).pid()
        return [psutil.Process(pid)] if pid else []
    return []


def scheduler(of: Local) -> list[psutil.Process]:
    """Airflow's scheduler, the leader alone: what it started lives on until it notices."""
    process = of.part("scheduler")
    return [process] if process else []


VICTIMS: dict[str, Callable[[Local], list[psutil.Process]]] = {
    "spider": spiders,
    "step": steps,
    "task": tasks,
    "postgres": postgres,
    "scheduler": scheduler,
}
WEIGHTS = {"spider": 40, "step": 35, "task": 15, "postgres": 5, "scheduler": 3, "everything": 2}


def order(kills: int, chance: random.Random) -> list[str]:
    """The victims in their order: each kind at least once when there are kills enough, by weight otherwise."""
    named_once = list(WEIGHTS)[:kills]
    rest = chance.choices(list(WEIGHTS), weights=list(WEIGHTS.values()), k=kills - len(named_once))
    return chance.sample(named_once + rest, kills)


def of_the_days(content: str, first: date, last: date) -> list[Any]:
    """The rows of `CONTENT` of the besieged sources that were published on the days, each in its source's zone."""
    return [row for row in json.loads(content) or [] if row["source"] in SOURCES and first <= _day(row) <= last]


def differences(expected: Iterable[Any], found: Iterable[Any]) -> list[str]:
    """What stands on one side only, or otherwise, by source and key."""
    left, right = ({(row["source"], row["native_key"]): row for row in side} for side in (expected, found))
    words = [f"{'/'.join(key)}: {'missing' if key in left else 'too much'}" for key in sorted(left.keys() ^ right.keys())]
    for key in sorted(left.keys() & right.keys()):
        columns = [name for name in left[key] if left[key][name] != right[key].get(name)]
        if columns:
            words.append(f"{'/'.join(key)}: other {', '.join(columns)}")
    return words


def at_one_instant(home: Site) -> Site:
    """The home with the instant to take as now."""
    return replace(home, extra={"BRIEFWIRE_NOW": NOW})


def undisturbed(origin: str, first: date, last: date, log: Callable[[str], None]) -> list[Any]:
    """The rows that an ingest by hand of all days and sources makes."""
    with site(origin, ()) as home:
        calm = at_one_instant(home)
        began = time.monotonic()
        answer = calm.briefwire("ingest", *SOURCES, "--from", str(first), "--to", str(last))
        if answer.returncode:
            raise RuntimeError(f"the undisturbed ingest was red:\n{answer.stdout[-3000:]}\n{answer.stderr[-3000:]}")
        content = of_the_days(calm.ask(CONTENT), first, last)
        log(f"undisturbed, by hand: {len(content)} articles of {(last - first).days + 1} days in {time.monotonic() - began:.0f} s")
        return content


def besiege(siege: Siege, watchman: Watchman, victims: list[str], pause: float) -> None:
    """Spends all kills, a random pause before each; a victim that is not to be found gives way to the next kind that is."""
    siege.local.wait_for(ASKED)
    siege.keep_at_work(again=False)
    told, looked = 0.0, time.monotonic()
    for number, name in enumerate(victims, 1):
        until = time.monotonic() + siege.chance.uniform(0.1, 2 * pause)
        while time.monotonic() < until:
            watchman.look()
            time.sleep(0.2)
        for _ in range(MOST_SEARCHES):
            if siege.kill_one(name, patience=20):
                break
            states = siege.keep_at_work(again=True)
            name = siege.chance.choice(("spider", "step", "task"))
        else:
            raise RuntimeError(f"nothing is at work any more; runs: {_words(states)}\n{siege.local.output()[-3000:]}")
        if time.monotonic() - looked > 15:
            states, looked = siege.keep_at_work(again=True), time.monotonic()
            if time.monotonic() - told > 60:
                told = time.monotonic()
                siege.log(
                    f"{number} of {len(victims)} kills: {_words(siege.killed)}; days: {_words(states)}; tasks: {siege.tasks()}; up started {siege.local.starts} times"
                )


def settle(siege: Siege, watchman: Watchman, patience: float) -> bool:
    """Waits until every day's latest run is well, asking again for what failed. False when that takes longer than `patience` seconds."""
    deadline, told = time.monotonic() + patience, 0.0
    days = ((siege.last - siege.first).days + 1) * len(SOURCES)
    while (states := siege.keep_at_work(again=False))["success"] < days:
        if time.monotonic() > deadline:
            return False
        if time.monotonic() - told > 60:
            told = time.monotonic()
            siege.log(f"settling; days: {_words(states)}; tasks: {siege.tasks()}")
        until = time.monotonic() + 10
        while time.monotonic() < until:
            watchman.look()
            time.sleep(0.2)
    return True


def main() -> int:
    """Prints one line a minute, then the figures; red when anything differs."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--days", type=int, default=30)
    options.add_argument("--pause", type=float, default=6.0, help="mean seconds between two kills")
    options.add_argument("--patience", type=float, default=3600.0, help="seconds to wait for the runs after the last kill")
    options.add_argument("--keep-log", type=Path, help="write the lines there too")
    chosen = options.parse_args()
    last = datetime.fromisoformat(NOW).date() - timedelta(days=1)
    first = last - timedelta(days=chosen.days - 1)
    chance = random.Random(chosen.seed)
    began = time.monotonic()

    def log(words: str) -> None:
        line = f"{time.monotonic() - began:6.0f} s  {words}"
        print(line, flush=True)
        if chosen.keep_log:
            with chosen.keep_log.open("a", encoding="utf8") as file:
                file.write(line + "\n")

    end_in_order()
    with ExitStack() as stack:
        origin = stack.enter_context(newsroom("--quiet", "--now", NOW))
        log(f"{', '.join(SOURCES)}, {first} to {last}, seed {chosen.seed}; the project's own stand-in pages, quiet")
        expected = undisturbed(origin, first, last, log)
        hurt = at_one_instant(stack.enter_context(site(origin, ())))
        siege = Siege(stack.enter_context(local(hurt)), first, last, chance, log)
        watchman = Watchman(hurt.home)
        besiege(siege, watchman, order(chosen.kills, chance), chosen.pause)
        log(f"{siege.killed.total()} kills: {_words(siege.killed)}")
        settled = settle(siege, watchman, chosen.patience)
        # Without `up` nothing writes any more; the server is started again by the first question.
        siege.local.stop()
        return report(siege, watchman, hurt, expected, settled)


def report(siege: Siege, watchman: Watchman, hurt: Site, expected: list[Any], settled: bool) -> int:
    """Compares and prints; the exit code."""
    differing = differences(expected, of_the_days(hurt.ask(CONTENT), siege.first, siege.last))
    broken = broken_files(hurt)
    left_open = rows(hurt, OPEN.format(first=siege.first, last=siege.last))
    overlaps = rows(hurt, OVERLAPS)
    verdicts = dict(rows(hurt, "select coalesce(verdict, 'open'), count(*) from v1.run group by 1 order by 2 desc"))
    siege.log(
        f"up started {siege.local.starts} times, {siege.restarted} of them because it had ended by itself; days asked for {siege.asked_again} times; "
        f"{'all runs well' if settled else 'NOT ALL RUNS WELL'}"
    )
    if siege.refused:
        siege.log(f"backfills not taken at once: {_words(siege.refused)}")
    siege.log(f"runs of this home: {', '.join(f'{name} {count}' for name, count in verdicts.items())}")
    siege.log(
        f"database {'equal, row for row' if not differing else 'DIFFERS'} ({len(expected)} articles); {len(broken)} broken archive positions or files; "
        f"{len(left_open)} runs left open; {len(overlaps)} runs at one day at once; {watchman.pairs.total()} looks with two spiders of one source"
    )
    for line in [*differing, *broken, *(f"open: {run}" for (run,) in left_open), *(f"at once: {a} {b}" for a, b in overlaps)][:100]:
        siege.log(f"DIFFERS {line}")
    return 0 if settled and not (differing or broken or left_open or overlaps or watchman.pairs) else 1


def _arguments(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _day(row: dict[str, Any]) -> date:
    instant = datetime.fromisoformat(row["published_at"])
    return instant.astimezone(registry.load(row["source"]).zone).date()


def _words(counted: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counted.most_common() if count)


if __name__ == "__main__":
    sys.exit(main())
