"""Parts: reported words as they are counted, every quotation that stands for itself apart."""

from collections.abc import Iterator

from briefwire.statements.cues import Cue
from briefwire.statements.phrases import Span
from briefwire.statements.report import Report
from briefwire.statements.text import QUOTATION, Sentence

LEAST_WORDS = 2  # tokens of an indirect statement before its cue or source
_COLON = 30  # tokens of a clause that announces a quotation
_BEHIND_A_QUOTATION = frozenset((",", "on", "in", "at", "during", "after", "when", "as", "to", "about", "while"))
_JOINTS = frozenset((",", "and", "but", "—", "–", "-", "--", ";", ":", "while"))


def parts(sentence: Sentence, start: int, end: int) -> Iterator[Span]:
    """The content as it is counted: a quotation that stands for itself alone, without what the reporter adds behind it; else all as one."""
    low = sentence.low
    if low[start] == QUOTATION and end > start + 1 and sentence.quotations[start].whole:
        quotation = sentence.quotations[start]
        following = low[start + 1]
        if following == QUOTATION:
            yield from ((at, at + 1) for at in range(start, end) if low[at] == QUOTATION)
            return
        if (quotation.capital and quotation.words > 3) or quotation.last in ".!?," or following in _BEHIND_A_QUOTATION:
            yield (start, start + 1)
            return
    quoted = sentence.quotations.get(end - 1)
    if quoted is not None and quoted.whole and start < end - 2 < start + _COLON and low[end - 2] == ":":
        yield (start, end - 2)
        yield (end - 1, end)
        return
    yield (start, end)


def parts_before(sentence: Sentence, span: Span, cue: Cue, subject: Span | None) -> Iterator[Report]:
    """What stands before its cue: quotations one by one, else all of it as one."""
    first, last = span
    while first < last and sentence.low[first] in _JOINTS:
        first += 1
    closing = sentence.quotations.get(last - 1)
    rule = rule_before(cue)
    if closing is not None and closing.whole and (closing.capital or last - 1 == first):
        quoted = [at for at in range(first, last) if at in sentence.quotations and sentence.quotations[at].whole]
        for at in quoted if len(quoted) == last - first else [last - 1]:
            yield Report(at, at + 1, (cue.first, cue.last), subject, rule)
    elif last - first >= LEAST_WORDS or (closing is not None and last > first):
        yield Report(first, last, (cue.first, cue.last), subject, rule)


def rule_before(cue: Cue) -> str:
    """The name of the rule by which words before a cue are its content."""
    return "says, inverted" if cue.inverted else "it was said" if cue.passive else "says, after"
