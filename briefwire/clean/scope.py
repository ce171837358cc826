"""Scope: is a foreign ministry speaking here? In or out, with the rule and the words that decided.

In scope is an article that newly reports words of a foreign ministry, its minister, spokesperson or office. The rule works on single sentences: somebody
who speaks for a ministry (`voices`) and words that report speech must stand in one, the speaker as its subject or as the source of what is said. A ministry
as a place, a minister as somebody's guest, past holders of an office and sentences that look back do not count. One automaton finds the texts that name
nobody; in the others each hit looks at a bounded number of words around it. The time taken is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

import ahocorasick_rs

from briefwire.clean import voices
from briefwire.clean.countries import names as country_names
from briefwire.clean.voices import Person

_SENTENCE_END = re.compile(
    r"(?<![.!?])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bGen)(?<!\bAmb)(?<!\b[A-Z])[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])"
)
_TOKEN = re.compile(r"['’]s\b|[^\W_]+(?:[.'’-](?!s\b)[^\W_]+)*|[^\w\s]")
_ACRONYM = re.compile(r"\b(?:" + "|".join(sorted({*voices.MINISTRY_ACRONYMS, *voices.MINISTER_ACRONYMS}, key=len, reverse=True)) + r")\b")
_OTHER_FM = re.compile(rf"\b(?i:{'|'.join(voices.OTHER_FM_TITLES)})((?: [A-Z][\w.'’-]*){{1,5}})")
_BACKGROUND = re.compile(voices.BACKGROUND)
_FOREIGN = re.compile(r"\b(?:foreign|external affairs|diplomat|ambassador|envoy)", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december".split()
_IN_MONTH = re.compile(
    rf"\b(?:said|statement|issued|told reporters|announced|condemned)\b[^.;]{{0,40}}? (?:back )?in ({'|'.join(_MONTHS)})\b(?! \d)"
)

_AHEAD = 32  # words between a speaker and the verb
_BEHIND = 10  # words of a noun phrase before its head
_NAME_WORDS = 4
_PRONOUN_AHEAD = 4
_LEAD_SENTENCES = 3
_SENTENCE_CHARACTERS = 2_000  # text without a full stop is cut here, so that no sentence is searched at length once for every hit in it
_REASON_CHARACTERS = 200

_PREPOSITIONS = frozenset(
    """
to of from for at in into with between against by via through towards toward about regarding alongside behalf on near outside
inside under over including
""".split()
)
_MODIFIERS = frozenset(
    """
the a an its his her their our 's and & / - – , . senior deputy acting vice new newly appointed visiting country's
""".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_HONORIFICS = frozenset(
    """
mr ms mrs dr senator ambassador amb minister secretary spokesperson spokesman spokeswoman dpm fm prince sheikh mohammad muhammad
""".split()
)
_HABITS = frozenset("repeatedly long always consistently often regularly frequently routinely traditionally historically".split())
_AUXILIARIES = frozenset("has have is was are were been being also further later then earlier again strongly categorically once".split())
_TITLES = frozenset("minister secretary spokesperson spokesman spokeswoman fm dpm".split())
_NO_STATES = frozenset("eu europe european union bloc un vatican holy".split())
_BE = frozenset("is are was were be been being".split())
_CLAUSE_ENDS = frozenset((";", "•"))
_OPENING = frozenset('“"')
_CLOSING = frozenset('”"')
_QUOTE_ENDS = frozenset((",", "”", '"', "’", "'"))
_PRONOUNS = frozenset("he she they it we i".split())
_PERSONAL = frozenset("he she".split())
_SUBORDINATORS = frozenset("that as because although though while whereas when after before since if until nor".split())
_QUOTATION = 60  # words


@dataclass(frozen=True, slots=True)
class Scope:
    """In or out, and why: a rule's name and the words that matched it."""

    in_scope: bool
    reason: str


@dataclass(frozen=True, slots=True)
class _Voice:
    """Words that name a speaker: tokens `first` to `last` (exclusive), "he" and "she" included. `kind`: ministry, spokesperson, minister, office."""

    kind: str
    first: int
    last: int
    two_hats: bool = False
    country: str | None = None
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    tokens: tuple[str, ...]
    low: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def words(self, first: int, last: int) -> str:
        return self.text[self.spans[first][0] : self.spans[last - 1][1]]

    def is_name(self, at: int) -> bool:
        """Whether the token is written like a part of a name."""
        return self.tokens[at][0].isupper()


