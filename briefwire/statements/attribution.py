"""An attributed span of a report: the words said, the words that show somebody said them, and the words that name who."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Whose wording the span is: the speaker's (between quotation marks), the reporter's, or the reporter's with a quoted fragment inside."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed span. All offsets are 0-based, half-open, in code points of the body; `body[start:end]` is the statement: for a direct quote what stands
    between the marks, for the others the content beside the cue.

    `cue` is the verb or phrase that reports ("said", "called for", "according to"), None for a quotation that only stands in the wake of another one.
    `speaker` is verbatim; a pronoun or a bare title ("the spokesperson") gives the nearest name or title before it, and `speaker_start`, `speaker_end` tell
    where those words stand. `mention_start`, `mention_end` tell where the cue's own subject stands, pronoun or not.
    """

    start: int
    end: int
    kind: Kind
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    speaker_start: int | None
    speaker_end: int | None
    speaker: str | None
    rule: str
    mention_start: int | None = None
    mention_end: int | None = None
