"""The forms that name countries and actors: CLDR's names in English, Chinese and Urdu, and the tables `countries.toml`, `actors.toml` and `traps.toml`.

A form is written as it stands in a text, capitals included: "turkey" is a bird, "us" a pronoun, "china" porcelain.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

_HERE = Path(__file__).parent
_ENGLISH_KEYS = ("name", "people", "seat")
_COUNTRY_KEYS = frozenset((*_ENGLISH_KEYS, "zh", "ur", "folded"))
_FOLDED = "*"  # behind a form that is known in small letters, too
_ACTOR_KEYS = frozenset(("kind", "of", "en", "zh", "ur"))
_TRAP_KEYS = frozenset(("nothing", "project", "both", "either", "dispute", "person"))
ACTOR_KINDS = frozenset(("organisation", "court", "armed_group", "movement"))
COUNTRIES = 250  # the codes of ISO 3166-1, and XK
_HALVES = frozenset(("Cocos", "Keeling) Islands", "کوکوس", "کیلنگ) جزائر"))  # of names with brackets in their middle
_BRACKETS = re.compile(r"\([^)]*\)")
_NO_PLURAL = ("s", "sh", "ch", "ese", "z", "men", "man")


class TableError(ValueError):
    """A table of this package is not as it must be. The message says where and why."""


class How(StrEnum):
    """By what kind of form a country or actor is named."""

    NAME = "name"
    PEOPLE = "people"
    SEAT = "seat"
    PROJECT = "project"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class Form:
    """A form and what it names: codes (several at once for "Indo-Pak"; none for a trap). `either`: only one of the codes is meant."""

    text: str
    codes: tuple[str, ...]
    how: How
    either: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor that is no country; `of` is the country that a text about it is about."""

    code: str
    kind: str
    of: str | None


@dataclass(frozen=True, slots=True)
class Companions:
    """Words directly before and after a name that make it a person's or another thing's."""

    before: frozenset[str]
    after: frozenset[str]


