"""Topics of a text: weighted phrases from `topics.toml`, in the title worth three times, in the lead twice. The answer says which phrases it rests on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from briefwire.about.forms import TableError, table

_WEIGHTS = {"strong": 3, "usual": 2, "weak": 1}
_TITLE, _LEAD = 3, 2
_LEAD_CHARACTERS = 500
_MOST = 3  # times that one phrase counts
_ENOUGH = 6  # one strong phrase in the lead, two strong ones anywhere, a usual one in the title
_KEYS = frozenset(("iptc", *_WEIGHTS))


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
    search: ahocorasick_rs.AhoCorasick


def topics(title: str, text: str) -> tuple[Topic, ...]:
    """The topics of an article or a statement (English), the weightiest first; none when its words are too few or too weak."""
    loaded = _table()
    low = f"{title}\n{text}".lower().replace("’", "'")
    title_end, lead_end = len(title), len(title) + 1 + _LEAD_CHARACTERS
    counted: dict[int, int] = defaultdict(int)
    weights: dict[str, int] = defaultdict(int)
    grounds: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for number, start, end in loaded.search.find_matches_as_indexes(low):
        if (start and low[start - 1].isalnum()) or (end < len(low) and low[end].isalnum()) or counted[number] == _MOST:
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
        if not isinstance(entry, dict) or set(entry) != _KEYS or not (entry["iptc"].isdigit() and len(entry["iptc"]) == 8):
            raise TableError(f"topics.toml: {name} has the code of a media topic (eight digits) and phrases: {sorted(_KEYS)}")
        iptc[name] = entry["iptc"]
        for strength, weight in _WEIGHTS.items():
            for phrase in entry[strength].split("|"):
                if phrase != phrase.lower().strip() or not phrase or any(other == name for other, _ in of[phrase]):
                    raise TableError(f"topics.toml: {name}: {phrase!r} is empty, has capitals, or stands twice")
                of[phrase].append((name, weight))
    phrases = tuple(of)
    search = ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return _Table(iptc, phrases, tuple(tuple(of[phrase]) for phrase in phrases), search)
