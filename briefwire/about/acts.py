"""What a statement does: condemns, rejects, urges, welcomes and so on, one act of a closed list with a grade. Data and reasons in `acts.toml`.

The cue decides where it tells ("condemned"); a light one ("expressed") is read with what it carries ("concern"); a plain one ("said") leaves it to the words
said, of which only those count that the speaker does: "we reject", "Pakistan condemns", not "the accusation" nor "India rejected". Chinese and Urdu statements
are read by rules of their own (`chinese`, `urdu`) out of the same table.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import ahocorasick_rs

from briefwire.about import chinese, urdu
from briefwire.about.forms import TableError, script, table
from briefwire.about.mentions import about

_KEYS = frozenset(("grade", "reason", "verbs", "nouns", "named", "phrases", "zh", "zh_phrases", "ur"))
_GRADES = range(-3, 4)
_IRREGULAR = {"meet": "met", "hold": "held", "seek": "sought", "speak": "spoke", "stand": "stood", "deny": "denied", "make": "made"}
_DOUBLED = frozenset(("rebut", "rap", "slam", "regret", "expel", "confer", "admit"))
_LIGHT = re.compile(
    r"\b(?:express|indicat|voic|convey|extend|offer|shar|reiterat|reaffirm|affirm|renew|register|lodg|issu|record|rais|underscor|stress|emphasi[sz]"
    r"|underlin|highlight|mak|made)\w*\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|neither|nor|refus\w*|declin\w*|without|stopp\w* short of|instead of|far from|fail\w* to)\b|n['’]t)(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|not|without|lack of|any|telephone|phone|video) (?:\w+ )?$", re.IGNORECASE
)  # before a noun that is not there, or another
# What names rather than says: "called it unlawful", not "called for".
_NAMING = re.compile(
    r"\b(?:call(?:s|ed|ing)?|term(?:s|ed|ing)|brand(?:s|ed|ing)?|describ(?:es?|ed|ing)|label(?:s|led|ling)?|dub(?:s|bed|bing)?|deem(?:s|ed|ing)?"
    r"|acknowledg(?:es?|ed|ing)|recogni[sz](?:es?|ed|ing))\b(?! (?:for|on|upon|that)\b)",
    re.IGNORECASE,
)
# Before a form that is no verb: "told a meeting", "in support".
_NOUN = re.compile(
    r"\b(?:an?|the|his|her|its|their|our|this|that|in|at|of|for|during|after|before|on|under|press|joint|weekly) $", re.IGNORECASE
)
_ADVERBS = r"(?:(?:also|further|once again|again|always|[a-z]+ly) ){0,3}"
_SELF = re.compile(
    r"\b(?:we|i|our (?:government|country)"
    r"|the (?:ministry|government|foreign office|spokesperson|spokesman|spokeswoman|secretary|(?:deputy )?(?:prime |foreign )?minister)|it|he|she"
    r"|(?:chinese|our|pakistan|indian|us|russian) side)\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?: (?:have|has|had|would like to|want to|wish to|wishes to|must|do|will|would|continues? to|(?:will|would) continue to))?"
_BEFORE = re.compile(rf"{_AUXILIARY} {_ADVERBS}", re.IGNORECASE)  # between a subject and its verb
_BEFORE_DOING = re.compile(rf" (?:is|are|was|were|am) {_ADVERBS}", re.IGNORECASE)
_EXPRESSES = r"(?:express|voice|convey|extend|reiterate|reaffirm)(?:s|ed|es|d|ing)?"
_EXPRESSING = re.compile(rf"\b{_EXPRESSES}\b", re.IGNORECASE)
_HEAD = 60  # characters of a statement in which a light verb's noun stands; of a cue that are read
_NAMED = 160  # characters of a statement in which it is judged by a word
_FIRST = 400  # characters of a statement that are looked at: an act is done early or not at all


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, its grade (-3 hostile to +3 warm), and the words that say so."""

    name: str
    grade: int
    words: str


