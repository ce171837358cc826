"""Whose question it was: the outlets that ask at conferences. Data: `outlets.toml` beside this file, and the agencies of briefwire/clean/agencies.toml."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from briefwire.about.countries import is_code
from briefwire.clean import agencies

_TABLE = Path(__file__).with_name("outlets.toml")
_MARKS = re.compile(r"[《》〈〉“”\"().（）·]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
# Words that may stand before an outlet's name to say where it is from.
_COUNTRY = re.compile(
    "^(?:中国|香港|澳门|日本|韩国|朝鲜|蒙古|俄罗斯|俄|美国|英国|法国|德国|意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典|丹麦|挪威|芬兰|波兰|乌克兰|白俄罗斯|奥地利|希腊|"
    "土耳其|伊朗|伊拉克|沙特|阿联酋|卡塔尔|埃及|以色列|黎巴嫩|叙利亚|印尼|印度尼西亚|印度|巴基斯坦|阿富汗|孟加拉国|尼泊尔|斯里兰卡|马来西亚|新加坡|泰国|越南|菲律宾|"
    "澳大利亚|新西兰|加拿大|墨西哥|巴西|阿根廷|古巴|委内瑞拉|南非|尼日利亚)"
)

_Name = Annotated[str, Field(min_length=2, max_length=80)]


class OutletTableError(ValueError):
    """The table of outlets is not as it must be. The message says where and why."""


class Outlet(BaseModel):
    """An outlet that is no agency: the name it is kept under, its full title, ISO 3166-1 alpha-2 code of its seat, other names it is called by."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Name
    country: str
    title: _Name | None = None
    aliases: tuple[_Name, ...] = ()

    @field_validator("country")
    @classmethod
    def _exists(cls, value: str) -> str:
        if not is_code(value):
            raise ValueError(f"no such country: {value}")
        return value


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    agency: dict[_Name, tuple[_Name, ...]]
    outlet: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An outlet as it is kept: `known` by the table, or else `name` is what the page printed."""

    name: str
    known: bool


def named(words: str) -> Named:
    """The outlet that `words` name ("巴通社" and "Associated Press of Pakistan" -> APP, known); words the table does not hold come back as they are,
    not known."""
    found = known(words)
    return Named(found, True) if found else Named(words.strip(), False)


def known(words: str) -> str | None:
    """The canonical name of the outlet or agency that `words` name; None when the table does not hold them."""
    key = _key(words)
    names = _by_form()
    if key in names:
        return names[key]
    bare = _COUNTRY.sub("", key)
    return names.get(bare) if bare != key and len(bare) > 1 else None


def parse(table: str) -> dict[str, str]:
    """Every form of a table in TOML, as forms are compared, with the canonical name behind it; the agencies' own forms are in it.

    Raises `OutletTableError`: broken TOML, an unknown key, country or agency, a form given to two.
    """
    try:
        raw = tomllib.loads(table)
        outlets = [{**entry, "name": name} for name, entry in raw.pop("outlet", {}).items()]
        read = _Table.model_validate({**raw, "outlet": outlets})
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise OutletTableError(str(error)) from error
    known_agencies = {agency.name: agency for agency in agencies.all_agencies()}
    strangers = read.agency.keys() - known_agencies.keys()
    if strangers:
        raise OutletTableError(f"no such agencies: {', '.join(sorted(strangers))}")
    forms: dict[str, str] = {}
    for agency in known_agencies.values():
        _claim(forms, agency.name, (*agency.names, *read.agency.get(agency.name, ())))
    for outlet in read.outlet:
        _claim(forms, outlet.name, (outlet.name, *((outlet.title,) if outlet.title else ()), *outlet.aliases))
    return forms


def _claim(forms: dict[str, str], name: str, names: Iterable[str]) -> None:
    for form in names:
        other = forms.setdefault(_key(form), name)
        if other != name:
            raise OutletTableError(f"{form!r} is given to {other} and to {name}")


def _key(words: str) -> str:
    return " ".join(_MARKS.sub("", words.translate(_APOSTROPHES)).casefold().split()).removeprefix("the ")


@cache
def _by_form() -> dict[str, str]:
    return parse(_TABLE.read_text(encoding="utf8"))
