"""Beginnings: where the words that follow a cue begin to be the speaker's."""

from briefwire.statements import words
from briefwire.statements.clauses import first_verb, verb_follows
from briefwire.statements.cues import Cue
from briefwire.statements.phrases import is_adverb, is_past, noun, phrase_after, setting_after
from briefwire.statements.speaking import can_speak
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import Form, forms

Opening = tuple[int, int]  # the first token of the content, and the end (exclusive) of the cue's own words

_ENDS = frozenset((".", "!", "?", ";", ")", "]"))
_HELD = frozenset(
    "hope hopes concern concerns belief confidence view fear fears conviction optimism regret doubt doubts opinion desire".split()
)
# After these a clause needs no verb that we recognise.
_PLAIN = frozenset(("say", "tell", "think", "believe", "note", "insist", "argue", "hope"))
_INSERTION = 14  # tokens
_MEANWHILE = frozenset("while when after before".split())
_NO_CONTENT = frozenset("little nothing much enough goodbye hello".split())  # "said nothing about the raid" tells of no statement
_BEFORE_A_SUBJECT = frozenset("which that whatever whom what how who".split())


def beginning(sentence: Sentence, cue: Cue) -> Opening | None:
    """Where the content after a cue begins and where the cue ends. None: nothing is reported after it."""
    frames = cue.verb.frames
    if sentence.word(cue.last) in cue.verb.prepositions:
        return _after_preposition(sentence, cue)
    if "listener" in frames and (found := _told(sentence, cue)):
        return found
    if _relative_object(sentence, cue):
        frames = frames & {"clause", "view"}
    if found := _about_somebody(sentence, cue, frames):
        return found
    if cue.subject is not None and sentence.word(cue.subject[0] - 1) == "as" and sentence.word(cue.last) == "," and "clause" in frames:
        return (cue.last + 1, cue.last)  # "As the minister explained, ..."
    speaks = frames & {"clause", "that", "quoting", "view", "listener", "party"}
    if speaks and (found := _clause(sentence, cue.last, cue, that_needed=not frames & {"clause", "view"})):
        return found
    if (
        "infinitive" in frames
        and sentence.word(cue.last) == "to"
        and _may_be_a_verb(sentence.word(cue.last + 1))
        and cue.form is not Form.BASE
        and not _about_a_noun(sentence, cue)
    ):
        return (cue.last, cue.last)
    return _object(sentence, cue) if "object" in frames else None


def _after_preposition(sentence: Sentence, cue: Cue) -> Opening | None:
    """ "called for", "pointed out that", "hit out at"."""
    at, after = cue.last, cue.last + 1
    word = sentence.low[at]
    if word == "out" and sentence.word(after) in ("against", "at", "to"):
        after += 1
    if cue.verb.base == "point" and word == "out":
        return _clause(sentence, after, cue, that_needed=False)
    if cue.verb.base == "call" and word in ("on", "upon") and not _asked_to(sentence, after):
        return None  # a visit
    if cue.verb.base == "express" and sentence.word(after) in ("over", "at", "about"):
        return (after + 1, after)
    return (after, after) if _opens_an_object(sentence, after, any_word=True) else None


def _only_called(sentence: Sentence, at: int) -> bool:
    """Whether after whom was called nothing tells what he was called: on the telephone."""
    after = at + 1 if sentence.low[at] in words.PERSONAL | {"him", "them", "me", "us"} else phrase_after(sentence, at)
    if after > at + 1 and not all(sentence.is_name(near) for near in range(at, after)):
        return False
    return sentence.word(after) in words.TIMES | {"to", "", ".", "after", "before", "when", "and", "on"} and sentence.low[at] != QUOTATION


def _may_be_a_verb(word: str) -> bool:
    return word.isalpha() or word == QUOTATION


def _asked_to(sentence: Sentence, at: int) -> bool:
    """Whether soon "to" comes with a verb, as far as the next word tells."""
    to = next((near for near in range(at, min(at + 25, len(sentence) - 1)) if sentence.low[near] == "to"), None)
    if to is None:
        return False
    return not (sentence.low[to + 1] in words.DETERMINERS or sentence.low[to + 1].endswith("ing") or sentence.is_name(to + 1))


def _about_somebody(sentence: Sentence, cue: Cue, frames: frozenset[str]) -> Opening | None:
    """ "accused Kabul of", "briefed on", "condemned as “illegal” the new law"."""
    at = cue.last
    word = sentence.word(at)
    if cue.verb.base == "ask" and {"question", "questions"} & set(sentence.low[at : at + 5]):
        return None
    if "party" in frames and word != "that" and _opens_an_object(sentence, at):
        return None if cue.verb.base == "call" and _only_called(sentence, at) else (at, at)
    if "directive" in frames and _opens_an_object(sentence, at) and _asked_to(sentence, at):
        return (at, at)
    if cue.verb.base in ("brief", "apprise") and word in ("on", "about", "of"):
        return (at, at)
    if "object" in frames and word == "as" and sentence.word(at + 1) == QUOTATION:
        return (at, at)
    return None


