"""Which countries and actors words are about, not merely name: what stands in the title, the lead and the words themselves, weighed.

The speaker's own country does not count, unless it is the object ("attacks on Pakistan"); capitals as places ("in Tokyo") and projects that carry a
country's name do not count either. An armed group stands for its country, too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefwire.about import forms
from briefwire.about.forms import How
from briefwire.about.mentions import Mention
from briefwire.about.mentions import about as mentions

_TITLE, _LEAD, _WORDS = 3, 2, 1
_MOST = 3  # mentions in one speaker's words that count
_ENOUGH = 2
_LEAD_CHARACTERS = 500
_PLACE = re.compile(r"(?:\b(?:in|at|from|near|to|via|outside|visit(?:ed|ing|s)?|reach(?:ed|ing|es)?)(?: the)?(?: [A-Z]\w+,)? )$")
_OBJECT = re.compile(
    r"\b(?:against|targeting|attack(?:s|ed)? (?:on|in)|aggression on|sanctions on|accus\w+|blam\w+|threaten\w*|malign\w*|defam\w*|implicat\w+)(?: the)? $"
)
_BEFORE = 40  # characters before a name in which it is decided whether it is a place or an object


@dataclass(frozen=True, slots=True)
class Words:
    """One speaker's words and the country whose ministry speaks (None: not known)."""

    text: str
    ministry: str | None


@dataclass(frozen=True, slots=True)
class Whom:
    """A country or actor that words are about: its weight and what that rests on."""

    code: str
    is_country: bool
    score: int
    in_title: bool
    in_lead: bool
    in_words: int


def about_whom(title: str, body: str, words: Sequence[Words], language: str | None = None) -> tuple[Whom, ...]:
    """Whom the reported words of an article are about, the weightiest first; all countries when two ministries spoke of each other.

    `words` are the ministries' statements in the article. Without any, title and lead decide alone, no country being the speaker's own.
    """
    lead = _lead(body)
    of_title, of_lead = _named(title, language, None), _named(lead, language, None)
    speakers = {part.ministry for part in words} or {None}
    score: Counter[str] = Counter()
    in_words: Counter[str] = Counter()
    for speaker in speakers:
        said: Counter[str] = Counter()
        for part in words:
            if part.ministry == speaker:
                said += Counter(mention for mention in _named(part.text, language, speaker))
        for code in {*of_title, *of_lead, *said}:
            if code == speaker and not said[code]:
                continue
            own = code == speaker
            weight = min(said[code], _MOST) * _WORDS + (0 if own else _TITLE * (code in of_title) + _LEAD * (code in of_lead))
            score[code] = max(score[code], weight)
            in_words[code] += said[code]
    found = [
        Whom(code, code not in forms.actors(), weight, code in of_title, code in of_lead, in_words[code])
        for code, weight in score.items()
        if weight >= _ENOUGH
    ]
    return tuple(sorted(found, key=lambda whom: (-whom.score, whom.code)))


def of_statement(words: Words, *, title: str = "", lead: str = "", language: str | None = None) -> tuple[str, ...]:
    """The countries (ISO 3166-1 alpha-2) and actors that one statement is about: those it names; where it names none, those of the title, else of the lead."""
    for text in (words.text, title, lead):
        if found := tuple(dict.fromkeys(_named(text, language, words.ministry))):
            return found
    return ()


def _named(text: str, language: str | None, own: str | None) -> list[str]:
    return [
        code
        for mention in mentions(text, language)
        if _counts(text, mention, own)
        for code in _codes(mention)
        if _other(text, mention, code, own)
    ]


def _codes(mention: Mention) -> Iterable[str]:
    if mention.is_country:
        return (mention.code,)
    of = forms.actors()[mention.code].of
    return (mention.code, of) if of else (mention.code,)


def _counts(text: str, mention: Mention, own: str | None) -> bool:
    if mention.how is How.PROJECT:
        return False
    return mention.how is not How.SEAT or own == mention.code or not _PLACE.search(text[max(0, mention.start - _BEFORE) : mention.start])


def _other(text: str, mention: Mention, code: str, own: str | None) -> bool:
    return code != own or _OBJECT.search(text[max(0, mention.start - _BEFORE) : mention.start]) is not None


def _lead(body: str) -> str:
    return body[:_LEAD_CHARACTERS].split("\n\n")[0] if "\n\n" in body[:_LEAD_CHARACTERS] else body[:_LEAD_CHARACTERS]