@dataclass(slots=True)
class _Memory:
    """What the text has made known: whether foreign affairs are spoken of at all, whether a foreign minister or ministry is spelled out, whose "FM" is another
    title, names of speakers by their last and by their first word, whether "the ministry" or "the spokesperson" now means a foreign ministry's, and who "he"
    or "she" is."""

    day: date | None
    foreign: bool
    spelled_out: bool
    other_fms: frozenset[str]
    surnames: dict[str, _Voice] = field(default_factory=dict)
    full_names: dict[str, tuple[tuple[str, ...], _Voice]] = field(default_factory=dict)
    ministry: bool = False
    spokesperson: bool = False
    subject: _Voice | None = None


def judge(title: str, body: str, *, day: date | None, section: str | None = None, datelined: bool = True) -> Scope:
    """The verdict on one English article.

    `day` is its day of publication (for terms of office; None: any term counts), `section` the outlet's own, `datelined` whether a dateline stood above it:
    without one, what stands in a print section is a leading article, a column or a letter.
    """
    if not _names_anybody(f"{title}\n{body}"):
        return Scope(False, "no foreign ministry named")
    name = (section or "").casefold()
    if name in voices.OPINION_SECTIONS or (not datelined and name in voices.PRINT_SECTIONS):
        return Scope(False, f"opinion page: section {section}")
    memory = _memory(f"{title}\n{body}", day)
    seen: dict[str, str] = {}
    lead = ""
    for number, sentence in enumerate(_sentences(title, body)):
        if number <= _LEAD_SENTENCES:
            lead = f"{lead} {sentence.text}"
        voices_here: list[_Voice] = []
        for voice in _voices(sentence, memory):
            voices_here.append(voice)
            seen.setdefault("named, but no words of its own", sentence.words(voice.first, voice.last))
            found = _evidence(sentence, voice, headline=number == 0)
            if found is None:
                continue
            rule, first, last = found
            words = sentence.words(first, last)
            if _looks_back(sentence, last, day):
                seen.setdefault("looks back only", words)
            elif voice.two_hats and not _is_foreign(f"{lead} {sentence.text}", voice.country):
                seen.setdefault("minister speaks in another office", words)
            else:
                return Scope(True, f"{rule}: {words}"[:_REASON_CHARACTERS])
        if number:
            _follow_subject(sentence, voices_here, memory)
    for verdict in ("minister speaks in another office", "looks back only", "named, but no words of its own"):
        if verdict in seen:
            return Scope(False, f"{verdict}: {seen[verdict]}"[:_REASON_CHARACTERS])
    return Scope(False, "no foreign ministry named")


def _memory(text: str, day: date | None) -> _Memory:
    others = {word for found in _OTHER_FM.finditer(text) for word in _fold(found[1]).split()} - _HONORIFICS
    marshals = {name for name, since in voices.FIELD_MARSHALS.items() if day is None or day >= since}
    return _Memory(
        day,
        foreign=_FOREIGN.search(text) is not None,
        spelled_out=bool(_titles().find_matches_as_indexes(_fold(text))),
        other_fms=frozenset(others | marshals),
    )


def _sentences(title: str, body: str) -> Iterator[_Sentence]:
    for block in (title, *body.split("\n")):
        at = 0
        for end in (*(match.end() for match in _SENTENCE_END.finditer(block)), len(block)):
            for start in range(at, end, _SENTENCE_CHARACTERS):
                if piece := block[start : min(end, start + _SENTENCE_CHARACTERS)].strip():
                    yield _sentence(piece)
            at = end


def _sentence(text: str) -> _Sentence:
    found = list(_TOKEN.finditer(text))
    tokens = tuple(match[0] for match in found)
    return _Sentence(text, tokens, tuple(_fold(token) for token in tokens), tuple(match.span() for match in found))


def _fold(token: str) -> str:
    return token.casefold().replace("’", "'")


