"""Reading: every attributed span of an English report, in the order of its words, whoever speaks."""

from briefwire.statements.attribution import Attribution, Kind
from briefwire.statements.grammar import reports
from briefwire.statements.memory import Known, Memory, describe
from briefwire.statements.phrases import leading_phrase
from briefwire.statements.report import Report
from briefwire.statements.text import Sentence, paragraphs

_BLANK_ENDS = " \t\r\n\u00a0\u00ad,;:"


def attributions(title: str, body: str) -> tuple[Attribution, ...]:
    """The attributed spans of a report, in order. Spans do not overlap; `body[start:end]` is never empty nor blank at an end.

    The title is not read for statements, and where the body repeats it as a line of its own that line is not either: a headline puts words together that its
    story attributes with care. What is no English gives what English words it holds, mostly nothing.
    """
    memory = Memory()
    found: list[Attribution] = []
    for sentences in paragraphs(body):
        if title and body[sentences[0].starts[0] : sentences[-1].ends[-1]] == title.strip():
            continue
        for sentence in sentences:
            told = reports(sentence)
            if not any(report.subject and report.subject[0] == 0 for report in told):
                _note_subject(sentence, body, memory)
            for report in told:
                one = _attribution(sentence, report, body, memory)
                if one is not None and (not found or one.start >= found[-1].end):
                    found.append(one)
    return tuple(found)


def _note_subject(sentence: Sentence, body: str, memory: Memory) -> None:
    """Keeps whom the sentence begins with, for the next "he", "she" or "they"."""
    heading = sentence.low[-1][0].isalnum()
    span = leading_phrase(sentence, len(sentence)) if len(sentence) > 1 and not heading else None
    if span is not None and not sentence.low[span[0]].endswith("ing"):
        someone = describe(sentence, span, body)
        if someone.named or someone.plural:
            memory.note(someone)


def _attribution(sentence: Sentence, report: Report, body: str, memory: Memory) -> Attribution | None:
    quotation = sentence.quotations.get(report.first) if report.last - report.first == 1 else None
    if quotation is not None:
        start, end, kind = quotation.start, quotation.end, Kind.DIRECT
    else:
        start, end = sentence.starts[report.first], sentence.ends[report.last - 1]
        inside = any(at in sentence.quotations for at in range(report.first, report.last)) or "‘" in body[start:end]
        kind = Kind.MIXED if inside else Kind.INDIRECT
        while end > start and body[end - 1] in _BLANK_ENDS:
            end -= 1
    if end <= start:
        return None
    speaker: Known | None = memory.speaker
    mention: Known | None = None
    if report.subject is not None:
        mention = describe(sentence, report.subject, body)
        speaker = memory.resolve(sentence, report.subject, body)
        memory.note(mention)
        memory.speaker = speaker
    if report.rule == "quotation alone" and speaker is None:
        return None  # nobody spoke yet
    cue = report.cue
    return Attribution(
        start,
        end,
        kind,
        sentence.text(body, *cue) if cue else None,
        sentence.starts[cue[0]] if cue else None,
        sentence.ends[cue[1] - 1] if cue else None,
        speaker.start if speaker else None,
        speaker.end if speaker else None,
        speaker.text if speaker else None,
        report.rule,
        mention.start if mention else None,
        mention.end if mention else None,
    )
