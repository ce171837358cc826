"""Texts as units: words where words are spaced, single signs where they are not. Folded, so that what republishers change does not count."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Scripts written without spaces: Thai and Lao, Tibetan, Myanmar, Khmer, kana, Han with its extensions.
_UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
# Combining marks (vowel signs and the like) are parts of words, though Python's \\w leaves them out.
_COMBINING = "".join(chr(code) for code in range(0x300, 0xFFFF) if unicodedata.category(chr(code)).startswith("M"))
_UNIT = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:[^\W_{_UNSPACED}]+|[{_COMBINING}]+|[.,'’\u00ad\u200c](?=[^\W_{_UNSPACED}]))*")
# The same for texts that have no signs and marks, which are most: four times as fast. What is not Latin or punctuation may have them.
_PLAIN_UNIT = re.compile("[^\\W_]+(?:[.,'’\u00ad\u200c](?=[^\\W_])[^\\W_]+)*")
_NOT_PLAIN = re.compile("[^\x00-\u02ff\u1e00-\u1eff\u2000-\u20cf\u2100-\u218f]")
_SIGN = re.compile(f"[{_UNSPACED}]")
_POSSESSIVE = re.compile(r"['’]s?$")
_INNER = re.compile("[.,'’\u00ad\u200c]")
# Vowel marks and the stretching stroke of Arabic script: written or not at will.
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")


class Unit(NamedTuple):
    """A unit as it is compared, and where it stands in the text (characters, half-open)."""

    folded: str
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """The units of a text in order: case, quotation marks, hyphens, punctuation, possessive endings and compatibility forms do not count.

    >>> [unit.folded for unit in units("The U.S.’s 1,000 well-known troops")]
    ['the', 'us', '1000', 'well', 'known', 'troops']
    """
    pattern = _UNIT if _NOT_PLAIN.search(text) else _PLAIN_UNIT
    return [Unit(_fold(match[0]), match.start(), match.end()) for match in pattern.finditer(text)]


def is_sign(unit: str) -> bool:
    """Whether a unit is a single sign of a script written without spaces."""
    return len(unit) == 1 and _SIGN.match(unit) is not None


@lru_cache(maxsize=1 << 17)
def _fold(word: str) -> str:
    folded = word.casefold() if word.isascii() else _MARKS.sub("", unicodedata.normalize("NFKC", word).casefold())
    return _INNER.sub("", _POSSESSIVE.sub("", folded)) or folded
