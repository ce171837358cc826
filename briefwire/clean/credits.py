"""Wire credits: which agencies a text is credited to and where it says so, and which ones only lent it something.

An agency that the running text names ("told AFP", "state media APP reported") is quoted, not credited; one at the end of a picture's caption took the picture.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefwire.clean import agencies
from briefwire.clean.dateline import Opening

_TAIL = 90  # characters in which a credit behind the last sentence must stand
_NOTE = 240  # characters of a note on who else lent something
_NOTES = 5  # paragraphs at the end that may be such notes or captions
_CAPTION_CHARACTERS = 600
_SEPARATORS = re.compile(r"[/|,&]|\band\b")
_AGENCY_WORDS = re.compile(r"^(?:the\s)?(?:news\s)?(?:(?:agency|agencies|wires?)\s)?|\s(?:news\s)?(?:agency|wire)$", re.IGNORECASE)
_SENTENCE_END = r"[.!?…。؟۔][\"'”’»)\]]{0,3}"
_NAMES = r"[^\W\d_][^—–()\[\]\n]{1,60}?"
_ALONE = re.compile(rf"[(\[—–-]{{1,3}}\s?(?P<names>{_NAMES})[)\].]{{0,2}}")
_DASHED = re.compile(rf"{_SENTENCE_END}(?P<blank>\s?)(?:[—–]|--?)\s?(?P<names>[^\W\d_](?:[^—–()\[\]\n]|\([^()\n]{{1,20}}\)){{1,60}}?)\.?$")
# A network of papers that print each other's texts: "This story was originally published in the Evening Post, an ANN partner of ours."
_FIRST = re.compile(
    r"This (?:story|article|report|piece) (?:was )?(?:originally|first) (?:published|appeared) (?:in|on|by) (?P<names>[^.!?]{2,60}?)"
    r"(?:, an (?P<network>[A-Z]{2,6}) partner[^.!?]{0,40})?\.?"
)
_BRACKETED = re.compile(rf"{_SENTENCE_END}\s?[(\[](?P<names>{_NAMES})[)\]]$")
_LENT = (
    r"(?:with\s(?:additional\s|further\s)?|additional\s)(?:inputs?|reporting|reports?|info(?:rmation)?)\s(?:taken\s)?(?:from|by)\s"
    r"(?P<names>[^.!?]{2,120})"
)
_NOTE_SHAPES = (
    re.compile(rf"^[\W_]{{0,3}}{_LENT}(?:[.)\]]|$)", re.IGNORECASE),
    re.compile(rf"(?<=[.!?”\"])\s[\W_]{{0,3}}{_LENT}[.)\]]{{0,2}}$", re.IGNORECASE),
    re.compile(r"^(?P<names>[^.!?]{2,160}?)\s(?:also\s)?contributed to (?:this|the) (?:report|story)\.?$", re.IGNORECASE),
)
_CAPTION = re.compile(
    r"\W{0,3}(?:(?:header|cover|lead|file|main|top)\s?)?(?:images?|photos?|photographs?|pictures?|illustrations?|caption)\b", re.IGNORECASE
)
_PICTURED = re.compile(
    r"\b(?:pictured|photographed|handout|file photo|this (?:picture|photograph|image|photo|illustration))\b|\([LRC]\)", re.IGNORECASE
)
# Captions end with the day of the picture; the last sentence of a report hardly ever does.
_DAY_AT_END = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:,?\s(?:19|20)\d\d)?\W{0,3}$")


class Where(StrEnum):
    """Where a credit was read, the surest first.

    dateline: in the bracket behind place and day, or a republisher's. byline: in the line that names the author. initials: the desk's mark under the text.
    tail: behind the last sentence or on a line of its own under it, after a dash or in brackets.
    """

    DATELINE = "dateline"
    BYLINE = "byline"
    INITIALS = "initials"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Credit:
    """Agencies that a text is credited to in one place: canonical short names joined by a slash, in the order printed."""

    agency: str
    where: Where


@dataclass(frozen=True, slots=True)
class Credits:
    """The credits of a text as a whole, the surest first, and the agencies that lent it something ("With input from AFP"), by canonical name."""

    whole: tuple[Credit, ...]
    contributing: tuple[str, ...]

    @property
    def agency(self) -> str | None:
        """The surest credit of the whole; None without one."""
        return self.whole[0].agency if self.whole else None


def read(opening: Opening, byline: str) -> Credits:
    """The credits of a text that was read from its head and tail; `byline` is the one the page prints beside it ("" without one)."""
    tail, contributing = _foot(opening.paragraphs)
    found = (
        (opening.dateline.agency if opening.dateline else None, Where.DATELINE),
        (agencies.from_byline(opening.byline) or agencies.from_byline(byline), Where.BYLINE),
        (_joined([name for mark in opening.initials if (name := _signed(mark))]), Where.INITIALS),
        (tail, Where.TAIL),
    )
    return Credits(tuple(Credit(agency, where) for agency, where in found if agency), contributing)


def _signed(mark: str) -> str | None:
    """The agency whose desk closes its texts so: "APP/ab-cd", "= DNA", Xinhua's "Enditem"."""
    return "Xinhua" if mark.startswith("Enditem") else agencies.known(mark.lstrip("= ").split("/")[0])


