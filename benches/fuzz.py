"""Mutated pages through every reader: `python -m benches.fuzz [--pages 100000] [--seed 1]`, or one of them again: `--only NUMBER [--write FILE]`.

Every case is made by its number and the seed alone, from the project's own pages, the stand-in outlets' and, with BRIEFWIRE_CORPORA set, real ones; the
same seed without the corpora makes other cases. A case that ends in an exception that is not foreseen, in something that the database cannot take, or in
more than two seconds of processor time is a finding, and the command exits 1.
"""

import argparse
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import time
import traceback
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.fuzz.harvest import newsroom_seeds, real_seeds
from tests.fuzz.subjects import Seed, mutated, own_seeds, read

SECONDS = 2.0
PROCESSES = 2
_WEIGHTS = {
    "page": 60,
    "listing": 15,
    "record": 6,
    "dateline": 5,
    "date": 5,
    "revision": 3,
    "archive": 3,
    "ledger": 1,
    "requests": 1,
    "report": 1,
}
_AT_ONCE = 50  # cases told in one message
_SHOW_EVERY = 15  # seconds


@dataclass
class Tally:
    """How many cases of a subject ended how, the slowest of them (seconds of processor time) and the findings by case number."""

    ends: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    slowest: dict[str, tuple[float, int]] = field(default_factory=dict)
    findings: dict[int, tuple[str, str]] = field(default_factory=dict)

    def add(self, number: int, subject: str, end: str, seconds: float, finding: str) -> None:
        """One case."""
        self.ends[subject][end] += 1
        self.slowest[subject] = max(self.slowest.get(subject, (0.0, 0)), (seconds, number))
        if finding:
            self.findings[number] = (subject, finding)

    def print(self) -> None:
        """The counts as a table, then each kind of finding once."""
        for subject, ends in sorted(self.ends.items()):
            seconds, number = self.slowest[subject]
            common = ", ".join(f"{count} {end}" for end, count in ends.most_common(5))
            print(f"{subject:28} {ends.total():7}  slowest {1000 * seconds:5.0f} ms (case {number})  {common}")
        kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, (subject, finding) in sorted(self.findings.items()):
            kinds[subject, finding].append(number)
        for (subject, finding), numbers in sorted(kinds.items()):
            print(f"FINDING in {subject}: {finding}  [{len(numbers)} cases, the first {numbers[0]}]")


class Cases:
    """The cases of one seed."""

    def __init__(self, seed: int, seeds: Sequence[Seed]) -> None:
        self._seed = seed
        self._by_kind: dict[str, dict[str, list[Seed]]] = defaultdict(lambda: defaultdict(list))
        for item in seeds:
            self._by_kind[item.kind][item.subject].append(item)

    def make(self, number: int) -> tuple[Seed, bytes]:
        """What is read in case `number`, and its bytes."""
        random = Random(f"{self._seed}:{number}")
        (kind,) = random.choices(list(_WEIGHTS), list(_WEIGHTS.values()))
        groups = self._by_kind[kind]
        item = random.choice(groups[random.choice(sorted(groups))])
        others = [other for group in groups.values() for other in group]
        return item, mutated(item, others, random)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Ends the process (SIGPROF) when what stands inside takes longer."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def work(cases: Cases, numbers: Sequence[int], tell: Connection) -> None:
    """Reads the cases and tells, some at a time: (number, subject, end, seconds, finding)."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    warnings.simplefilter("ignore")  # Beautiful Soup remarks on pages that look like XML
    told: list[tuple[int, str, str, float, str]] = []
    for number in numbers:
        tell.send(number)
        seed, payload = cases.make(number)
        end = finding = ""
        started = time.process_time()
        with limited(SECONDS):
            try:
                end = read(seed, payload)
            except Exception as error:  # what is not foreseen is what is looked for
                end, finding = "finding", f"{type(error).__name__}: {str(error)[:100]!a} {_place(error)}"
        told.append((number, seed.subject, end, time.process_time() - started, finding))
        if len(told) == _AT_ONCE:
            tell.send(told)
            told = []
    tell.send(told)


def _place(error: Exception) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/site-packages/" not in frame.filename]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames[-3:]))


@dataclass
class Lane:
    """One process at work: the cases that it has not told of yet, and the one that it reads."""

    left: list[int]
    process: "multiprocessing.process.BaseProcess"
    current: int = -1


def run(cases: Cases, pages: int) -> Tally:
    """All cases below `pages` on two processes; one that hangs ends its process, and another goes on behind it."""
    tally = Tally()
    lanes: dict[Connection, Lane] = {}
    for first in range(PROCESSES):
        _start(cases, list(range(first, pages, PROCESSES)), lanes)
    began = shown = time.monotonic()
    while lanes:
        for ready in multiprocessing.connection.wait(list(lanes)):
            _listen(ready, cases, lanes, tally)  # type: ignore[arg-type]
        if time.monotonic() - shown > _SHOW_EVERY:
            shown = time.monotonic()
            count = sum(ends.total() for ends in tally.ends.values())
            print(f"{count} of {pages} in {shown - began:.0f} s, {len(tally.findings)} findings", file=sys.stderr, flush=True)
    return tally


def _start(cases: Cases, numbers: list[int], lanes: dict[Connection, Lane]) -> None:
    context = multiprocessing.get_context("fork")
    mine, its = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(cases, numbers, its))
    process.start()
    its.close()
    lanes[mine] = Lane(numbers, process)


def _listen(ready: Connection, cases: Cases, lanes: dict[Connection, Lane], tally: Tally) -> None:
    lane = lanes[ready]
    try:
        told = ready.recv()
    except EOFError:
        del lanes[ready]
        lane.process.join()
        if lane.process.exitcode:
            how = (
                f"more than {SECONDS:.0f} s" if lane.process.exitcode == -signal.SIGPROF else f"the process ended: {lane.process.exitcode}"
            )
            tally.add(lane.current, cases.make(lane.current)[0].subject, "finding", SECONDS, how)
            _start(cases, [number for number in lane.left if number != lane.current], lanes)
        return
    if isinstance(told, int):
        lane.current = told
    else:
        for case in told:
            tally.add(*case)
        lane.left = lane.left[len(told) :]


def main() -> int:
    """Parses the command line, fuzzes, prints; 1 when there are findings."""
    parser = argparse.ArgumentParser(prog="python -m benches.fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one case, in this process, with its traceback")
    parser.add_argument("--write", type=Path, metavar="FILE", help="with --only: keep the bytes")
    arguments = parser.parse_args()
    corpora = os.environ.get("BRIEFWIRE_CORPORA")
    seeds = own_seeds() + newsroom_seeds() + (real_seeds(Path(corpora)) if corpora else [])
    cases = Cases(arguments.seed, seeds)
    if arguments.only is not None:
        seed, payload = cases.make(arguments.only)
        if arguments.write:
            arguments.write.write_bytes(payload)
        print(seed.subject, seed.url, seed.day, seed.now, len(payload), "bytes")
        with limited(SECONDS):
            print(read(seed, payload))
        return 0
    started = time.monotonic()
    tally = run(cases, arguments.pages)
    tally.print()
    count = sum(ends.total() for ends in tally.ends.values())
    print(
        f"{count} cases of {len(seeds)} seeds ({'with' if corpora else 'without'} the corpora), seed {arguments.seed}, "
        f"{time.monotonic() - started:.0f} s: {len(tally.findings)} findings"
    )
    return 1 if tally.findings else 0


if __name__ == "__main__":
    sys.exit(main())
