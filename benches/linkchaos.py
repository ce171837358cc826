"""Kills the loader in mid-batch, again and again, and compares with an undisturbed link in another order: `python -m benches.linkchaos [--kills 20] [--seed 1]`.

Some thousand articles stand in two databases of one embedded server with its ordinary settings. In one they come in random portions, the newest first, and each portion
is linked as it comes. In the other all are there at once, and a child process links them in small batches; after a random number of batches and a random while it is
stopped (SIGSTOP), and when its transaction is found open with the lock of linking held it is killed (SIGKILL) there and started again; when not, it goes on for another
random while. A last child links what is left. Then signatures, the index, relations, families, members and passages are compared row for row.
"""

import argparse
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from benches import filling, synthetic
from benches.synthetic import Material, Place
from briefwire.database.connect import open_connection
from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.server import Server, ensure_server, stop_server
from briefwire.linking import link
from scrapers.registry import sources

ROOT = Path(__file__).resolve().parent.parent
ARTICLES, BATCH, PORTION = 3_000, 40, 700
MOST_BATCHES = 2  # between two kills: twenty kills then leave enough to do
LONGEST = 600  # seconds that a child may take for what it is waited for
DSN = "BRIEFWIRE_BENCH_DSN"

# What must be equal, without what is one database's own: the short numbers.
TABLES = {
    "signatures": "SELECT (to_jsonb(t) - 'number')::text FROM briefwire.signature AS t",
    "index": "SELECT s.article_id || ' ' || f.hash || ' ' || f.day FROM briefwire.fingerprint AS f LEFT JOIN briefwire.signature AS s USING (number)",
    "relations": "SELECT to_jsonb(t)::text FROM briefwire.relation AS t",
    "families": "SELECT to_jsonb(t)::text FROM briefwire.family AS t",
    "members": "SELECT to_jsonb(t)::text FROM briefwire.family_member AS t",
    "passages": "SELECT to_jsonb(t)::text FROM briefwire.family_passage AS t",
}
OPEN_BATCH = """
SELECT a.state, a.backend_xid IS NOT NULL
FROM pg_stat_activity AS a
WHERE a.pid = %s AND a.xact_start IS NOT NULL AND EXISTS (SELECT FROM pg_locks AS l WHERE l.pid = a.pid AND l.locktype = 'advisory' AND l.granted)
"""


@dataclass
class Child:
    """The loader at work: `backend` is the server's process for it, `batches` how many it has said to be done."""

    process: "subprocess.Popen[str]"
    backend: int
    batches: int = 0

    def wait_for(self, batches: int) -> bool:
        """Waits until so many batches are done; False when it has ended. Raises `RuntimeError` when that takes too long."""
        while self.batches < batches:
            line = _line(self.process)
            if not line:
                return False
            self.batches += 1
        return True


@dataclass
class Kills:
    """What the loader was doing when it was killed."""

    during: Counter[str] = field(default_factory=Counter)
    wrote: int = 0
    let_go: int = 0
    halves: int = 0


