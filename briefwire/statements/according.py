"""According to: a source named by a preposition, before or behind what it reports."""

from collections.abc import Iterator

from briefwire.statements import words
from briefwire.statements.cues import Cue
from briefwire.statements.endings import ending
from briefwire.statements.parts import LEAST_WORDS, parts
from briefwire.statements.phrases import phrase_after
from briefwire.statements.report import Report
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.verbs import Form, forms

_REACH = 15  # tokens behind the source's name within which the comma stands


def according(sentence: Sentence, at: int, floor: int) -> Iterator[Report]:
    """ "According to the ministry, ..." and "..., according to the ministry": the token `at` is "according"."""
    low, size = sentence.low, len(sentence)
    end = phrase_after(sentence, at + 2, apposition=True)
    if end <= at + 2:
        return
    if not (_leads(sentence, at, floor) or _depends(sentence, at, floor, end)):
        yield from _behind(sentence, at, floor, end)
        return
    comma = next((token for token in range(end, min(end + _REACH, size)) if low[token] in (",", ":")), size)
    if comma + 1 >= size:
        return
    cue = Cue(forms()["said"].verb, Form.PAST, at, at, at + 2, (at + 2, end))
    for first, last in parts(sentence, comma + 1, ending(sentence, comma + 1, cue)):
        if last > first:
            yield Report(first, last, (at, at + 2), (at + 2, end), "according to, before")


def _leads(sentence: Sentence, at: int, floor: int) -> bool:
    """Whether the source stands before what it reports."""
    before = sentence.word(at - 1)
    if at == floor or before in ("but", "and", ":"):
        return True
    if before == ",":
        return at - floor < 6 and sentence.low[floor] in words.SETTINGS
    return at - floor < 2 and before != QUOTATION


def _depends(sentence: Sentence, at: int, floor: int, end: int) -> bool:
    """Whether a clause that depends on what follows the source stands before it: "While most were old, according to an official, two were not"."""
    front = sentence.low[floor : at - 1]
    return bool(front) and front[0] in ("while", "although", "though") and "," not in front and sentence.word(end) == ","


def _behind(sentence: Sentence, at: int, floor: int, end: int) -> Iterator[Report]:
    low = sentence.low
    last = at - (low[at - 1] != QUOTATION)
    first = floor
    while first < last and low[first] in (",", "and", "but"):
        first += 1
    quotation = sentence.quotations.get(last - 1)
    if quotation is not None and quotation.whole and quotation.capital:
        first = last - 1
    if last - first >= LEAST_WORDS or (last > first and low[first] == QUOTATION):
        yield Report(first, last, (at, at + 2), (at + 2, end), "according to, after")
