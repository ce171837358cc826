"""`python -m benches.boilerplate`: prints the stop-list `briefwire/families/boilerplate.txt` as the half year of APP and Dawn gives it.

A run of five words is a formula when at least 40 articles hold it and these have little else in common. What serial bulletins repeat is no formula: two
bulletins share most of their words, and must be told apart by their facts. Whoever writes the output over the list raises `STOP_VERSION`.
"""

import os
import random
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from benches.gold import piece
from benches.halfyear import articles
from briefwire.families.reading import WORDS, Reading, read

ARTICLES = 40  # 0.2 % of the half year: one in five hundred
IN_COMMON = 0.06  # median share of shingles of two articles that hold the formula
DRAWS = 60


def main() -> int:
    """Prints the list. Needs two minutes and BRIEFWIRE_CORPORA."""
    corpora = os.environ.get("BRIEFWIRE_CORPORA")
    if not corpora:
        print("BRIEFWIRE_CORPORA is not set: there is nothing to count", file=sys.stderr)
        return 2
    found = [read(piece(article)) for article in articles(Path(corpora)) if article.source in ("app", "dawn")]
    phrases = sorted(formulas(found))
    print(
        f"# {len(phrases)} formulas of {WORDS.shingle} words. Each stands in at least {ARTICLES} of {len(found):,} articles of APP and Dawn, January to June 2025,"
    )
    print(
        f"# of which two have less than {IN_COMMON:.0%} of their shingles in common (median of {DRAWS} draws). Made by `python -m benches.boilerplate`."
    )
    print("\n".join(phrases))
    return 0


def formulas(found: list[Reading]) -> set[str]:
    """The formulas of a collection, as folded words."""
    shingles = [np.unique(reading.shingles) for reading in found]
    counts = Counter(shingle for one in shingles for shingle in one.tolist())
    common = {shingle for shingle, count in counts.items() if count >= ARTICLES}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    words: dict[int, str] = {}
    for number, reading in enumerate(found):
        for at, shingle in enumerate(reading.shingles.tolist()):
            if shingle in common:
                if not holders[shingle] or holders[shingle][-1] != number:
                    holders[shingle].append(number)
                words.setdefault(shingle, " ".join(reading.folded[at : at + WORDS.shingle]))
    draw = random.Random(1)
    return {words[shingle] for shingle in sorted(common) if _in_common(holders[shingle], shingles, draw) < IN_COMMON}


def _in_common(holders: list[int], shingles: list[np.ndarray], draw: random.Random) -> float:
    shares = []
    for _ in range(DRAWS):
        one, other = (shingles[number] for number in draw.sample(holders, 2))
        shares.append(len(np.intersect1d(one, other, assume_unique=True)) / min(len(one), len(other)))
    return statistics.median(shares)


if __name__ == "__main__":
    sys.exit(main())
