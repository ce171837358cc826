"""What one further article costs when many are there already: `python -m benches.linking [--sizes 10000 100000 1000000] [--small] [--rounds 3]`.

One embedded server with the product's ordinary settings holds a database of each size, filled by a fast path (`benches.filling`) with articles of real text statistics
(`benches.synthetic`), and one more of `DENSE_SIZE`, or the largest size when that is less, at four times the real density. In each round every database gets 2,000 further articles, the 1,000 newest and 1,000 of whole
days of the past, as a backfill brings them, drawn over all the time it holds; and 200 single ones scattered over all that time, which are told apart. A fresh process links them in
batches of 200 (`benches.linkstep`). Rounds go round all databases, so that a busy machine hurts all alike. A database of up to `COPIED` articles is copied for each round, so that
each begins at its size; a larger one keeps what was added. Beside it the usual ways on the same texts (`benches.linkpeers`). Progress goes to stderr, the section for BENCHMARKS.md
to stdout. A million articles take some 13 GB under TMPDIR and half an hour to fill.
"""

import argparse
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from benches import filling, linkpeers, synthetic
from benches.filling import Decided
from benches.linkstep import DSN, PARTS
from benches.synthetic import Material, Place
from briefwire.database.migrate import migrate
from briefwire.database.server import Server, ensure_server, stop_server
from scrapers.registry import sources

ROOT = Path(__file__).resolve().parent.parent
SIZES, DENSE_SIZE, DENSITY = (10_000, 100_000), 100_000, 4
ADDED, BATCH, ROUNDS = 1_000, 200, 3
SCATTERED = 200
SMALL_SIZES, SMALL_ADDED, SMALL_SCATTERED = (1_000, 4_000), 200, 40
COPIED = 200_000
COUNTED = ("newest", "past")  # the kinds of articles that make the figure
BYTES_AN_ARTICLE, BYTES_SPARE = 16_000, 4 << 30
PEER_SECONDS = 1_500  # a peer that would need longer to be filled is not run
TABLES = ("article", "signature", "fingerprint", "relation", "family", "family_member", "family_passage", "link_waiting")
TREE = """
SELECT sum(pg_table_size(c.oid)), sum(pg_indexes_size(c.oid))
FROM pg_class AS c
WHERE c.oid = 'briefwire.{table}'::regclass OR c.oid IN (SELECT i.inhrelid FROM pg_inherits AS i WHERE i.inhparent = 'briefwire.{table}'::regclass)
"""
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Round:
    """What is added to a database in a round: the newest articles, whole days of the past, single articles scattered over all its time."""

    newest: list[Place]
    past: list[Place]
    scattered: list[Place]


@dataclass
class Bench:
    """One database: its size, what is added to it round after round, and what was measured by kind."""

    size: int
    material: Material
    held: list[Place]
    rounds: list[Round]
    measured: dict[str, list[Figures]] = field(default_factory=lambda: {kind.name: [] for kind in fields(Round)})
    bytes: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """That of the database."""
        return f"bench_{self.size}_{self.material.density}"

    @property
    def label(self) -> str:
        """The size, and the density when it is not the real one."""
        dense = f", {self.material.density} times as dense" if self.material.density > 1 else ""
        return f"{self.size:,}{dense}"

    @property
    def copied(self) -> bool:
        """Whether each round has a copy of its own."""
        return self.size <= COPIED

    @property
    def days(self) -> int:
        """How many days it goes over."""
        days = [synthetic.day_of(self.material.without_text(place)) for place in (self.held[0], self.held[-1])]
        return (days[1] - days[0]).days + 1

    def cost(self, kinds: Sequence[str] = COUNTED) -> list[float]:
        """Seconds an added article, round by round."""
        return [sum(one["seconds"] for one in found) / sum(one["articles"] for one in found) for found in self._by_round(kinds)]

    def part(self, name: str) -> float:
        """Milliseconds an added article spent in a part, median of the rounds."""
        return 1000 * statistics.median(
            sum(one["parts"].get(name, 0.0) for one in found) / sum(one["articles"] for one in found) for found in self._by_round(COUNTED)
        )

    def pairs(self) -> float:
        """Pairs compared for an added article, of all rounds."""
        measured = [figures for kind in COUNTED for figures in self.measured[kind]]
        return float(sum(one["pairs"] for one in measured) / sum(one["articles"] for one in measured))

    def batches(self) -> list[float]:
        """Seconds of the batches of all rounds, in rising order."""
        return sorted(seconds for kind in COUNTED for figures in self.measured[kind] for seconds in figures["batches"])

    def _by_round(self, kinds: Sequence[str]) -> list[tuple[Figures, ...]]:
        return list(zip(*(self.measured[kind] for kind in kinds), strict=True))


