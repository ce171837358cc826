"""The stand-in's own access log under simultaneous runs of everything: `python -m benches.pace [--jitter-ms 50]`.

`briefwire up` on a home of its own, against the project's stand-in pages at each source's declared pace (BRIEFWIRE_STANDIN_PACE=declared): its first runs and its own watch
runs; a backfill of four days at a time for four sources; a revisit and a watch of two of them; and a `briefwire ingest` by hand of one of them, which knows nothing of
Airflow's pools. Some answers are 429 with Retry-After, and one ministry's robots.txt forbids everything. Then the access log alone is judged, host by host: no two requests closer than the declared delay, no window
of any length holding more requests than the declared rate allows, no path that robots.txt forbids, nothing sent while a host asked for rest; and against it the
evidence that the pipeline keeps (`v1.request`): every request of the log stands there with the verdict and the version of robots.txt.

The log's instants are those at which the stand-in read the request: a busy machine moves them by milliseconds, which `--jitter-ms` forgives once per window, not per request.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from benches.chaos import ROOT, Site, site
from benches.running import ASKED, Local, end_in_order, local, rows
from briefwire.local.api import ApiError
from scrapers import registry
from tests.serving import newsroom

SOURCES = ("app", "urdupoint", "dawn", "china_mfa")
AT_ONCE = 4
BY_HAND = "dawn"
LOOKED_AT_AGAIN = ("dawn", "app")  # the sources that are also revisited and watched at once
PATIENCE = 1500.0
UNFINISHED = "select count(*) from dag_run where state in ('queued', 'running')"
RUNNING = "select dag_id, count(*) from dag_run where state = 'running' group by dag_id"
ENDED = "select dag_id, state, count(*) from dag_run group by dag_id, state order by dag_id, state"
EVIDENCE = "select host, url, sent, status, robots, robots_digest from v1.request"
NOT_SENT = "select robots, reason, count(*) from v1.request where not sent group by robots, reason order by 3 desc"


# What goes wrong: some addresses of the days answer 429 each first time, and one ministry's robots.txt forbids everything today.
REST = 7.0
OURSELVES = "127.0.0.1"  # the host of the bench's own look whether the stand-in serves
AGO = 6  # the last of the days, counted from today
SCENARIO = "".join(
    f'[[planted]]\nsite = "{site}"\nday = {AGO + back}\nfault = "too_many"\nwhere = "{where}"\nseconds = {REST}\ntimes = 1\nexpect = {{ verdict = "ok" }}\n'
    for site, back, where in (
        ("app", 1, "listing"),
        ("dawn", 1, "page"),
        ("dawn", 2, "page"),
        ("urdupoint", 1, "page"),
        ("china_mfa", 1, "page"),
    )
) + "".join(
    f'[[planted]]\nsite = "us_state"\nday = {day}\nlook = 4\nfault = "robots_forbid"\nwhere = "robots"\nexpect = {{ verdict = "blocked" }}\n'
    for day in (4, 5)  # the newsroom's today may already be the ministry's tomorrow
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the access log; `mono` in seconds of one clock."""

    mono: float
    host: str
    path: str
    status: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What the log says of one host; gaps and rests in seconds. `excess` is how much too early the earliest request of any window came."""

    host: str
    delay: float
    requests: int
    smallest_gap: float
    excess: float
    rests: int
    broken_rests: int
    forbidden: int


def read_log(file: Path) -> list[Asked]:
    """The access log, oldest request first."""
    lines = (json.loads(line) for line in file.read_text(encoding="utf8").splitlines())
    asked = [Asked(line["monotonic"], line["host"], line["path"], line["status"]) for line in lines]
    return sorted(asked, key=lambda line: line.mono)


def judge(host: str, delay: float, asked: Sequence[Asked], robots: RobotFileParser, jitter: float) -> Finding:
    """One host's requests against its declared delay, its robots.txt and its own Retry-After."""
    gaps = [later.mono - earlier.mono for earlier, later in pairwise(asked)]
    # The k-th request may come k delays after the first of any window at the earliest: with slack = instant - k x delay, it never falls below its highest so far.
    excess, highest = 0.0, float("-inf")
    for number, line in enumerate(asked):
        slack = line.mono - number * delay
        excess, highest = max(excess, highest - slack), max(highest, slack)
    resting = [(line.mono, line.mono + REST) for line in asked if line.status == 429]
    broken = sum(any(begins < line.mono < ends - jitter for line in asked) for begins, ends in resting)
    forbidden = sum(not robots.can_fetch("*", line.path) for line in asked if line.path != "/robots.txt")
    return Finding(host, delay, len(asked), min(gaps, default=float("inf")), excess, len(resting), broken, forbidden)


def robots_of(origin: str, host: str) -> RobotFileParser:
    """The stand-in's robots.txt of a host, by Python's own reader."""
    with urllib.request.urlopen(urllib.request.Request(f"{origin}/robots.txt", headers={"Host": host}), timeout=10) as answer:
        parser = RobotFileParser()
        parser.parse(answer.read().decode().splitlines())
    return parser


