"""The day on which the words of a report were said: the weekday that its opening names, the dateline's day, or the day of publication."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A weekday still to come, one long past, or a name: no day on which somebody spoke.
_WEEKDAY = re.compile(
    r"(?P<before>\b(?:next|last|coming|upcoming|by|until|till|from|since|starting|every|each|following|black|good|easter|between|before|after)\s+(?:the\s+)?)?"
    r"\b(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day\b(?P<after>\s+next\b)?",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|scheduled|due|set to|expected|slated|plans?)\b[^.]{0,60}$", re.IGNORECASE
)  # "will meet in Example on"
_OPENING_CHARACTERS = 700
_OPENING_PARAGRAPHS = 3
_LONGEST_BACK = 6  # days: an eighth would bear the same name as the first
_DOUBTFUL_BACK = 4  # from here on a weekday counts only when no dateline speaks for a later day


class Rule(StrEnum):
    """What the day rests on."""

    TRANSCRIPT = "transcript"  # the ministry's own page
    WEEKDAY = "weekday"  # named in the opening
    DATELINE = "dateline"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day in the source's zone, the rule that spoke, and the word of the text that it rests on (None for a rule that reads no text)."""

    day: date
    rule: Rule
    words: str | None = None


def event_day(body: str, published: date, dateline: date | None) -> EventDay:
    """The day on which the words of a report were said. `published` is its day of publication in the source's zone, `dateline` the dateline's day.

    The latest of the weekdays that the opening names, outside quotations, each meaning the last such day up to the publication. One that lies four days back or
    more gives way to a dateline that says otherwise; a dateline after the publication, or more than six days before it, is not believed.
    """
    believed = dateline if dateline is not None and 0 <= (published - dateline).days <= _LONGEST_BACK else None
    if named := _named(body, published):
        back, words = min(named)
        day = published - timedelta(days=back)
        if back < _DOUBTFUL_BACK or believed is None or believed <= day:
            return EventDay(day, Rule.WEEKDAY, words)
    if believed is not None:
        return EventDay(believed, Rule.DATELINE)
    return EventDay(published, Rule.PUBLISHED)


def _named(body: str, published: date) -> list[tuple[int, str]]:
    """The weekdays of the opening: how many days before the publication each was, and the word."""
    opening = "\n".join(body[:_OPENING_CHARACTERS].split("\n")[:_OPENING_PARAGRAPHS])
    found = []
    for match in _WEEKDAY.finditer(opening):
        before = opening[: match.start()]
        quoted = before.count("“") > before.count("”")
        if match["before"] is None and match["after"] is None and not quoted and not _TO_COME.search(before):
            word = opening[match.start("day") : match.end("day") + 3]
            weekday = next(number for number, name in enumerate(_WEEKDAYS) if name == word.casefold())
            found.append(((published.weekday() - weekday) % 7, word))
    return found
