"""Who speaks: verbatim speaker words, with the day and the home country, become a `Speaker` of a foreign ministry, or nobody.

"Foreign Office Spokesperson Shafqat Ali Khan", "Geng", "the spokesperson", "FO", "外交部发言人耿爽", "Beijing": a person by a full name, by a short name
that the text has explained, or by a title; the institution where it speaks itself. Names that the registry does not know are kept and marked, for a person to
review.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from briefwire.about import forms
from briefwire.about.forms import How
from briefwire.about.mentions import Mention, about
from briefwire.people import scripts, shorts, titles
from briefwire.people.registry import Kind, Person, Role, key, registry
from briefwire.people.speaker import Context, Speaker, named
from briefwire.people.titles import Matches
from briefwire.people.words import words as _words

__all__ = ["Context", "Speaker", "speaker", "speakers"]

_MARKS = re.compile(r"^[\s\"'“”‘’(\[:：，,、-]+|[\s\"'“”‘’)\]:：，,、。.-]+$")
_SIDES = re.compile(r"\b(?:the )?(?:government|side|authorities|state|republic|kingdom|islamic republic|ministry)\b")
_ADDRESSED = re.compile(r"^(?:mr|ms|mrs|miss|dr|senator|ambassador|amb|prince|sheikh|lord|sir)\b\.? ")
_JOINT_MINISTERS = frozenset(("both leaders", "the two leaders", "both ministers", "the two ministers"))
_LONGEST = 300  # characters of speaker words that are read: a name and its titles are shorter
_NOTHING = Context()


def speakers(all_words: Sequence[str], day: date | None, home: str | None, text: str = "") -> tuple[Speaker | None, ...]:
    """The speakers of one text in its order: like `speaker`, each with those before it as its context."""
    found: list[Speaker | None] = []
    for words in all_words:
        found.append(speaker(words, day, home, Context(text, tuple(found))))
    alone = [one is not None and one.institution and _only_a_country(words) for one, words in zip(found, all_words, strict=True)]
    heard = {one.ministry for one, country in zip(found, alone, strict=True) if one is not None and not country}
    heard |= titles.text_ministries(text, home)
    return tuple(None if country and one and one.ministry not in heard else one for one, country in zip(found, alone, strict=True))


def _only_a_country(words: str) -> bool:
    """Whether a speaker is named by country or capital alone: "Tehran", "the government of Iran". That is its ministry where that is heard or named, too;
    elsewhere it may be any part of the state."""
    words = _MARKS.sub("", words[:_LONGEST])
    mentions = [mention for mention in about(words, "en") if mention.how is not How.PROJECT]
    return bool(mentions) and _country(words.casefold().replace("’", "'"), mentions) is not None


def speaker(words: str, day: date | None, home: str | None, context: Context = _NOTHING) -> Speaker | None:
    """Who the verbatim words mean on that day, in an outlet of the country `home`; None: no foreign ministry's voice."""
    words = _MARKS.sub("", words[:_LONGEST])
    if not words:
        return None
    if owner := titles.named_ministry(words, home):
        return Speaker(None, None, "ministry", owner, True, None, True)
    language = forms.script(words)
    if language != "en":
        return scripts.foreign(words, language, day, home, context)
    low = re.sub(r"\b(ex|then)-", r"\1 ", words.casefold().replace("’", "'"))
    table = _words()
    roles, offices = list(table.titles.finditer(low)), list(table.institutions.finditer(low))
    spans = [match.span() for match in (*roles, *offices)]
    others = [match for match in table.others.finditer(low) if not any(a <= match.start() and match.end() <= b for a, b in spans)]
    past = any(titles.before_title(match.end(), roles, offices) for match in table.past.finditer(low))
    by_name = titles.full_name(words)
    if by_name:
        return titles.holder(by_name, day, home, past=past or titles.other_post(low, roles, offices, others, by_name))
    role = titles.role_of(low, roles, offices)
    style = _style(low, day, home)
    if style:
        return named(style, day, past=past)
    if role is None:
        return _without_title(words, low, others, day, home, context)
    if others and not titles.own_title(low, others, roles, offices):
        return None
    ministry = titles.ministry_of(words, low, offices, roles, home, context)
    return _titled(words, low, role, ministry, day, past=past, context=context)