def table(name: str) -> dict[str, Any]:
    """A table of this package. Raises `TableError`: not TOML."""
    try:
        return tomllib.loads((_HERE / name).read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{name}: {error}") from error


@cache
def actors() -> Mapping[str, Actor]:
    """Every actor by its code. Raises `TableError`."""
    found = {}
    for code, entry in table("actors.toml").items():
        if not isinstance(entry, dict) or set(entry) - _ACTOR_KEYS or entry.get("kind") not in ACTOR_KINDS:
            raise TableError(f"actors.toml: {code} is not as it must be: {entry}")
        if entry.get("of") is not None and entry["of"] not in countries():
            raise TableError(f"actors.toml: {code} belongs to no country {entry['of']}")
        found[code] = Actor(code, entry["kind"], entry.get("of"))
    return found


@cache
def countries() -> tuple[str, ...]:
    """Every country's code: ISO 3166-1 alpha-2, and XK. Raises `TableError`."""
    codes = tuple(table("countries.toml"))
    unknown = sorted(set(codes) - set(Locale("en").territories))
    if len(codes) != COUNTRIES or unknown:
        raise TableError(f"countries.toml: {len(codes)} codes instead of {COUNTRIES}; unknown to CLDR: {unknown}")
    return codes


def folded(code: str) -> tuple[str, ...]:
    """The forms of a country that are known in small letters, so written."""
    entry = _country(code)
    marked = (text for key in _ENGLISH_KEYS for text in entry.get(key, "").split("|") if text.endswith(_FOLDED))
    return (*(text.rstrip(_FOLDED).casefold() for text in marked), *_split(entry.get("folded")))


@cache
def companions() -> Mapping[str, Companions]:
    """By form: the words beside it that make it no country. Raises `TableError`."""
    person = _traps()["person"]
    return {form: Companions(_set(sides["before"]), _set(sides["after"])) for form, sides in person.items()}


@cache
def english() -> tuple[Form, ...]:
    """Every English form, as written and in capitals throughout; a form stands once."""
    found: dict[str, Form] = {}
    for form in (*_traps_of("en"), *_actor_forms("en"), *_own_forms(), *_cldr_forms("en")):
        for text in (form.text, form.text.upper()):
            found.setdefault(text, Form(text, form.codes, form.how, form.either))
    return tuple(found.values())


@cache
def chinese() -> tuple[Form, ...]:
    """Every Chinese form."""
    return _foreign("zh")


@cache
def urdu() -> tuple[Form, ...]:
    """Every Urdu form."""
    return _foreign("ur")


def disputed(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Where a text names a land that countries dispute, and the codes of those that do."""
    owners = _traps()["dispute"]
    return [(match.start(), tuple(owners[match[0]])) for match in _disputes().finditer(text) if owners[match[0]]]


@cache
def _disputes() -> re.Pattern[str]:
    """Every disputed land, the longest name first: whole words but in Chinese."""
    names = sorted(_traps()["dispute"], key=len, reverse=True)
    chinese = "|".join(re.escape(name) for name in names if script(name) == "zh")
    others = "|".join(re.escape(name) for name in names if script(name) != "zh")
    return re.compile(rf"{chinese}|(?<!\w)(?:{others})(?!\w)")


def _foreign(language: str) -> tuple[Form, ...]:
    found: dict[str, Form] = {}
    for form in (*_traps_of(language), *_actor_forms(language), *_listed(language), *_cldr_forms(language)):
        found.setdefault(form.text, form)
    return tuple(found.values())


def _own_forms() -> Iterator[Form]:
    for code in countries():
        entry = _country(code)
        for text in _split(entry.get("name")):
            yield from (Form(form, (code,), How.NAME) for form in {text, _plain(text)})
        for text in _split(entry.get("seat")):
            yield Form(text, (code,), How.SEAT)
        for text in _split(entry.get("people")):
            plural = () if text.endswith(_NO_PLURAL) else (f"{text}s",)
            yield from (Form(form, (code,), How.PEOPLE) for form in (text, *plural))


def _cldr_forms(language: str) -> Iterator[Form]:
    """CLDR's name, and what outlets make of it: "and" for "&", "Saint" for "St.", what stands in brackets alone, no accents."""
    names = Locale(language).territories
    for code in countries():
        name = names.get(code, "")
        parts = (
            {*name.replace("SAR China", "").split(" ("), " ".join(_BRACKETS.sub(" ", name).split())}
            if "(" in name or language == "en"
            else {name}
        )
        for part in filter(None, (part.strip(" )") for part in sorted(parts - _HALVES))):
            spellings = {part, part.replace("&", "and"), part.replace("St. ", "Saint "), part.replace("St. ", "St ")}
            spellings |= {spelling.replace("&", "and").replace("’", "'") for spelling in spellings}
            spellings |= {_plain(spelling) for spelling in spellings}
            yield from (Form(spelling, (code,), How.NAME) for spelling in sorted(spellings))


def _listed(language: str) -> Iterator[Form]:
    return (Form(text, (code,), How.NAME) for code in countries() for text in _split(_country(code).get(language)))


def _actor_forms(language: str) -> Iterator[Form]:
    for code, entry in table("actors.toml").items():
        yield from (Form(text, (code,), How.ACTOR) for text in _split(entry.get(language)))


def _traps_of(language: str) -> Iterator[Form]:
    traps = _traps()
    nothing, project, both, either = (traps[name] for name in ("nothing", "project", "both", "either"))
    forms = [Form(text, (), How.NAME) for text in nothing]
    forms += [Form(text, tuple(codes), How.PROJECT) for text, codes in project.items()]
    forms += [Form(text, tuple(codes), How.NAME) for text, codes in both.items()]
    forms += [Form(text, tuple(codes), How.NAME, either=True) for text, codes in either.items()]
    return (form for form in forms if script(form.text) == language)


def script(text: str) -> str:
    """Which of en, zh and ur the first letter of a text belongs to."""
    first = next((character for character in text if character.isalpha()), "a")
    return "zh" if "\u3400" <= first <= "\u9fff" else "ur" if "\u0600" <= first <= "\u06ff" else "en"


@cache
def _traps() -> dict[str, Any]:
    traps = table("traps.toml")
    if set(traps) != _TRAP_KEYS:
        raise TableError(f"traps.toml holds {sorted(_TRAP_KEYS)}, not {sorted(traps)}")
    for name in ("project", "both", "either", "dispute"):
        entries = traps[name]
        strays = [code for codes in entries.values() for code in codes if code not in countries()] if isinstance(entries, dict) else [name]
        if strays:
            raise TableError(f"traps.toml, {name}: no such country: {strays}")
    if not isinstance(traps["person"], dict) or any(set(sides) != {"before", "after"} for sides in traps["person"].values()):
        raise TableError("traps.toml, person: words before and words after")
    return traps


@cache
def _all() -> dict[str, Any]:
    return table("countries.toml")


def _country(code: str) -> Mapping[str, str]:
    entry = _all()[code]
    if not isinstance(entry, dict) or set(entry) - _COUNTRY_KEYS or not all(isinstance(text, str) and text for text in entry.values()):
        raise TableError(f"countries.toml: {code} is not as it must be: {entry}")
    return entry


def _split(forms: object) -> tuple[str, ...]:
    return tuple(text.rstrip(_FOLDED) for text in forms.split("|")) if isinstance(forms, str) else ()


def _set(forms: str) -> frozenset[str]:
    return frozenset(forms.split("|")) - {""}


def _plain(text: str) -> str:
    """The text without accents."""
    return "".join(character for character in unicodedata.normalize("NFD", text) if not unicodedata.combining(character))