def _foot(paragraphs: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The credit at the end of a text, and the agencies that the notes under it name."""
    lent: list[str] = []
    tail: str | None = None
    for number in range(len(paragraphs) - 1, max(-1, len(paragraphs) - 1 - _NOTES), -1):
        paragraph = paragraphs[number]
        note = next((found for shape in _NOTE_SHAPES if (found := shape.search(paragraph[-_NOTE:]))), None)
        if note:
            named = (agencies.printed(_AGENCY_WORDS.sub("", name.strip("()[]"))) for name in _split(note["names"]))
            lent[:0] = [name for name in named if name]
            if note.start() == 0 and len(paragraph) <= _NOTE:
                continue
        elif _CAPTION.match(paragraph):
            continue
        else:
            tail = _tail(paragraph, alone=number > 0)
        break
    return tail, tuple(dict.fromkeys(lent))


def _tail(paragraph: str, *, alone: bool) -> str | None:
    end = paragraph[-_TAIL:]
    if alone and len(paragraph) < _TAIL and (found := _ALONE.fullmatch(paragraph)):
        return _joined(_all_known(found["names"]))
    if len(paragraph) < _NOTE and (found := _FIRST.fullmatch(paragraph)):
        return _by_way_of([found["names"], found["network"]] if found["network"] else _split(found["names"]))
    if found := _BRACKETED.search(end):
        return _joined(_all_known(found["names"]))
    found = _DASHED.search(end)
    if not found or _is_caption(paragraph[: len(paragraph) - len(end) + found.start("blank")]):
        return None
    if found["blank"]:
        return _joined(_all_known(found["names"]))
    return _by_way_of(_split(found["names"]))


def _by_way_of(names: Sequence[str]) -> str | None:
    """The names joined when the last is an agency's: "Evening Post/ANN" is a paper's text that came by way of one."""
    *first, last = names
    agency = agencies.printed(last)
    return _joined([*(agencies.printed(name) or name for name in first), agency]) if agency else None


def _is_caption(text: str) -> bool:
    """Whether this is what stands under a picture rather than the end of a report."""
    return (
        _CAPTION.match(text) is not None
        or _PICTURED.search(text[:_CAPTION_CHARACTERS]) is not None
        or _DAY_AT_END.search(text[-_TAIL:]) is not None
    )


def _split(names: str) -> list[str]:
    return [name.strip(" .") for name in _SEPARATORS.split(names)]


def _all_known(names: str) -> list[str]:
    """The agencies named, when nothing else is: not "AFP/File", which credits a picture."""
    found = [agencies.printed(name) for name in _split(names)]
    return [name for name in found if name] if all(found) else []


def _joined(names: Sequence[str]) -> str | None:
    return "/".join(dict.fromkeys(names)) or None
