"""Clauses: whether words can be a clause, and whether they only set a scene. By the forms of words alone."""

from briefwire.statements import words
from briefwire.statements.phrases import is_adverb, is_past
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import Form, forms

_LEAST, _LONG = 3, 15  # tokens of a clause; of one that is taken for a clause though no verb was recognised
_SHORT_SETTING, _SETTING = 5, 12  # tokens of "six months ago"; of "in a statement on the raid"
_NEAR = 16  # tokens from the beginning of a clause within which its verb stands
_BEFORE_A_NOUN = words.DETERMINERS | words.PREPOSITIONS | {"'s"}
_OTHER_CLAUSE = words.SUBORDINATORS - words.PREPOSITIONS | {"as"}
_OPENERS = frozenset("asked speaking addressing responding commenting while when after during".split())


def is_clause(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words can be what somebody said, and not only when or where: long, or with a verb."""
    low = sentence.low
    return last - first >= _LEAST and (
        last - first >= _LONG
        or low[first] in words.PERSONAL
        or any(low[at] in words.AUXILIARIES or verbal(sentence, at) for at in range(first, last))
    )


def is_setting(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words only set the scene: "In a statement", "Asked about the raid", "On Monday"."""
    low = sentence.low[first]
    if low in words.SUBSTANCE:
        return last - first == 1
    if last - first < _SHORT_SETTING and (sentence.low[last - 1] in words.TIMES or sentence.low[last - 1] in ("ago", "earlier", "later")):
        return True
    if first + 1 < last and low in words.SETTINGS and sentence.low[first + 1].endswith("ing"):
        return True
    if low in words.SETTINGS or low in words.TIMES or is_adverb(sentence, first):
        return last - first < _SETTING or low in _OPENERS
    return low.endswith("ing") and last - first < _SETTING


def verb_follows(sentence: Sentence, start: int) -> bool:
    """Whether a noun phrase begins at the token and a verb of its own comes after it, as in a clause."""
    low, size = sentence.low, len(sentence)
    if low[start] in words.PERSONAL or low[start] in ("there", "if", "when", "while", "although", "once"):
        return True
    if low[start] in words.PREPOSITIONS:
        return False
    for at in range(start + 1, min(size, start + _NEAR)):
        if low[at] in words.AUXILIARIES or low[at] == QUOTATION:
            return True
        if low[at] in (";", "that", ":", ",", "(") or low[at] in words.RELATIVES or low[at] in _OTHER_CLAUSE:
            return False
        after_a_noun = at > start + 1 or sentence.is_name(start) or low[start].endswith("s")
        if after_a_noun and verbal(sentence, at) and low[at - 1] not in _BEFORE_A_NOUN:
            written = forms().get(low[at])
            if (
                (written is not None and written.form is Form.PAST)
                or low[at].endswith("ed")
                or low[at] in words.PASTS
                or _singular_before(sentence, at)
            ):
                return True
    return False


def verbal(sentence: Sentence, at: int) -> bool:
    """Whether the token is written like a verb: also many nouns are."""
    word = sentence.low[at]
    return not sentence.is_name(at) and (
        word.endswith(("ed", "es")) or word in forms() or (word.endswith("s") and len(word) > 3) or word in words.PASTS
    )


def _singular_before(sentence: Sentence, at: int) -> bool:
    """ "the river restricts": a form in -s after a singular noun or a name."""
    return sentence.low[at].endswith("s") and not sentence.low[at - 1].endswith("s") and sentence.is_name(at - 1)


def first_verb(sentence: Sentence, start: int, end: int) -> int:
    """The first token that can be a clause's verb; `end` where there is none."""
    low = sentence.low
    return next(
        (
            at
            for at in range(start, end)
            if low[at] in words.AUXILIARIES or low[at] == QUOTATION or is_past(sentence, at) or _finite(low[at])
        ),
        end,
    )


def _finite(word: str) -> bool:
    written = forms().get(word)
    return written is not None and written.form is not Form.ING and not written.doubtful
