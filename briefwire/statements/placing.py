"""Placing: the cue after what was said, or in the middle of it."""

from briefwire.statements import words
from briefwire.statements.clauses import is_clause, is_setting, verb_follows, verbal
from briefwire.statements.cues import Cue
from briefwire.statements.endings import ending
from briefwire.statements.phrases import Span, phrase_after, setting_after
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import forms

_MARKS = words.DASHES | {",", QUOTATION, "?", "!"}
_SETTING_STARTS = (words.PREPOSITIONS | words.SUBORDINATORS) - {"of", "for", "about", "against", "with", "over"}
_MEANWHILE = frozenset("as after before while when during".split())
_CONDITIONS = frozenset("if instead unless without whether".split())
_UNFINISHED = frozenset(
    "of to from for with at by like as than into and but or because that if including also the a an".split()
)  # no clause ends with these
_SPEAKS = frozenset(("clause", "quoting", "listener"))


def said_before(sentence: Sentence, cue: Cue, floor: int) -> Span | None:
    """The words before the cue that it reports, "..., he said" and "“...” said the minister": from `floor` to the comma or mark. None where the cue's own
    content follows it."""
    low, size = sentence.low, len(sentence)
    close, after = _sides(cue)
    if close <= floor or low[close - 1] not in _MARKS or not _can_follow(sentence, cue, close, floor):
        return None
    end = close - (low[close - 1] != QUOTATION)
    if low[end - 1] == "," and end - 1 > floor:
        end -= 1
    if end <= floor:
        return None
    stop = over_listener_and_setting(sentence, cue, after)
    following = low[stop] if stop < size else "."
    if low[end - 1] == QUOTATION:
        return None if following == ":" else (floor, end)
    if not is_clause(sentence, floor, end) and QUOTATION not in low[floor:end]:
        return None
    if low[floor] in _MEANWHILE and "," not in low[floor:end] and is_setting(sentence, floor, end):
        return None
    if following in (".", "!", "?", ";") or (cue.inverted and following in words.RELATIVES):
        return (floor, end)
    if is_setting(sentence, floor, end):
        return None
    if following == ",":
        quoted = sentence.quotations.get(stop + 1)
        return None if quoted is not None and quoted.capital else (floor, end)
    sets = (sentence.word(after) in _SETTING_STARTS or following in _MEANWHILE) and sentence.word(after) not in cue.verb.prepositions
    content_behind = any(later.whole for at, later in sentence.quotations.items() if at >= after)
    return (floor, end) if sets and not content_behind and not {":", "that"} & set(low[after:]) else None


def _sides(cue: Cue) -> Span:
    """Where what was said ends and where the words after the cue begin; (0, 0) for a cue that has no side before it."""
    if cue.inverted and cue.subject is not None:
        return (cue.at, cue.subject[1])
    if cue.passive:
        return (cue.first, cue.last)
    return (cue.subject[0], cue.last) if cue.subject is not None else (0, 0)


def _can_follow(sentence: Sentence, cue: Cue, close: int, floor: int) -> bool:
    """Whether the verb may stand after what was said, and the quotation before it, if there is one, is something said and no title."""
    frames = cue.verb.frames
    if cue.subject is not None and not cue.inverted and words.RELATIVES & set(sentence.low[cue.subject[1] : cue.at]):
        return False  # "..., a bully who has pledged"
    quotation = sentence.quotations.get(close - 1)
    if quotation is None:
        return bool(frames & {"clause", "listener"} and cue.verb.base != "agree") or cue.verb.base in ("think", "believe")
    if not frames & _SPEAKS and cue.verb.base not in ("think", "believe", "know"):
        return False
    if close - 1 > floor and quotation.words < 6 and is_setting(sentence, floor, close):
        return False
    title = close - 2 >= floor and sentence.low[close - 2] == "'s" and quotation.words < 5
    return not title and (quotation.whole or quotation.last == ",")


def over_listener_and_setting(sentence: Sentence, cue: Cue, at: int) -> int:
    """Where the words end that tell to whom, when and where: "told reporters | in Paris on Friday"."""
    if "listener" in cue.verb.frames and not cue.inverted and at < len(sentence) and sentence.low[at] != ",":
        at = at + 1 if sentence.low[at] in ("him", "her", "them") else max(at, phrase_after(sentence, at))
    return setting_after(sentence, at) if at < len(sentence) else len(sentence)


def around(sentence: Sentence, cue: Cue, floor: int) -> Span | None:
    """The whole of a sentence into which its cue is put: "The risk, he said, is a clash" (with the cue), "In many cases, officials say, they were told"
    (what follows). None where the cue stands otherwise."""
    low = sentence.low
    if cue.subject is None or cue.passive or not cue.verb.frames & {"clause", "listener"}:
        return None
    first, after = _sides(cue)
    if first - 1 <= floor or low[first - 1] != "," or QUOTATION in low[floor:first]:
        return None
    if not cue.inverted and "clause" in cue.verb.frames and _goes_on(sentence, cue.last, floor):
        return (floor, ending(sentence, cue.last, cue))
    comma = over_listener_and_setting(sentence, cue, after)
    if comma + 2 >= len(sentence) or low[comma] != ",":
        return None
    following = low[comma + 1]
    if is_setting(sentence, floor, first - 1):
        opens = verb_follows(sentence, comma + 1) and not following.endswith("ing") and following != "that"
        return (comma + 1, ending(sentence, comma + 1, cue)) if opens else None
    if following in words.PERSONAL and not is_clause(sentence, floor, first - 1):
        return (comma + 1, ending(sentence, comma + 1, cue))  # "Many days, former clerks said, she would stay"
    if following not in words.AUXILIARIES:
        if low[first - 2] in _UNFINISHED:
            return (floor, ending(sentence, comma + 1, cue))
        parted = (verbal(sentence, comma + 1) and following not in forms()) or low[first - 2] in words.AUXILIARIES
        if not parted or is_clause(sentence, floor, first - 1):
            return None
    end = ending(sentence, comma + 1, cue)
    return (floor, end) if end > comma + 1 else None


def _goes_on(sentence: Sentence, at: int, floor: int) -> bool:
    """ "The treaty, he said was regarded as", "Instead of blaming others, he said India should": no comma after the cue."""
    word = sentence.word(at)
    return word in words.AUXILIARIES or (sentence.low[floor] in _CONDITIONS and word != "that" and word != "" and word[0].isalnum())
