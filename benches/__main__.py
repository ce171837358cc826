"""`make bench`: measures the line from fetch to row, linking among many articles and under kills, then statements: how well they are read and how soon a
question is answered; writes BENCHMARKS.md. About half an hour.

`BENCH_SIZES="10000 100000 1000000" make bench` also links among a million articles (13 GB under TMPDIR, an hour more); without it the sizes are those of `benches.linking`.
`python -m benches --only line` (or linking, statements) leaves the other parts of BENCHMARKS.md as they stand.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.serving import best_standin

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
SOURCES, FIRST, LAST = ("dawn", "urdupoint", "app"), "2025-05-06", "2025-05-08"


LINKING = "## Linking among many articles"
KILLS = "## Linking, killed in mid-batch"
STATEMENTS = "## Statements"
# Each with what it prints: how well statements are found, days and settings told, transcripts taken apart; how soon a million of them answer.
READING = ("statements", "briefings", "transcripts", "attributing")


def main() -> int:
    """Runs what is asked for and writes the file; red when linking under kills ends in anything else than linking undisturbed."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--only", choices=("line", "linking", "statements"), help="measure this part alone")
    only, file = options.parse_args().only, ROOT / "BENCHMARKS.md"
    line, linking, statements = _parts(file.read_text(encoding="utf8"))
    red = 0
    if only in (None, "line"):
        line = _line()
    if only in (None, "linking"):
        sizes = os.environ.get("BENCH_SIZES", "").split()
        measured, _ = _section("linking", *(("--sizes", *sizes) if sizes else ()))
        killed, red = _section("linkchaos")
        linking = f"{LINKING}\n\nMade on {datetime.now(UTC):%Y-%m-%d}. {measured}\n{KILLS}\n\n{killed}"
    if only in (None, "statements"):
        statements = _statements()
    file.write_text("\n\n".join(part.strip() for part in (line, linking, statements) if part.strip()) + "\n", encoding="utf8")
    print(file.read_text(encoding="utf8"))
    return red


def _parts(text: str) -> tuple[str, str, str]:
    """The file's three parts as they stand; empty what is not there."""
    rest, statements_heading, statements = text.partition(STATEMENTS)
    line, linking_heading, linking = rest.partition(LINKING)
    return line, linking_heading + linking, statements_heading + statements


def _statements() -> str:
    """What the benches of reading and asking print. Needs BRIEFWIRE_CORPORA: without it the part says so."""
    if "BRIEFWIRE_CORPORA" not in os.environ:
        return f"{STATEMENTS}\n\nNot measured: BRIEFWIRE_CORPORA is not set."
    printed = (f"`python -m benches.{name}`\n\n```\n{_section(name)[0].strip()}\n```" for name in READING)
    return "\n\n".join((STATEMENTS, f"Made on {datetime.now(UTC):%Y-%m-%d}. Labels and marked texts are named in each bench.", *printed))


def _line() -> str:
    """The first part: its figures need about five minutes."""
    rounds = []
    for number in range(ROUNDS):
        print(f"round {number + 1} of {ROUNDS}", file=sys.stderr, flush=True)
        # Postgres may run as another user than we do, and temporary folders are private.
        with tempfile.TemporaryDirectory(prefix="briefwire-bench-") as home, best_standin() as (origin, material):
            found = _round(Path(home), origin) | {"material": material}
        rounds.append(found | {"own": _measure(dict(os.environ), "fetch")})
    return _report(rounds)


