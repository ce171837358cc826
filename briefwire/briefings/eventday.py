"""The day on which the words of a report were said: the weekday that its opening names, the dateline's day, or the day of publication (or the one before).

The figures behind the rules are those of half a year of APP, Dawn and UrduPoint, read: of twelve weekdays four days back or more that no dateline spoke
against, one was the day of the words; the others were still to come, or days of something that had happened. Of Dawn's reports published before nine in the
morning that named a weekday at all, nine in ten named the day before: they are those of the printed paper.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from briefwire.statements.verbs import Form, forms

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A weekday still to come, one long past, a name, or the day of something else ("Tuesday's attack"): no day on which somebody spoke.
_WEEKDAY = re.compile(
    r"(?P<before>\b(?:next|last|coming|upcoming|by|until|till|from|since|starting|every|each|following|black|good|easter|palm|ash|between|before|after|through|"
    r"tomorrow)\s+(?:the\s+|\()?)?"
    r"\b(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day\b(?P<after>\s+next\b|"
    r"['’]s\b(?!\s+(?:\w+\s+)?(?:briefing|press|statement|conference|remarks|interview|address|meeting)))?",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|scheduled|due|set (?:to|for)|expected|slated|plans?|ahead of|as early as|(?:start|begin)s)\b[^.]{0,60}$",
    re.IGNORECASE,
)  # "will meet in Example on"
_SENTENCE_END = re.compile(r"[.;\n]")
_WORD = re.compile(r"[a-z]+")
_OPENING_CHARACTERS = 700
_OPENING_PARAGRAPHS = 3
_LONGEST_BACK = 6  # days: a dateline of a week ago is a mistake
_LONGEST_NAMED = 3  # days back: a weekday further away is one to come, or the day of something else
_FRESH = 1  # days back: a weekday this near is the day of the news, whatever its sentence tells
_OFFICES_OPEN = 9  # o'clock: who publishes earlier carries words of the day before


class Rule(StrEnum):
    """What the day rests on."""

    TRANSCRIPT = "transcript"  # the ministry's own page
    WEEKDAY = "weekday"  # named in the opening
    DATELINE = "dateline"
    PUBLISHED = "published"
    DAY_BEFORE = "day before"  # published before offices open


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day in the source's zone, the rule that spoke, and the word of the text that it rests on (None for a rule that reads no text)."""

    day: date
    rule: Rule
    words: str | None = None


def event_day(body: str, published: date, dateline: date | None, hour: int | None = None) -> EventDay:
    """The day on which the words of a report were said. `published` is its day of publication in the source's zone, `hour` (0 to 23) the hour there, None where
    the site does not say; `dateline` the dateline's day.

    The latest of the weekdays that the opening names, outside quotations, each meaning the last such day up to the publication; one two or three days back
    only where its sentence reports words. Else the dateline's day, unless it lies after the publication or more than six days before it. Else the day of
    publication, or the day before where the report was published before offices open.
    """
    if named := _named(body, published):
        back, words = min(named)
        return EventDay(published - timedelta(days=back), Rule.WEEKDAY, words)
    if dateline is not None and 0 <= (published - dateline).days <= _LONGEST_BACK:
        return EventDay(dateline, Rule.DATELINE)
    if hour is not None and hour < _OFFICES_OPEN:
        return EventDay(published - timedelta(days=1), Rule.DAY_BEFORE)
    return EventDay(published, Rule.PUBLISHED)


def _named(body: str, published: date) -> list[tuple[int, str]]:
    """The weekdays of the opening that may be the day of the words: how many days before the publication each was, and the word."""
    opening = "\n".join(body[:_OPENING_CHARACTERS].split("\n")[:_OPENING_PARAGRAPHS])
    found = []
    for match in _WEEKDAY.finditer(opening):
        before = opening[: match.start()]
        quoted = before.count("“") > before.count("”")
        if match["before"] is not None or match["after"] is not None or quoted or _TO_COME.search(before):
            continue
        word = opening[match.start("day") : match.end("day") + 3]
        weekday = next(number for number, name in enumerate(_WEEKDAYS) if name == word.casefold())
        back = (published.weekday() - weekday) % 7
        if back <= _FRESH or (back <= _LONGEST_NAMED and _tells(opening, match.start("day"))):
            found.append((back, word))
    return found


def _tells(opening: str, at: int) -> bool:
    """Whether the sentence around a place reports words."""
    start = max((match.end() for match in _SENTENCE_END.finditer(opening, 0, at)), default=0)
    behind = _SENTENCE_END.search(opening, at)
    sentence = opening[start : behind.start() if behind else len(opening)].casefold()
    return any(word in _telling() for word in _WORD.findall(sentence))


@cache
def _telling() -> frozenset[str]:
    """Words of sentences that report words: verbs of reporting as a report writes them, and what is said."""
    verbs = {word for word, written in forms().items() if written.form is not Form.BASE and not written.doubtful}
    return frozenset(verbs | {"according", "statement", "statements", "briefing", "interview"})
