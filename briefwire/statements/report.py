"""A report: reported words, their cue and its subject, as tokens of one sentence."""

from dataclasses import dataclass

from briefwire.statements.phrases import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Reported words and their cue, as tokens of a sentence. `subject` None: somebody named before."""

    first: int
    last: int
    cue: Span | None
    subject: Span | None
    rule: str