def _object(sentence: Sentence, cue: Cue) -> Opening | None:
    """ "condemned in the strongest terms the attack", "expressed the hope that"."""
    low, size = sentence.low, len(sentence)
    timed = sentence.word(cue.last) in words.TIMES | {"in", "on", "this", "last", "next"}  # "announced Tuesday a plan"
    start = setting_after(sentence, cue.last) if timed else cue.last
    held = next((at for at in range(start, min(start + 4, size - 2)) if low[at] in _HELD and low[at + 1] == "that"), None)
    if held is not None:
        return (held + 2, held + 2)
    if (cue.verb.base == "cite" and _names_a_source(sentence, start)) or sentence.word(start) in ("it", "you"):
        return None
    if {"later", "ago"} & set(low[start + 1 : start + 4]):
        return None  # "reported a few days later"
    fits = not cue.verb.objects or cue.verb.objects & set(low[start : start + 12])
    return (start, cue.last) if fits and _opens_an_object(sentence, start) else None


def _names_a_source(sentence: Sentence, at: int) -> bool:
    """ "citing two officials": whom a report has it from."""
    end = phrase_after(sentence, at) if at < len(sentence) else at
    return end > at and not sentence.is_name(end - 1) and can_speak(sentence, (at, end))


def _relative_object(sentence: Sentence, cue: Cue) -> bool:
    """Whether the object stands before the subject: "a plan which the president praised"."""
    return cue.subject is not None and sentence.word(cue.subject[0] - 1) in _BEFORE_A_SUBJECT


def _about_a_noun(sentence: Sentence, cue: Cue) -> bool:
    """Whether subject and verb belong to the noun before them: "the target | it pledged to reach"."""
    if cue.subject is None or cue.subject[0] < 2 or sentence.low[cue.subject[0]] not in words.PERSONAL:
        return False
    before, farther = sentence.low[cue.subject[0] - 1], sentence.low[cue.subject[0] - 2]
    return noun(sentence, cue.subject[0] - 1) and before not in ("'s", ")") and farther[0].isalpha() and farther not in words.CONJUNCTIONS


def _told(sentence: Sentence, cue: Cue) -> Opening | None:
    """After "told", "informed": over the listener to the clause, the quotation or "to"."""
    low, size = sentence.low, len(sentence)
    at = cue.last
    if at >= size:
        return None
    short = low[at] in ("him", "her", "them", "it", "us", "me", "you") or low[at] in words.AUDIENCES
    listener = at if low[at] == "that" else at + 1 if short else phrase_after(sentence, at)
    if listener == at and low[at] != "that":
        return None
    start = setting_after(sentence, listener)
    if start < size and low[start] in ("to", "of", "about") and listener == start and cue.verb.base != "convince":
        return (start + (low[start] != "to"), listener)
    return _clause(sentence, start, cue, that_needed=False, cue_end=listener)


def _clause(sentence: Sentence, at: int, cue: Cue, *, that_needed: bool, cue_end: int | None = None) -> Opening | None:
    """A clause or a quotation at the token, or after a setting and a comma or colon."""
    low, size = sentence.low, len(sentence)
    end = cue.last if cue_end is None else cue_end
    start = _that_after_a_setting(sentence, _over_an_insertion(sentence, setting_after(sentence, at)), cue)
    if start + 1 >= size and sentence.word(start) != QUOTATION:
        return None
    word = low[start]
    if word == "that":
        if cue.verb.frames == {"quoting"} and start != cue.last:
            return None
        return _that_clause(sentence, start, at, cue, end)
    if word in words.DASHES or word in (",", ":"):
        return _after_a_mark(sentence, start, cue, end)
    if word == QUOTATION:
        return (start, end) if _said(sentence, start, apart=start > at, whole=that_needed) else None
    if that_needed or _no_clause(sentence, start, cue):
        return None
    plain = cue.verb.base in _PLAIN or (cue.verb.base == "add" and _verb_before_a_mark(sentence, start))
    return (start, end) if plain or verb_follows(sentence, start) else None


def _verb_before_a_mark(sentence: Sentence, start: int) -> bool:
    """Whether a verb stands anywhere before the next mark: "added around nine mills in the valley | were shut"."""
    mark = next((at for at in range(start, len(sentence)) if sentence.low[at] in (",", ":", QUOTATION)), len(sentence))
    return first_verb(sentence, start, mark) < mark


def _said(sentence: Sentence, at: int, *, apart: bool, whole: bool) -> bool:
    """Whether a quotation is something said and no title. `apart`: a setting parts it from its cue; `whole`: no fragment will do."""
    quotation = sentence.quotations[at]
    if (quotation.titled and not quotation.whole) or sentence.low[at - 1] in ("'s", "the"):
        return False
    return quotation.whole and quotation.words > 3 if apart else quotation.whole or not whole


