"""A backfill through a running Airflow against `briefwire ingest` of the same days: `BRIEFWIRE_CORPORA=... python -m benches.backfill [--from DAY] [--to DAY]`.

Starts `briefwire up` in a home of its own on the replayed real pages, asks for the days with `airflow backfill create`, waits, and compares every row with
those that the command line put into another database.
"""

import argparse
import json
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from benches.chaos import CONTENT, ROOT, Site, site
from tests.serving import best_standin

SOURCES = ("app", "urdupoint", "dawn")
PATIENCE = 1800.0
DONE = "select count(*) from v1.run where kind = 'backfill' and verdict = 'ok'"
ENDED = "select coalesce(json_agg(json_build_array(source, day, verdict, reason) order by source, day), '[]') from v1.run where kind = 'backfill'"


def main() -> int:
    """Prints what was compared; red when a row differs."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--from", dest="first", default="2025-05-06")
    options.add_argument("--to", dest="last", default="2025-05-12")
    chosen = options.parse_args()
    window = ("--from", chosen.first, "--to", chosen.last)
    with ExitStack() as stack:
        origin, material = stack.enter_context(best_standin())
        by_hand = stack.enter_context(site(origin, ()))
        if by_hand.briefwire("ingest", *SOURCES, *window).returncode:
            raise RuntimeError("the ingest by hand was red")
        expected = by_hand.ask(CONTENT)
        in_airflow = stack.enter_context(site(origin, ()))
        _up(in_airflow, stack)
        started = time.monotonic()
        for source in SOURCES:
            _backfill(in_airflow, source, chosen.first, chosen.last)
        runs = len(SOURCES) * int(by_hand.ask(f"select date '{chosen.last}' - date '{chosen.first}' + 1"))
        while int(in_airflow.ask(DONE)) < runs and time.monotonic() - started < PATIENCE:
            time.sleep(2)
        ended = json.loads(in_airflow.ask(ENDED))
        equal = in_airflow.ask(CONTENT) == expected
        print(
            f"{material}: {sum(verdict == 'ok' for _, _, verdict, _ in ended)} of {runs} backfilled runs ok in {time.monotonic() - started:.0f} s; "
            f"{len(json.loads(expected))} articles by hand; rows {'equal' if equal else 'DIFFER'}"
        )
    return 0 if equal else 1


def _up(where: Site, stack: ExitStack) -> None:
    log = where.home / "up.txt"
    output = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(
        [sys.executable, "-m", "briefwire", "up"], cwd=ROOT, env=where.variables, stdout=output, stderr=subprocess.STDOUT
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    deadline = time.monotonic() + PATIENCE
    while "briefwire down" not in log.read_text(encoding="utf8", errors="replace"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(log.read_text(encoding="utf8", errors="replace"))
        time.sleep(1)


def _backfill(where: Site, source: str, first: str, last: str) -> None:
    settings = where.home / "airflow" / "environment.sh"
    airflow = f"{Path(sys.executable).parent / 'airflow'} backfill create --dag-id ingest_{source} --from-date {first} --to-date {last} --max-active-runs 2"
    answer = subprocess.run(
        ["bash", "-c", f". {settings} && {airflow}"], cwd=ROOT, env=where.variables, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise RuntimeError(answer.stdout + answer.stderr)


if __name__ == "__main__":
    sys.exit(main())
