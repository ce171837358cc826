"""Text: a body cut into paragraphs and sentences in which every quotation is one token, so that the grammar reads around it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

QUOTATION = "“”"  # the low form of the token that stands for a quotation
READ_CHARACTERS = 150_000  # no report is longer; what stands behind is not read, so that hostile text costs no more than this
_TITLE = 9  # tokens of a quoted title, its marks included
_SENTENCE_TOKENS = 400  # longer ones are cut here: no grammar below looks further
_TOKEN = re.compile(r"['’]s\b(?!['’])|''|[^\W_]+(?:(?:[.'’\-/\u00ad](?!['’]|s\b)|&|,(?=\d{3}\b))[^\W_]+)*|\S")
_PARAGRAPH = re.compile(r"[^\n]+")
# "ISLAMABAD, Jan 15 (APP):", "BEIJING:", "Cleveland (AFP) –": where a report was filed is no part of its first sentence.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z'’/ .-]{2,40}|[A-Z][\w'’. -]{2,30}(?= \(\w+\)))(?:, \w+\.? ?\d{1,2})?(?: ?\([\w/ -]{2,30}\))?\s*(?::|—|–|--| - )\s*"
)
_DATELINED = 3  # paragraphs at whose head one may stand
_SOFT_HYPHEN = "\u00ad"
_MARKS = frozenset(("“", "”", '"', "''", "„", "«", "»"))
_ABBREVIATED = frozenset(
    """
mr mrs ms dr prof rep reps sen sens gov lt col gen maj capt sgt adm amb hon st jr sr vs etc inc co corp ltd no dept u.s u.n u.k d-n.y r-n.y jan feb mar apr jun
jul aug sept sep oct nov dec rev pres ph.d a.m p.m d.c al sr ave
""".split()
)
_SMALL = frozenset("the a an of and or to in for on at with from".split())  # words that titles leave without a capital
_STOPS = frozenset((".", "!", "?"))
_LOST_END = re.compile(
    r",\s+(?=(?:he|she|they|it|the \w+|[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,4}) (?:said|says|added|told|noted|wrote)\b)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `start` to `end` is what stands between the marks, `outer_start` to `outer_end` includes them. Code points of the body."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    last: str  # its last character
    words: int
    capital: bool
    closed: bool
    titled: bool  # all its longer words have capitals, as in names of books and programmes

    @property
    def whole(self) -> bool:
        """Whether it can stand for itself: it begins like a sentence or ends like one, and is no bare name or term."""
        if self.titled and self.last not in "?!":
            return False
        return self.words > 1 and (self.capital or self.last in ".?!,…") and (self.words > 3 or self.last in ".?!,—-…")


@dataclass(slots=True)
class Sentence:
    """A sentence: its tokens as written and folded, where they stand in the body, and the quotations among them by token."""

    words: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quotations: dict[int, Quotation] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.low)

    def word(self, at: int) -> str:
        """The folded token, or nothing outside the sentence."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def is_name(self, at: int) -> bool:
        """Whether the token is written like a part of a name."""
        return self.words[at][0].isupper()

    def text(self, body: str, first: int, last: int) -> str:
        """The words of the tokens `first` to `last` (exclusive)."""
        return body[self.starts[first] : self.ends[last - 1]]


def paragraphs(body: str) -> Iterator[list[Sentence]]:
    """The paragraphs of a body, each as its sentences."""
    for number, block in enumerate(_PARAGRAPH.finditer(body, 0, min(len(body), READ_CHARACTERS))):
        dateline = _DATELINE.match(body, block.start(), block.end()) if number < _DATELINED else None
        if sentences := _sentences(body, dateline.end() if dateline else block.start(), block.end()):
            yield sentences


def _sentences(body: str, start: int, end: int) -> list[Sentence]:
    found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(body, start, end)]
    quotations = _quotations(body, found)
    sentences: list[Sentence] = []
    sentence = Sentence()
    at = 0
    while at < len(found):
        word, first, last = found[at]
        quotation = quotations.get(at)
        if quotation is not None:
            sentence.quotations[len(sentence.low)] = quotation
            sentence.words.append(QUOTATION)
            sentence.low.append(QUOTATION)
            sentence.starts.append(quotation.outer_start)
            sentence.ends.append(quotation.outer_end)
            at += 1
            while at < len(found) and found[at][1] < quotation.outer_end:
                at += 1
        else:
            if word not in _MARKS and word != _SOFT_HYPHEN:
                sentence.words.append(word)
                sentence.low.append(word.lower().replace("’", "'").replace(_SOFT_HYPHEN, ""))
                sentence.starts.append(first)
                sentence.ends.append(last)
            at += 1
        if sentence.low and (
            at == len(found)
            or len(sentence.low) >= _SENTENCE_TOKENS
            or (sentence.low[-1] in _LAST and _ends(sentence, found, at, quotations))
        ):
            sentences.append(sentence)
            sentence = Sentence()
    return sentences


_LAST = frozenset((QUOTATION, ")", "•", "●", *_STOPS))  # what can end a sentence


