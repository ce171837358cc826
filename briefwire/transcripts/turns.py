"""A page as turns: who speaks from where to where. The labels before the words ("毛宁：", "QUESTION:") are in no turn; nor is what stands around the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal["spokesperson", "asker", "host", "other"]

# What may stand below the last words of a turn and is nobody's: rows of stars and hashes, the note that the briefing is over, the briefing's number.
_FURNITURE = re.compile(
    r"(?:[\s*＊#=_\-—–~]*|\((?:The|Whereupon)\b[^()]*\b(?:concluded|ended|adjourned)\b[^()]*\)|DPB\s?#\s?\d+|[（(]完[)）])$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of one speaker, `body[start:end]`. `speaker` is the label verbatim, None where no label stands. An asker's `outlet` is its canonical name
    when `outlet_known`, else as the page prints it; None when the page names none."""

    start: int
    end: int
    speaker: str | None
    role: Role
    outlet: str | None = None
    outlet_known: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a turn begins: its label at `at`, its words at `words`. A mark without role begins nothing: what follows is nobody's."""

    at: int
    words: int
    speaker: str | None
    role: Role | None
    outlet: str | None = None
    outlet_known: bool = False


def lines(body: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a body with their offsets."""
    at = 0
    for line in body.split("\n"):
        yield at, line
        at += len(line) + 1


def is_furniture(line: str) -> bool:
    """Whether a paragraph is nobody's words: a row of stars, an end mark, the note that a briefing is over."""
    return _FURNITURE.match(line) is not None


def between(body: str, marks: Sequence[Mark]) -> tuple[Turn, ...]:
    """The turns that marks, in their order, cut a body into; a turn ends before the next label, without blanks and furniture. Empty ones are left out."""
    ends = [*(mark.at for mark in marks[1:]), len(body)][: len(marks)]
    cut = ((mark, *trimmed(body, mark.words, end)) for mark, end in zip(marks, ends, strict=True) if mark.role is not None)
    return tuple(
        Turn(start, end, mark.speaker, mark.role, mark.outlet, mark.outlet_known) for mark, start, end in cut if mark.role and end > start
    )


def trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at both ends and without furniture below."""
    while start < end and body[start].isspace():
        start += 1
    while end > start:
        if body[end - 1].isspace():
            end -= 1
            continue
        line = max(body.rfind("\n", start, end) + 1, start)
        if not is_furniture(body[line:end]):
            break
        end = line
    return start, end
