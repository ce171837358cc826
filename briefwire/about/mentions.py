"""Countries and actors that a text names, with where and by which form. One pass of an automaton for each script that the text is written in."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from briefwire.about import forms
from briefwire.about.forms import Form, How

_LETTERS = {"en": re.compile(r"[A-Za-z]"), "zh": re.compile(r"[\u3400-\u9fff]"), "ur": re.compile(r"[\u0600-\u06ff]")}
_WORD_BEFORE = re.compile(r"([\w.'’-]+(?: of)?) $")
_WORD_AFTER = re.compile(r" ([\w.'’-]+)")
_NEAR = 24  # characters looked at beside a name
_SHOUTED = frozenset(("US", "WHO"))  # pronouns where a whole line stands in capitals
# Where letters may end a form without ending the word: the Urdu plural oblique, as in "the Afghans".
_URDU_ENDINGS = re.compile(r"(?:وں|یوں|یں)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A country (ISO 3166-1 alpha-2) or an actor (a code of `actors.toml`) named in a text: half-open span in code points, the form that named it."""

    code: str
    how: How
    start: int
    end: int
    form: str

    @property
    def is_country(self) -> bool:
        """Whether a country is named, not an actor."""
        return self.how is not How.ACTOR


@dataclass(frozen=True, slots=True)
class _Automaton:
    forms: tuple[Form, ...]
    search: ahocorasick_rs.AhoCorasick


def about(text: str, language: str | None = None) -> tuple[Mention, ...]:
    """Every country and actor named in the text, in its order. A form that names two countries gives two mentions with one span.

    `language` (en, zh, ur) restricts the search to the forms of one language; None looks for those of every script that the text holds.
    """
    found: list[tuple[Form, int, int]] = []
    for name, letters in _LETTERS.items():
        if language in (None, name) and letters.search(text):
            found += _found(text, name)
    found.sort(key=lambda hit: hit[1])
    clear = [code for form, _, _ in found if not form.either for code in form.codes]
    return tuple(Mention(code, form.how, start, end, form.text) for form, start, end in found for code in _meant(form, clear))


def named(text: str, language: str | None = None) -> frozenset[str]:
    """The codes of all countries that a text names."""
    return frozenset(mention.code for mention in about(text, language) if mention.is_country)


def _found(text: str, language: str) -> list[tuple[Form, int, int]]:
    automaton = _automaton(language)
    shouting = _shouted_lines(text) if language == "en" else ()
    hits = []
    waiting = automaton.search.find_matches_as_indexes(text)
    while waiting:
        number, start, end = waiting.pop()
        form = automaton.forms[number]
        if not _bounded(text, start, end, language):  # a word goes on behind it: what is shorter may be whole ("Pak-Iran" in "Pak-Iranian")
            inner = automaton.search.find_matches_as_indexes(text[start : end - 1])
            waiting += [(shorter, start + first, start + last) for shorter, first, last in inner]
        elif form.codes and not (language == "en" and _is_other(text, start, end, form, shouting)):
            hits.append((form, start, end))
    return hits


def _bounded(text: str, start: int, end: int, language: str) -> bool:
    if language == "zh":
        return True
    if start and text[start - 1].isalnum():
        return False
    if language == "ur":
        return _URDU_ENDINGS.match(text, end) is not None
    return end == len(text) or not text[end].isalnum() or text[end - 1] == "."


def _is_other(text: str, start: int, end: int, form: Form, shouting: Sequence[tuple[int, int]]) -> bool:
    """Whether the words beside a name make it a person, another place or, in a line of capitals, a pronoun."""
    if form.text in _SHOUTED and shouting:
        line = shouting[bisect_right(shouting, (start, len(text))) - 1]
        if line[0] <= start < line[1]:
            return True
    beside = forms.companions().get(form.text)
    if beside is None:
        return False
    before, after = _WORD_BEFORE.search(text, max(0, start - _NEAR), start), _WORD_AFTER.match(text, end, end + _NEAR)
    return (before is not None and not beside.before.isdisjoint((before[1], before[1].rstrip(".")))) or (
        after is not None and not beside.after.isdisjoint((after[1], after[1].rstrip(".")))
    )


def _meant(form: Form, clear: Sequence[str]) -> tuple[str, ...]:
    if not form.either:
        return form.codes
    return next(((code,) for code in clear if code in form.codes), form.codes[:1])


def _shouted_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Where lines stand that hold no small letter, beside an abbreviation or two."""
    found, at = [(-1, -1)], 0
    for line in text.split("\n"):
        if line.isupper() and line.count(" ") > 1:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return tuple(found) if len(found) > 1 else ()


@cache
def _automaton(language: str) -> _Automaton:
    entries = {"en": forms.english, "zh": forms.chinese, "ur": forms.urdu}[language]()
    search = ahocorasick_rs.AhoCorasick([form.text for form in entries], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return _Automaton(entries, search)
