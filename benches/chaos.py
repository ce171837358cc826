"""Kills the spider, the loading process and Postgres at random moments of an ingest, and compares with an undisturbed one.

    python -m benches.chaos [--kills 10] [--seed 1] [--from 2025-05-06] [--to 2025-05-12] SOURCE...

Each victim has a home of its own, on which it is killed that many times, one ingest after another; a last ingest runs undisturbed.
"""

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from briefwire.database.cluster import Cluster
from scrapers.engine.archive import read_payload
from scrapers.records import ArchivePosition
from tests.serving import best_standin

ROOT = Path(__file__).resolve().parent.parent

# What must be equal: everything that a page says. Left out: ids of runs, instants of capture, places in the archive.
CONTENT = """
select json_agg(row order by row.source, row.native_key) from (
  select a.article_id, a.source, a.native_key, a.url, a.title, a.body, a.language, a.in_scope, a.scope_reason, a.place, a.agency, a.byline, a.dateline_date, a.published_at,
         a.published_at_method, a.published_at_confidence, a.modified_at, a.revision, a.revisions, a.parser, a.parser_version,
         (select json_agg(json_build_array(r.revision, r.title, r.body, r.changed) order by r.revision) from v1.article_revision r where r.article_id = a.article_id) as history
  from v1.article a) row
"""
POSITIONS = "select coalesce(json_agg(json_build_array(archive_uri, archive_offset, archive_digest)), '[]') from v1.article"
OPEN_RUNS = "select count(*) from v1.run where ended_at is null"
CLOSED_DAYS = "select count(*) from (select distinct source, day from v1.run where verdict = 'ok') days"


@dataclass(frozen=True)
class Site:
    """One home and the ingest that is run on it."""

    home: Path
    origin: str
    arguments: tuple[str, ...]
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> dict[str, str]:
        return {key: value for key, value in os.environ.items() if not key.startswith("BRIEFWIRE_")} | {
            "BRIEFWIRE_HOME": str(self.home),
            "BRIEFWIRE_STANDIN": self.origin,
            **self.extra,
        }

    def briefwire(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "briefwire", *arguments], cwd=ROOT, env=self.variables, capture_output=True, text=True, check=False
        )

    def start_ingest(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "briefwire", "ingest", *self.arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(self, query: str, *rights: str) -> str:
        answer = self.briefwire("psql", *rights, "-Atqc", query)
        if answer.returncode:
            raise RuntimeError(answer.stderr)
        return answer.stdout.strip()


def spider(site: Site, ingest: psutil.Process) -> psutil.Process | None:
    """The crawl child of the ingest, when there is one now."""
    del site
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in ingest.children(recursive=True):
            if "scrapers.engine.crawl" in child.cmdline():
                return child
    return None


def loader(site: Site, ingest: psutil.Process) -> psutil.Process | None:
    """The loading process itself."""
    del site
    return ingest


def postgres(site: Site, ingest: psutil.Process) -> psutil.Process | None:
    """The database server of the site."""
    del ingest
    with contextlib.suppress(psutil.NoSuchProcess):
        pid = Cluster(site.home).pid()
        return psutil.Process(pid) if pid else None
    return None


VICTIMS: dict[str, Callable[[Site, psutil.Process], psutil.Process | None]] = {"spider": spider, "loader": loader, "postgres": postgres}


def disturbed_ingest(site: Site, find: Callable[[Site, psutil.Process], psutil.Process | None], after: float) -> bool:
    """One ingest whose victim is killed (SIGKILL) about `after` seconds after its start. Answers whether it was alive to be killed."""
    with site.start_ingest() as ingest:
        process = psutil.Process(ingest.pid)
        moment = time.monotonic() + after
        killed = False
        while ingest.poll() is None:
            if not killed and time.monotonic() >= moment and (victim := find(site, process)) is not None:
                with contextlib.suppress(psutil.NoSuchProcess):
                    victim.kill()
                    killed = True
            time.sleep(0.01)
    return killed


def broken_files(site: Site) -> list[str]:
    """Articles whose archive position does not give their bytes again, and unfinished files at final paths."""
    broken = [str(path) for path in (site.home / "archive").rglob("*.part")]
    for uri, offset, digest in json.loads(site.ask(POSITIONS)):
        path = Path(uri)
        try:
            with path.open("rb") as file:
                read_payload(file, ArchivePosition(uri, offset, path.stat().st_size - offset, digest))
        except (OSError, ValueError) as error:
            broken.append(f"{uri}@{offset}: {error}")
    return broken


@contextlib.contextmanager
def site(origin: str, arguments: tuple[str, ...]) -> Iterator[Site]:
    """A new home with an empty, migrated database; its server is stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="briefwire-chaos-") as folder:
        made = Site(Path(folder), origin, arguments)
        answer = made.briefwire("migrate")
        if answer.returncode:
            raise RuntimeError(answer.stderr)
        try:
            yield made
        finally:
            made.briefwire("down")


def main() -> int:
    """Prints one line a victim; red when a database differs from the undisturbed one."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("sources", nargs="*", default=["app", "urdupoint", "dawn"])
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--from", dest="first", default="2025-05-06")
    options.add_argument("--to", dest="last", default="2025-05-12")
    chosen = options.parse_args()
    arguments = (*chosen.sources, "--from", chosen.first, "--to", chosen.last)
    chance = random.Random(chosen.seed)
    red = 0
    with best_standin() as (origin, material):
        print(f"{material}; ingest {' '.join(arguments)}; seed {chosen.seed}")
        with site(origin, arguments) as calm:
            started = time.monotonic()
            answer = calm.briefwire("ingest", *arguments)
            span = time.monotonic() - started
            expected, days = calm.ask(CONTENT), calm.ask(CLOSED_DAYS)
            print(
                f"undisturbed: {len(json.loads(expected))} articles of {days} days in {span:.0f} s, exit {answer.returncode}, {len(broken_files(calm))} broken archive positions"
            )
        for name, find in VICTIMS.items():
            with site(origin, arguments) as hurt:
                kills = sum(disturbed_ingest(hurt, find, chance.uniform(0.3, span * 0.8)) for _ in range(chosen.kills))
                answer = hurt.briefwire("ingest", *arguments)
                equal, broken = hurt.ask(CONTENT) == expected, broken_files(hurt)
                still_open = hurt.ask(OPEN_RUNS)
                well = equal and not broken and answer.returncode == 0 and still_open == "0"
                red += not well
                print(
                    f"{name}: killed {kills} times; last ingest exit {answer.returncode}; database {'equal' if equal else 'DIFFERS'}; "
                    f"{len(broken)} broken archive positions; {still_open} runs left open"
                )
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