# --- who is named -----------------------------------------------------------------------------------------------------------


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, Person | None], ...]]:
    """Every phrase and full name by its first word, the longest first: (words, kind, person)."""
    entries: list[tuple[tuple[str, ...], str, Person | None]] = []
    for kind, phrases in (("ministry", voices.MINISTRIES), ("minister", voices.MINISTERS), ("office", voices.OFFICES)):
        entries += [(_split(phrase), kind, None) for phrase in phrases]
    for person in voices.PERSONS:
        entries += [(_split(name), "spokesperson" if person.role == "spokesperson" else "minister", person) for name in person.names]
    table: dict[str, list[tuple[tuple[str, ...], str, Person | None]]] = {}
    for entry in sorted(entries, key=lambda entry: len(entry[0]), reverse=True):
        table.setdefault(entry[0][0], []).append(entry)
    return {first: tuple(rest) for first, rest in table.items()}


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(_fold(token) for token in _TOKEN.findall(phrase))


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    names = {name for person in voices.PERSONS for name in person.names}
    return ahocorasick_rs.AhoCorasick(sorted({*voices.MINISTRIES, *voices.MINISTERS, *voices.OFFICES, *names}))


@cache
def _titles() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted({*voices.MINISTRIES, *voices.MINISTERS}))


@cache
def _by_surname() -> dict[str, tuple[Person, ...]]:
    table: dict[str, tuple[Person, ...]] = {}
    for person in voices.PERSONS:
        for name in {person.surname, person.family_name}:
            table[name] = (*table.get(name, ()), person)
    return table


def _person(surname: str, day: date | None) -> Person | None:
    """Who of that surname was in office on the day."""
    return next((person for person in _by_surname().get(surname, ()) if day is None or person.since <= day <= person.until), None)


def _names_anybody(text: str) -> bool:
    return _ACRONYM.search(text) is not None or bool(_automaton().find_matches_as_indexes(_fold(text)))


def _voices(sentence: _Sentence, memory: _Memory) -> Iterator[_Voice]:
    """Every speaker named in the sentence, in its order; what later sentences may call them by is kept in `memory`."""
    at = 0
    while at < len(sentence.tokens):
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


def _phrase(sentence: _Sentence, at: int, memory: _Memory) -> _Voice | None:
    for words, kind, person in _phrases().get(sentence.low[at], ()):
        last = at + len(words)
        if sentence.low[at:last] != words:
            continue
        if person is None:
            return _Voice(kind, at, last, two_hats=kind == "office" or _beside_other_office(sentence, at))
        if memory.day is None or person.since <= memory.day <= person.until:
            for name in (person.surname, person.family_name):
                memory.surnames[name] = _Voice(kind, 0, 0, person.other_office, person.country)
            return _Voice(kind, at, last, person.other_office, person.country)
    return None


def _acronym(sentence: _Sentence, at: int, memory: _Memory) -> _Voice | None:
    if not memory.foreign:  # FM is also a finance minister and a wave band, FO also furnace oil
        return None
    word, after = sentence.tokens[at], sentence.low[at + 1] if at + 1 < len(sentence.low) else ""
    if word in voices.MINISTRY_ACRONYMS:
        return _Voice("ministry", at, at + 1)
    if word in voices.MINISTER_ACRONYMS and after != "radio" and not after[:1].isdigit() and not _is_other_fm(sentence, at, memory):
        return _Voice("minister", at, at + 1, two_hats=word == "DPM" or _beside_other_office(sentence, at))
    return None


def _is_other_fm(sentence: _Sentence, at: int, memory: _Memory) -> bool:
    """Whether "FM" and a name are a field marshal or a finance minister: nobody's name in office, and one whom the article or the table calls so, or an article
    that spells out no foreign minister or ministry."""
    name = _name_after(sentence, at + 1) if sentence.low[at] == "fm" else []
    if not name or sentence.low[at + 1] == "," or any(word in memory.surnames or _person(word, memory.day) for word in (name[0], name[-1])):
        return False
    return name[-1] in memory.other_fms or not memory.spelled_out


def _short_form(sentence: _Sentence, at: int, memory: _Memory) -> _Voice | None:
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
            return _Voice("ministry", at, at + 1)
        if low in voices.SPOKESPERSONS and memory.spokesperson:
            return _Voice("spokesperson", at, at + 1)
    return None


def _pronoun(sentence: _Sentence, at: int, memory: _Memory) -> _Voice | None:
    """ "He" or "she" at the head of a sentence or after a quotation, where the last one to act or speak was a ministry's."""
    if memory.subject is None or sentence.low[at] not in _PERSONAL or (at and sentence.low[at - 1] not in _QUOTE_ENDS):
        return None
    return replace(memory.subject, first=at, last=at + 1, pronoun=True)


