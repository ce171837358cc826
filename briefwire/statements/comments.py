"""Comments: where behind a comma or a dash the reporter goes on about what was said."""

from briefwire.statements import words
from briefwire.statements.clauses import first_verb
from briefwire.statements.phrases import is_past
from briefwire.statements.text import Sentence
from briefwire.statements.verbs import Form, forms

_ON_A_DASH = frozenset("a an which who claims something but and although though".split())
_REMARK = frozenset("a an all though although even something".split())  # after a dash the reporter's own
_ASIDES = frozenset(("a", "an", "despite", "while"))
_WORDS_OF_OTHERS = frozenset("something remarks comments claims accusations allegations".split())
_MOVES = frozenset("move step sign bid gesture nod shift reversal reference swipe".split())
_CLAIMS = frozenset(
    """
claim claims charge charges accusation accusations allegation allegations move assertion reference sentiment swipe dig message comment comments remark remarks
stance suggestion pledge promise argument indictment prediction proposal idea
    """.split()
)


def comments(sentence: Sentence, at: int) -> bool:
    """Whether behind a comma the reporter goes on about what was said: ", a claim Kabul denies", ", in a rare move", ", compared with", ", as have others"."""
    low, first, following = sentence.low, sentence.word(at), sentence.word(at + 1)
    if first in _WORDS_OF_OTHERS or (first == "as" and following in words.AUXILIARIES):
        return True
    if first in ("referring", "alluding"):
        return following == "to"
    if first == "in" and following in ("a", "an"):
        return bool(_MOVES & set(low[at + 2 : at + 5]))
    return _compares(sentence, at) or (first in ("a", "an", "the", "one") and _names_what_was_said(sentence, at))


def _compares(sentence: Sentence, at: int) -> bool:
    """ ", compared with last year", ", more than half of", ", up from"."""
    first, following = sentence.word(at), sentence.word(at + 1)
    if first in ("up", "down", "well"):
        return bool({"from", "above", "below"} & set(sentence.low[at + 1 : at + 4]))
    if first == "compared":
        return following in ("with", "to")
    return following == "than" and (first in ("more", "less") or (first.endswith("er") and first not in ("rather", "other")))


def _names_what_was_said(sentence: Sentence, at: int) -> bool:
    """ "an extraordinary charge", "the first such claim"."""
    for near in range(at + 1, min(at + 4, len(sentence))):
        if sentence.low[near] in _CLAIMS:
            return True
        if not sentence.low[near][0].isalpha() or sentence.low[near] in words.PREPOSITIONS:
            return False
    return False


def comment_outweighs(sentence: Sentence, at: int, start: int, *, verbless: bool) -> bool:
    """Whether from the comma to the end a relative clause or an apposition follows that is longer than what was said: ", which was brought by an envoy who"."""
    if sentence.low[at] != "," and sentence.low[at] not in words.DASHES:
        return False
    low, following = sentence.low, sentence.word(at + 1)
    relative = (
        following in words.RELATIVES
        or following in ("whose", "whom")
        or (following == "where" and not verbless)
        or low[at + 2 : at + 4] in (["of", "whom"], ["of", "which"])
    )
    if not (relative or following in _ASIDES) or len(low) - at - 2 <= at - start:
        return False
    if not verbless and low[start] not in words.PERSONAL and first_verb(sentence, start, at) == at:
        return False
    later = [near for near in range(at + 2, len(low) - 1) if low[near] == "," or low[near] in words.DASHES]
    if relative and verbless:  # to the end, and not before the verb of what was said
        return not any(low[near + 1] in words.AUXILIARIES or is_past(sentence, near + 1) for near in later)
    return not later


def remarks(sentence: Sentence, dash: int) -> bool:
    """Whether behind a dash the reporter goes on: " — a charge Kabul denies", " – though he gave no date", " - noting that"."""
    following = sentence.word(dash + 1)
    if following in _REMARK and not words.DASHES & set(sentence.low[dash + 1 :]):
        return True
    written = forms().get(following)
    if written is not None and written.form is Form.ING and "clause" in written.verb.frames:
        return True
    return following in _ON_A_DASH and any(word in _CLAIMS for word in sentence.low[dash + 1 : dash + 5])
