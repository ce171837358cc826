"""A text as it is compared: what only typesetting tells apart is made equal, case is kept (it marks names), and lines stay lines."""

import re
import unicodedata

from briefwire.clean.text import stream_safe

_INVISIBLE = re.compile("[\u00ad\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]")
# Marks that are added to a letter in Latin and Arabic script: accents, vowel signs, Quranic marks, hamza and madda above.
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_SAME = {
    **dict.fromkeys("“”„‟″«»「」『』〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′`´ʼʻ", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣─", "-"),
    **dict.fromkeys("يىېۍ", "ی"),
    "ك": "ک",
    **dict.fromkeys("ةهۀۂھە", "ہ"),
    "ے": "ی",
    "ø": "o",
    "ł": "l",
    "ı": "i",
    "đ": "d",
    "，": ",",
    "、": ",",
    "،": ",",
    "；": ";",
    "؛": ";",
    "：": ":",
    "٪": "%",
    "٫": ".",
    "٬": ",",
}
_TABLE = str.maketrans(_SAME)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DOUBLED = re.compile(r"''")
_ACRONYM = re.compile(r"(?<![A-Za-z.])(?:[A-Za-z]\.){2,}(?![A-Za-z])")
_HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms|Dr|Sen|Gen|Amb|Gov|Lt|Col|St|Prof|Rep|No|[A-Z]|MR|MRS|MS|DR)\.(?=\s)")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
_OPENING = str.maketrans(dict.fromkeys("“„‟«「『〝‘‚‛", "("))
_ALL = _TABLE | _DIGITS | _LINE_ENDS  # at once: no form of one is a letter of another
_BREAKS = re.compile(r" ?\n[\n ]*")


def plain(text: str) -> str:
    """`text` with one form for each letter, digit, quotation mark, dash and blank; accents, invisible characters and the dots of acronyms are gone.

    Lines are separated by one line break. Equal results differ in nothing but typesetting; case still differs.
    """
    text = unicodedata.normalize("NFKD", stream_safe(_INVISIBLE.sub("", text)).translate(_TABLE))
    text = unicodedata.normalize("NFC", _MARKS.sub("", text)).translate(_ALL)
    text = _HONORIFIC.sub(r"\1", _ACRONYM.sub(_without_dots, _DOUBLED.sub('"', text)))
    return _BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()


def in_place(text: str) -> str:
    """`text` as long as it is, with one form for each closing quotation mark and line end, and no dots in acronyms and behind titles.

    What divides it into sentences is plain, and an offset into the one is an offset into the other.
    """
    text = text.translate(_OPENING).translate(_TABLE).translate(_LINE_ENDS)
    return _HONORIFIC.sub(r"\1_", _ACRONYM.sub(lambda acronym: acronym[0].replace(".", "_"), text))


def _without_dots(acronym: re.Match[str]) -> str:
    return acronym[0].replace(".", "")
