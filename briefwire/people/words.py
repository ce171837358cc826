"""The words by which speakers are named, from `speaking.toml`: titles, institutions, documents, other speakers. Read once, at first use."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefwire.people.registry import Kind, RegistryError, registry

_TABLE = Path(__file__).with_name("speaking.toml")
INSTITUTIONS = ("ministry", "office")


@dataclass(frozen=True)
class Words:
    """`titles` and `institutions`: (pattern, role), to be tried together; the longest match decides. Sets hold single words or phrases in small letters."""

    titles: re.Pattern[str]
    title_roles: Mapping[str, str]
    institutions: re.Pattern[str]
    institution_roles: Mapping[str, str]
    general: frozenset[str]  # names that need a country beside them
    owned: Mapping[str, str]
    customary: Mapping[str, frozenset[str]]
    secretary_title: str
    secretary_countries: frozenset[str]
    documents: re.Pattern[str]
    others: re.Pattern[str]
    address: frozenset[str]
    past: re.Pattern[str]
    foreign: Mapping[str, tuple[tuple[str, str], ...]]  # by language: (form, role), the longest first


@cache
def words() -> Words:
    """The table of the package. Raises `RegistryError`: not TOML, a role that is none, a form with capitals."""
    try:
        table = tomllib.loads(_TABLE.read_text(encoding="utf8"))
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"speaking.toml: {error}") from error
    titles, institutions = _roles(table["titles"]), _roles(table["institutions"])
    listed = _ministries_names()
    strays = (set(titles.values()) - set(Kind)) | (set(institutions.values()) - set(INSTITUTIONS))
    if strays:
        raise RegistryError(f"speaking.toml: no such roles: {sorted(strays)}")
    general = frozenset(institutions) - set(table["owned"])
    institutions = dict.fromkeys(listed, "ministry") | institutions
    return Words(
        titles=_pattern(titles),
        title_roles=titles,
        institutions=_pattern(institutions),
        institution_roles=institutions,
        general=general,
        owned={form: next(iter(codes)) for form, codes in listed.items() if len(codes) == 1 and form not in general} | table["owned"],
        customary={form: frozenset(_split(codes)) for form, codes in table["customary"].items()},
        secretary_title=table["secretaries"]["title"],
        secretary_countries=frozenset(_split(table["secretaries"]["countries"])),
        documents=_pattern(_split(table["documents"]["words"])),
        others=_pattern(_split(table["others"]["words"])),
        address=frozenset(_split(table["address"]["words"])),
        past=_pattern(_split(table["past"]["words"])),
        foreign={language: _foreign(table[language]) for language in ("zh", "ur")},
    )


def _roles(table: Mapping[str, str]) -> dict[str, str]:
    roles = {form: role for role, forms in table.items() for form in _split(forms)}
    if shouted := [form for form in roles if form != form.casefold()]:
        raise RegistryError(f"speaking.toml: small letters only: {shouted}")
    return roles


def _ministries_names() -> dict[str, set[str]]:
    """The English names of all ministries in small letters, with whose they are. Acronyms stand in the table: "MID" in small letters is an English word."""
    found: dict[str, set[str]] = {}
    for country, ministry in registry().ministries.items():
        for form in (ministry.name, *(alias.text for alias in ministry.aliases if alias.language == "en")):
            if not form.isupper():
                found.setdefault(form.casefold().replace("’", "'"), set()).add(country)
    return found


def _foreign(table: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    entries = [(form, role) for role, forms in table.items() for form in _split(forms)]
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))


def _split(forms: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in forms.split("|"))


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])")