def _section(what: str, *arguments: str) -> tuple[str, int]:
    """What a bench prints, and its exit code. Raises `RuntimeError` when it prints nothing."""
    answer = subprocess.run([sys.executable, "-m", f"benches.{what}", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if not answer.stdout:
        raise RuntimeError(f"benches.{what} ended with code {answer.returncode} and said nothing")
    return answer.stdout, answer.returncode


def _round(home: Path, origin: str) -> dict[str, dict[str, float]]:
    variables = _variables(home, origin)
    try:
        results = {
            step: _measure(variables, "line", step, *SOURCES, FIRST, LAST) for step in ("fetch", "extract", "load", "statements", "reload")
        }
        both = results["load"]["seconds"] + results["statements"]["seconds"]
        results["load and statements"] = results["statements"] | {"seconds": both}
        return results | {tool: _measure(variables, "extractors", tool) for tool in ("briefwire", "trafilatura", "newspaper4k")}
    finally:
        _down(variables)


def _variables(home: Path, origin: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BRIEFWIRE_")}
    return kept | {"BRIEFWIRE_HOME": str(home), "BRIEFWIRE_STANDIN": origin}


def _measure(variables: dict[str, str], what: str, *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", f"benches.{what}", *arguments]
    answer = subprocess.run(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(answer.stdout.splitlines()[-1]))


def _down(variables: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "briefwire", "down"], cwd=ROOT, env=variables, check=False, capture_output=True)


def _seconds(found: dict[str, float]) -> float:
    return found["seconds"]


def _report(rounds: list[dict[str, dict[str, float]]]) -> str:
    def middle(what: str, value: Callable[[dict[str, float]], float]) -> float:
        return statistics.median(value(found[what]) for found in rounds)

    def row(label: str, what: str, note: str, seconds: str = "seconds") -> str:
        rates = [found[what]["pages"] / found[what][seconds] for found in rounds]
        spread = f"{min(rates):,.0f} to {max(rates):,.0f}"
        return f"| {label} | {middle(what, lambda m: m['pages']):,.0f} | {statistics.median(rates):,.0f} | {spread} | {middle(what, lambda m: m['peak_mb']):,.0f} | {note} |"

    own = middle("briefwire", lambda m: m["pages"] / m["seconds"])
    peers = {tool: middle(tool, lambda m: m["pages"] / m["seconds"]) for tool in ("trafilatura", "newspaper4k")}
    lines = [
        "# Benchmarks",
        "",
        f"Made by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {rounds[0]['material']}; {', '.join(SOURCES)}, {FIRST} to {LAST}; "
        f"Python {platform.python_version()}, {os.cpu_count()} cores, median of {ROUNDS} rounds, each on an empty database.",
        "Rates are pages per second; the machine is shared, so read them as ratios. Peak memory is that of the process that does the work.",
        "",
        "| step | pages | pages/s | lowest to highest | peak MB | what is counted |",
        "|---|---|---|---|---|---|",
        row("fetch", "fetch", "archive written and closed, no declared delay; APP's posts come 100 a request", "crawling_for"),
        row("fetch, processes too", "fetch", "the same with the start of a crawl process for each source and day (nine of them)"),
        row(
            "fetch, one long crawl",
            "own",
            "a thousand 60 kB pages over one connection, from a site that answers at once (the replay takes about 40 ms a page)",
        ),
        row("extract", "extract", "archive -> parser -> records"),
        row(
            "clean + load", "load", "text, dateline, dates, language, scope, stage, check, publish, books; nothing left out (`--scope all`)"
        ),
        row("clean + load + statements", "load and statements", "the same, and read for statements, exchanges and briefings"),
        row("load again", "reload", "the same days crawled again: every page known, no row changed"),
        "",
        f"Reading statements leaves {middle('load', _seconds) / middle('load and statements', _seconds):.2f} of the rate of clean + load.",
        "",
        "## Reading the same article pages",
        "",
        "HTML article pages of Dawn and UrduPoint, each tool at its best settings for a known page, in one process each, title, body and date asked of all.",
        "",
        "| tool | pages | pages/s | lowest to highest | peak MB | what is counted |",
        "|---|---|---|---|---|---|",
        row("briefwire `page.py`", "briefwire", "`parse` to a record"),
        row(f"trafilatura {version('trafilatura')}", "trafilatura", "`bare_extraction`, favor_precision, fast, no comments, no tables"),
        row(f"newspaper4k {version('newspaper4k')}", "newspaper4k", "`Article.parse`, no image fetching, no language detection"),
        "",
        f"briefwire reads {own / peers['trafilatura']:.1f} times as many pages a second as trafilatura and {own / peers['newspaper4k']:.1f} times as many as newspaper4k. "
        "It knows these pages and they do not: the comparison prices a rule per outlet, it does not rank the tools.",
        "",
        "| tool | bodies free of the sites' furniture | words of the page's own article kept |",
        "|---|---|---|",
    ]
    lines += [
        f"| {tool} | {middle(tool, lambda m: m['clean']):.1%} | {middle(tool, lambda m: m['kept']):.1%} |"
        for tool in ("briefwire", "trafilatura", "newspaper4k")
    ]
    lines += [
        "",
        'Furniture: ad-loader and widget text, relative ages, and the closing "Published in Dawn". Words kept are counted against the text in the page\'s body element.',
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
