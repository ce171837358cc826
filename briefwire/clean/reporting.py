"""Reporting: what a speaker does in a sentence. Evidence that the speaker's words are reported, whether they are old ones, whom "he" or "she" means next."""

import re
from datetime import date

from briefwire.about.countries import names as country_names
from briefwire.clean import voices
from briefwire.clean.sentences import CLOSING, OPENING, QUOTE_ENDS, Sentence, fold
from briefwire.clean.speakers import PERSONAL, WEEKDAYS, Memory, Voice

_BACKGROUND = re.compile(voices.BACKGROUND)
_MONTHS = "january february march april may june july august september october november december".split()
_IN_MONTH = re.compile(
    rf"\b(?:said|statement|issued|told reporters|announced|condemned)\b[^.;]{{0,40}}? (?:back )?in ({'|'.join(_MONTHS)})\b(?! \d)"
)
_AHEAD = 32  # words between a speaker and the verb
_BEHIND = 10  # words of a noun phrase before its head
_PRONOUN_AHEAD = 4
_QUOTATION = 60  # words
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
_HABITS = frozenset("repeatedly long always consistently often regularly frequently routinely traditionally historically".split())
_AUXILIARIES = frozenset("has have is was are were been being also further later then earlier again strongly categorically once".split())
_TITLES = frozenset("minister secretary spokesperson spokesman spokeswoman fm dpm".split())
_BE = frozenset("is are was were be been being".split())
_CLAUSE_ENDS = frozenset((";", "•"))
_PRONOUNS = frozenset("he she they it we i".split())
_SUBORDINATORS = frozenset("that as because although though while whereas when after before since if until nor".split())


def evidence(sentence: Sentence, voice: Voice, *, headline: bool) -> tuple[str, int, int] | None:
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
    if len(before) == 2 and before[1] in voices.INVERTED_VERBS and before[0] in QUOTE_ENDS:
        return f"{voice.kind} says", start - 1, voice.last
    if before[-1:] and before[-1] in voices.QUOTING:
        return f"{voice.kind} quoted", start - 1, voice.last
    if "neither" in before or "nor" in before:
        return None
    if before[-1:] and before[-1] in voices.TAKING_A_PERSON:
        return _relative(sentence, voice)
    verb = _verb_after(sentence, voice)
    return (f"{voice.kind} says", voice.first, verb + 1) if verb is not None else None


def looks_back(sentence: Sentence, last: int, day: date | None) -> bool:
    """Whether the sentence tells of words spoken before: "last month", "in 2019", "in March" in another month, "had said"."""
    text = fold(sentence.text)
    near = sentence.low[max(0, last - 4) : last - 1]
    if _BACKGROUND.search(text) or "had" in near or (any(word in _HABITS for word in near) and ("has" in near or "have" in near)):
        return True
    return day is not None and any(_MONTHS.index(found[1]) + 1 != day.month for found in _IN_MONTH.finditer(text))


def follow_subject(sentence: Sentence, found: list[Voice], memory: Memory) -> None:
    """Keeps in `memory` whom "he" or "she" will mean: a minister or spokesperson with whom a sentence begins and who is alone to act in it, for as long as the
    next sentences are quotations or begin with the pronoun."""
    acting = next((voice for voice in found if _acts(sentence, voice)), None)
    if acting is not None and (_quotation_runs_on(sentence, acting) or _BACKGROUND.search(fold(sentence.text))):
        acting = None
    if acting is None and (memory.subject is None or not _goes_on(sentence)):
        memory.subject = None
        return
    named = {at for voice in found for at in range(_noun_phrase(sentence, voice)[0], voice.last)}
    memory.subject = None if _others_act(sentence, named, spoke=acting is not None) else acting or memory.subject


def _headline(sentence: Sentence, voice: Voice) -> tuple[str, int, int] | None:
    """ "Headline: FO", "FO: headline" and the same with a minister's name."""
    low = sentence.low
    if voice.last == len(low) and ":" in low[max(0, voice.first - 4) : voice.first]:
        return f"{voice.kind} in the headline", voice.first - 1, voice.last
    if voice.first <= 4 and low[voice.last : voice.last + 1] == (":",):
        return f"{voice.kind} in the headline", voice.first, voice.last + 1
    return None


def _own_statement(sentence: Sentence, voice: Voice) -> tuple[str, int, int] | None:
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


def _noun_phrase(sentence: Sentence, voice: Voice) -> tuple[int, int | None]:
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


def _source(sentence: Sentence, voice: Voice, preposition: int) -> tuple[str, int, int] | None:
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


