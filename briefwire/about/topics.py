"""Topics of a text: weighted phrases from `topics.toml`, in the title worth three times, in the lead twice. The answer says which phrases it rests on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from briefwire.about.forms import TableError, script, table

_WEIGHTS = {"strong": 3, "usual": 2, "weak": 1}
_TITLE, _LEAD = 3, 2
_LEAD_CHARACTERS = {"en": 500, "ur": 500, "zh": 180}  # about as many words in each
_MOST = 3  # times that one phrase counts
_ENOUGH = 6  # one strong phrase in the lead, two strong ones anywhere, a usual one in the title
_SCRIPTS = ("", "zh_", "ur_")  # before the strength in the keys of the table
_MUST = frozenset(("iptc", *_WEIGHTS))
_MAY = frozenset(f"{script}{strength}" for script in _SCRIPTS for strength in _WEIGHTS) | _MUST


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, the code of its IPTC Media Topic, its weight, and the phrases found (in small letters, the weightiest first)."""

    name: str
    iptc: str
    weight: int
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    iptc: Mapping[str, str]
    phrases: tuple[str, ...]
    of: tuple[tuple[tuple[str, int], ...], ...]  # by phrase: topics with the phrase's weight for them
    unbounded: tuple[bool, ...]  # by phrase: Chinese, which has no blanks between words
    search: ahocorasick_rs.AhoCorasick


def topics(title: str, text: str) -> tuple[Topic, ...]:
    """The topics of an article or a statement (English, Chinese or Urdu), the weightiest first; none when its words are too few or too weak."""
    loaded = _table()
    low = f"{title}\n{text}".lower().replace("’", "'")
    title_end, lead_end = len(title), len(title) + 1 + _LEAD_CHARACTERS[script(text)]
    counted: dict[int, int] = defaultdict(int)
    weights: dict[str, int] = defaultdict(int)
    grounds: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for number, start, end in loaded.search.find_matches_as_indexes(low):
        if counted[number] == _MOST or not (loaded.unbounded[number] or _bounded(low, start, end)):
            continue
        counted[number] += 1
        place = _TITLE if start < title_end else _LEAD if start < lead_end else 1
        for name, weight in loaded.of[number]:
            weights[name] += weight * place
            grounds[name][loaded.phrases[number]] += weight * place
    found = [
        Topic(name, loaded.iptc[name], weight, tuple(sorted(grounds[name], key=lambda phrase: (-grounds[name][phrase], phrase))))
        for name, weight in weights.items()
        if weight >= _ENOUGH and _telling(grounds[name], name)
    ]
    return tuple(sorted(found, key=lambda topic: (-topic.weight, topic.name)))


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or behind a phrase. Chinese letters beside it are words of their own."""
    beside = (text[start - 1] if start else " ", text[end] if end < len(text) else " ")
    return not any(letter.isalnum() and script(letter) != "zh" for letter in beside)


def _telling(phrases: Mapping[str, int], name: str) -> bool:
    """Whether more than weak words speak for the topic."""
    strength = _strengths()
    return any(strength[name, phrase] > _WEIGHTS["weak"] for phrase in phrases)


@cache
def _strengths() -> Mapping[tuple[str, str], int]:
    loaded = _table()
    return {(name, loaded.phrases[number]): weight for number, entries in enumerate(loaded.of) for name, weight in entries}


@cache
def _table() -> _Table:
    iptc: dict[str, str] = {}
    of: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, entry in table("topics.toml").items():
        if not isinstance(entry, dict) or not _MUST <= set(entry) <= _MAY or not (entry["iptc"].isdigit() and len(entry["iptc"]) == 8):
            raise TableError(f"topics.toml: {name} has the code of a media topic (eight digits) and phrases: {sorted(_MAY)}")
        iptc[name] = entry["iptc"]
        for key in sorted(set(entry) - {"iptc"}):
            weight = _WEIGHTS[key.split("_")[-1]]
            for phrase in entry[key].split("|"):
                if phrase != phrase.lower().strip() or not phrase or any(other == name for other, _ in of[phrase]):
                    raise TableError(f"topics.toml: {name}: {phrase!r} is empty, has capitals, or stands twice")
                of[phrase].append((name, weight))
    phrases = tuple(of)
    search = ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    unbounded = tuple(script(phrase) == "zh" for phrase in phrases)
    return _Table(iptc, phrases, tuple(tuple(of[phrase]) for phrase in phrases), unbounded, search)