def _beside_other_office(sentence: _Sentence, at: int) -> bool:
    """Whether the title is the second half of "deputy prime minister and foreign minister"."""
    near = sentence.low[max(0, at - 5) : at + 4]
    return "dpm" in near or any(near[i : i + 3] == ("deputy", "prime", "minister") for i in range(len(near)))


def _out_of_office(sentence: _Sentence, voice: _Voice) -> bool:
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


def _grown(sentence: _Sentence, voice: _Voice) -> _Voice:
    """A ministry with its spokesperson on either side is a spokesperson."""
    first, last, low = voice.first, voice.last, sentence.low
    if voice.kind != "ministry":
        return voice
    for at in range(last, min(last + 3, len(low))):
        if low[at] in voices.SPOKESPERSONS:
            return _Voice("spokesperson", first, at + 1)
        if low[at] not in ("'s", "deputy", "chief", "principal", "official"):
            break
    for at in range(first - 1, max(-1, first - 6), -1):
        if low[at] in voices.SPOKESPERSONS:
            return _Voice("spokesperson", at, last)
        if low[at] not in ("of", "for", "the", "'s", "at", "from") and not sentence.is_name(at):
            break
    return voice


def _with_name(sentence: _Sentence, voice: _Voice, memory: _Memory) -> _Voice:
    """The voice with the name that follows its title; a title does not say in which office somebody with two of them speaks."""
    if voice.pronoun or voice.kind not in ("minister", "spokesperson"):
        return voice
    last = _name_end(sentence, voice.last)
    person = _person(sentence.low[last - 1], memory.day) if last > voice.last else None
    return replace(voice, last=last, two_hats=voice.two_hats or (person is not None and person.other_office))


def _remember(sentence: _Sentence, voice: _Voice, memory: _Memory) -> None:
    if voice.kind in ("ministry", "spokesperson"):
        memory.ministry = True
    if voice.kind == "spokesperson":
        memory.spokesperson = True
    if voice.kind in ("spokesperson", "minister"):
        name = _name_after(sentence, voice.last)
        if len(name) > 1:
            known = _Voice(voice.kind, 0, 0, voice.two_hats, voice.country)
            memory.surnames.setdefault(name[-1], known)
            memory.full_names.setdefault(name[0], (tuple(name), known))


def _name_after(sentence: _Sentence, at: int) -> list[str]:
    at += at < len(sentence.low) and sentence.low[at] == ","
    return [word for word in sentence.low[at : _name_end(sentence, at)] if word not in _HONORIFICS]


def _name_end(sentence: _Sentence, at: int) -> int:
    """Where the name that begins at the token ends (exclusive)."""
    words = 0
    while at < len(sentence.tokens) and words < _NAME_WORDS and sentence.is_name(at):
        low = sentence.low[at]
        if low in _WEEKDAYS or low in voices.SPEECH_VERBS or low in voices.CALLS or low in _PERSONAL:
            break
        words += low not in _HONORIFICS
        at += 1
    return at


def _follow_subject(sentence: _Sentence, found: list[_Voice], memory: _Memory) -> None:
    """Keeps in `memory` whom "he" or "she" will mean: a minister or spokesperson with whom a sentence begins and who is alone to act in it, for as long as the
    next sentences are quotations or begin with the pronoun."""
    acting = next((voice for voice in found if _acts(sentence, voice)), None)
    if acting is not None and (_quotation_runs_on(sentence, acting) or _BACKGROUND.search(_fold(sentence.text))):
        acting = None
    if acting is None and (memory.subject is None or not _goes_on(sentence)):
        memory.subject = None
        return
    named = {at for voice in found for at in range(_noun_phrase(sentence, voice)[0], voice.last)}
    memory.subject = None if _others_act(sentence, named, spoke=acting is not None) else acting or memory.subject


def _acts(sentence: _Sentence, voice: _Voice) -> bool:
    if voice.kind not in ("minister", "spokesperson") or sentence.low[voice.last : voice.last + 1] in (("'s",), ("and",)):
        return False
    start, preposition = _noun_phrase(sentence, voice)
    return preposition is None and (start == 0 or sentence.low[start - 1] == ",") and not _inside_quotation(sentence, voice.first)


