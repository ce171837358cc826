"""How well the scope rule tells whether a foreign ministry speaks: `python -m benches.scope`.

Needs BRIEFWIRE_CORPORA. Prints precision and recall on the labelled articles with every miss and its reason, then the share of all articles that comes in
scope, by outlet and month. The labelled set is a development set and holds many hard cases: its shares are not those of the stream.
"""

import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefwire.clean import dateline, scope
from briefwire.clean.scope import Scope
from briefwire.clean.text import join, normalise, paragraphs

OUTLETS = ("app", "dawn")
_TITLE_TAIL = re.compile(r"(?:\s+-\s+(?P<section>[\w &-]+))?\s+-\s+DAWN\.COM$")
_NOT_TEXT = re.compile(r"adsbygoogle|^Published in Dawn")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled article, what the rule says of it, and what its reader said."""

    name: str
    title: str
    in_scope: bool
    why: str
    verdict: Scope


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a labelled set; precision and recall of "in scope"."""

    right_in: int
    wrong_in: int
    missed: int
    right_out: int

    @property
    def precision(self) -> float:
        return self.right_in / max(1, self.right_in + self.wrong_in)

    @property
    def recall(self) -> float:
        return self.right_in / max(1, self.right_in + self.missed)


def verdict(title: str, text: str, day: date) -> Scope:
    """The rule on a text as the corpora hold it: title with Dawn's tail, body with dateline and furniture, one paragraph a line."""
    tail = _TITLE_TAIL.search(title)
    opening = dateline.read(paragraphs(line for line in text.splitlines() if not _NOT_TEXT.search(line)))
    return scope.judge(
        normalise(title[: tail.start()] if tail else title),
        join(opening.paragraphs),
        day=day,
        section=tail["section"] if tail else None,
        datelined=opening.dateline is not None,
    )


def labelled(corpora: Path) -> list[Labelled]:
    """The articles of the labelled set."""
    with (corpora / "gold" / "statements_dev.jsonl").open(encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Labelled(
            row["id"],
            row["title"],
            row["in_scope"],
            row["why"],
            verdict(row["title"], row["text"], date.fromisoformat(row["published"][:10])),
        )
        for row in rows
    ]


def score(items: list[Labelled]) -> Score:
    """The counts of a labelled set."""
    found = Counter((item.in_scope, item.verdict.in_scope) for item in items)
    return Score(found[True, True], found[False, True], found[True, False], found[False, False])


def stream(corpora: Path, outlet: str, month: str) -> Iterator[Scope]:
    """The rule's verdict on every article of an outlet's month ("2025-05"), each address once."""
    seen = set()
    with gzip.open(corpora / "pk2025" / outlet / f"{month}.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["link"] not in seen and row["title"] and row["content"]:
                seen.add(row["link"])
                yield verdict(row["title"], row["content"], date.fromisoformat(row["day"]))


def main() -> int:
    """Prints the tables; 2 when the corpora are not there."""
    folder = os.environ.get("BRIEFWIRE_CORPORA")
    if not folder:
        print("BRIEFWIRE_CORPORA is not set: there is nothing to measure on", file=sys.stderr)
        return 2
    corpora = Path(folder)
    items = labelled(corpora)
    counts = score(items)
    print("| set | in scope, found | out of scope, let in | in scope, missed | out of scope, kept out | precision | recall |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| statements_dev ({len(items)}) | {counts.right_in} | {counts.wrong_in} | {counts.missed} | {counts.right_out} "
        f"| {counts.precision:.3f} | {counts.recall:.3f} |"
    )
    misses = [item for item in items if item.in_scope != item.verdict.in_scope]
    print(f"\nMisses: {len(misses)}")
    for item in misses:
        print(
            f"- {item.name} ({'missed' if item.in_scope else 'let in'}): {item.title}\n    reader: {item.why}\n    rule: {item.verdict.reason}"
        )
    _print_rates(corpora)
    return 0


def _print_rates(corpora: Path) -> None:
    print("\n| outlet | month | articles | in scope | share |\n|---|---|---|---|---|")
    rules: Counter[str] = Counter()
    started, total = time.perf_counter(), 0
    for outlet in OUTLETS:
        for path in sorted((corpora / "pk2025" / outlet).glob("*.jsonl.gz")):
            month = path.name[:7]
            verdicts = list(stream(corpora, outlet, month))
            total += len(verdicts)
            inside = [item.reason.split(":")[0] for item in verdicts if item.in_scope]
            rules.update(inside)
            print(f"| {outlet} | {month} | {len(verdicts)} | {len(inside)} | {len(inside) / max(1, len(verdicts)):.1%} |")
    seconds = time.perf_counter() - started
    print(f"\n{total} articles in {seconds:.1f} s (reading, dateline and scope)\n\n| rule | articles |\n|---|---|")
    for rule, number in rules.most_common():
        print(f"| {rule} | {number} |")


if __name__ == "__main__":
    sys.exit(main())