@contextmanager
def child(dsn: str) -> Iterator[Child]:
    """A loader of the database, ended with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "benches.linkchaos", "--child"], cwd=ROOT, env=os.environ | {DSN: dsn}, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:  # fmt: skip
        try:
            yield Child(process, int(_line(process)))
        finally:
            with suppress(ProcessLookupError):
                process.kill()


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    if not select.select([process.stdout], [], [], LONGEST)[0]:
        raise RuntimeError(f"the loader has said nothing for {LONGEST} seconds")
    return process.stdout.readline()


def be_child() -> None:
    """The loader: says its server process, then a line for each batch."""
    with closing(open_connection(os.environ[DSN])) as connection:
        print(connection.info.backend_pid, flush=True)
        link(connection, batch=BATCH, progress=lambda done, waiting: print(done, waiting, flush=True))


def kill_once(dsn: str, watch: Connection, chance: random.Random, pause: float, kills: Kills) -> bool:
    """Starts a loader and kills it inside a batch, as told above. False when it ended before."""
    with child(dsn) as loader:
        if not loader.wait_for(chance.randint(0, MOST_BATCHES)):
            return False
        while loader.process.poll() is None:
            time.sleep(chance.uniform(0, pause))
            loader.process.send_signal(signal.SIGSTOP)
            with watch.cursor() as cursor:
                cursor.execute(OPEN_BATCH, (loader.backend,))
                found = cursor.fetchone()
            if found is not None and loader.process.poll() is None:
                loader.process.kill()
                loader.process.wait()
                kills.during["while the server executed" if found[0] == "active" else "while the program computed"] += 1
                kills.wrote += found[1]
                return True
            kills.let_go += 1
            loader.process.send_signal(signal.SIGCONT)
    return False


def disturbed(server: Server, material: Material, places: list[Place], count: int, chance: random.Random) -> Kills:
    """Links everything under kills. Raises `RuntimeError` when the work did not last for all of them."""
    name, kills = "hurt", Kills()
    make_database(server, name)
    filling.publish(server.dsn("admin", name), material, places)
    with closing(psycopg2.connect(server.dsn("admin", name))) as watch:
        watch.autocommit = True
        pause = 0.3
        for _ in range(count):
            if not kill_once(server.dsn("loader", name), watch, chance, pause, kills):
                raise RuntimeError(f"all was linked after {kills.during.total()} kills")
            _wait_for_end(watch)
            kills.halves += bool(_count(watch, "SELECT count(*) FROM briefwire.signature") % BATCH)
    with child(server.dsn("loader", name)) as loader:
        loader.wait_for(sys.maxsize)
        if loader.process.wait():
            raise RuntimeError("the last loader failed")
    return kills


def undisturbed(server: Server, material: Material, places: list[Place], chance: random.Random) -> None:
    """Links everything in another order: in portions, the newest first, shuffled within."""
    name, rest = "calm", list(reversed(places))
    make_database(server, name)
    with closing(open_connection(server.dsn("loader", name))) as connection:
        while rest:
            size = chance.randint(PORTION // 2, PORTION)
            portion, rest = rest[:size], rest[size:]
            filling.publish(server.dsn("admin", name), material, chance.sample(portion, len(portion)))
            link(connection, batch=chance.randint(BATCH, 5 * BATCH))


def make_database(server: Server, name: str) -> None:
    """A migrated database of that name."""
    with closing(psycopg2.connect(server.dsn("admin", "postgres"))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} OWNER briefwire_admin")
    migrate(server.dsn("admin", name), archive="/archive", declarations=sources())


def rows(server: Server, name: str, query: str) -> Counter[str]:
    """The rows of a query on a database, each as one text."""
    with closing(psycopg2.connect(server.dsn("admin", name))) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return Counter(row[0] for row in cursor)


def compare(server: Server, say: Callable[[str], None]) -> int:
    """Says for each table how many rows it has and how many differ; answers how many differ in all."""
    differing = 0
    for table, query in TABLES.items():
        expected, found = rows(server, "calm", query), rows(server, "hurt", query)
        missing, much = expected - found, found - expected
        differing += missing.total() + much.total()
        say(
            f"- {table}: {expected.total():,} rows, "
            + (f"{missing.total()} MISSING, {much.total()} TOO MUCH" if missing or much else "all equal")
        )
        for row in [*(f"missing: {row}" for row in missing), *(f"too much: {row}" for row in much)][:5]:
            print(row[:400], file=sys.stderr)
    return differing


def _wait_for_end(watch: Connection) -> None:
    """Waits until the server has noticed that the loader is gone."""
    deadline = time.monotonic() + LONGEST
    while _count(
        watch,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    ):
        if time.monotonic() > deadline:
            raise RuntimeError("the killed loader's transaction is still open")
        time.sleep(0.01)


def _count(watch: Connection, query: str) -> int:
    with watch.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
        return int(row[0]) if row else 0


def main() -> int:
    """Prints the figures; red when anything differs."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        be_child()
        return 0
    chance = random.Random(chosen.seed)
    material = synthetic.material(newest=chosen.articles)
    places = material.newest(len(material.originals))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is stopped and its folder removed then too
    home = Path(tempfile.mkdtemp(prefix="briefwire-linkchaos-"))
    try:
        server = ensure_server(home)
        undisturbed(server, material, places, chance)
        kills = disturbed(server, material, places, chosen.kills, chance)
        during = ", ".join(f"{count} {words}" for words, count in sorted(kills.during.items()))
        print(
            f"The loader of {len(places):,} articles ({material.description}; batches of {BATCH}, seed {chosen.seed}) was killed {kills.during.total()} times inside a batch "
            f"({during}; {kills.wrote} after the batch had begun to write) and started again; {kills.halves} half batches were seen in between. Against an undisturbed link of "
            f"the same articles in portions, the newest first:\n"
        )
        differing = compare(server, print)
        return 1 if differing or kills.halves else 0
    finally:
        stop_server(home)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