def without_evidence(where: Site, asked: Sequence[Asked]) -> tuple[int, list[str]]:
    """How many requests the pipeline says it sent, and which of the log's have no row of theirs, or one without robots verdict or version."""
    kept: Counter[tuple[str, str, int]] = Counter()
    wrong = []
    for host, url, sent, status, robots, digest in rows(where, EVIDENCE):
        if not sent:
            continue
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        kept[host, path, status] += 1
        if path != "/robots.txt" and (robots != "allowed" or not digest):
            wrong.append(f"{url}: sent with robots {robots}, version {digest}")
    logged = Counter((line.host, line.path, line.status) for line in asked)
    wrong += [f"{host}{path} {status}: {count} times in the log only" for (host, path, status), count in (logged - kept).items()]
    wrong += [f"{host}{path} {status}: {count} times in the evidence only" for (host, path, status), count in (kept - logged).items()]
    return kept.total(), wrong


def press(of: Local, where: Site, first: str, last: str) -> tuple[int, int]:
    """Asks for everything at once and waits until all of it has ended. Answers the most runs that were running at once: of all sources, and of one."""
    wanted, api = list(SOURCES), of.api()
    for source in LOOKED_AT_AGAIN:
        for dag in (f"revisit_{source}", f"watch_{source}"):
            api.call("PATCH", f"/dags/{dag}", {"is_paused": False})  # `up` itself waits with these for the end of its first runs
            api.call("POST", f"/dags/{dag}/dagRuns", {"logical_date": None})
    command = [sys.executable, "-m", "briefwire", "ingest", BY_HAND, "--from", first, "--to", last]
    by_hand = subprocess.Popen(command, cwd=ROOT, env=where.variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most, most_of_one, told = 0, 0, 0.0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if time.monotonic() - told > 60:
            told = time.monotonic()
            print(
                f"{deadline - told:.0f} s of patience left; runs not ended: {rows(where, UNFINISHED, 'airflow')[0][0]}; backfills to ask for: {wanted}",
                flush=True,
            )
        for source in list(wanted):
            try:
                of.backfill(source, first, last, AT_ONCE)
                wanted.remove(source)
            except (ApiError, OSError):
                continue  # the backfill of the first runs is not booked as ended yet
        running = {dag: count for dag, count in rows(where, RUNNING, "airflow") if dag.startswith("ingest_")}
        most, most_of_one = max(most, sum(running.values())), max([most_of_one, *running.values()])
        if not wanted and by_hand.poll() is not None and rows(where, UNFINISHED, "airflow") == [(0,)]:
            print(f"ingest by hand of {BY_HAND}, {first} to {last}: exit code {by_hand.returncode}")
            return most, most_of_one
        time.sleep(1)
    by_hand.terminate()
    raise RuntimeError(f"not all runs ended in {PATIENCE:.0f} s: {rows(where, ENDED, 'airflow')}")


def hosts() -> Mapping[str, float]:
    """The declared delay of every host."""
    return {host: source.politeness.delay for source in registry.sources().values() for host in source.hosts}


def main() -> int:
    """Prints a line per host; red when one of the promises is broken."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--jitter-ms", type=float, default=50.0, help="what the machine may move a request by (default: 50)")
    jitter = options.parse_args().jitter_ms / 1000
    last = datetime.now(UTC).date() - timedelta(days=AGO)
    first = last - timedelta(days=AT_ONCE - 1)
    end_in_order()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefwire-pace-")))
        log, scenario = folder / "access.jsonl", folder / "scenario.toml"
        scenario.write_text(SCENARIO, encoding="utf8")
        origin = stack.enter_context(newsroom("--scenario", str(scenario), "--access-log", str(log)))
        where = replace(stack.enter_context(site(origin, ())), extra={"BRIEFWIRE_STANDIN_PACE": "declared"})
        began = time.monotonic()
        of = stack.enter_context(local(where))
        of.wait_for(ASKED)
        most, most_of_one = press(of, where, str(first), str(last))
        of_hosts = defaultdict(list)
        asked = [line for line in read_log(log) if line.host != OURSELVES]
        for line in asked:
            of_hosts[line.host].append(line)
        findings = [
            judge(host, delay, of_hosts[host], robots_of(origin, host), jitter) for host, delay in hosts().items() if of_hosts[host]
        ]
        kept, wrong = without_evidence(where, asked)
        not_sent = rows(where, NOT_SENT)
        ended = rows(where, ENDED, "airflow")
    print(f"{len(asked)} requests in {time.monotonic() - began:.0f} s; at most {most} runs at once, {most_of_one} of one source")
    print(f"Airflow's runs: {', '.join(f'{dag} {count} {state}' for dag, state, count in ended)}")
    print(f"{'host':24} {'delay':>6} {'requests':>8} {'smallest gap':>12} {'too early':>9} {'429':>7} {'not kept':>8} {'forbidden':>9}")
    for finding in findings:
        print(
            f"{finding.host:24} {finding.delay:6.1f} {finding.requests:8} {finding.smallest_gap:12.3f} {finding.excess:9.3f} "
            f"{finding.rests:7} {finding.broken_rests:8} {finding.forbidden:9}"
        )
    print(
        f"evidence: {kept} requests sent by v1.request, {len(asked)} in the log, {len(wrong)} that do not match; not sent: {not_sent or 'none'}"
    )
    for words in wrong[:40]:
        print(f"DIFFERS {words}")
    strange = of_hosts.keys() - hosts().keys()
    broken = [finding for finding in findings if finding.excess > jitter or finding.broken_rests or finding.forbidden]
    return 1 if broken or wrong or strange or not any(finding.rests for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
