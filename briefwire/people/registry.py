"""The registry: foreign ministries and the persons who speak for them, with terms of office. Data in `ministries.toml` and `persons/*.toml` beside this file.

Every term has a source, the address of a stored document that was read, or says `unchecked`. A day that nobody knows is left open: None.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

_MINISTRIES = Path(__file__).with_name("ministries.toml")
_PERSONS = Path(__file__).with_name("persons")
_USUAL_NAME = "Ministry of Foreign Affairs"
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{2}")
_LANGUAGES = frozenset(("en", "zh", "ur"))
_PERSON_KEYS = frozenset(("name", "aliases", "short", "zh", "ur", "roles"))
_ROLE_KEYS = frozenset(("kind", "title", "first", "last", "source", "shows", "styles", "other_office"))
UNCHECKED = "unchecked"


class RegistryError(ValueError):
    """The registry's data is not as it must be. The message says where and why."""


class Kind(StrEnum):
    """What somebody is in a ministry."""

    SPOKESPERSON = "spokesperson"
    DEPUTY_SPOKESPERSON = "deputy_spokesperson"
    MINISTER = "minister"
    MINISTER_OF_STATE = "minister_of_state"
    DEPUTY = "deputy"
    ASSISTANT = "assistant"
    SECRETARY = "secretary"


class Shown(StrEnum):
    """What the source of a term shows: nothing (it is unchecked), the person in the office, or the first or last day as well."""

    NOTHING = "nothing"
    OFFICE = "office"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name and the language it is written in: en, zh or ur."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Ministry:
    """A country's foreign ministry: ISO 3166-1 alpha-2 code, its own English name, other names that mean it."""

    country: str
    name: str
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An office held in the ministry of a country from `first` to `last`, both included; None: not known, or still held.

    `styles`: what the holder is called at home beside the title ("DPM"). `other_office`: also speaks in another office.
    """

    kind: Kind
    ministry: str
    title: str
    first: date | None
    last: date | None
    source: str
    shows: Shown = Shown.NOTHING
    styles: tuple[str, ...] = ()
    other_office: bool = False

    def held(self, day: date | None) -> bool:
        """Whether the office was held on the day; a day that is not known counts as one of the term, an unknown bound as not reached."""
        return day is None or ((self.first is None or self.first <= day) and (self.last is None or day <= self.last))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks or spoke for a ministry. `short`: the words by which later sentences call the person (a surname)."""

    person_id: str
    name: str
    aliases: tuple[Alias, ...]
    short: tuple[str, ...]
    roles: tuple[Role, ...]

    def role(self, day: date | None) -> Role | None:
        """The role held on the day, the one listed last where there are several; None outside all terms."""
        return next((role for role in reversed(self.roles) if role.held(day)), None)

    @property
    def english(self) -> tuple[str, ...]:
        """The English forms of the full name beside the canonical one."""
        return tuple(alias.text for alias in self.aliases if alias.language == "en")

    @property
    def names(self) -> tuple[str, ...]:
        """All full names, the canonical one first, in all languages."""
        return (self.name, *(alias.text for alias in self.aliases))


@dataclass(frozen=True)
class Registry:
    """All ministries by country code, all persons by id."""

    ministries: Mapping[str, Ministry]
    persons: Mapping[str, Person]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Person, ...]]:
        """Who bears a full name, by the name in the form in which names are compared."""
        return _index((key(name), person) for person in self.persons.values() for name in person.names)

    @cached_property
    def by_short(self) -> Mapping[str, tuple[Person, ...]]:
        """Who is called by a short form, by that form as names are compared."""
        return _index((key(name), person) for person in self.persons.values() for name in person.short)

    def in_office(self, country: str, kinds: Iterable[Kind], day: date) -> tuple[Person, ...]:
        """Who held one of these offices in the ministry of the country on the day, in the order of the data."""
        wanted = frozenset(kinds)
        return tuple(
            person
            for person in self.persons.values()
            if any(role.ministry == country and role.kind in wanted and role.held(day) for role in person.roles)
        )


def key(name: str) -> str:
    """The form in which names are compared: no capitals, one apostrophe, full stops and surplus spaces gone."""
    return " ".join(name.casefold().replace("’", "'").replace(".", " ").split())


@cache
def registry() -> Registry:
    """The registry of the package, read once. Raises `RegistryError`."""
    texts = [path.read_text(encoding="utf8") for path in sorted(_PERSONS.glob("*.toml"))]
    return parse(_MINISTRIES.read_text(encoding="utf8"), texts)


