"""The words of a sentence as they are compared: Chinese by sign, other scripts by word; each knows whether it names somebody and whether it is quoted."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefwire.revisions import words
from briefwire.revisions.passages import Passage

_SIGN = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_TOKEN = re.compile(rf"{_SIGN}|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:['-][^\W_]+)*(?:\d+)?|[%$€£¥₨₹]|[^\W_]")
_CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z][\w'-]*")
_LOWER = re.compile(r"(?<![\w'-])[a-z][\w'-]*")
_ENDS = (".", "!", "?", '."', '?"', '!"', ":")
_SIGN_ONLY = re.compile(_SIGN)
_AFTER_ROLE = 4  # signs of a person's name behind a title: 发言人毛宁, 国务卿布林肯
_LONG = 4
_TITLE_SHARE = 0.85  # of the long words of a heading in title case are large; in a sentence, verbs and common nouns are not
_CREDIT_WORDS = 25


@dataclass(frozen=True, slots=True)
class Token:
    """A word: in one case, whether it is (part of) a name, a role or a speaker's label, whether it stands in a quotation."""

    low: str
    name: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Usage:
    """How words are written in running text: which are capitalised inside a sentence, which stand in lower case. Tells names from words in headings."""

    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Usage":
        names: set[str] = set()
        lower: set[str] = set()
        for text in texts:
            running = "\n".join(line for line in text.split("\n") if line.endswith(_ENDS))  # headings and credits write every word large
            names.update(word.casefold() for word in _CAPITALISED.findall(running))
            lower.update(_LOWER.findall(running))
        return cls(frozenset(names), frozenset(lower))


def tokens(passage: Passage, usage: Usage, *, heading: bool) -> list[Token]:
    """The words of a sentence in order. In a heading capitals alone make no name."""
    text = passage.text
    found = list(_TOKEN.finditer(text))
    named = _named_spans(text)
    credit = not heading and _is_credit(found)
    capitals = _in_title_case(found, least=1 if heading else 4)
    answer: list[Token] = []
    span = quote = 0
    for at, match in enumerate(found):
        start = match.start()
        while span < len(named) and named[span][1] <= start:
            span += 1
        while quote < len(passage.quoted) and passage.quoted[quote][1] <= start:
            quote += 1
        covered = span < len(named) and named[span][0] <= start
        quoted = quote < len(passage.quoted) and passage.quoted[quote][0] <= start
        label = start < passage.label
        opens = at == 0 or bool(re.match(r"[.!?:\"]", text[found[at - 1].end() : start].strip()[:1]))
        name = (
            covered
            or label
            or (credit and match[0][0].isupper())
            or (capitals and _follows_a_title(match[0], answer))
            or _is_name(match[0], usage, opens=opens, capitals=capitals, follower=found[at + 1][0] if at + 1 < len(found) else "")
        )
        answer.append(Token(match[0].casefold(), name, quoted and not label))
    return answer


def bag(text: str) -> Counter[str]:
    """The words of a plain text in one case, each with how often it stands there."""
    return Counter(match[0].casefold() for match in _TOKEN.finditer(text))


def _follows_a_title(word: str, before: list[Token]) -> bool:
    """In a heading where every word is large: a word behind "Minister", or behind such a name, that is no verb ("Minister Meets")."""
    return (
        bool(before)
        and before[-1].name
        and word[0].isupper()
        and (word[-1:] != "s" or word[-2:] == "ss")
        and word.casefold() not in words.OPENERS
    )


def _is_name(word: str, usage: Usage, *, opens: bool, capitals: bool, follower: str) -> bool:
    low = word.casefold()
    if low in words.ROLES or low in words.name_words():
        return True
    if not word[0].isupper():
        return False
    stem = low.removesuffix("'s")
    if len(word) > 1 and word.isupper() and not capitals:
        return word != "I"
    if stem in usage.names or low in usage.names:
        return stem not in words.OPENERS
    if capitals or stem in usage.words or stem in words.OPENERS or low == "i" or low.startswith("i'"):
        return False
    return not opens or follower[:1].isupper() or follower in ("said", "says", "told", "added")


def _in_title_case(found: list[re.Match[str]], *, least: int) -> bool:
    long = [
        match[0]
        for match in found
        if len(match[0]) >= _LONG and match[0].isascii() and match[0][0].isalpha() and match[0] not in words.OPENERS
    ]
    return len(long) >= least and sum(word[0].isupper() for word in long) >= _TITLE_SHARE * len(long)


def _is_credit(found: list[re.Match[str]]) -> bool:
    """A line that only says who speaks: every word of it large, an office among them ("Jane Roe, Deputy Secretary of State")."""
    low = [match[0].casefold() for match in found]
    return (
        len(found) <= _CREDIT_WORDS
        and not words.ROLES.isdisjoint(low)
        and all(match[0][0].isupper() or word in words.GRAMMAR for match, word in zip(found, low, strict=True))
    )


def _named_spans(text: str) -> list[tuple[int, int]]:
    """Spans of Chinese and Urdu names: listed ones, and what stands where a person's name stands (behind a title, before "said"). In order, no overlaps."""
    if text.isascii():
        return []
    spans = [match.span() for pattern in _patterns() for match in pattern.finditer(text)]
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    chinese, urdu = ("|".join(map(re.escape, words.names_in(language))) for language in ("zh", "ur"))
    stop = "的了在是说称表示强调指出介绍宣布会见主持和与同将就对不没未无并已也有为向于至从以"
    return (
        re.compile(f"(?:{chinese})"),
        re.compile(f"(?:{words.CJK_ROLES})(?:(?![{stop}]){_SIGN}|·){{0,{_AFTER_ROLE}}}"),
        re.compile(f"(?:{_SIGN}{{1,6}}·)+{_SIGN}{{1,6}}"),
        re.compile(f"(?<!{_SIGN})[{words.CJK_SURNAMES}]{_SIGN}{{1,2}}?(?=表示|强调|指出|介绍|宣布|会见|主持|说|称|同)"),
        re.compile(rf"(?<!\w)(?:{urdu})(?!\w)"),
        re.compile(r"(?<!\w)(?:ترجمان|صدر|وزیراعظم|سفیر|وزیر خارجہ)(?: (?!نی\b|کی\b|کا\b|کو\b|سی\b|اور\b|ہی\b)[^\W\d_]+){1,3}"),
        re.compile(r"[^\W\d_]+ [^\W\d_]+(?= نی (?:کہا|بتایا|فرمایا|مزید))"),
    )


def is_sign(token: str) -> bool:
    """Whether a token is one Chinese or Japanese sign."""
    return _SIGN_ONLY.fullmatch(token) is not None
