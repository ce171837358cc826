"""Titles, institutions and names inside a speaker's words: what role they give, whose ministry they mean, which name they hold."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

import ahocorasick_rs

from briefwire.about import forms
from briefwire.about.forms import How
from briefwire.about.mentions import Mention, about
from briefwire.people.registry import Kind, Person, key, registry
from briefwire.people.speaker import Context, Speaker, named
from briefwire.people.words import words as _words

_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_LINKS = frozenset("al ul bin ibn bint abu de del di da van von el le la af zu".split())
_SMALL = frozenset("the a an of for at in on and its his her their this that by to from with as who also spokesman spokesperson".split())
_NEAR = 30  # characters between "former" and its title
_OF = re.compile(r" of (?:the )?")
_BEHIND = 60  # characters in which a country stands behind its ministry
_SENTENCE_ENDS = (". ", "\n")
_SENTENCE = 300  # characters of a sentence that are looked at
_BEFORE = 24  # characters in which a country stands before its ministry
_JOINT = re.compile(r"\b(?:two|both|three) (?:countries|sides|nations)\b|\bforeign ministries\b|\bforeign ministers\b")

Matches = Sequence[re.Match[str]]


def role_of(low: str, titles: Matches, offices: Matches) -> str | None:
    """What the titles and institutions of some words make of their bearer: a title before an institution, a spokesperson before any other title (the minister
    is then whose spokesperson it is). An official of a ministry speaks as the ministry."""
    table = _words()
    roles = [table.title_roles[match[0]] for match in titles]
    for kind in (Kind.DEPUTY_SPOKESPERSON, Kind.SPOKESPERSON):
        if kind in roles:
            return kind.value
    if roles:
        return roles[0]
    kinds = {table.institution_roles[match[0]] for match in offices}
    if not kinds:
        return None
    return "office" if "office" in kinds and "official" not in low.split() else "ministry"


def ministry_of(words: str, low: str, offices: Matches, titles: Matches, home: str | None, context: Context) -> str | None:
    """Whose ministry is meant: the country named in the words, the one that the institution's name belongs to, else what the text and the home tell."""
    table = _words()
    codes = list(dict.fromkeys(code for mention in about(words, "en") if mention.how is not How.PROJECT and (code := _country_of(mention))))
    if len(codes) > 1 or _JOINT.search(low):
        return None
    if codes:
        return codes[0]
    for match in (*offices, *titles):
        if match[0] in table.owned:
            return table.owned[match[0]]
    if "secretary of state" in low:
        return "US"
    if any(match[0] in table.customary and home in table.customary[match[0]] for match in offices):
        return home
    last = context.latest
    if last is not None and last.ministry is not None:
        return last.ministry
    return text_ministry(context.text) or (_subject(context.text) if offices else None) or home


def _country_of(mention: Mention) -> str | None:
    return mention.code if mention.is_country else forms.actors()[mention.code].of


def named_ministry(words: str, home: str | None) -> str | None:
    """The country whose ministry the words name and nothing else: the home country's of several that share the name; None for names that are nobody's own."""
    form = re.sub(r"^the ", "", key(words))
    owners = _owners().get(form, ())
    if home in owners:
        return home
    return owners[0] if len(owners) == 1 and form not in _words().general else None


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for country, ministry in registry().ministries.items():
        for form in {key(ministry.name), *(key(alias.text) for alias in ministry.aliases)}:
            found[form] = (*found.get(form, ()), country)
    return found


def says_country(words: str) -> bool:
    """Whether the words name a country, or an actor that stands for one."""
    return any(_country_of(mention) for mention in about(words, "en"))


@lru_cache(maxsize=64)
def _subject(text: str) -> str | None:
    """The country that a title names first: mostly its subject."""
    return next((mention.code for mention in about(text.split("\n", 1)[0], "en") if mention.is_country), None)


@lru_cache(maxsize=64)
def text_ministry(text: str) -> str | None:
    """The country whose ministry, minister or spokesperson a text names first."""
    return next((country for country, _ in _named(text) if country), None)


@lru_cache(maxsize=64)
def text_ministries(text: str, home: str | None) -> frozenset[str]:
    """The countries whose ministries, ministers or spokespersons a text names. One that it names without a country is one at home, of the country that the
    title names first, or ("its foreign ministry") of the country that the sentence names first."""
    found: set[str | None] = set()
    for country, start in _named(text):
        if country is not None:
            found.add(country)
            continue
        found |= {home, _subject(text)}
        if text.endswith((" its ", " Its "), 0, start):
            earliest = max(0, start - _SENTENCE)
            sentence = max(earliest, *(text.rfind(mark, earliest, start) + 1 for mark in _SENTENCE_ENDS))
            found.add(next((mention.code for mention in about(text[sentence:start], "en") if mention.is_country), None))
    return frozenset(one for one in found if one)