def _relative(sentence: Sentence, voice: Voice) -> tuple[str, int, int] | None:
    """ "met the foreign minister, who said"."""
    for at in range(voice.last, min(voice.last + 8, len(sentence.low))):
        if sentence.low[at] in ("who", "which"):
            verb = _verb_from(sentence, at + 1, 6)
            return (f"{voice.kind} says", voice.first, verb + 1) if verb is not None else None
    return None


def _absolute(sentence: Sentence, voice: Voice, preposition: int) -> tuple[str, int, int] | None:
    """ "..., with the foreign minister urging restraint"."""
    if sentence.low[preposition] != "with" or (preposition and sentence.low[preposition - 1] != ","):
        return None
    verb = _verb_after(sentence, voice)
    if verb is None or not sentence.low[verb].endswith("ing") or "," in sentence.low[voice.last : verb]:
        return None
    return f"{voice.kind} says", voice.first, verb + 1


def _verb_after(sentence: Sentence, voice: Voice) -> int | None:
    if voice.kind != "ministry" and sentence.low[voice.last : voice.last + 1] == ("'s",):
        return None
    return _verb_from(sentence, voice.last, _AHEAD)


def _verb_from(sentence: Sentence, start: int, ahead: int) -> int | None:
    """The first reporting verb after `start` that still has the speaker for its subject."""
    low = sentence.low
    quoted = _inside_quotation(sentence, start)
    at, end = start, min(start + ahead, len(low))
    while at < end:
        word = low[at]
        if word in _CLAUSE_ENDS or _rival(sentence, at) or (quoted and word in CLOSING):
            return None
        if word in _PRONOUNS and at > start and low[at - 1] in QUOTE_ENDS:
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


def _others_verb(sentence: Sentence, verb: int) -> bool:
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


def _inside_quotation(sentence: Sentence, at: int) -> bool:
    """Whether the token stands in a quotation that began within the words looked back at: then the verb after it has another subject."""
    before = sentence.low[max(0, at - _QUOTATION) : at]
    opened, closed = (max((i for i, word in enumerate(before) if word in marks), default=-1) for marks in (OPENING, CLOSING - OPENING))
    straight = before.count('"')
    return straight % 2 == 1 if straight else opened > closed


def _reports(sentence: Sentence, at: int) -> bool:
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


def _is_passive(sentence: Sentence, at: int) -> bool:
    return any(word in _BE for word in sentence.low[max(0, at - 1 - (at > 1 and sentence.low[at - 1].endswith("ly"))) : at])


def _unsaid(sentence: Sentence, at: int) -> bool:
    before = [word for word in sentence.low[max(0, at - 3) : at] if word not in _AUXILIARIES]
    return bool(before) and before[-1] in voices.UNSAID


def _rival(sentence: Sentence, at: int) -> bool:
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


def _acts(sentence: Sentence, voice: Voice) -> bool:
    if voice.kind not in ("minister", "spokesperson") or sentence.low[voice.last : voice.last + 1] in (("'s",), ("and",)):
        return False
    start, preposition = _noun_phrase(sentence, voice)
    return preposition is None and (start == 0 or sentence.low[start - 1] == ",") and not _inside_quotation(sentence, voice.first)


def _quotation_runs_on(sentence: Sentence, voice: Voice) -> bool:
    """Whether the voice stands in a quotation that began in an earlier sentence, or one runs on into the next."""
    marks = [word for word in sentence.low[voice.last :] if word in OPENING or word in CLOSING]
    return marks[:1] == ["”"] or marks.count('"') % 2 == 1


def _goes_on(sentence: Sentence) -> bool:
    return sentence.low[0] in OPENING or sentence.low[0] in PERSONAL or sentence.low[-1] in CLOSING


def _others_act(sentence: Sentence, named: set[int], *, spoke: bool) -> bool:
    """Whether anybody but the voices of the sentence (their tokens: `named`) may be its subject: a title, two words of a name, or a verb of speech by nobody
    known. What stands in quotation marks does not count."""
    quoted = False
    for at, word in enumerate(sentence.low):
        if word in OPENING or word in CLOSING:
            quoted = word == "“" or (word == '"' and not quoted)
        if quoted or at in named:
            continue
        if _rival(sentence, at) or (not spoke and _reports(sentence, at)):
            return True
        if at and at - 1 not in named and sentence.is_name(at) and sentence.is_name(at - 1) and not {word, sentence.low[at - 1]} & WEEKDAYS:
            governed = any(low in _PREPOSITIONS for low in sentence.low[max(0, at - 4) : at - 1])
            if not governed:
                return True
    return False
