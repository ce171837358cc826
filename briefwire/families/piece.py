"""What linking knows of an article."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as it stands now. Times are aware; unknown is None.

    `at` is the instant by which articles are put in order and kept in the index: of publication, else noon (UTC) of the dateline's day, else when it was first
    seen. `agency` is the canonical credit, several joined by a slash.
    """

    article_id: UUID
    source: str
    native_key: str
    title: str
    body: str
    at: datetime
    published_at: datetime | None = None
    agency: str | None = None
    byline: str | None = None

    @property
    def day(self) -> date:
        """The UTC day of `at`."""
        return self.at.astimezone(UTC).date()

    @property
    def order(self) -> tuple[datetime, str, str]:
        """What comes before what: time, then source and native key, so that no two articles are level."""
        return self.at, self.source, self.native_key