def _quotation_runs_on(sentence: _Sentence, voice: _Voice) -> bool:
    """Whether the voice stands in a quotation that began in an earlier sentence, or one runs on into the next."""
    marks = [word for word in sentence.low[voice.last :] if word in _OPENING or word in _CLOSING]
    return marks[:1] == ["”"] or marks.count('"') % 2 == 1


def _goes_on(sentence: _Sentence) -> bool:
    return sentence.low[0] in _OPENING or sentence.low[0] in _PERSONAL or sentence.low[-1] in _CLOSING


def _others_act(sentence: _Sentence, named: set[int], *, spoke: bool) -> bool:
    """Whether anybody but the voices of the sentence (their tokens: `named`) may be its subject: a title, two words of a name, or a verb of speech by nobody
    known. What stands in quotation marks does not count."""
    quoted = False
    for at, word in enumerate(sentence.low):
        if word in _OPENING or word in _CLOSING:
            quoted = word == "“" or (word == '"' and not quoted)
        if quoted or at in named:
            continue
        if _rival(sentence, at) or (not spoke and _reports(sentence, at)):
            return True
        if (
            at
            and at - 1 not in named
            and sentence.is_name(at)
            and sentence.is_name(at - 1)
            and not {word, sentence.low[at - 1]} & _WEEKDAYS
        ):
            governed = any(low in _PREPOSITIONS for low in sentence.low[max(0, at - 4) : at - 1])
            if not governed:
                return True
    return False


def _forget(sentence: _Sentence, at: int, memory: _Memory) -> None:
    """Another body's spokesperson or another ministry takes over "the spokesperson" and "the ministry"."""
    low, before = sentence.low[at], sentence.low[at - 1] if at else ""
    if low in voices.SPOKESPERSONS and before != "the":
        memory.spokesperson = False
    if low == "ministry" and before not in ("the", "its", "their"):
        memory.ministry = False


# --- who speaks -------------------------------------------------------------------------------------------------------------


def _evidence(sentence: _Sentence, voice: _Voice, *, headline: bool) -> tuple[str, int, int] | None:
    """The rule by which the voice speaks in the sentence, and the first and last (exclusive) token of the words that show it."""
    if voice.pronoun:
        verb = None if _inside_quotation(sentence, voice.first) else _verb_from(sentence, voice.last, _PRONOUN_AHEAD)
        return (f"{voice.kind} says", voice.first, verb + 1) if verb is not None else None
    if headline and (found := _headline(sentence, voice)):
        return found
    if found := _own_statement(sentence, voice):
        return found
    start, preposition = _noun_phrase(sentence, voice)
    if preposition is not None:
        return _source(sentence, voice, preposition) or _relative(sentence, voice) or _absolute(sentence, voice, preposition)
    before = sentence.low[max(0, start - 2) : start]
    if len(before) == 2 and before[1] in voices.INVERTED_VERBS and before[0] in _QUOTE_ENDS:
        return f"{voice.kind} says", start - 1, voice.last
    if before[-1:] and before[-1] in voices.QUOTING:
        return f"{voice.kind} quoted", start - 1, voice.last
    if "neither" in before or "nor" in before:
        return None
    if before[-1:] and before[-1] in voices.TAKING_A_PERSON:
        return _relative(sentence, voice)
    verb = _verb_after(sentence, voice)
    return (f"{voice.kind} says", voice.first, verb + 1) if verb is not None else None


def _headline(sentence: _Sentence, voice: _Voice) -> tuple[str, int, int] | None:
    """ "Headline: FO", "FO: headline" and the same with a minister's name."""
    low = sentence.low
    if voice.last == len(low) and ":" in low[max(0, voice.first - 4) : voice.first]:
        return f"{voice.kind} in the headline", voice.first - 1, voice.last
    if voice.first <= 4 and low[voice.last : voice.last + 1] == (":",):
        return f"{voice.kind} in the headline", voice.first, voice.last + 1
    return None


