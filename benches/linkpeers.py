"""The usual ways to look for copies of new articles, in a process of its own: `python -m benches.linkpeers lsh|brute|trgm SIZE`; prints JSON.

lsh    datasketch's MinHashLSH in memory: 128 permutations, threshold 0.5, word 5-grams, its own batch update and insertion session
brute  containment against every article of the 45 days before and after, word 5-grams in numpy, no index
trgm   pg_trgm's similarity in Postgres: title and first 600 characters, GIN index, threshold 0.3 (its default), within 45 days; BRIEFWIRE_BENCH_DSN is a superuser's of an empty database

Each holds the articles of the size, then takes further ones, every one looked up and then added: seconds of both; `held_mb` is the memory that what is held takes, `bytes` the
disk.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta

import numpy as np
import psutil
import psycopg2
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from benches import synthetic
from benches.baselines import PERMUTATIONS, words
from benches.linkstep import DSN
from benches.synthetic import Material, Place
from briefwire.database.copying import CopyStream
from briefwire.families.hashing import grams, hash_units
from briefwire.families.signature import WINDOW_DAYS

THRESHOLD, SHINGLE = 0.5, 5
HEAD = 600
ADDED = {"lsh": 2_000, "brute": 200, "trgm": 10}  # the slower ones are given fewer
Figures = dict[str, float]


def lsh(material: Material, held: Sequence[Place], added: Sequence[Place]) -> Figures:
    """datasketch as its documentation has it for many at once."""
    before, index = _memory(), MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    started = time.perf_counter()
    with index.insertion_session() as session:
        for number, minhash in enumerate(_minhashes(material, held)):
            session.insert(number, minhash)
    filled, memory = time.perf_counter(), _memory() - before
    signed = list(_minhashes(material, added))
    signing = time.perf_counter() - filled
    found = 0
    for number, minhash in enumerate(signed, len(held)):
        found += len(index.query(minhash))
        index.insert(number, minhash)
    return {
        "fill_seconds": filled - started,
        "signing": signing,
        "seconds": time.perf_counter() - filled,
        "found": found,
        "held_mb": memory,
    }


def brute(material: Material, held: Sequence[Place], added: Sequence[Place]) -> Figures:
    """Every article of the window against every new one."""
    started = time.perf_counter()
    days = [synthetic.day_of(material.without_text(place)) for place in held]
    spent = found = memory = 0.0
    for day, places in _by_day(material, added).items():
        near = [place for place, other in zip(held, days, strict=True) if abs(other - day) <= timedelta(WINDOW_DAYS)]
        sets = [_shingles(material, place) for place in near]
        offsets = np.cumsum([0, *map(len, sets)])
        everything = np.concatenate(sets)
        memory = max(memory, everything.nbytes / 2**20)
        filled = time.perf_counter()
        for place in places:
            own = _shingles(material, place)
            at = np.minimum(np.searchsorted(own, everything), len(own) - 1)
            shared = np.concatenate(([0], np.cumsum(own[at] == everything)))
            least = np.minimum(np.diff(offsets), len(own))
            found += int(np.sum(shared[offsets[1:]] - shared[offsets[:-1]] >= THRESHOLD * least))
        spent += time.perf_counter() - filled
    return {"fill_seconds": time.perf_counter() - started - spent, "seconds": spent, "found": found, "held_mb": memory}


def trgm(material: Material, held: Sequence[Place], added: Sequence[Place], dsn: str) -> Figures:
    """What one would do with Postgres alone."""
    with closing(psycopg2.connect(dsn)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("CREATE EXTENSION pg_trgm")
        cursor.execute("CREATE TABLE piece (number serial PRIMARY KEY, day date NOT NULL, head text NOT NULL)")
        started = time.perf_counter()
        cursor.copy_expert("COPY piece (day, head) FROM STDIN", CopyStream(_heads(material, held)))
        cursor.execute("CREATE INDEX ON piece USING gin (head gin_trgm_ops)")
        cursor.execute("CREATE INDEX ON piece (day)")
        cursor.execute("VACUUM ANALYZE piece")
        filled = time.perf_counter()
        found = 0
        for day, head in _heads(material, added):
            cursor.execute(
                f"SELECT number FROM piece WHERE head %% %s AND day BETWEEN %s - {WINDOW_DAYS} AND %s + {WINDOW_DAYS}", (head, day, day)
            )
            found += cursor.rowcount
            cursor.execute("INSERT INTO piece (day, head) VALUES (%s, %s)", (day, head))
        ended = time.perf_counter()
        cursor.execute("SELECT pg_total_relation_size('piece')")
        row = cursor.fetchone()
        return {"fill_seconds": filled - started, "seconds": ended - filled, "found": found, "held_mb": 0, "bytes": row[0] if row else 0}


def _minhashes(material: Material, places: Sequence[Place]) -> Iterator[MinHash]:
    texts = ([" ".join(gram).encode() for gram in _grams(words(material.article(place).body))] for place in places)
    return MinHash.generator(texts, num_perm=PERMUTATIONS)


def _grams(found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(found[start:] for start in range(SHINGLE)), strict=False)


def _shingles(material: Material, place: Place) -> NDArray[np.uint64]:
    return np.unique(grams(hash_units(words(material.article(place).body)), SHINGLE))


def _heads(material: Material, places: Sequence[Place]) -> Iterator[tuple[date, str]]:
    for place in places:
        article = material.article(place)
        yield synthetic.day_of(article), f"{article.title}\n{article.body[:HEAD]}"


def _by_day(material: Material, places: Sequence[Place]) -> dict[date, list[Place]]:
    found: dict[date, list[Place]] = {}
    for place in places:
        found.setdefault(synthetic.day_of(material.without_text(place)), []).append(place)
    return found


def _memory() -> float:
    return psutil.Process().memory_info().rss / 2**20


def main(method: str, size: int) -> None:
    """One method at one size."""
    count = ADDED[method]
    material = synthetic.material(newest=size + count)
    places = material.newest(size + count)
    held, added = places[:size], places[size:]
    figures = (
        trgm(material, held, added, os.environ[DSN]) if method == "trgm" else {"lsh": lsh, "brute": brute}[method](material, held, added)
    )
    print(json.dumps(figures | {"size": size, "added": count}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
