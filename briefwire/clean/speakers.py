"""Speakers: who speaks for a foreign ministry in a sentence, by title, acronym, name or pronoun, with the memory of what the text made known before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

import ahocorasick_rs

from briefwire.about.countries import names as country_names
from briefwire.clean import voices
from briefwire.clean.sentences import QUOTE_ENDS, Sentence, fold, folded_words
from briefwire.clean.voices import Person

_ACRONYM = re.compile(r"\b(?:" + "|".join(sorted({*voices.MINISTRY_ACRONYMS, *voices.MINISTER_ACRONYMS}, key=len, reverse=True)) + r")\b")
_OTHER_FM = re.compile(rf"\b(?i:{'|'.join(voices.OTHER_FM_TITLES)})((?: [A-Z][\w.'’-]*){{1,5}})")
_FOREIGN = re.compile(r"\b(?:foreign|external affairs|diplomat|ambassador|envoy)", re.IGNORECASE)
_NAME_WORDS = 4
_HONORIFICS = frozenset(
    """
mr ms mrs dr senator ambassador amb minister secretary spokesperson spokesman spokeswoman dpm fm prince sheikh mohammad muhammad
""".split()
)
_NO_STATES = frozenset("eu europe european union bloc un vatican holy".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())  # no part of a name
PERSONAL = frozenset("he she".split())  # pronouns that mean one person


@dataclass(frozen=True, slots=True)
class Voice:
    """Words that name a speaker: tokens `first` to `last` (exclusive), "he" and "she" included. `kind`: ministry, spokesperson, minister, office."""

    kind: str
    first: int
    last: int
    two_hats: bool = False
    country: str | None = None
    pronoun: bool = False


@dataclass(slots=True)
class Memory:
    """What the text has made known: whether foreign affairs are spoken of at all, whether a foreign minister or ministry is spelled out, whose "FM" is another
    title, names of speakers by their last and by their first word, whether "the ministry" or "the spokesperson" now means a foreign ministry's, and who "he"
    or "she" is."""

    day: date | None
    foreign: bool
    spelled_out: bool
    other_fms: frozenset[str]
    surnames: dict[str, Voice] = field(default_factory=dict)
    full_names: dict[str, tuple[tuple[str, ...], Voice]] = field(default_factory=dict)
    ministry: bool = False
    spokesperson: bool = False
    subject: Voice | None = None


def memory_of(text: str, day: date | None) -> Memory:
    """What the whole text tells before its first sentence is read."""
    others = {word for found in _OTHER_FM.finditer(text) for word in fold(found[1]).split()} - _HONORIFICS
    marshals = {name for name, since in voices.FIELD_MARSHALS.items() if day is None or day >= since}
    return Memory(
        day,
        foreign=_FOREIGN.search(text) is not None,
        spelled_out=bool(_titles().find_matches_as_indexes(fold(text))),
        other_fms=frozenset(others | marshals),
    )


def names_anybody(text: str) -> bool:
    """Whether the text holds any name, title or acronym of a speaker at all."""
    return _ACRONYM.search(text) is not None or bool(_automaton().find_matches_as_indexes(fold(text)))


def find(sentence: Sentence, memory: Memory) -> Iterator[Voice]:
    """Every speaker named in the sentence, in its order; what later sentences may call them by is kept in `memory`."""
    at = 0
    heads = _heads()
    while at < len(sentence.tokens):
        low = sentence.low[at]
        if low not in heads and low not in memory.surnames and low not in memory.full_names:
            at += 1
            continue
        voice = (
            _phrase(sentence, at, memory)
            or _acronym(sentence, at, memory)
            or _short_form(sentence, at, memory)
            or _pronoun(sentence, at, memory)
        )
        if voice is None:
            _forget(sentence, at, memory)
            at += 1
            continue
        if not _out_of_office(sentence, voice):
            voice = _grown(sentence, voice)
            _remember(sentence, voice, memory)
            voice = _with_name(sentence, voice, memory)
            yield voice
        at = voice.last


@lru_cache(maxsize=2)
def is_foreign(text: str, home: str | None) -> bool:
    """Whether a text names another country than `home` (Pakistan, where it is not known) or a word of foreign affairs."""
    tokens = folded_words(text)
    others = country_names()
    for at, token in enumerate(tokens):
        for size in (1, 2, 3):
            words = " ".join(tokens[at : at + size]) if size > 1 else token
            if words in voices.FOREIGN_TOPICS or others.get(words, home or "PK") != (home or "PK"):
                return True
    return False


def _phrase(sentence: Sentence, at: int, memory: Memory) -> Voice | None:
    for words, kind, person in _phrases().get(sentence.low[at], ()):
        last = at + len(words)
        if sentence.low[at:last] != words:
            continue
        if person is None:
            return Voice(kind, at, last, two_hats=kind == "office" or _beside_other_office(sentence, at))
        if memory.day is None or person.since <= memory.day <= person.until:
            for name in (person.surname, person.family_name):
                memory.surnames[name] = Voice(kind, 0, 0, person.other_office, person.country)
            return Voice(kind, at, last, person.other_office, person.country)
    return None


def _acronym(sentence: Sentence, at: int, memory: Memory) -> Voice | None:
    if not memory.foreign:  # FM is also a finance minister and a wave band, FO also furnace oil
        return None
    word, after = sentence.tokens[at], sentence.low[at + 1] if at + 1 < len(sentence.low) else ""
    if word in voices.MINISTRY_ACRONYMS:
        return Voice("ministry", at, at + 1)
    if word in voices.MINISTER_ACRONYMS and after != "radio" and not after[:1].isdigit() and not _is_other_fm(sentence, at, memory):
        return Voice("minister", at, at + 1, two_hats=word == "DPM" or _beside_other_office(sentence, at))
    return None


def _is_other_fm(sentence: Sentence, at: int, memory: Memory) -> bool:
    """Whether "FM" and a name are a field marshal or a finance minister: nobody's name in office, and one whom the article or the table calls so, or an article
    that spells out no foreign minister or ministry."""
    name = _name_after(sentence, at + 1) if sentence.low[at] == "fm" else []
    if not name or sentence.low[at + 1] == "," or any(word in memory.surnames or _person(word, memory.day) for word in (name[0], name[-1])):
        return False
    return name[-1] in memory.other_fms or not memory.spelled_out


def _short_form(sentence: Sentence, at: int, memory: Memory) -> Voice | None:
    """A name, "the ministry", "the spokesperson": the speaker of an earlier sentence."""
    low, before = sentence.low[at], sentence.low[at - 1] if at else ""
    if sentence.is_name(at) and not (at and sentence.is_name(at - 1) and before not in _HONORIFICS):
        words, known = memory.full_names.get(low, ((), None))
        if known and sentence.low[at : at + len(words)] == words:
            return replace(known, first=at, last=at + len(words))
        if known and (low in country_names() or (at + 1 < len(sentence.low) and sentence.is_name(at + 1))):
            known = None  # the first word alone is a surname in Chinese, but "Jordan" is a country
        known = memory.surnames.get(low) or known
        if known:
            return replace(known, first=at, last=at + 1)
    after = sentence.low[at + 1] if at + 1 < len(sentence.low) else ""
    if before == "the" and after not in ("of", "for"):
        if low in ("ministry", "fo") and memory.ministry:
            return Voice("ministry", at, at + 1)
        if low in voices.SPOKESPERSONS and memory.spokesperson:
            return Voice("spokesperson", at, at + 1)
    return None


def _pronoun(sentence: Sentence, at: int, memory: Memory) -> Voice | None:
    """ "He" or "she" at the head of a sentence or after a quotation, where the last one to act or speak was a ministry's."""
    if memory.subject is None or sentence.low[at] not in PERSONAL or (at and sentence.low[at - 1] not in QUOTE_ENDS):
        return None
    return replace(memory.subject, first=at, last=at + 1, pronoun=True)


