"""Links what waits in a database, timed from outside: `BRIEFWIRE_BENCH_DSN=... python -m benches.linkstep BATCH`; prints JSON.

`seconds` is the whole of `briefwire.linking.link`, `batches` those of each batch, `parts` the seconds spent in the functions named here, `pairs` how many pairs
were compared, `peak_mb` the peak memory of this process.
"""

import functools
import importlib
import inspect
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from briefwire import linking
from briefwire.database.connect import open_connection

DSN = "BRIEFWIRE_BENCH_DSN"
PARTS: dict[str, tuple[str, ...]] = {
    "signature": ("briefwire.linking.read", "briefwire.linking.fingerprints"),
    "candidates": ("briefwire.database.signatures.candidates",),
    "decision": ("briefwire.linking._relations",),
    "families": ("briefwire.database.families.regroup", "briefwire.database.passages.compare"),
    "writing": ("briefwire.database.signatures.keep", "briefwire.database.relations.replace"),
}


class Clock:
    """Seconds by part. What one part calls of another one is its own: the texts that are read to be compared belong to the decision."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.given: Counter[str] = Counter()  # how many things the part's functions gave, where they give collections
        self._running = False

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its seconds counted to the part; what it would give one by one it gives as a list."""

        @functools.wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            if self._running:
                return function(*arguments, **named)
            self._running, started = True, time.perf_counter()
            try:
                found = function(*arguments, **named)
                found = list(found) if inspect.isgenerator(found) else found
                self.given[part] += len(found) if isinstance(found, (set, list)) else 0
                return found
            finally:
                self.spent[part] += time.perf_counter() - started
                self._running = False

        return call

    def watch(self) -> None:
        """Puts the clock around the functions of `PARTS`, each named as `module.name` where it is looked up when it is called."""
        for part, names in PARTS.items():
            for name in names:
                module, _, function = name.rpartition(".")
                found = importlib.import_module(module)
                setattr(found, function, self.timed(part, getattr(found, function)))


def main(batch: int) -> None:
    """Links and prints the figures."""
    clock, marks = Clock(), []
    clock.watch()
    with closing(open_connection(os.environ[DSN])) as connection:
        started = time.perf_counter()
        linked = linking.link(connection, batch=batch, progress=lambda _done, _waiting: marks.append(time.perf_counter()))
        seconds = time.perf_counter() - started
    batches = [after - earlier for earlier, after in zip([started, *marks], marks, strict=False)]
    figures = {
        "articles": linked.articles,
        "pairs": clock.given["candidates"],
        "seconds": seconds,
        "batches": batches,
        "parts": clock.spent,
    }
    print(json.dumps(figures | {"peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """Peak memory of this program alone: ru_maxrss would count what its parent had before exec. Linux only, as the embedded server is here."""
    line = next(line for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
