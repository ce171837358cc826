"""Grammar: the reports in one sentence. Who stands where, which words are reported, by which rule; names are resolved elsewhere."""

from collections.abc import Iterator

from briefwire.statements import words
from briefwire.statements.cues import cue_at
from briefwire.statements.parts import LEAST_WORDS, rule_before
from briefwire.statements.phrases import phrase_after, setting_after
from briefwire.statements.placing import over_listener_and_setting, said_before
from briefwire.statements.report import Report
from briefwire.statements.text import QUOTATION, Sentence
from briefwire.statements.uncued import uncued
from briefwire.statements.verbs import Form, forms
from briefwire.statements.walk import Walk

_REACH = 30  # tokens before the end of a sentence within which its closing cue stands
_MAY_TRAIL = words.PREPOSITIONS | words.SUBORDINATORS | words.RELATIVES | {".", "!", "?", ""}


def reports(sentence: Sentence) -> list[Report]:
    """Every report of a sentence in the order of its words."""
    if not sentence.quotations and not any(word in forms() or word == "according" for word in sentence.low):
        return []
    found = list(_closing(sentence)) or list(Walk(sentence).reports())
    covered = {at for report in found for at in range(report.first, report.last)}
    plain = next((at for at in range(len(sentence)) if at not in sentence.quotations and sentence.low[at][0].isalnum()), None)
    for at in sentence.quotations:
        if at not in covered:
            found += uncued(sentence, at, plain)
    return sorted(found, key=lambda report: report.first)


def _closing(sentence: Sentence) -> Iterator[Report]:
    """A sentence wholly reported by the cue that ends it: "..., the spokesperson said in a statement", "..., according to the ministry"."""
    low, size = sentence.low, len(sentence)
    if low[0] == QUOTATION or size < 4:
        return
    for at in range(size - 1, max(0, size - _REACH), -1):
        if low[at] == QUOTATION and sentence.quotations[at].whole and at < size - 2:
            return
        if low[at] == "according" and sentence.word(at + 1) == "to" and low[at - 1] in words.DASHES | {",", QUOTATION}:
            end = phrase_after(sentence, at + 2, apposition=True)
            if end > at + 2 and not {",", ":", QUOTATION} & set(low[setting_after(sentence, end) :]):
                yield from _under_a_source(sentence, at, end)
            return
        if low[at] in forms() and (closed := _closed_by(sentence, at)) is not None:
            yield from closed
            return


def _closed_by(sentence: Sentence, at: int) -> list[Report] | None:
    """The reports of a sentence that the verb at the token closes; an empty list where it stands in the middle after all, None where it closes nothing."""
    cue = cue_at(sentence, at, 0)
    if cue is None or cue.form is Form.ING:
        return None
    span = said_before(sentence, cue, 0)
    if span is None:
        return None
    after = over_listener_and_setting(sentence, cue, cue.subject[1] if cue.inverted and cue.subject else cue.last)
    quotation = sentence.quotations.get(span[1] - 1)
    if sentence.word(after) not in _MAY_TRAIL or (quotation is not None and quotation.whole and quotation.capital):
        return []
    relayed = cue.verb.base == "report"  # "Khan said ..., a newspaper reports"
    if (
        cue.subject is None or relayed or sentence.low[cue.subject[0]] in words.PERSONAL
    ):  # "He said ..., he added": the first cue has the content
        inner = [report for report in Walk(sentence).reports() if report.subject is not None and report.first < span[1]]
        first = inner[0] if inner else None
        if first is not None and first.subject is not None and first.subject[0] < (8 if relayed else 4) and first.first > first.subject[1]:
            kept = inner if relayed else inner[:1]
            return [Report(one.first, min(one.last, span[1]), one.cue, one.subject, one.rule) for one in kept]
    return list(_whole(sentence, Report(0, span[1], (cue.first, cue.last), cue.subject, rule_before(cue))))


def _under_a_source(sentence: Sentence, at: int, end: int) -> Iterator[Report]:
    """What stands before "according to": all of it, but where somebody speaks twice in it, each of that speaker's statements."""
    last = at - (sentence.low[at - 1] != QUOTATION)
    several = [report for report in Walk(sentence).reports() if report.subject is not None and report.last <= last + 1]
    if (
        len(several) > 1
        and {report.subject for report in several} == {several[0].subject}
        and several[0].subject
        and several[0].subject[0] == 0
    ):
        yield from several
    else:
        yield from _whole(sentence, Report(0, last, (at, at + 2), (at + 2, end), "according to, after"))


def _whole(sentence: Sentence, report: Report) -> Iterator[Report]:
    """The report without a mark at the sentence's head, if it is long enough."""
    first = 1 if sentence.low[0] in words.CLOSES and report.last > 2 else 0
    if report.last - first >= LEAST_WORDS:
        yield Report(first, report.last, report.cue, report.subject, report.rule)