def _beside_other_office(sentence: Sentence, at: int) -> bool:
    """Whether the title is the second half of "deputy prime minister and foreign minister"."""
    near = sentence.low[max(0, at - 5) : at + 4]
    return "dpm" in near or any(near[i : i + 3] == ("deputy", "prime", "minister") for i in range(len(near)))


def _out_of_office(sentence: Sentence, voice: Voice) -> bool:
    before = sentence.low[max(0, voice.first - 3) : voice.first]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if any(word in voices.NOT_IN_OFFICE or word.startswith(("ex-", "then-")) for word in before) or before[-2:] == ("council", "of"):
        return True
    last, after = sentence.low[voice.last - 1], sentence.low[voice.last : voice.last + 4]
    if last in ("diplomat", "diplomats") and any(word in _NO_STATES for word in before):
        return True
    if last == "state" and after[:1] == ("of",):
        return any(word in _NO_STATES for word in after)
    return last == "state" and after[:1] == ("for",) and after[1:2] not in (("foreign",), ("europe",))


def _grown(sentence: Sentence, voice: Voice) -> Voice:
    """A ministry with its spokesperson on either side is a spokesperson."""
    first, last, low = voice.first, voice.last, sentence.low
    if voice.kind != "ministry":
        return voice
    for at in range(last, min(last + 3, len(low))):
        if low[at] in voices.SPOKESPERSONS:
            return Voice("spokesperson", first, at + 1)
        if low[at] not in ("'s", "deputy", "chief", "principal", "official"):
            break
    for at in range(first - 1, max(-1, first - 6), -1):
        if low[at] in voices.SPOKESPERSONS:
            return Voice("spokesperson", at, last)
        if low[at] not in ("of", "for", "the", "'s", "at", "from") and not sentence.is_name(at):
            break
    return voice


