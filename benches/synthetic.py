"""Any number of articles with the text statistics of a real press: real articles laid out again and again over the years.

The originals are the articles of APP and Dawn of January to June 2025 as the product reads them (`benches.gold`), about 107 a day. A repetition moves all of them
back in time by spans of whole weeks (26 for all of them; weekdays stay) and changes their words by a one-to-one map of its own: the most frequent words, short words,
names of months, days and agencies, the words of the stop-list, figures and marks stay, every other word becomes another one of about its frequency. So each repetition has inside its own window
the real numbers of copies, of templates, of shared background and of shared shingles, while its shingles are new to the index. Repetition 0 is the press as it was.
What this shows is growth in time at the real density; `density` lays several repetitions over the same days, each in its own words, and shows growth in density.

Without BRIEFWIRE_CORPORA the originals are made of the words of the project's own invented stories (`benches.invented`).
"""

import copy
import gzip
import json
import os
import random
import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from benches import gold, invented
from briefwire.article import Article
from briefwire.families.piece import Piece

WEEK = 7
LONGEST = timedelta(days=182)
KEPT_WORDS = 200  # the most frequent ones: half of all that is written
BAND = 64  # words of neighbouring frequency that change places with each other
_PIECES = re.compile(r"([^\W\d_]+)")
_CALENDAR = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday"
).split()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Which article: the number of the repetition and that of the original in it."""

    repetition: int
    original: int


class Material:
    """The originals and what is made of them. Every article is a pure function of its place: any process may make it."""

    def __init__(self, originals: Sequence[Article], description: str) -> None:
        """`originals`, newest last, are laid out in spans of as many whole weeks as they go over; `description` says in words what they are."""
        self.originals = tuple(replace(article, title="", body="") for article in originals)
        self.description = description
        self.density = 1
        days = (day_of(originals[-1]) - day_of(originals[0])).days + 1
        self.span = timedelta(days=-(-days // WEEK) * WEEK)
        self._surfaces: list[str] = []
        numbers: dict[str, int] = {}
        self._titles = [self._numbered(article.title, numbers) for article in originals]
        self._bodies = [self._numbered(article.body, numbers) for article in originals]
        self._bands = self._words_by_band()
        self._tables: tuple[int, list[str]] = (0, self._surfaces)

    def article(self, place: Place) -> Article:
        """The article at a place; its time of capture is moved with the others."""
        table = self._table(place.repetition)
        return replace(
            self.without_text(place),
            title="".join(map(table.__getitem__, self._titles[place.original])),
            body="".join(map(table.__getitem__, self._bodies[place.original])),
        )

    def without_text(self, place: Place) -> Article:
        """The article at a place with an empty title and body: quick to make."""
        original, back = self.originals[place.original], self.span * (place.repetition // self.density)
        return replace(
            original,
            native_key=f"{original.native_key}-{place.repetition}" if place.repetition else original.native_key,
            url=f"{original.url}?{place.repetition}" if place.repetition else original.url,
            dateline_date=original.dateline_date and original.dateline_date - back,
            published_at=original.published_at and original.published_at - back,
            captured_at=original.captured_at - back,
        )

    def laid(self, density: int) -> "Material":
        """The same originals with so many repetitions over the same days."""
        other = copy.copy(self)
        other.density = density
        return other

    def newest(self, count: int) -> list[Place]:
        """The places of the newest `count` articles, oldest first (in the order of the originals within their span, repetitions side by side where density has them so)."""
        found: list[Place] = []
        for span in range(count // (len(self.originals) * self.density) + 1):
            repetitions = range(span * self.density, (span + 1) * self.density)
            found += [Place(number, index) for index in reversed(range(len(self.originals))) for number in repetitions]
        return found[:count][::-1]

    def _numbered(self, text: str, numbers: dict[str, int]) -> "array[int]":
        found = array("I")
        for part in _PIECES.split(text):
            number = numbers.setdefault(part, len(numbers))
            if number == len(self._surfaces):
                self._surfaces.append(part)
            found.append(number)
        return found

    def _words_by_band(self) -> list[list[str]]:
        counted = Counter(number for text in (*self._titles, *self._bodies) for number in text)
        words: Counter[str] = Counter()
        for number, count in counted.items():
            if _PIECES.fullmatch(self._surfaces[number]):
                words[self._surfaces[number].lower()] += count
        names = (part.lower() for article in self.originals for part in _PIECES.findall(article.agency or ""))
        formulas = files("briefwire.families").joinpath("boilerplate.txt").read_text(encoding="utf8").lower()
        stay = {word for word, _ in words.most_common(KEPT_WORDS)} | set(_CALENDAR) | set(names) | set(_PIECES.findall(formulas))
        free = [word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0])) if word not in stay and len(word) > 2]
        return [free[start : start + BAND] for start in range(0, len(free), BAND)]

    def _table(self, repetition: int) -> list[str]:
        # One is kept: whoever makes many articles goes through one repetition after another.
        if repetition == 0:
            return self._surfaces
        if self._tables[0] != repetition:
            chance = random.Random(f"words {repetition}")
            words = {word: other for band in self._bands for word, other in zip(band, chance.sample(band, len(band)), strict=True)}
            self._tables = repetition, [_in_the_case_of(part, words.get(part.lower(), part)) for part in self._surfaces]
        return self._tables[1]


def material(newest: int | None = None) -> Material:
    """Real articles where BRIEFWIRE_CORPORA says they are, invented ones otherwise; with `newest` only so many of them, the newest, are read (for small runs)."""
    folder = os.environ.get("BRIEFWIRE_CORPORA")
    if not folder:
        return Material(invented.articles()[-(newest or 0) :], "articles made of the words of the project's own invented stories")
    found = gold.articles(Path(folder), _links(Path(folder), newest))
    once = {article.article_id: article for article in found.values() if article.published_at}
    last = max(map(day_of, once.values()))
    within = [article for article in once.values() if last - LONGEST < day_of(article)]
    return Material(sorted(within, key=_order), f"{len(within):,} real articles of APP and Dawn")


def day_of(article: Article) -> date:
    """The UTC date of its link instant."""
    return gold.piece(article).day


def piece(article: Article) -> Piece:
    """What linking knows of it."""
    return gold.piece(article)


def _order(article: Article) -> tuple[datetime, str, str]:
    return gold.piece(article).order


def _links(corpora: Path, newest: int | None) -> list[str]:
    days: dict[str, str] = {}
    for path in sorted(corpora.glob("pk2025/*/*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["title"] and row["content"]:
                    days[row["link"]] = min(row["day"], days.get(row["link"], row["day"]))
    return sorted(days, key=lambda link: (days[link], link))[-(newest or 0) :]


def _in_the_case_of(pattern: str, word: str) -> str:
    if pattern.islower():
        return word
    return word.upper() if len(pattern) > 1 and pattern.isupper() else word.capitalize()
