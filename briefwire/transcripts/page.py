"""What a reader of one ministry's pages gives back, and what its releases have in common: heads above the text, and text from end to end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefwire.transcripts.setting import Setting
from briefwire.transcripts.turns import Turn, is_furniture, lines, trimmed

# Lines of a release that its editors add below: where to ask, where to read on, the end mark.
_FOOT = re.compile(
    r"(?:For (?:any|more|further|press|media|all|additional)\b.{0,200}(?:contact|visit|inquir|see|follow)|"
    r"Media enquir|Email newsdesk|Follow (?:us|the Foreign)|End(?: of)? text\b|Press inquiries|Contact details|Notes to editors)",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[.!?。？！…:;,][\"”’')\]]*$")
# A line that only says that the text is a draft, or where and when it was issued.
_NOTICE = re.compile(r"\[.*\]$")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ISSUED = re.compile(
    rf"(?:Islamabad|New Delhi|London|Washington)[,.]?(?: .{{0,4}}{_MONTH} .{{0,12}})?$|(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}[ ,\d]{{4,10}}[.]?$"
)
_HEADS = 8  # lines above the text: signers, place, time
_LONGEST_HEAD = 220  # characters


@dataclass(frozen=True, slots=True)
class Page:
    """A page as one ministry's reader has it: its setting, its speaker, its turns."""

    setting: Setting
    spokesperson: str | None
    turns: tuple[Turn, ...]


def heads(body: str, text: re.Pattern[str]) -> tuple[tuple[str, ...], int]:
    """The lines above a page's text (who signs, where, when), and where the text begins: at the first line that `text` matches, or that ends as a sentence
    does."""
    above: list[str] = []
    at = 0
    for at, line in lines(body):
        notice = _NOTICE.match(line) is not None
        if not notice and (text.match(line) or len(above) == _HEADS or len(line) > _LONGEST_HEAD or _FULL_STOP.search(line)):
            return tuple(above), at
        above.append(line)
    return (), 0  # nothing but lines without a full stop: all of it is text


def whole(body: str, start: int, speaker: str | None, *, foot: re.Pattern[str] = _FOOT) -> tuple[Turn, ...]:
    """One turn of the ministry from `start` to the end of the text, without what stands below it."""
    end = len(body)
    for at, line in reversed(list(lines(body))):
        if at <= start or not (foot.match(line) or is_furniture(line) or _ISSUED.match(line)):
            break
        end = at
    start, end = trimmed(body, start, end)
    return (Turn(start, end, speaker, "spokesperson"),) if end > start else ()


def speaks(turns: Sequence[Turn]) -> bool:
    """Whether any turn is the ministry's."""
    return any(turn.role == "spokesperson" for turn in turns)