def _own_statement(sentence: _Sentence, voice: _Voice) -> tuple[str, int, int] | None:
    """ "a Foreign Office statement", "the ministry's press release", "the minister's remarks": somebody puts words into it or quotes from it."""
    low = sentence.low
    if low[voice.last : voice.last + 1] == ("in",) and any(word in voices.STATEMENTS for word in low[voice.last + 1 : voice.last + 6]):
        return f"{voice.kind}'s statement", voice.first, min(voice.last + 6, len(low))
    for at in range(voice.last, min(voice.last + 5, len(low))):
        if low[at] in voices.STATEMENTS:
            before = low[max(0, voice.first - 6) : voice.first]
            told = "according" in before or "in" in before or "per" in before or _verb_from(sentence, at + 1, _AHEAD) is not None
            return (f"{voice.kind}'s statement", voice.first, at + 1) if told else None
        if low[at] not in ("'s", "press", "news", "weekly", "official", "joint", "latest", "media", "brief"):
            return None
    return None


def _noun_phrase(sentence: _Sentence, voice: _Voice) -> tuple[int, int | None]:
    """Where the words that belong to the voice's name begin, and the preposition that governs them (its token), if one does."""
    at = voice.first
    while at > 0 and voice.first - at < _BEHIND:
        low = sentence.low[at - 1]
        if low in _PREPOSITIONS:
            return at, at - 1
        if low == "," and sentence.low[max(0, at - 2)] not in _TITLES:
            break
        if low not in _MODIFIERS and not (sentence.is_name(at - 1) and low not in voices.SPEECH_VERBS) and low not in country_names():
            break
        at -= 1
    return at, None


def _source(sentence: _Sentence, voice: _Voice, preposition: int) -> tuple[str, int, int] | None:
    """ "according to the ministry", "in a statement issued by the ministry", "a statement from the ministry", "an official of the ministry said"."""
    low, word = sentence.low, sentence.low[preposition]
    before = low[max(0, preposition - 6) : preposition]
    if word == "to" and before[-1:] == ("according",):
        return f"according to {voice.kind}", preposition - 1, voice.last
    if word == "by" and any(token in voices.ISSUED for token in before):
        return f"statement by {voice.kind}", preposition - len(before), voice.last
    if word in ("by", "of", "from", "for", "at"):
        told = any(token in ("in", "according", "per") for token in before) or _verb_after(sentence, voice) is not None
        if told and any(token in voices.STATEMENTS for token in before[-3:]):
            return f"statement of {voice.kind}", preposition - len(before[-3:]), voice.last
        if voice.kind == "ministry" and any(token in voices.OFFICIALS or token in voices.SPOKESPERSONS for token in before[-2:]):
            verb = _verb_after(sentence, voice)
            if verb is not None:
                return "official of ministry says", preposition - 1, verb + 1
    return None


def _relative(sentence: _Sentence, voice: _Voice) -> tuple[str, int, int] | None:
    """ "met the foreign minister, who said"."""
    for at in range(voice.last, min(voice.last + 8, len(sentence.low))):
        if sentence.low[at] in ("who", "which"):
            verb = _verb_from(sentence, at + 1, 6)
            return (f"{voice.kind} says", voice.first, verb + 1) if verb is not None else None
    return None


def _absolute(sentence: _Sentence, voice: _Voice, preposition: int) -> tuple[str, int, int] | None:
    """ "..., with the foreign minister urging restraint"."""
    if sentence.low[preposition] != "with" or (preposition and sentence.low[preposition - 1] != ","):
        return None
    verb = _verb_after(sentence, voice)
    if verb is None or not sentence.low[verb].endswith("ing") or "," in sentence.low[voice.last : verb]:
        return None
    return f"{voice.kind} says", voice.first, verb + 1


def _verb_after(sentence: _Sentence, voice: _Voice) -> int | None:
    if voice.kind != "ministry" and sentence.low[voice.last : voice.last + 1] == ("'s",):
        return None
    return _verb_from(sentence, voice.last, _AHEAD)


def _verb_from(sentence: _Sentence, start: int, ahead: int) -> int | None:
    """The first reporting verb after `start` that still has the speaker for its subject."""
    low = sentence.low
    quoted = _inside_quotation(sentence, start)
    at, end = start, min(start + ahead, len(low))
    while at < end:
        word = low[at]
        if word in _CLAUSE_ENDS or _rival(sentence, at) or (quoted and word in _CLOSING):
            return None
        if word in _PRONOUNS and at > start and low[at - 1] in _QUOTE_ENDS:
            return None  # "..., he added": somebody named before
        if word in _SUBORDINATORS and low[at + 1 : at + 2] != ("well",):
            if low[at - 1] == "," and word != "that":  # ", while answering a question, said"
                at = next((comma + 1 for comma in range(at + 1, end) if low[comma] == ","), end)
            elif at + 1 < end and low[at + 1].endswith("ing"):
                at += 2
            else:
                return None
            continue
        if _reports(sentence, at) and not _unsaid(sentence, at):
            return None if _others_verb(sentence, at) else at
        at += 1
    return None


