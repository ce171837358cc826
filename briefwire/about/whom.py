"""Which countries and actors words are about, not merely name: what stands in the title, the lead and the words themselves, weighed.

The speaker's own country does not count, nor do capitals as places ("in Tokyo"), a dateline's place, and projects that carry a country's name. An armed
group stands for its country, too; a disputed land (Kashmir) for the countries that dispute it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefwire.about import forms
from briefwire.about.forms import How
from briefwire.about.mentions import Mention
from briefwire.about.mentions import about as mentions

_TITLE, _NAMED, _SCENE = 3, 2, 1  # _SCENE: in the lead or in a speaker's words, but only where something is: "an attack in Kenya"
_MOST = 4  # of one speaker's words
_ENOUGH = 2
_LEAD_CHARACTERS = 500
_PLACE = re.compile(r"(?:\b(?:in|at|from|near|to|via|outside|visit(?:ed|ing|s)?|reach(?:ed|ing|es)?)(?: the)?(?: [A-Z]\w+,)? )$")
_ELSEWHERE = re.compile(r"-based\b| (?:Airlines|Airways|Air Lines)\b")  # "a London-based bank", "Kenya Airways"
_WHERE = re.compile(r"\b(?:in|at|near|via|through|outside)(?: the)? $")
# "HONG KONG, May 30 (APP):", "WASHINGTON:"
_DATELINE = re.compile(r"[A-Z][A-Z.'’/-]*(?: [A-Z.'’/-]+){0,4}(?:, [\w .]{1,24})?(?: ?\([^()\n]{1,24}\))? ?[:—–-]")
_BEFORE = 40  # characters before a name in which it is decided whether it is a place


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

    `words` are the ministries' statements in the article. Without any, title and lead decide alone, no country being the speaker's own. Words of several
    who speak as one (no ministry) are the words of the only ministry known, if there is one.
    """
    lead = _lead(body)
    of_title = {code for code, _ in _named(title, language, None)}
    of_lead: dict[str, int] = {}
    for code, weight in _named(lead, language, None):
        of_lead[code] = max(weight, of_lead.get(code, 0))
    known = {part.ministry for part in words if part.ministry}
    only = next(iter(known)) if len(known) == 1 else None
    said: dict[str | None, Counter[str]] = {speaker: Counter() for speaker in known} if known else {None: Counter()}
    in_words: Counter[str] = Counter()
    for part in words:
        weights = said.setdefault(part.ministry or only, Counter())
        for code, weight in _named(part.text, language, part.ministry or only):
            weights[code] += weight
            in_words[code] += 1
    score: Counter[str] = Counter()
    for speaker, weights in said.items():
        for code in {*of_title, *of_lead, *weights}:
            if code != speaker:
                weight = min(weights[code], _MOST) + _TITLE * (code in of_title) + of_lead.get(code, 0)
                score[code] = max(score[code], weight)
    found = [
        Whom(code, code not in forms.actors(), weight, code in of_title, code in of_lead, in_words[code])
        for code, weight in score.items()
        if weight >= _ENOUGH
    ]
    return tuple(sorted(found, key=lambda whom: (-whom.score, whom.code)))


def of_statement(words: Words, *, title: str = "", lead: str = "", language: str | None = None) -> tuple[str, ...]:
    """The countries (ISO 3166-1 alpha-2) and actors that one statement is about: those it names; where it names none, those of the title, else of the lead."""
    for text in (words.text, title, _lead(lead)):
        if found := tuple(dict.fromkeys(code for code, _ in _named(text, language, words.ministry))):
            return found
    return ()


def _named(text: str, language: str | None, own: str | None) -> list[tuple[str, int]]:
    """What the text names in its order, each with its weight in the lead or in a speaker's words."""
    found = [(mention.start, code) for mention in mentions(text, language) if _counts(text, mention, own) for code in _codes(mention)]
    found += [(start, code) for start, codes in forms.disputed(text) for code in codes]
    found.sort(key=lambda hit: hit[0])
    return [(code, _SCENE if _WHERE.search(text[max(0, start - _BEFORE) : start]) else _NAMED) for start, code in found if code != own]


def _codes(mention: Mention) -> Iterable[str]:
    if mention.is_country:
        return (mention.code,)
    of = forms.actors()[mention.code].of
    return (mention.code, of) if of else (mention.code,)


def _counts(text: str, mention: Mention, own: str | None) -> bool:
    if mention.how is How.PROJECT or _ELSEWHERE.match(text, mention.end):
        return False
    return mention.how is not How.SEAT or own == mention.code or not _PLACE.search(text[max(0, mention.start - _BEFORE) : mention.start])


def _lead(body: str) -> str:
    lead = body[:_LEAD_CHARACTERS].split("\n\n")[0]
    dateline = _DATELINE.match(lead)
    return lead[dateline.end() :] if dateline else lead
