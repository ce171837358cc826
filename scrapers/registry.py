"""The registry of sources: one folder under `scrapers/sources` is one source, declared in its `source.toml`.

Reading it touches only local files, so DAG files may do it at import. It imports neither Scrapy nor any spider.
"""

import importlib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from scrapers.errors import DeclarationError

SOURCES = Path(__file__).parent / "sources"

Host = Annotated[str, Field(pattern=r"^[a-z0-9.-]+\.[a-z]{2,}$")]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Politeness(_Part):
    """The pace kept towards each host of the source. `delay` in seconds between requests to one host, `max_requests` per run and day."""

    delay: Annotated[float, Field(ge=0.5, le=60)]
    concurrency: Annotated[int, Field(ge=1, le=4)] = 1
    max_requests: Annotated[int, Field(ge=1)]


class History(_Part):
    """How far the past can be asked for.

    `by-date`: the site addresses its past (dated sitemap, archive page, REST window, dated listing). `archive`: only WARC files hold it. `none`: the site
    shows its newest pages only, and is polled. A publication day is settled `settles` days after its end: all but stragglers stand by then.
    """

    kind: Literal["by-date", "archive", "none"]
    since: date | None = None
    settles: Annotated[int, Field(ge=0, le=64)]
    how: str

    @model_validator(mode="after")
    def _since_goes_with_a_past(self) -> "History":
        if self.kind == "by-date" and self.since is None:
            raise ValueError("history.since is needed when history.kind is by-date: the first day the site can be asked for")
        return self


class Candidates(_Part):
    """Which discovered addresses are fetched: `include` must match the path (any of them), `exclude` must not. Regular expressions, searched."""

    include: Annotated[tuple[str, ...], Field(min_length=1)]
    exclude: tuple[str, ...] = ()


class Recess(_Part):
    """A part of every year in which the source is lawfully silent: from `first` to `last`, both included, month and day."""

    first: MonthDay
    last: MonthDay
    why: str

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the recess, which may run over the turn of the year."""
        at = f"{day:%m-%d}"
        return self.first <= at <= self.last if self.first <= self.last else not self.last < at < self.first


class Volume(_Part):
    """What one publication day holds: fewer candidates than `minimum` and nothing is published; `typical` candidates, had with about `requests` requests."""

    minimum: Annotated[int, Field(ge=0)]
    typical: Annotated[int, Field(ge=1)]
    requests: Annotated[int, Field(ge=1)]
    recess: tuple[Recess, ...] = ()


class Watch(_Part):
    """How often the current day is looked at: every `minutes`."""

    minutes: Annotated[int, Field(ge=5, le=1440)]


class FieldFill(_Part):
    """The least share of extracted pages that must carry the field, 0 to 1; below it the layout has changed."""

    title: Annotated[float, Field(ge=0, le=1)]
    body: Annotated[float, Field(ge=0, le=1)]
    published_at: Annotated[float, Field(ge=0, le=1)]


class SourceDeclaration(_Part):
    """A source as its `source.toml` declares it, complete or not loaded at all."""

    name: Name
    title: str
    kind: Literal["outlet", "ministry"]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    time_zone: str
    hosts: Annotated[tuple[Host, ...], Field(min_length=1)]
    discovery: Annotated[tuple[str, ...], Field(min_length=1)]
    canary_urls: tuple[str, ...]
    text_licence: Literal["open", "licensed"]
    politeness: Politeness
    history: History
    candidates: Candidates
    volume: Volume
    watch: Watch
    field_fill: FieldFill

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"no such IANA time zone: {value}") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which a publication day of this source begins and ends."""
        return ZoneInfo(self.time_zone)

    @property
    def pool(self) -> str:
        """The Airflow pool that all runs towards this source share, backfills included. No other source has its hosts: so it is also each host's."""
        return f"crawl_{self.name}"

    @property
    def polled(self) -> bool:
        """Whether a run reads whatever the site shows at the moment, of several publication days, instead of the pages of one."""
        return self.history.kind == "none"


def load(name: str, folder: Path = SOURCES) -> SourceDeclaration:
    """The declaration of one source. Raises `DeclarationError` that names the file and every wrong key."""
    path = folder / name / "source.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf8"))
    except FileNotFoundError:
        known = ", ".join(sorted(names(folder))) or "none"
        raise DeclarationError(f"no source is called {name!r}: {path} does not exist (declared sources: {known})") from None
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"{path}: not valid TOML: {error}") from error
    missing = [file for file in ("spider.py", "page.py") if not (folder / name / file).is_file()]
    if missing:
        raise DeclarationError(f"{path.parent}: a source is three files; missing: {', '.join(missing)}")
    try:
        return SourceDeclaration.model_validate(raw | {"name": name})
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise DeclarationError(f"{path}: {faults}") from error


def names(folder: Path = SOURCES) -> list[str]:
    """The names of all source folders, sorted."""
    return sorted(path.parent.name for path in folder.glob("*/source.toml"))


@cache
def sources(folder: Path = SOURCES) -> Mapping[str, SourceDeclaration]:
    """Every declared source by name. Raises `DeclarationError` when one of them is not declared completely, or when two declare the same host."""
    found = {name: load(name, folder) for name in names(folder)}
    _require_own_hosts(found.values())
    return found


def _require_own_hosts(declarations: Iterable[SourceDeclaration]) -> None:
    owners: dict[str, str] = {}
    for declaration in declarations:
        for host in declaration.hosts:
            owner = owners.setdefault(host, declaration.name)
            if owner != declaration.name:
                raise DeclarationError(
                    f"{owner} and {declaration.name} both declare {host}: a host has one source, so that all runs towards it share one budget"
                )


def page_module(name: str) -> ModuleType:
    """The pure parser module of a source: `parse(payload: bytes, url: str) -> PageRecord` and `PARSER_VERSION: str`."""
    return importlib.import_module(f"scrapers.sources.{name}.page")