def _with_name(sentence: Sentence, voice: Voice, memory: Memory) -> Voice:
    """The voice with the name that follows its title; a title does not say in which office somebody with two of them speaks."""
    if voice.pronoun or voice.kind not in ("minister", "spokesperson"):
        return voice
    last = _name_end(sentence, voice.last)
    person = _person(sentence.low[last - 1], memory.day) if last > voice.last else None
    return replace(voice, last=last, two_hats=voice.two_hats or (person is not None and person.other_office))


def _remember(sentence: Sentence, voice: Voice, memory: Memory) -> None:
    if voice.kind in ("ministry", "spokesperson"):
        memory.ministry = True
    if voice.kind == "spokesperson":
        memory.spokesperson = True
    if voice.kind in ("spokesperson", "minister"):
        name = _name_after(sentence, voice.last)
        if len(name) > 1:
            known = Voice(voice.kind, 0, 0, voice.two_hats, voice.country)
            memory.surnames.setdefault(name[-1], known)
            memory.full_names.setdefault(name[0], (tuple(name), known))


def _forget(sentence: Sentence, at: int, memory: Memory) -> None:
    """Another body's spokesperson or another ministry takes over "the spokesperson" and "the ministry"."""
    low, before = sentence.low[at], sentence.low[at - 1] if at else ""
    if low in voices.SPOKESPERSONS and before != "the":
        memory.spokesperson = False
    if low == "ministry" and before not in ("the", "its", "their"):
        memory.ministry = False


def _name_after(sentence: Sentence, at: int) -> list[str]:
    at += at < len(sentence.low) and sentence.low[at] == ","
    return [word for word in sentence.low[at : _name_end(sentence, at)] if word not in _HONORIFICS]


def _name_end(sentence: Sentence, at: int) -> int:
    """Where the name that begins at the token ends (exclusive)."""
    words = 0
    while at < len(sentence.tokens) and words < _NAME_WORDS and sentence.is_name(at):
        low = sentence.low[at]
        if low in WEEKDAYS or low in voices.SPEECH_VERBS or low in voices.CALLS or low in PERSONAL:
            break
        words += low not in _HONORIFICS
        at += 1
    return at


def _person(surname: str, day: date | None) -> Person | None:
    """Who of that surname was in office on the day."""
    return next((person for person in _by_surname().get(surname, ()) if day is None or person.since <= day <= person.until), None)


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, Person | None], ...]]:
    """Every phrase and full name by its first word, the longest first: (words, kind, person)."""
    entries: list[tuple[tuple[str, ...], str, Person | None]] = []
    for kind, phrases in (("ministry", voices.MINISTRIES), ("minister", voices.MINISTERS), ("office", voices.OFFICES)):
        entries += [(folded_words(phrase), kind, None) for phrase in phrases]
    for person in voices.persons():
        entries += [(folded_words(name), "spokesperson" if person.role == "spokesperson" else "minister", person) for name in person.names]
    table: dict[str, list[tuple[tuple[str, ...], str, Person | None]]] = {}
    for entry in sorted(entries, key=lambda entry: len(entry[0]), reverse=True):
        table.setdefault(entry[0][0], []).append(entry)
    return {first: tuple(rest) for first, rest in table.items()}


@cache
def _heads() -> frozenset[str]:
    """The words at which a speaker can begin or be forgotten, beside the names that a text makes known: all others need no look."""
    acronyms = {word.lower() for word in (*voices.MINISTRY_ACRONYMS, *voices.MINISTER_ACRONYMS)}
    return frozenset({*_phrases(), *acronyms, *voices.SPOKESPERSONS, *PERSONAL, "ministry", "fo"})


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    names = {name for person in voices.persons() for name in person.names}
    return ahocorasick_rs.AhoCorasick(sorted({*voices.MINISTRIES, *voices.MINISTERS, *voices.OFFICES, *names}))


@cache
def _titles() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted({*voices.MINISTRIES, *voices.MINISTERS}))


@cache
def _by_surname() -> dict[str, tuple[Person, ...]]:
    table: dict[str, tuple[Person, ...]] = {}
    for person in voices.persons():
        for name in {person.surname, person.family_name}:
            table[name] = (*table.get(name, ()), person)
    return table
