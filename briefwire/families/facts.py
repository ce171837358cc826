"""The facts that open a report: its figures, dates, names and countries. Two texts of one formula differ in just these."""

import difflib
from enum import StrEnum
from functools import cache

from briefwire.about.countries import names
from briefwire.families.reading import Reading
from briefwire.families.units import units

OPENING = 60  # units: two sentences, in which a report says what, where, when and who

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_FIGURES = {word: str(at) for words in (_NUMBERS, _ORDINALS) for at, word in enumerate(words) if at > 1}  # "one" and "first" say too little
_WORDS = {figure: word for word, figure in _FIGURES.items() if word in _NUMBERS}
_SENTENCE_ENDS = (".", "!", "?", ":", '"', "“", "\n", "")
_COUNTRY_WORDS = 4
_SAME_NAME = 0.8  # likeness of two spellings of one name ("Khyber", "Kyber")


class Fact(StrEnum):
    """The kinds of fact."""

    FIGURE = "figure"
    DATE = "date"
    WEEKDAY = "weekday"
    NAME = "name"
    COUNTRY = "country"


def replaced(one: Reading, other: Reading) -> frozenset[Fact]:
    """The kinds of fact of which each of the two openings has one that stands nowhere in the other article."""
    found = _alone(one, other) & _alone(other, one)
    here, there = countries(one), countries(other)
    if _opening_countries(one) - there and _opening_countries(other) - here:
        return found | {Fact.COUNTRY}
    return found


def other_figures(one: Reading, other: Reading) -> bool:
    """Whether both openings give figures, and not one in common."""
    here, there = ({_WORDS.get(unit, unit) for kind, unit in opening_facts(reading) if kind is Fact.FIGURE} for reading in (one, other))
    return bool(here) and bool(there) and here.isdisjoint(there)


def opening_facts(reading: Reading) -> frozenset[tuple[Fact, str]]:
    """Figures, dates, weekdays and names in the first `OPENING` units of the body, folded.

    A figure beside a month is a date; a name is what is written large inside a sentence and is no month.
    """
    found: set[tuple[Fact, str]] = set()
    body = reading.piece.body
    for at, unit in enumerate(reading.folded[:OPENING]):
        start = int(reading.starts[at])
        if unit in _FIGURES or any(sign.isdigit() for sign in unit):
            beside = {*reading.folded[max(0, at - 1) : at], *reading.folded[at + 1 : at + 2]}
            found.add((Fact.FIGURE if beside.isdisjoint(_MONTHS) else Fact.DATE, unit))
        elif unit in _WEEKDAYS:
            found.add((Fact.WEEKDAY, unit))
        elif body[start].isupper() and unit not in _MONTHS and body[:start].rstrip(" ")[-1:] not in _SENTENCE_ENDS:
            found.add((Fact.NAME, unit))
    return frozenset(found)


def countries(reading: Reading) -> frozenset[str]:
    """The countries (ISO 3166 alpha-2) that title and body name, by name, demonym or capital."""
    return _title_countries(reading) | _countries(reading, len(reading))


def _opening_countries(reading: Reading) -> frozenset[str]:
    return _title_countries(reading) | _countries(reading, OPENING)


def _title_countries(reading: Reading) -> frozenset[str]:
    title = reading.piece.title
    found = units(title)
    return _named(tuple(unit.folded for unit in found), [title[unit.start : unit.end] for unit in found])


def _countries(reading: Reading, count: int) -> frozenset[str]:
    body = reading.piece.body
    raw = [body[start:end] for start, end in zip(reading.starts[:count].tolist(), reading.ends[:count].tolist(), strict=True)]
    return _named(reading.folded[:count], raw)


def _named(folded: tuple[str, ...], raw: list[str]) -> frozenset[str]:
    """The countries among units, the longest name at each place; "us" is one only in capitals."""
    known, found, at = _country_names(), set(), 0
    while at < len(folded):
        size = next((size for size in range(_COUNTRY_WORDS, 0, -1) if folded[at : at + size] in known), 0)
        if size and raw[at][0].isupper() and not (folded[at] == "us" and raw[at][:2] == "Us"):
            found.add(known[folded[at : at + size]])
        at += max(size, 1)
    return frozenset(found)


@cache
def _country_names() -> dict[tuple[str, ...], str]:
    return {tuple(unit.folded for unit in units(name)): code for name, code in names().items()}


def _alone(one: Reading, other: Reading) -> frozenset[Fact]:
    names = [unit for kind, unit in opening_facts(other) if kind is Fact.NAME]
    return frozenset(
        kind
        for kind, unit in opening_facts(one)
        if other.words.isdisjoint((unit, _FIGURES.get(unit, unit), _WORDS.get(unit, unit)))
        and not (kind is Fact.NAME and difflib.get_close_matches(unit, names, n=1, cutoff=_SAME_NAME))
    )