def plan(material: Material, size: int, added: int, scattered: int, rounds: int) -> Bench:
    """What is held at first and what is added when: half a round's articles below the size before it, as many above it afterwards."""
    times = 1 if size <= COPIED else rounds
    places = material.newest(size + times * added)
    newest, rest = places[-times * added :], places[: -times * added]
    chance = random.Random(f"past {size} {material.density}")
    days = defaultdict(list)
    for place in rest:
        days[synthetic.day_of(material.without_text(place))].append(place)
    # One day out of each stretch of time, so that they are spread evenly; the last stretch is left out, which the newest are about to follow.
    wanted = 1 + times * added * len(days) // len(rest)
    stretches = [sorted(days)[number * len(days) // (wanted + 1) : (number + 1) * len(days) // (wanted + 1)] for number in range(wanted)]
    chosen = [chance.choice(stretch) for stretch in stretches]
    past = [place for day in chance.sample(chosen, len(chosen)) for place in days[day]][: times * added]
    single = chance.sample(sorted(set(rest) - set(past)), times * scattered)
    later = {*past, *single}
    return Bench(
        size,
        material,
        [place for place in rest if place not in later],
        [
            Round(newest[turn * added :][:added], past[turn * added :][:added], single[turn * scattered :][:scattered])
            for turn in (number % times for number in range(rounds))
        ],
    )


def prepare(server: Server, bench: Bench, decided: Sequence[Decided]) -> None:
    """Makes and fills the database."""
    make_database(server, bench.name)
    dsn, started = server.dsn("admin", bench.name), time.monotonic()
    migrate(dsn, archive="/archive", declarations=sources())
    filling.fill(dsn, bench.material, decided, bench.held, _progress(bench.label, len(bench.held), started))
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(TREE.format(table=table))
            row = cursor.fetchone()
            assert row is not None
            bench.bytes[table] = int(row[0]), int(row[1])
    _say(f"{bench.label}: filled in {time.monotonic() - started:,.0f} s")


def add(server: Server, bench: Bench, number: int) -> None:
    """One round of a database."""
    if not bench.copied:
        _link(server, bench, number, bench.name)
        return
    copy = f"{bench.name}_round"
    _as_admin(server, f"CREATE DATABASE {copy} TEMPLATE {bench.name} STRATEGY file_copy")
    try:
        _link(server, bench, number, copy)
    finally:
        _as_admin(server, f"DROP DATABASE {copy}")


def _link(server: Server, bench: Bench, number: int, database: str) -> None:
    for kind, places in asdict(bench.rounds[number]).items():
        filling.publish(server.dsn("admin", database), bench.material, [Place(**place) for place in places])
        answer = subprocess.run(
            [sys.executable, "-m", "benches.linkstep", str(BATCH)],
            cwd=ROOT, env=os.environ | {DSN: server.dsn("loader", database)}, stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
        found = json.loads(answer.stdout.splitlines()[-1])
        if found["articles"] != len(places):
            raise RuntimeError(f"{bench.label}: {found['articles']} articles were linked, {len(places)} added")
        bench.measured[kind].append(found)
        _say(f"{bench.label}: round {number + 1}, {kind}: {found['articles'] / found['seconds']:,.0f} articles/s")


def peers(server: Server, sizes: Sequence[int]) -> Iterator[tuple[str, int, Figures | str]]:
    """Every other way at every size: its figures, or why it was not run."""
    for method in linkpeers.ADDED:
        before: Figures | None = None
        for size in sizes:
            if reason := _too_much(before, size):
                yield method, size, reason
                continue
            with _peer_database(server, method, size) as arguments:
                answer = subprocess.run(
                    [sys.executable, "-m", "benches.linkpeers", method, str(size)], cwd=ROOT, env=os.environ | arguments, stdout=subprocess.PIPE, check=True
                )  # fmt: skip
            before = json.loads(answer.stdout.splitlines()[-1])
            _say(f"{method} at {size:,}: {before['added'] / before['seconds']:,.1f} articles/s")
            yield method, size, before


def _too_much(before: Figures | None, size: int) -> str | None:
    if before is None:
        return None
    times = size / before["size"]
    seconds, memory = before["fill_seconds"] * times, before["held_mb"] * times
    if memory > 0.8 * psutil.virtual_memory().available / 2**20:
        return f"not run: it would hold some {memory / 1024:,.0f} GB in memory"
    return f"not run: filling would take some {seconds / 60:,.0f} minutes" if seconds > PEER_SECONDS else None


@contextmanager
def _peer_database(server: Server, method: str, size: int) -> Iterator[dict[str, str]]:
    if method != "trgm":
        yield {}
        return
    name = f"trgm_{size}"
    make_database(server, name)
    try:
        yield {DSN: server.dsn("admin", name)}
    finally:
        _as_admin(server, f"DROP DATABASE {name}")


def make_database(server: Server, name: str) -> None:
    """An empty database."""
    _as_admin(server, f"CREATE DATABASE {name} OWNER briefwire_admin")


def _as_admin(server: Server, command: str) -> None:
    with closing(psycopg2.connect(server.dsn("admin", "postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(command)


def report(benches: Sequence[Bench], others: Sequence[tuple[str, int, Figures | str]]) -> str:
    """The section."""
    real = [bench for bench in benches if bench.material.density == 1]
    first, last = real[0], real[-1]
    ratios = {kind: statistics.median(last.cost(kinds)) / statistics.median(first.cost(kinds)) for kind, kinds in KINDS.items()}
    lines = [
        f"Each database holds articles as linked: {first.material.description}, laid out again and again over the years, each repetition {first.material.span.days // 7} weeks earlier and with its rarer words "
        "exchanged one for one, so that every window of 45 days has the real numbers of copies, templates and shared background while fingerprints are new over the years. "
        f"**This is growth in time at the real density** ({first.size / first.days:,.0f} articles a day; a million are some 26 years of that press), not growth in density: one row is at "
        f"{DENSITY} times that density, for comparison. Then {len(first.rounds[0].newest):,} articles are added that are newer than all others and {len(first.rounds[0].past):,} of whole days of the past, "
        f"and linked in batches of {BATCH}; {len(first.rounds)} rounds, median; embedded Postgres with the product's ordinary settings, every batch committed to disk. Texts, signatures and "
        "fingerprints are the product's own for every single article.",
        "",
        "| articles held | days | added articles/s | lowest to highest | newest/s | past/s | scattered/s | batch median s | batch p95 s | peak MB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for bench in benches:
        rates, batches = [1 / cost for cost in bench.cost()], bench.batches()
        peak = max(figures["peak_mb"] for found in bench.measured.values() for figures in found)
        newest, past, scattered = (1 / statistics.median(bench.cost((kind,))) for kind in bench.measured)
        lines.append(
            f"| {bench.label} | {bench.days:,} | {statistics.median(rates):,.0f} | {min(rates):,.0f} to {max(rates):,.0f} | {newest:,.0f} | {past:,.0f} | {scattered:,.0f} | "
            f"{statistics.median(batches):.2f} | {batches[int(0.95 * len(batches))]:.2f} | {peak:,.0f} |"
        )
    lines += [
        "",
        f"**An added article costs {ratios['all']:.2f} times as much at {last.size:,} as at {first.size:,}** (aim: at most 1.2): the newest {ratios['newest']:.2f}, days of the past {ratios['past']:.2f}. "
        f"Scattered: {len(first.rounds[0].scattered)} single articles from as many days over all the time held, {ratios['scattered']:.2f} times the cost. A transaction takes articles of one month at most, so "
        "the longer the time the fewer of them share one; a crawl brings days, never such a set.",
        "",
        "| articles held | pairs compared | " + " | ".join(f"{part} ms" for part in PARTS) + " | the rest ms | together ms |",
        "|---" * (len(PARTS) + 4) + "|",
    ]
    for bench in benches:
        parts, whole = [bench.part(part) for part in PARTS], 1000 * statistics.median(bench.cost())
        lines.append(
            f"| {bench.label} | {bench.pairs():.1f} | " + " | ".join(f"{part:.2f}" for part in (*parts, whole - sum(parts), whole)) + " |"
        )
    lines += [
        "",
        "Pairs and milliseconds an added article, Postgres included. How many pairs there are is the material's doing: an article of the past is compared with 45 days before and after it, and "
        f"where only {first.days} days are held many of these lie outside.",
        "",
        "| bytes an article, table + indexes | " + " | ".join(bench.label for bench in benches) + " |",
        "|---" * (len(benches) + 1) + "|",
    ]
    for table in TABLES[:-1]:
        cells = (" + ".join(f"{size / len(bench.held):,.0f}" for size in bench.bytes[table]) for bench in benches)
        lines.append(f"| {table} | " + " | ".join(cells) + " |")
    lines.append("| all | " + " | ".join(f"{sum(map(sum, bench.bytes.values())) / len(bench.held):,.0f}" for bench in benches) + " |")
    return "\n".join([*lines, *(_peer_lines(others) if others else ())])


KINDS = {"all": COUNTED, "newest": ("newest",), "past": ("past",), "scattered": ("scattered",)}
WAYS = {
    "lsh": "datasketch MinHashLSH, 128 permutations, 0.5, in memory",
    "brute": "brute force in numpy over the 45-day window, in memory",
    "trgm": "pg_trgm on title and first 600 characters, GIN, in Postgres",
}


def _peer_lines(others: Sequence[tuple[str, int, Figures | str]]) -> Iterator[str]:
    yield from (
        "",
        "The usual ways on the same texts, each looking up every new article and then adding it; they find candidates only: no relation is decided, no family closed, and the first two keep nothing on disk.",
        "",
        "| way | articles held | added articles/s | filled in s | MB held |",
        "|---|---|---|---|---|",
    )
    for method, size, found in others:
        if isinstance(found, str):
            yield f"| {WAYS[method]} | {size:,} | {found} | | |"
        else:
            held = found.get("bytes", 0) / 2**20 or found["held_mb"]
            yield f"| {WAYS[method]} | {size:,} | {found['added'] / found['seconds']:,.1f} | {found['fill_seconds']:,.0f} | {held:,.0f} |"


def _progress(label: str, whole: int, started: float) -> Callable[[int], None]:
    told = started

    def say(done: int) -> None:
        nonlocal told
        if time.monotonic() - told > 20:
            told = time.monotonic()
            _say(f"{label}: {done:,} of {whole:,} written, {done / (told - started):,.0f} a second")

    return say


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    """Prints the section."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--small", action="store_true", help="small sizes, to see that it works")
    options.add_argument("--no-peers", action="store_true")
    chosen = options.parse_args()
    sizes, rounds = (SMALL_SIZES, 1) if chosen.small else (sorted(chosen.sizes), chosen.rounds)
    added, scattered = (SMALL_ADDED, SMALL_SCATTERED) if chosen.small else (ADDED, SCATTERED)
    dense = min(sizes[-1], DENSE_SIZE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is stopped and its folder removed then too
    home = Path(tempfile.mkdtemp(prefix="briefwire-linking-"))
    try:
        need, free = BYTES_AN_ARTICLE * (sum(sizes) + dense) + BYTES_SPARE, shutil.disk_usage(home).free
        if free < need:
            raise SystemExit(
                f"{need / 2**30:,.0f} GB are needed under {home.parent}, {free / 2**30:,.0f} are free: set TMPDIR, or take smaller sizes"
            )
        material = synthetic.material(newest=sizes[-1] if chosen.small else None)
        _say(f"{material.description} read")
        benches = [plan(material, size, added, scattered, rounds) for size in sizes]
        benches.append(plan(material.laid(DENSITY), dense, added, scattered, rounds))
        decided = filling.decide(material)
        _say(f"{len(decided):,} relations between them decided")
        server = ensure_server(home)
        for bench in benches:
            prepare(server, bench, decided)
        for number in range(rounds):
            for bench in benches:
                add(server, bench, number)
        _say(report(benches, []))  # the peers take longer than all before them
        print(report(benches, [] if chosen.no_peers else list(peers(server, sizes))))
        return 0
    finally:
        stop_server(home)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