def parse(ministries: str, persons: Iterable[str]) -> Registry:
    """The registry of tables in TOML. Raises `RegistryError`: broken TOML, an unknown key, kind, country or language, a term that ends before it begins,
    a source that is neither an address nor `unchecked`, an id or a name in one country given twice."""
    try:
        offices = _ministries(tomllib.loads(ministries))
        people: dict[str, Person] = {}
        for text in persons:
            table = tomllib.loads(text)
            first = bool(table.pop("family_name_first", False))
            for country, entries in table.items():
                _check(country in offices, f"no ministry of {country}")
                for slug, entry in entries.items():
                    _check(slug not in people, f"{slug} stands twice")
                    people[slug] = _person(country, slug, entry, first)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise RegistryError(str(error)) from error
    _unique_names(people.values())
    return Registry(offices, people)


def _ministries(table: dict[str, Any]) -> dict[str, Ministry]:
    _check(set(table) == {"names", "aliases"}, f"ministries have names and aliases, not {sorted(table)}")
    found: dict[str, Ministry] = {}
    aliases = table["aliases"]
    for country, name in table["names"].items():
        _check(_CODE.fullmatch(country) is not None and isinstance(name, str), f"{country} = {name!r}")
        found[country] = Ministry(country, _USUAL_NAME if name == "=" else str(name), _aliases(aliases.get(country, {}), country))
    strays = set(aliases) - set(found)
    _check(not strays, f"aliases of countries without a ministry: {sorted(strays)}")
    return found


def _aliases(forms: Mapping[str, list[str]], where: str) -> tuple[Alias, ...]:
    _check(set(forms) <= _LANGUAGES, f"{where}: aliases by language {sorted(_LANGUAGES)}")
    return tuple(Alias(text, language) for language, texts in forms.items() for text in texts)


def _person(country: str, slug: str, entry: Mapping[str, Any], family_name_first: bool) -> Person:
    _check(_SLUG.fullmatch(slug) is not None, f"{slug} is no id: small letters, digits and hyphens")
    _check(set(entry) <= _PERSON_KEYS, f"{slug}: unknown keys {sorted(set(entry) - _PERSON_KEYS)}")
    name = str(entry["name"])
    short = _texts(entry.get("short")) or (name.split()[0 if family_name_first else -1],)
    aliases = tuple(
        Alias(text, language) for field, language in (("aliases", "en"), ("zh", "zh"), ("ur", "ur")) for text in _texts(entry.get(field))
    )
    roles = entry["roles"]
    _check(isinstance(roles, list) and bool(roles), f"{slug} holds no role")
    return Person(slug, name, aliases, short, tuple(_role(country, slug, role) for role in roles))


def _role(country: str, slug: str, entry: Mapping[str, Any]) -> Role:
    _check(set(entry) <= _ROLE_KEYS, f"{slug}: unknown keys {sorted(set(entry) - _ROLE_KEYS)}")
    try:
        kind, shows = Kind(str(entry["kind"])), Shown(str(entry.get("shows", "nothing")))
    except ValueError as error:
        raise RegistryError(f"{slug}: {error}") from error
    first, last, source = entry.get("first"), entry.get("last"), str(entry["source"])
    _check(all(day is None or type(day) is date for day in (first, last)), f"{slug}: first and last are days")
    start, end = first if isinstance(first, date) else None, last if isinstance(last, date) else None
    _check(start is None or end is None or start <= end, f"{slug}: the term ends before it begins")
    _check(source == UNCHECKED or source.startswith(("https://", "http://")), f"{slug}: a source is an address or {UNCHECKED!r}")
    _check((source == UNCHECKED) == (shows is Shown.NOTHING), f"{slug}: `shows` belongs to a source, and a source shows something")
    title = str(entry.get("title", kind.value.replace("_", " ")))
    return Role(kind, country, title, start, end, source, shows, _texts(entry.get("styles")), bool(entry.get("other_office", False)))


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise RegistryError(f"a list of texts is expected, not {value!r}")
    return tuple(value)


def _unique_names(people: Iterable[Person]) -> None:
    owners: dict[tuple[str, str], str] = {}
    for person in people:
        for name in person.names:
            other = owners.setdefault((person.roles[0].ministry, key(name)), person.person_id)
            _check(other == person.person_id, f"{name!r} is given to {other} and to {person.person_id}")


def _check(right: bool, message: str) -> None:
    if not right:
        raise RegistryError(message)


def _index(entries: Iterable[tuple[str, Person]]) -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for name, person in entries:
        if person not in found.get(name, ()):
            found[name] = (*found.get(name, ()), person)
    return found
