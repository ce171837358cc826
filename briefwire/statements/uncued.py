"""Quotations for which the grammar found no cue: whose they are by where they stand."""

from collections.abc import Iterator

from briefwire.statements import words
from briefwire.statements.phrases import leading_phrase, phrase_after
from briefwire.statements.report import Report
from briefwire.statements.text import Sentence
from briefwire.statements.verbs import forms


def uncued(sentence: Sentence, at: int, plain: int | None) -> Iterator[Report]:
    """A quotation for which no cue was found: alone in its sentence, after a colon, or beside a verb that the lexicon does not hold. `plain`: the first token
    outside quotations that is a word."""
    low, size = sentence.low, len(sentence)
    quotation = sentence.quotations[at]
    if plain is None:
        if quotation.words > 2 and (quotation.capital or quotation.last in ".!?,"):
            yield Report(at, at + 1, None, None, "quotation alone")
    elif at == 0 and size > 2 and low[1] in words.DASHES and sentence.is_name(2) and phrase_after(sentence, 2, apposition=True) >= size - 1:
        yield Report(0, 1, None, (2, phrase_after(sentence, 2, apposition=True)), "quotation, signed")
    elif at and low[at - 1] == ":" and quotation.whole and at + 2 >= size:
        yield Report(at, at + 1, None, leading_phrase(sentence, at), "quotation after a colon")
    elif (
        at > 1
        and low[at - 1] == ","
        and low[at - 2] in forms()
        and not forms()[low[at - 2]].doubtful
        and quotation.whole
        and quotation.capital
    ):
        yield Report(at, at + 1, (at - 2, at - 1), leading_phrase(sentence, at - 2), "quotation beside a verb")
    elif (
        (quotation.last == "," or (quotation.last in "?!" and at + 1 < size and low[at + 1].endswith("ed")))
        and quotation.words > 2
        and at + 2 < size
        and plain > at
    ):
        yield from _beside(sentence, at)


def _beside(sentence: Sentence, at: int) -> Iterator[Report]:
    """ "“We have won,” beamed the minister", "“We have won,” the minister, who had lost before, went on"."""
    low, size = sentence.low, len(sentence)
    if low[at + 1].endswith("ed") and not sentence.is_name(at + 1):
        end = phrase_after(sentence, at + 2, apposition=True)
        if end > at + 2:
            yield Report(at, at + 1, (at + 1, at + 2), (at + 2, end), "quotation beside a verb")
        return
    end = at + 2 if low[at + 1] in words.PERSONAL else phrase_after(sentence, at + 1, apposition=True)
    if end > at + 1 and end < size and (sentence.is_name(at + 1) or low[at + 1] in words.DETERMINERS | words.PERSONAL):
        cue = (end, end + 1) if low[end].isalpha() and not sentence.is_name(end) and low[end] not in words.PREPOSITIONS else None
        yield Report(at, at + 1, cue, (at + 1, end), "quotation beside a verb")