@dataclass(frozen=True)
class _Entry:
    """An act of the table. Its patterns are made when a text first asks for them: most texts ask for few."""

    name: str
    grade: int
    reason: str
    verb_forms: tuple[str, ...]
    noun_forms: tuple[str, ...]
    naming: str | None
    phrase: str | None

    @cached_property
    def verbs(self) -> re.Pattern[str]:
        return _pattern(self.verb_forms)

    @cached_property
    def nouns(self) -> re.Pattern[str] | None:
        return _pattern(self.noun_forms) if self.noun_forms else None

    @cached_property
    def named(self) -> re.Pattern[str] | None:
        return re.compile(rf"\b(?:{self.naming})\b", re.IGNORECASE) if self.naming else None

    @cached_property
    def phrases(self) -> re.Pattern[str] | None:
        return re.compile(rf"\b(?:{self.phrase})", re.IGNORECASE) if self.phrase else None

    @cached_property
    def expressed(self) -> re.Pattern[str] | None:
        """The nouns behind "expresses" and the like."""
        return re.compile(rf"\b{_EXPRESSES} (?:\w+ ){{0,5}}?({_any_of(self.noun_forms)})", re.IGNORECASE) if self.noun_forms else None


def act(statement: str, cue: str | None, speaker: str | None = None) -> Act | None:
    """The act of a statement, or None when its words do nothing of the list. `speaker`: the country of the ministry that speaks, where it is known."""
    cue = (cue or "")[:_HEAD]
    language = script(statement)
    if language != "en":
        return _foreign(f"{cue}，{statement[:_FIRST]}" if script(cue) == language else statement[:_FIRST], speaker, language)
    head = statement[:_HEAD]
    carried = _LIGHT.search(cue) is not None
    if _NAMING.search(cue) and (judged := _named(statement[:_NAMED])):
        return judged
    for entry in _spotted(cue):
        if (found := _done(entry.verbs, cue)) and not _carries_another(found, entry, cue, head):
            return Act(entry.name, entry.grade, found)
    if carried:
        words = f"{cue} | {head}"
        found_nouns = ((entry, entry.nouns.search(words)) for entry in _spotted(words) if entry.nouns)
        hits = [(hit.start(), entry, hit[0]) for entry, hit in found_nouns if hit and not _NONE.search(words[: hit.start()])]
        if hits:
            _, entry, noun = min(hits, key=lambda hit: hit[0])
            return Act(entry.name, entry.grade, noun)
    return _in_words(statement[:_FIRST], speaker)


def _foreign(text: str, speaker: str | None, language: str) -> Act | None:
    found = (_chinese() if language == "zh" else _urdu()).read(text, speaker)
    if found is None:
        return None
    name, words = found
    return Act(name, grades()[name][0], words)


@cache
def grades() -> Mapping[str, tuple[int, str]]:
    """Every act with its grade and the reason for it."""
    return {entry.name: (entry.grade, entry.reason) for entry in _entries()}


def _named(head: str) -> Act | None:
    hits = ((entry, entry.named.search(head)) for entry in _entries() if entry.named)
    found = [(hit.start(), entry, hit[0]) for entry, hit in hits if hit and not _NEGATED.search(head[: hit.start()][-30:])]
    if not found:
        return None
    _, entry, words = min(found, key=lambda hit: hit[0])
    return Act(entry.name, entry.grade, words)


def _carries_another(found: str, entry: _Entry, cue: str, head: str) -> bool:
    """Whether a light verb's noun makes another act of it: "offered condolences"."""
    if not _LIGHT.fullmatch(found.split()[0]) or entry.name == "confirms":
        return False
    return any(other.nouns and other is not entry and other.nouns.search(f"{cue} | {head}") for other in _entries())


def _in_words(text: str, speaker: str | None) -> Act | None:
    best: tuple[int, Act] | None = None
    spotted = frozenset(entry.name for entry in _spotted(text))
    subjects, expresses = _subjects(text, speaker) if spotted else [], _EXPRESSING.search(text) is not None
    phrased = _any_phrase().search(text.lower()) is not None
    if not spotted and not phrased:
        return None
    for entry in _entries():
        hits = _own(entry, text, subjects) if entry.name in spotted else []
        if phrased and entry.phrases and (hit := entry.phrases.search(text)) and not _NEGATED.search(text[: hit.start()][-30:]):
            hits.append((hit.start(), hit[0].strip()))
        if (
            expresses
            and entry.name in spotted
            and entry.expressed
            and (hit := entry.expressed.search(text))
            and not _NEGATED.search(text[: hit.start()][-30:])
        ):
            hits.append((hit.start(), hit[1]))
        if hits and (best is None or min(hits)[0] < best[0]):
            best = (min(hits)[0], Act(entry.name, entry.grade, min(hits)[1]))
    return best[1] if best else None


