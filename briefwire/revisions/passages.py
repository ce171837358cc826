"""Passages: a plain text cut into sentences, each knowing which of its characters stand inside a quotation or are a speaker's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefwire.revisions.plain import in_place

_PIECE = re.compile(r"[^\n]{1,1000}?(?:[.!?]+[\"')\]]*(?=\s|$)|[。！？؟۔…]+[\"')\]]*|(?=\n)|$)|[^\n]{1,1000}", re.MULTILINE)
_DOUBLE = re.compile(r'"[^"\n]*(?:"|$)', re.MULTILINE)
_SINGLE = re.compile(r"(?<!\w)'(?=\w)(?:[^'\n]|'(?=\w)){1,400}'(?!\w)")
# A transcript's label: the words before a colon at the start of a line.
_LABEL = re.compile(r"^[ ]?(?P<name>[^\W\d_][^:\n.!?。,;\"]{0,38}?(?:\([^)\n]{1,40}\))?)[ ]?:(?=[ \n]|[^\x00-\x7f]|$)", re.MULTILINE)
_ASKERS = re.compile(r"(?:Q|A|QUESTION|ANSWER|Question|Answer|MODERATOR|OPERATOR|问|答|.{0,12}记者|.{0,12}发言人|سوال|جواب|ترجمان|صحافی)$")
_TRANSCRIPT_LABELS = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: its text, the half-open character spans of it that are quoted, the end of the speaker's label it opens with (0 without one)."""

    text: str
    quoted: tuple[tuple[int, int], ...] = ()
    label: int = 0

    @property
    def key(self) -> str:
        """What two sentences have in common that differ in case, blanks and punctuation only. Marks between digits count."""
        return key(self.text)


_NOISE = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")
_KEPT = re.compile(r"[%$€£¥]")


def key(text: str) -> str:
    """The letters and digits of a plain text, in one case; marks between two digits and signs of currency are kept."""
    return _NOISE.sub(_kept, text.casefold())


def _kept(noise: re.Match[str]) -> str:
    return "".join(_KEPT.findall(noise[0]))


def passages(text: str) -> list[Passage]:
    """The sentences of a plain text, in order."""
    labels = _labels(text)
    spans = _quotations(text, labels)
    found: list[Passage] = []
    at = 0
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside: list[tuple[int, int]] = []
        following = at
        while following < len(spans) and spans[following][0] < end:
            first, last = spans[following]
            inside.append((max(first, start) - start, min(last, end) - start))
            following += 1
        if piece[0].strip():
            found.append(Passage(piece[0], tuple(inside), max(0, min(labels.get(start, start), end) - start)))
    return found


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand, in order: half-open offsets (code points) without blanks at either end. `text` is as written, not made plain."""
    for piece in _PIECE.finditer(in_place(text)):
        written = text[piece.start() : piece.end()]
        if bare := written.strip():
            start = piece.start() + len(written) - len(written.lstrip())
            yield start, start + len(bare)


def _labels(text: str) -> dict[int, int]:
    """Where the labels of a transcript's speakers start and end; nothing when the text is no transcript."""
    found = [(match.start(), match.end(), match["name"]) for match in _LABEL.finditer(text)]
    sure = [start for start, _, name in found if _ASKERS.match(name) or (name.isupper() and name.isascii())]
    names = [name for _, _, name in found]
    repeated = len(names) - len(set(names))
    if len(sure) >= _TRANSCRIPT_LABELS or (repeated and len(found) > _TRANSCRIPT_LABELS):
        return {start: end for start, end, _ in found}
    return {}


def _quotations(text: str, labels: dict[int, int]) -> list[tuple[int, int]]:
    """Spans of quoted text in order, without overlaps. What a transcript's speakers say is quoted as a whole."""
    if labels:
        starts = sorted(labels)
        return [(labels[start], following) for start, following in zip(starts, [*starts[1:], len(text)], strict=True)]
    spans = sorted([match.span() for match in _DOUBLE.finditer(text)] + [match.span() for match in _SINGLE.finditer(text)])
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
