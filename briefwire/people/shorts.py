"""Short names: a surname alone means whom the text has named in full, or the one in office whom it can mean."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from briefwire.people import titles
from briefwire.people.registry import Kind, Person, key, registry
from briefwire.people.speaker import Context, Speaker, named
from briefwire.people.words import words as _words

_BESIDE = 60  # characters looked at on either side of a name in a text
_EXPLAINED_CHARACTERS = 20_000
_NAMES_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]{1,30} ){1,3}$")  # before a surname: the rest of a full name
_LONGEST_BEFORE = 96  # characters of three such names
_TITLE_WORDS = frozenset("spokesperson spokesman spokeswoman minister".split())


def short_name(words: str, plain: str, day: date | None, home: str | None, context: Context) -> Speaker | None:
    """A surname or the like, as the text explains it, or as nobody else in office can be meant."""
    name = " ".join(word for word in plain.split() if word not in _words().address)
    candidates = registry().by_short.get(key(name or plain), ())
    for one in reversed(context.before):
        if one is not None and one.name and _means(name, one, candidates):
            return one
    in_text = [person for person in candidates if _stands(person, context.text)]
    if len(in_text) == 1:
        return named(in_text[0], day, past=False)
    unknown = _explained(words, context, home)
    if unknown is not None:
        return unknown
    holding = [person for person in (in_text or candidates) if (role := person.role(day)) and day is not None and role.held(day)]
    nearer = [person for person in holding if person.roles[0].ministry == home] or holding
    if len(nearer) == 1 and (not context.text or _title_near(name, context.text)):
        return named(nearer[0], day, past=False)
    if len(nearer) > 1 and not context.text:
        return Speaker(words, None, None, None, False, None, False)
    return None


def _explained(words: str, context: Context, home: str | None) -> Speaker | None:
    """Somebody whom the text names in full beside a title of a foreign ministry, and whom the registry does not know."""
    surname = words.split()[-1]
    if not surname[:1].isupper():
        return None
    for found in re.finditer(rf"{re.escape(surname)}\b", context.text[:_EXPLAINED_CHARACTERS]):
        # Searched for from the surname backwards: full names are many, this one is rare.
        names = _NAMES_BEFORE.search(context.text[max(0, found.start() - _LONGEST_BEFORE) : found.start()])
        if names is None:
            continue
        start, end = found.start() - len(names[0]), found.end()
        near = context.text[max(0, start - _BESIDE) : end + _BESIDE].split("\n")[0]
        after = context.text[end : end + _BESIDE]
        before = context.text[max(0, start - _BESIDE) : end].split("\n")[-1]
        low = (before if not after.startswith(",") else near).casefold().replace("’", "'")
        roles, offices = list(_words().titles.finditer(low)), list(_words().institutions.finditer(low))
        role = titles.role_of(low, roles, offices)
        if (
            role
            and role not in ("ministry", "office")
            and (offices or role != Kind.SPOKESPERSON)
            and not _words().others.search(low.split(",")[-1])
        ):
            name = " ".join(word for word in context.text[start:end].split() if word.casefold() not in (_words().address | _TITLE_WORDS))
            if key(name) in registry().by_name:
                continue
            ministry = titles.ministry_of(before, low, offices, roles, home, replace(context, text=""))
            return Speaker(name, None, role, ministry, False, None, False)
    return None


def _title_near(name: str, text: str) -> bool:
    """Whether the name stands directly behind a title of a foreign ministry anywhere in the text."""
    pattern = re.compile(rf"(?:{_words().titles.pattern})[\w ,]{{0,12}}\b{re.escape(name.casefold())}\b")
    return pattern.search(text.casefold()) is not None


def _stands(person: Person, text: str) -> bool:
    folded = _folded(text)
    return any(re.search(rf"\b{re.escape(key(name))}\b", folded) for name in person.names)


@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    return key(text)


def _means(name: str, one: Speaker, candidates: Sequence[Person]) -> bool:
    """Whether a short name is a part of a speaker's name, or one of the forms by which the registry calls that person."""
    parts = key(one.name or "").split()
    return bool(name) and (
        all(part in parts for part in key(name).split()) or any(person.person_id == one.person_id for person in candidates)
    )