def _no_clause(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Whether no clause can begin at the token: "easier said than done", "said while visiting", "said little about", "conceded when the polls closed"."""
    word, following = sentence.low[at], sentence.word(at + 1)
    if word in ("and", "or", "but", "as", "so", "than", "by") or not (word[0].isalnum() or word in "‘'($£€"):
        return True
    if word in _NO_CONTENT and (following in words.PREPOSITIONS - {"of"} or following in (",", ".")):
        return True
    if word == "almost" and following in _NO_CONTENT:
        return True
    if word in _MEANWHILE and is_adverb(sentence, min(at + 1, len(sentence) - 1)):
        following = sentence.word(at + 2)
    if word in _MEANWHILE and (following.endswith("ing") or (word in ("when", "while") and cue.verb.base not in _PLAIN | {"ask"})):
        return True
    return "view" in cue.verb.frames and at == cue.last and word in words.PREPOSITIONS


def _that_clause(sentence: Sentence, that: int, at: int, cue: Cue, end: int) -> Opening | None:
    """ "said that the talks"; with a verb right behind it "that" is a pronoun: "said that was a mistake", but "went to the firm that owns"."""
    if sentence.word(that + 1) not in words.AUXILIARIES - {"being", "having"} and sentence.word(that + 1) != "'s":
        return (that + 1, that + 1 if that == at else end)
    return (that, end) if that == cue.last and cue.verb.frames & {"clause", "view"} and not forms()[sentence.low[cue.at]].doubtful else None


def _that_after_a_setting(sentence: Sentence, at: int, cue: Cue) -> int:
    """ "said for the first time that", "announced on the floor of the house that": "that" behind prepositions and their nouns, if it stands there."""
    low = sentence.low
    first, second = sentence.word(at), sentence.word(at + 1)
    if first == "to" and not (
        second in words.DETERMINERS | {"me", "us", "him", "her", "them"} or sentence.is_name(min(at + 1, len(low) - 1))
    ):
        return at  # an infinitive
    if first not in words.PREPOSITIONS and (at == cue.last or first in words.DETERMINERS):
        return at
    for near in range(at, min(at + _INSERTION, len(sentence))):
        if low[near] == "that":
            return near if near + 1 < len(low) and verb_follows(sentence, near + 1) else at  # not "a question about crews that wait"
        if (
            not low[near][0].isalnum()
            or low[near] in words.AUXILIARIES | words.PERSONAL | words.SUBORDINATORS - words.PREPOSITIONS
            or low[near] in forms()
            or is_past(sentence, near)
        ):
            return at
    return at


def _over_an_insertion(sentence: Sentence, at: int) -> int:
    """ "said, in a statement, that": the token after the second comma, if "that" or a quotation stands there."""
    following = sentence.word(at + 1)
    if sentence.word(at) != "," or not (following in words.PREPOSITIONS | {"though", "however"} or following.endswith("ing")):
        return at
    close = next((token for token in range(at + 2, min(at + _INSERTION, len(sentence))) if sentence.low[token] == ","), at)
    return close + 1 if close > at and sentence.word(close + 1) in ("that", QUOTATION) else at


def _after_a_mark(sentence: Sentence, mark: int, cue: Cue, end: int) -> Opening | None:
    """ "said: “...”", "said, “...”", "said, that", "said, India must"."""
    word, following = sentence.low[mark], sentence.word(mark + 1)
    if following == QUOTATION:
        quotation = sentence.quotations[mark + 1]
        if quotation.words > 1 and (quotation.whole or sentence.word(mark + 2) != ","):
            return (mark + 1, end)
    if word == ":":
        return (mark + 1, end) if cue.verb.frames != {"quoting"} else None
    if word == "," and following == "that":
        return (mark + 2, end)
    first_in_sentence = cue.subject is None or cue.subject[0] == 0 or sentence.low[cue.subject[0] - 1] in words.SUBORDINATORS
    clause = "clause" in cue.verb.frames and mark == cue.last and not first_in_sentence
    return (mark + 1, end) if word == "," and clause and mark + 1 < len(sentence) and sentence.is_name(mark + 1) else None


def _opens_an_object(sentence: Sentence, at: int, *, any_word: bool = False) -> bool:
    """Whether an object can begin here: no end, no preposition, no second verb. `any_word`: after a preposition, where less is asked."""
    low = sentence.word(at)
    if low == QUOTATION:
        return True
    if not low or not (low[0].isalnum() or low in ("‘", "'", "$", "£", "€")):
        return False
    if any_word:
        return (low not in words.CONJUNCTIONS or low in words.SUBORDINATORS) and low not in ("in", "on", "at", "with", "by")
    if low in ("how", "what", "why", "whether"):
        return True
    if low in _NO_OBJECT or (low in words.PERSONAL and low not in ("it", "you")):
        return False
    return not is_adverb(sentence, at) or low in ("himself", "herself", "itself", "themselves", "once", "even")


_NO_OBJECT = words.PREPOSITIONS | words.CONJUNCTIONS | words.AUXILIARIES | words.RELATIVES | {"to", "that", "as"}
