"""Text normalisation: what typesetting left behind goes, words and quotation marks stay as the source wrote them."""

import re
import unicodedata
from collections.abc import Iterable

# Invisible characters that carry no word: soft hyphen, Mongolian vowel separator, zero-width space, bidirectional marks and overrides,
# word joiner and invisible operators, byte order mark; then control characters and lone surrogates, which Postgres cannot store as text.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
# The zero-width (non-)joiner is spelling in Arabic, Persian, Urdu and Indic scripts and noise elsewhere.
_JOINED_SCRIPT = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufefe"
_STRAY_JOINER = re.compile(f"(?<![{_JOINED_SCRIPT}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED_SCRIPT}\u200c\u200d])")
# Line breaks that a publishing system stored as the two characters backslash and n. Not after a colon: that is a path.
_ESCAPED_BREAK = re.compile(r"(?<!:)(?:\\r)?\\n(?![a-z])")
_STABLE_AFTER = 4
# Sorting a run of combining marks takes quadratic time: 40,000 of them take ten seconds. Thirty is what Unicode's stream-safe form allows (UAX #15, 13).
_COMBINING = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
# Runs that can be such: no Latin, Greek, Cyrillic, Arabic, Chinese, Japanese or Korean letters. Looked for first: that takes a fortieth of the time.
_MAYBE_MARKS = re.compile(
    "[^\x00-\u02ff\u0370-\u0482\u0620-\u064a\u0660-\u066f\u0671-\u06d5\u2000-\u20cf\u3000-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3\uff00-\uffef]{31}"
)
_SURPLUS_MARKS = re.compile(f"([{_COMBINING}]{{30}})[{_COMBINING}]+")


def stream_safe(text: str) -> str:
    """`text` with no more than 30 combining marks in a row, so that normalising it takes time linear in its length. Text of any language is unchanged."""
    return _SURPLUS_MARKS.sub(r"\1", text) if _MAYBE_MARKS.search(text) else text


def normalise(text: str) -> str:
    """One line of text: NFC, invisible and control characters removed, every run of blanks (no-break ones and line breaks included) one space.

    Words, punctuation and quotation marks are never changed. Applying it twice changes nothing.
    """
    if text.isascii():  # composed, and without joiners
        return " ".join(_visible(text).split())
    for _ in range(_STABLE_AFTER):  # removing a character can bring two others together that compose
        before, text = text, unicodedata.normalize("NFC", stream_safe(_visible(text)))
        if not text.isprintable():
            text = _STRAY_JOINER.sub("", text)
        if text == before:
            break
    return " ".join(text.split())


def _visible(text: str) -> str:
    # None of the invisible characters is printable in Unicode's terms, and most text is: to ask costs a tenth of looking for them.
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def paragraphs(raw: Iterable[str]) -> tuple[str, ...]:
    """The paragraphs that hold text, each normalised; an escaped line break (backslash, n) inside one begins another."""
    whole = map(normalise, raw)  # before it is split: a letter that composes is no a to z any more
    pieces = (piece for line in whole for piece in (map(normalise, _ESCAPED_BREAK.split(line)) if "\\n" in line else (line,)))
    return tuple(piece for piece in pieces if piece)


def join(lines: Iterable[str]) -> str:
    """A body: paragraphs joined by one line break, without empty ones."""
    return "\n".join(line for line in lines if line)