def _ends(sentence: Sentence, found: list[tuple[str, int, int]], at: int, quotations: dict[int, Quotation]) -> bool:
    """Whether the sentence ends before the token `at`."""
    last = sentence.low[-1]
    following, first, _ = found[at]
    if last == QUOTATION:
        quotation = sentence.quotations[len(sentence) - 1]
        begins = at in quotations or following[0].isupper()
        if quotation.last == "." or (not quotation.closed and quotation.last != ","):
            return begins
        return quotation.last in "?!" and begins and not _verb_of_speech_follows(found, at)
    if last == ")" and len(sentence) > 1 and sentence.low[-2] in _STOPS:
        return following[0].isupper() or at in quotations
    if last in _STOPS:
        if first == sentence.ends[-1] and at not in quotations:
            return False
        if not (at in quotations or following[0].isupper() or following[0].isdigit() or following[0] in "‘'("):
            return False
        if last != "." or len(sentence) < 2:
            return True
        before = sentence.low[-2]
        return not (
            before in _ABBREVIATED
            or before.rsplit("-", 1)[-1] in _ABBREVIATED
            or (len(before) == 1 and before.isalpha() and sentence.words[-2].isupper())
        )
    return last in ("•", "●")


_SPEECH = frozenset(
    "said says asked asks wrote tweeted added told shouted replied exclaimed continued demanded joked declared say ask".split()
)


def _verb_of_speech_follows(found: list[tuple[str, int, int]], at: int) -> bool:
    """ "“Why now?” the spokesperson asked": the sentence goes on after the mark."""
    return any(word.lower() in _SPEECH for word, _, _ in found[at : at + 6])


def _quotations(body: str, found: list[tuple[str, int, int]]) -> dict[int, Quotation]:
    """The quotations of a paragraph by the token of their opening mark. What is not closed ends with the paragraph."""
    marks = [at for at, token in enumerate(found) if token[0] in _MARKS]
    if not marks:
        return {}
    sides = [_side(body, *found[at]) for at in marks]
    closing = _more_to_close(sides)
    opened: int | None = None
    depth = 0
    pairs: list[tuple[int, int | None]] = []
    for number, at in enumerate(marks):
        side = sides[number]
        if opened is None:
            if side != "close":
                opened, depth = at, 1
        elif side == "open":
            if closing[number] > 0:
                depth += 1
            else:  # the one before was never closed
                pairs.append((opened, at))
                opened, depth = at, 1
        else:
            depth -= 1
            if depth == 0:
                pairs.append((opened, at))
                opened = None
    if opened is not None:
        pairs.append((opened, None))
    quotations = {}
    starts = [token[1] for token in found]
    for first, last in pairs:
        quotation = _quotation(body, found, starts, first, last)
        if quotation is not None:
            quotations[first] = quotation
    return quotations


def _more_to_close(sides: list[str]) -> list[int]:
    """For every mark how many more close than open from it to the end."""
    left = 0
    found = []
    for side in reversed(sides):
        left += (side == "close") - (side == "open")
        found.append(left)
    return found[::-1]


def _side(body: str, mark: str, start: int, end: int) -> str:
    """Which side of a quotation a mark stands on: by the blanks about it, else by its shape; "" when neither tells."""
    before = start == 0 or body[start - 1].isspace() or body[start - 1] in "([—–:"
    after = end >= len(body) or body[end].isspace() or body[end] in ".,;:!?)]—–"
    if before and not after:
        return "open"
    if after and not before:
        return "close"
    return "open" if mark in "“„«" else "close" if mark in "”»" else ""


def _quotation(body: str, found: list[tuple[str, int, int]], starts: list[int], first: int, last: int | None) -> Quotation | None:
    start = found[first][2]
    closed = last is not None and _side(body, *found[last]) != "open"
    outer_end = end = found[-1][2] if last is None else found[last][1]
    if last is not None and closed:
        outer_end = found[last][2]
    elif lost := _LOST_END.search(body, start, end):
        outer_end = end = lost.start() + 1
    text = body[start:end]
    stripped = text.strip()
    if not stripped or not any(character.isalnum() for character in stripped[:400]):
        return None
    if last is not None and not closed and stripped[-1].isalnum() and found[first][0] != found[last][0]:
        return None  # it runs into a mark of another shape in the middle of a sentence: a stray one
    if stripped[0] == "(" and stripped.rstrip(".").endswith(")") and "(" not in stripped[1:]:
        return None  # a stage direction: "(APPLAUSE)"
    begin = start + len(text) - len(text.lstrip())
    if not closed:
        outer_end = begin + len(stripped)
    last_token = bisect_left(starts, end)
    words = last_token - first - 1
    tokens = [token[0] for token in found[first + 1 : min(last_token, first + _TITLE)] if token[0][0].isalpha()]
    longer = [word for word in tokens if word.lower() not in _SMALL]
    return Quotation(
        begin,
        begin + len(stripped),
        found[first][1],
        outer_end,
        stripped[-1],
        words,
        capital=stripped.lstrip("‘'[(…. ")[:1].isupper(),
        closed=closed,
        titled=words < _TITLE
        and len(longer) > (tokens[:1] not in (["The"], ["A"]))
        and all(word[0].isupper() for word in longer)
        and not text.isupper(),
    )