def _others_verb(sentence: _Sentence, verb: int) -> bool:
    """Whether the verb has a subject of its own, which ends the sentence: "..., said a press release", "..., officials said"."""
    if sentence.low[verb - 2 : verb - 1] == (",",) and sentence.low[verb - 1] in voices.OFFICIALS:
        return True
    after = sentence.low[verb + 1 : verb + 5]
    return (
        sentence.low[verb - 1] == ","
        and sentence.low[verb] in voices.INVERTED_VERBS
        and after[:1] in (("a",), ("an",))
        and any(word in voices.STATEMENTS for word in after)
    )


def _inside_quotation(sentence: _Sentence, at: int) -> bool:
    """Whether the token stands in a quotation that began within the words looked back at: then the verb after it has another subject."""
    before = sentence.low[max(0, at - _QUOTATION) : at]
    opened, closed = (max((i for i, word in enumerate(before) if word in marks), default=-1) for marks in (_OPENING, _CLOSING - _OPENING))
    straight = before.count('"')
    return straight % 2 == 1 if straight else opened > closed


def _reports(sentence: _Sentence, at: int) -> bool:
    low = sentence.low[at]
    if low == "briefing" and sentence.low[at - 1] in voices.BEFORE_A_BRIEFING:
        return False
    if low == "cited" and sentence.low[at + 1 : at + 2] == ("as",):
        return True
    if low not in voices.QUOTING and not low.endswith("ing") and _is_passive(sentence, at):
        return False
    if low in voices.VERBS_WITH_PARTICLE:
        return sentence.low[at + 1 : at + 2] in (("out",), ("to",), ("back",))
    if low in voices.SPEECH_VERBS:
        return not (sentence.is_name(at) and at > 0 and low.endswith("s"))
    return (
        low in voices.CALLS
        and sentence.low[at + 1 : at + 2] != ("on",)
        and any(word in voices.CALLED for word in sentence.low[at + 1 : at + 3])
    )


def _is_passive(sentence: _Sentence, at: int) -> bool:
    return any(word in _BE for word in sentence.low[max(0, at - 1 - (at > 1 and sentence.low[at - 1].endswith("ly"))) : at])


def _unsaid(sentence: _Sentence, at: int) -> bool:
    before = [word for word in sentence.low[max(0, at - 3) : at] if word not in _AUXILIARIES]
    return bool(before) and before[-1] in voices.UNSAID


def _rival(sentence: _Sentence, at: int) -> bool:
    """Somebody else's title at the token, standing as a subject: not after a preposition, not a part of "deputy prime minister"."""
    low = sentence.low
    two = f"{low[at]} {low[at + 1]}" if at + 1 < len(low) else ""
    if low[at] not in voices.RIVALS and two not in voices.RIVALS:
        return False
    for before in range(at - 1, max(-1, at - 8), -1):
        if low[before] in _PREPOSITIONS or low[before] in ("deputy", "dy"):
            return False
        if low[before] not in _MODIFIERS and not sentence.is_name(before):
            break
    return True


def _looks_back(sentence: _Sentence, last: int, day: date | None) -> bool:
    """Whether the sentence tells of words spoken before: "last month", "in 2019", "in March" in another month, "had said"."""
    text = _fold(sentence.text)
    near = sentence.low[max(0, last - 4) : last - 1]
    if _BACKGROUND.search(text) or "had" in near or (any(word in _HABITS for word in near) and ("has" in near or "have" in near)):
        return True
    return day is not None and any(_MONTHS.index(found[1]) + 1 != day.month for found in _IN_MONTH.finditer(text))


@lru_cache(maxsize=2)
def _is_foreign(text: str, home: str | None) -> bool:
    """Whether a text names another country than `home` (Pakistan, where it is not known) or a word of foreign affairs."""
    tokens = _split(text)
    others = country_names()
    for at, token in enumerate(tokens):
        for size in (1, 2, 3):
            words = " ".join(tokens[at : at + size]) if size > 1 else token
            if words in voices.FOREIGN_TOPICS or others.get(words, home or "PK") != (home or "PK"):
                return True
    return False
