"""Speakers' words in Chinese and Urdu: a known name anywhere in them, else the title and the country beside it."""

from datetime import date

from briefwire.about import forms
from briefwire.about.mentions import about
from briefwire.people.registry import registry
from briefwire.people.speaker import Context, Speaker
from briefwire.people.titles import holder
from briefwire.people.words import words as _words

_PARTICLES = frozenset("کے کی کا نے".split())
_PAST = ("前", "سابق")


def foreign(words: str, language: str, day: date | None, home: str | None, context: Context) -> Speaker | None:
    """Chinese and Urdu: a known name anywhere in the words, else the title and the country beside it."""
    found = max(
        ((name, people) for name, people in registry().by_name.items() if forms.script(name) == language and name in words),
        key=lambda entry: len(entry[0]),
        default=None,
    )
    if found is not None:
        return holder(found[1], day, home, past=words.startswith(_PAST))
    hits = [(form, role) for form, role in _words().foreign[language] if form in words]
    hit = next((entry for entry in hits if entry[1] != "ministry"), hits[0] if hits else None)
    codes = list(dict.fromkeys(mention.code for mention in about(words, language) if mention.is_country))
    if hit is None:
        whole = [mention for mention in about(words, language) if mention.end - mention.start == len(words)]
        return Speaker(None, None, "ministry", whole[0].code, True, None, True) if len(whole) == 1 and whole[0].is_country else None
    form, role = hit
    last = context.latest
    own = next(
        (owned.country for owned in registry().ministries.values() for alias in owned.aliases if alias.text == words and language == "ur"),
        None,
    )
    ministry = codes[0] if len(codes) == 1 else own or (last.ministry if last else None) or home
    if role == "ministry":
        return Speaker(None, None, role, ministry, True, None, True)
    rest = words[words.rindex(form) + len(form) :]
    for other, _ in _words().foreign[language]:
        rest = rest.replace(other, " ")
    rest = " ".join(word for word in rest.strip(" :：،,").split() if word not in _PARTICLES)
    if rest:
        return Speaker(rest, None, role, ministry, False, None, False)
    if last is not None and last.role == role and last.name:
        return last
    return Speaker(None, None, role, ministry, False, None, True)
