"""News agencies and how credits name them. Data: `agencies.toml` beside this file, read once, at first use; add an entry to teach a new one."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from briefwire.about.countries import is_code

_TABLE = Path(__file__).with_name("agencies.toml")
_SEPARATORS = re.compile(r"[|/,;&]|\band\b|\bwith\b", re.IGNORECASE)
_CREDIT_CHARACTERS = 120

_Name = Annotated[str, Field(min_length=2, max_length=60)]


class AgencyTableError(ValueError):
    """The table of agencies is not as it must be. The message says where and why."""


class Agency(BaseModel):
    """A news agency: the short name it is stored under, its full name, the ISO 3166-1 alpha-2 code of its seat, and the other names credits give it.

    `source`: the source that is the agency's own site; None when there is none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Name
    title: _Name
    country: str
    source: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = None
    aliases: tuple[_Name, ...] = ()

    @field_validator("name")
    @classmethod
    def _joins(cls, value: str) -> str:
        if _SEPARATORS.search(value):
            raise ValueError("agencies of one credit are joined by a slash: a name must hold no separator")
        return value

    @field_validator("country")
    @classmethod
    def _exists(cls, value: str) -> str:
        if not is_code(value):
            raise ValueError(f"no such country: {value}")
        return value

    @property
    def names(self) -> tuple[str, ...]:
        """All names it is known by, the short one first, without repetition."""
        return tuple(dict.fromkeys((self.name, self.title, *self.aliases)))


_AGENCIES = TypeAdapter(tuple[Agency, ...])


def parse(table: str) -> tuple[Agency, ...]:
    """The agencies of a table in TOML, in its order. Raises `AgencyTableError`: broken TOML, an unknown key or country, a name or source given to two."""
    try:
        agencies = _AGENCIES.validate_python([{**entry, "name": name} for name, entry in tomllib.loads(table).items()])
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise AgencyTableError(str(error)) from error
    _unique((_key(name), agency.name) for agency in agencies for name in agency.names)
    _unique((agency.source, agency.name) for agency in agencies if agency.source)
    return agencies


@cache
def all_agencies() -> tuple[Agency, ...]:
    """Every agency known, in the order of the table. Raises `AgencyTableError`."""
    return parse(_TABLE.read_text(encoding="utf8"))


def known(name: str) -> str | None:
    """The canonical short name of an agency, or None when the name is no agency's."""
    found = _by_name().get(_key(name))
    return found[0] if found else None


def printed(name: str) -> str | None:
    """Like `known`, for places where persons stand too: an abbreviation counts only in capitals, so that Sana and Petra are no agencies."""
    found = _by_name().get(_key(name))
    return found[0] if found and (name.isupper() or not found[1].isupper()) else None


def own_source(agency: str) -> str | None:
    """The source that is the own site of the agency with this canonical name ("APP" -> "app"); None without one, and for names that are no agency's."""
    return _own_sources().get(agency)


def credited(agency: str | None) -> tuple[str, ...]:
    """The agencies of a credit as articles have it, joined by a slash, in its order; none for None."""
    return tuple(agency.split("/")) if agency else ()


def from_byline(byline: str | None) -> str | None:
    """The agencies a byline names, in its order, joined by a slash ("AFP | Reuters" -> "AFP/Reuters"); None when it names none.

    "Agencies", "News Desk" and persons name none.
    """
    if not byline:
        return None
    named = [name for part in _SEPARATORS.split(byline[:_CREDIT_CHARACTERS]) if (name := printed(part.strip(" ()")))]
    return "/".join(dict.fromkeys(named)) or None


def _key(name: str) -> str:
    return " ".join(name.replace(".", "").casefold().split())


def _unique(owned: Iterable[tuple[str, str]]) -> None:
    owners: dict[str, str] = {}
    for what, agency in owned:
        other = owners.setdefault(what, agency)
        if other != agency:
            raise AgencyTableError(f"{what!r} is given to {other} and to {agency}")


@cache
def _by_name() -> dict[str, tuple[str, str]]:
    """By the form in which names are compared: the canonical name, and the name as the table writes it."""
    found: dict[str, tuple[str, str]] = {}
    for agency in all_agencies():
        for name in agency.names:
            found.setdefault(_key(name), (agency.name, name))
    return found


@cache
def _own_sources() -> dict[str, str]:
    return {agency.name: agency.source for agency in all_agencies() if agency.source}
