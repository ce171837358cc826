"""The process environment, read once and checked: every variable that Briefwire obeys."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scrapers.engine.job import is_loopback_origin
from scrapers.errors import BriefwireError

REPOSITORY = Path(__file__).resolve().parent.parent


class SettingError(BriefwireError):
    """A BRIEFWIRE_* variable has a value that cannot be obeyed; the message says which and what to put there."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the BRIEFWIRE_* variables say.

    `home` holds all local state; `dsn` is None when the embedded server is meant; `archive` is a directory or an fsspec URL; `standin` is a loopback
    origin that stands in for every source; `fixed_now` is the instant to take as now (only with a stand-in).
    """

    home: Path
    dsn: str | None
    archive: str
    contact: str | None
    standin: str | None
    standin_paced: bool
    fixed_now: datetime | None

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> "Environment":
        """Reads and checks the variables. Raises `SettingError`."""
        home = Path(variables.get("BRIEFWIRE_HOME") or REPOSITORY / ".briefwire").expanduser().absolute()
        standin = _loopback_origin(variables.get("BRIEFWIRE_STANDIN"))
        return cls(
            home=home,
            dsn=variables.get("BRIEFWIRE_DSN") or None,
            archive=variables.get("BRIEFWIRE_ARCHIVE") or str(home / "archive"),
            contact=variables.get("BRIEFWIRE_CONTACT") or None,
            standin=standin,
            standin_paced=_paced(variables.get("BRIEFWIRE_STANDIN_PACE")),
            fixed_now=_instant(variables.get("BRIEFWIRE_NOW"), standin),
        )

    def now(self) -> datetime:
        """The instant to take as now, aware: `BRIEFWIRE_NOW` when set, else the clock's (UTC)."""
        return self.fixed_now or datetime.now(UTC)


def _loopback_origin(value: str | None) -> str | None:
    if not value:
        return None
    if not is_loopback_origin(value):
        raise SettingError(f"BRIEFWIRE_STANDIN={value!r}: give a loopback origin with its port, such as http://127.0.0.1:8099")
    return value.rstrip("/")


def _paced(value: str | None) -> bool:
    if value not in (None, "", "declared"):
        raise SettingError(
            f"BRIEFWIRE_STANDIN_PACE={value!r}: the only value is 'declared' (keep each source's own delay against a stand-in)"
        )
    return value == "declared"


def _instant(value: str | None, standin: str | None) -> datetime | None:
    if not value:
        return None
    if standin is None:
        raise SettingError("BRIEFWIRE_NOW is only obeyed together with BRIEFWIRE_STANDIN: live sites know no other time than now; unset it")
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise SettingError(f"BRIEFWIRE_NOW={value!r}: give an ISO 8601 instant with its zone, such as 2025-05-08T12:00:00+05:00") from error
    if instant.tzinfo is None:
        raise SettingError(f"BRIEFWIRE_NOW={value!r}: the zone is missing; write it as +05:00 or Z")
    return instant