def _titled(words: str, low: str, role: str, ministry: str | None, day: date | None, *, past: bool, context: Context) -> Speaker | None:
    if role == "minister" and _words().secretary_title in low and ministry in _words().secretary_countries:
        role = Kind.SECRETARY.value
    if role in ("ministry", "office"):
        return Speaker(None, None, role, ministry, True, None, True)
    name = titles.trailing_name(words)
    if name is not None:
        person = titles.by_short(name, ministry, day) or titles.by_short(name, None, day)
        if person is not None and (person.roles[0].ministry == ministry or not titles.says_country(words)):
            return named(person, day, past=past)
        return Speaker(name, None, role, ministry, False, False if past else None, False)
    last = context.latest
    if last is not None and last.role == role and last.ministry == ministry and last.name is not None:
        return last
    holders = registry().in_office(ministry, (Kind(role),), day) if ministry and day and not past else ()
    if role in (Kind.MINISTER, Kind.SECRETARY) and len(holders) == 1:  # a ministry has one; of spokespersons there may be several
        return named(holders[0], day, past=False)
    return Speaker(None, None, role, ministry, False, False if past else None, True)


def _without_title(words: str, low: str, others: Matches, day: date | None, home: str | None, context: Context) -> Speaker | None:
    mentions = [mention for mention in about(words, "en") if mention.how is not How.PROJECT]
    if _words().documents.search(low) and not others:
        return _document(mentions, context, home)
    plain = _ADDRESSED.sub("", low)
    if (not others or plain != low) and not mentions:
        found = shorts.short_name(words, plain, day, home, context)
        if found is not None or low in ("he", "she"):
            return found or context.latest
    if low in _JOINT_MINISTERS and _ministers_meet(context):
        return Speaker(None, None, Kind.MINISTER.value, None, False, None, True)
    if low in ("the minister", "the ministry", "minister"):
        return _again("ministry" if "ministry" in low else "minister", day, home, context)
    if others or not mentions:
        return None
    return _country(low, mentions)


def _country(low: str, mentions: Sequence[Mention]) -> Speaker | None:
    """A country or its capital as the speaker of what its ministry says: nothing but the name, "the government of", "side"."""
    codes = {mention.code for mention in mentions}
    rest = low
    for mention in sorted(mentions, key=lambda found: -found.start):
        rest = rest[: mention.start] + rest[mention.end :]
    rest = " ".join(
        word for word in _SIDES.sub("", rest).replace("(", " ").replace(")", " ").split() if word not in ("the", "of", "'s", "'")
    )
    if rest or len(codes) != 1 or not all(mention.is_country for mention in mentions):
        return None
    if all(mention.how is How.PEOPLE for mention in mentions):
        return None
    return Speaker(None, None, "ministry", codes.pop(), True, None, True)


def _document(mentions: Sequence[Mention], context: Context, home: str | None) -> Speaker | None:
    codes = {mention.code for mention in mentions if mention.is_country}
    last = context.latest
    if len(codes) > 1 or (context.before and context.before[-1] is None and last is None):
        return None
    ministry = codes.pop() if codes else last.ministry if last else titles.text_ministry(context.text) or home
    return Speaker(None, None, "ministry", ministry, True, None, True) if ministry else None


def _again(role: str, day: date | None, home: str | None, context: Context) -> Speaker | None:
    """ "The minister", "the ministry": those of an earlier speaker, else of the text, else at home."""
    for one in reversed(context.before):
        if one is not None and one.role == role:
            return one
    last = context.latest
    ministry = last.ministry if last else titles.text_ministry(context.text) or home
    if ministry is None:
        return None
    if role == "ministry":
        return Speaker(None, None, role, ministry, True, None, True)
    holders = registry().in_office(ministry, (Kind.MINISTER,), day) if day else ()
    return named(holders[0], day, past=False) if len(holders) == 1 and last else None


def _ministers_meet(context: Context) -> bool:
    """Whether the words before, or the text where none are, are a foreign minister's: "both leaders" are ministers then."""
    last = context.latest
    return last.role == Kind.MINISTER if last else _words().titles.search(context.text.casefold()[:2_000]) is not None


def _style(low: str, day: date | None, home: str | None) -> Person | None:
    """Who is called by another title at home, with or without the surname: "the DPM", "DPM Dar"."""
    bare = re.sub(r"^the ", "", low)
    for person, role in _styled().get(home or "", ()):
        names = {"", *(key(short) for short in person.short)}
        if role.held(day) and any(bare == f"{style.casefold()} {name}".strip() for style in role.styles for name in names):
            return person
    return None


@cache
def _styled() -> dict[str, tuple[tuple[Person, Role], ...]]:
    found: dict[str, tuple[tuple[Person, Role], ...]] = {}
    for person in registry().persons.values():
        for role in person.roles:
            if role.styles:
                found[role.ministry] = (*found.get(role.ministry, ()), (person, role))
    return found
