"""Negation: how often a sentence is turned round."""

import re
from collections.abc import Collection

from briefwire.revisions import words

_ENGLISH = re.compile(r"n't\b|\b(?:not|never|without|none|nobody|nothing|neither|nor|cannot|hardly|no)\b(?!\s?\d)", re.IGNORECASE)
_URDU = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(word for word in words.NEGATORS if not word.isascii()))})(?!\w)")
_CHINESE = re.compile(words.CJK_NEGATORS)
_NO_CHINESE = re.compile(words.CJK_NO_NEGATORS)
_DENIAL = re.compile(words.CJK_DENIALS)
_ASSENT = re.compile(words.CJK_ASSENTS)
_OPPOSITES = ("un", "in", "im", "il", "ir", "non", "non-", "dis")
_STEM = 4
_SIGNS = frozenset("".join((words.CJK_NEGATORS, words.CJK_DENIALS, words.CJK_ASSENTS)).replace("|", ""))


def negations(text: str) -> int:
    """How many negations a plain sentence holds. "No. 5" is none, nor are Chinese words in which the sign negates nothing."""
    return len(_ENGLISH.findall(text)) + len(_URDU.findall(text)) + len(_CHINESE.findall(_NO_CHINESE.sub(" ", text)))


def turns_round(before: str, after: str, gone: Collection[str], come: Collection[str]) -> bool:
    """Whether one of two matching plain sentences denies what the other says. `gone` and `come` are the folded words in which they differ."""
    if negations(before) != negations(after):
        return True
    if _polarity(gone) * _polarity(come) < 0 or _polarity_of_signs(before, "".join(gone)) * _polarity_of_signs(after, "".join(come)) < 0:
        return True
    tails = {other[-_STEM:] for other in come}
    return any(are_opposites(one, other) for one in gone if one[-_STEM:] in tails for other in come)


def is_negation(word: str) -> bool:
    """Whether a folded word negates, denies or assents."""
    return word.endswith("n't") or word in words.NEGATORS or word in words.DENIALS or word in words.ASSENTS or word in _SIGNS


def are_opposites(one: str, other: str) -> bool:
    """Whether one folded word is the other with a prefix that turns it round ("legal", "illegal")."""
    short, long = sorted((one, other), key=len)
    return len(short) > _STEM and long.endswith(short) and long[: -len(short)] in _OPPOSITES


def _polarity(changed: Collection[str]) -> int:
    return sum(word in words.ASSENTS for word in changed) - sum(word in words.DENIALS for word in changed)


def _polarity_of_signs(sentence: str, changed: str) -> int:
    if not changed or changed.isascii():
        return 0
    return sum(bool(set(found) & set(changed)) for found in _ASSENT.findall(sentence)) - sum(
        bool(set(found) & set(changed)) for found in _DENIAL.findall(sentence)
    )
