"""The name of a run, which says what it is: source, publication day, when it began."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime

from scrapers.errors import BriefwireError

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_SHAPE = re.compile(r"(?P<source>[a-z][a-z0-9_]*)\.(?P<day>\d{4}-\d\d-\d\d)\.\d{8}T\d{6}Z\.[a-z2-7]{6}")


class RunIdError(BriefwireError):
    """Not the id of a run."""


@dataclass(frozen=True, slots=True)
class RunId:
    """One run of one (source, publication day). `text` is safe in file names and unique: two runs never share one."""

    text: str
    source: str
    day: date

    @classmethod
    def new(cls, source: str, day: date, started_at: datetime) -> "RunId":
        """A new id for a run that starts at the aware instant `started_at`."""
        tail = "".join(secrets.choice(_ALPHABET) for _ in range(6))
        return cls(f"{source}.{day.isoformat()}.{started_at.astimezone(UTC):%Y%m%dT%H%M%SZ}.{tail}", source, day)

    @classmethod
    def parse(cls, text: str) -> "RunId":
        """The id written as `text`. Raises `RunIdError`."""
        if (shape := _SHAPE.fullmatch(text)) is None:
            raise RunIdError(f"{text!r} is not a run id; it looks like app.2025-05-06.20250507T010203Z.abc234 (see v1.run)")
        return cls(text, shape["source"], date.fromisoformat(shape["day"]))

    def __str__(self) -> str:
        return self.text