def _named(text: str) -> Iterator[tuple[str | None, int]]:
    """Every ministry, minister or spokesperson that a text names: the country before or behind it, None where none stands there, and where it stands."""
    low = text.casefold().replace("’", "'")
    for match in re.finditer(f"{_words().institutions.pattern}|{_words().titles.pattern}", low):
        if match[0] in _words().owned:
            yield _words().owned[match[0]], match.start()
            continue
        start = max(0, match.start() - _BEFORE)
        before = about(text[start : match.start()], "en")
        apart = text[start + before[-1].end : match.start()].strip(" ") if before else ""
        country = before[-1].code if before and before[-1].is_country and apart in ("", "'s", "’s") else None
        yield country or _country_behind(text, match.end()), match.start()


def _country_behind(text: str, end: int) -> str | None:
    """ "the foreign minister | of the Republic of Examplia"."""
    of = _OF.match(text, end)
    if of is None:
        return None
    behind = about(text[of.end() : of.end() + _BEHIND], "en")
    return behind[0].code if behind and behind[0].is_country and behind[0].start == 0 else None


def before_title(end: int, titles: Matches, offices: Matches) -> bool:
    """Whether what ends there ("former") belongs to a title: before all of them, or shortly before one."""
    starts = [match.start() for match in (*titles, *offices)]
    return not starts or end <= min(starts) or any(0 <= start - end <= _NEAR for start in starts)


def other_post(low: str, titles: Matches, offices: Matches, others: Matches, people: Sequence[Person]) -> bool:
    """Whether a known person is called by another post and by none of a ministry: an ambassador who was a spokesperson once."""
    if titles or offices:
        return False
    posts = {match[0] for match in others} - {"ambassador", "senator"}
    return bool(posts) and not any(style in low for person in people for role in person.roles for style in role.styles)


def own_title(low: str, others: Matches, titles: Matches, offices: Matches) -> bool:
    """Whether the title outranks the other words: "a statement by the foreign ministry", "prime minister and foreign minister", "Ambassador X"."""
    if offices or all(match[0] in ("ambassador", "senator") for match in others):
        return True
    specific = [match for match in titles if _words().title_roles[match[0]] != Kind.SPOKESPERSON]
    return bool(specific) and "interior" not in low


def full_name(words: str) -> tuple[Person, ...]:
    """Whoever bears the longest full name that stands in the words."""
    search, names = _name_search()
    text = key(words)
    found = [
        names[number]
        for number, start, end in search.find_matches_as_indexes(text, overlapping=True)
        if not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
    ]
    return registry().by_name[max(found, key=len)] if found else ()


@cache
def _name_search() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    names = tuple(name for name in registry().by_name if " " in name or len(name) > 5)
    return ahocorasick_rs.AhoCorasick(names), names


def trailing_name(words: str) -> str | None:
    """The name of an office holder: the capitalised words behind the title, or before a comma and the title."""
    low = words.casefold().replace("’", "'")
    matches = [*_words().titles.finditer(low), *_words().institutions.finditer(low)]
    end, start = max(match.end() for match in matches), min(match.start() for match in matches)
    behind = _name_in(words[end:])
    return behind or (_name_in(words[:start].split(",")[0]) if "," in words[:start] else None)


def _name_in(text: str) -> str | None:
    found: list[str] = []
    taken = {text[mention.start : mention.end] for mention in about(text, "en")}
    for word in _NAME_WORD.findall(text):
        bare = re.sub(r"['’]s$", "", word)
        if bare.casefold() in _words().address or bare in taken:
            continue
        if (word[0].isupper() and bare.casefold() not in _SMALL) or (found and bare in _LINKS):
            found.append(bare)
        elif found:
            break
    return " ".join(found) or None


def by_short(name: str, ministry: str | None, day: date | None) -> Person | None:
    """The one bearer of a name behind a title, in that ministry; somebody who held the office before counts when nobody holds it."""
    people = [person for person in registry().by_short.get(key(name), ()) if ministry is None or person.roles[0].ministry == ministry]
    holding = [person for person in people if person.role(day) is not None]
    return next(iter(holding or people), None) if len(holding or people) == 1 else None


def holder(people: Sequence[Person], day: date | None, home: str | None, *, past: bool) -> Speaker:
    """Whoever of several bearers of a name is in office on that day, those of the home country first."""
    holding = [person for person in people if person.role(day) is not None]
    near = [person for person in holding or people if person.roles[0].ministry == home]
    return named((near or holding or list(people))[0], day, past=past)