def _own(entry: _Entry, text: str, subjects: list[int]) -> list[tuple[int, str]]:
    """Where a subject does what the entry's verbs say, and the verb: "we strongly reject", "Pakistan is urging"."""
    return [
        (start, hit[0])
        for hit in (entry.verbs.finditer(text) if subjects else ())
        for start in subjects
        if (_BEFORE_DOING if hit[0].split()[0].lower().endswith("ing") else _BEFORE).fullmatch(text, start, hit.start())
        and not _NEGATED.search(text[max(0, start - 4) : hit.start()])
    ]


def _subjects(text: str, speaker: str | None) -> list[int]:
    """Where the words that name the speaker's own side end."""
    found = [match.end() for match in _SELF.finditer(text)]
    mentions = (mention for mention in about(text) if mention.is_country)
    found += [mention.end for mention in mentions if (mention.code == speaker if speaker else mention.start == 0)]
    return sorted(found)


def _done(verbs: re.Pattern[str], cue: str) -> str | None:
    hit = next((hit for hit in verbs.finditer(cue) if not _NOUN.search(cue[: hit.start()])), None)
    return hit[0] if hit and not _NEGATED.search(cue[: hit.start()]) else None


@cache
def _chinese() -> chinese.Reader:
    entries = {name: entry for name, entry in table("acts.toml").items() if "zh" in entry}
    verdicts = {name: re.compile(entry["zh_phrases"]) for name, entry in entries.items() if "zh_phrases" in entry}
    return chinese.Reader({name: chinese.Words(tuple(entry["zh"].split("|")), verdicts.get(name)) for name, entry in entries.items()})


@cache
def _urdu() -> urdu.Reader:
    return urdu.Reader({name: tuple(entry["ur"].split("|")) for name, entry in table("acts.toml").items() if "ur" in entry})


@cache
def _entries() -> tuple[_Entry, ...]:
    found = []
    for name, entry in table("acts.toml").items():
        if (
            not isinstance(entry, dict)
            or set(entry) - _KEYS
            or entry.get("grade") not in _GRADES
            or not entry.get("reason")
            or not entry.get("verbs")
        ):
            raise TableError(f"acts.toml: {name} is not as it must be: {entry}")
        phrase = entry.get("phrases")
        if phrase and re.search(r"(?<!\\)[A-Z]", phrase):
            raise TableError(f"acts.toml: {name}: phrases are sought in small letters: {phrase}")
        forms = tuple(form for base in entry["verbs"].split("|") for form in _inflected(base))
        nouns = tuple(entry["nouns"].split("|")) if "nouns" in entry else ()
        found.append(_Entry(name, entry["grade"], entry["reason"], forms, nouns, entry.get("named"), phrase))
    return tuple(found)


@cache
def _any_phrase() -> re.Pattern[str]:
    """Every entry's phrases, for a text in small letters: most texts hold none."""
    return re.compile("|".join(rf"\b(?:{entry.phrase})" for entry in _entries() if entry.phrase))


@dataclass(frozen=True, slots=True)
class _Spotter:
    owners: tuple[int, ...]
    search: ahocorasick_rs.AhoCorasick


@cache
def _spotter() -> _Spotter:
    owned = [(form.lower(), number) for number, entry in enumerate(_entries()) for form in (*entry.verb_forms, *entry.noun_forms)]
    return _Spotter(tuple(number for _, number in owned), ahocorasick_rs.AhoCorasick([form for form, _ in owned]))


def _spotted(text: str) -> list[_Entry]:
    """The entries of which a verb or noun stands in the text, if only as a part of a word: all others need no look at their patterns."""
    spotter = _spotter()
    hits = spotter.search.find_matches_as_indexes(text.lower(), overlapping=True)
    return [_entries()[number] for number in sorted({spotter.owners[form] for form, _, _ in hits})]


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_any_of(forms), re.IGNORECASE)


def _any_of(forms: Iterable[str]) -> str:
    return r"\b(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")\b"


def _inflected(phrase: str) -> tuple[str, ...]:
    """The forms of a verb, or of a phrase by its first word: urge, urges, urged, urging."""
    base, _, rest = phrase.partition(" ")
    stem = base[:-1] if base.endswith("e") else base
    ies = base.endswith("y") and base[-2] not in "aeiou"
    third = f"{base[:-1]}ies" if ies else f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"
    past = _IRREGULAR.get(base) or (f"{base[:-1]}ied" if ies else f"{stem}ed")
    doubled = base[-1] if base in _DOUBLED else ""
    forms = (base, third, f"{stem}{doubled}ed" if doubled else past, f"{stem}{doubled}ing")
    return tuple(f"{form} {rest}" if rest else form for form in forms)
