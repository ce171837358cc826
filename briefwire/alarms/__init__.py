"""Alarms, silences and news of them: what `briefwire.alarms.rules` decides on, `briefwire.alarms.text` puts in words and `briefwire.database.alarms` keeps.

One alarm is one trouble of one source over all the days it lasts, so that a week of refusals is one alarm and not seven.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scrapers.errors import BriefwireError


class SilenceError(BriefwireError):
    """A silence that cannot be made or ended; the message says why and what would do."""


class Reason(StrEnum):
    """What an alarm is raised for: the reasons of the coverage calendar that somebody has to look at, gravest first; then what the audit of families found."""

    BLOCKED = "blocked"
    PARSER_BROKEN = "parser broken"
    UNREACHABLE = "unreachable"
    NOT_YET_CRAWLED = "not yet crawled"
    FAMILIES_DIFFER = "families differ"


class ClosedAs(StrEnum):
    """How an alarm came to its end."""

    WELL = "well again"
    OTHER = "another reason"  # its days are in trouble of another kind now, which has an alarm of its own
    LEFT = "left unmended"  # its days are so old that nothing comes back to them by itself
    UNDECLARED = "no longer declared"


@dataclass(frozen=True, slots=True)
class Source:
    """A declared source. `last_poll` (aware) is when one that is polled was last looked at, None if never; `since` when the very first run of all began."""

    name: str
    zone: ZoneInfo
    polled: bool
    last_poll: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class BadDay:
    """One row of the coverage calendar that is nothing good. `words` are what the books say of it, possibly none."""

    source: str
    day: date
    reason: Reason
    words: str


@dataclass(frozen=True, slots=True)
class DifferingDay:
    """What an audit of the families found and nobody has mended yet: `count` differences of one kind on one link day (UTC) of a source.

    `words` are those of one of them.
    """

    source: str
    day: date
    difference: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is the matter now with one source for one reason. `days` are in order and at least one; `words` belong to the newest."""

    source: str
    reason: Reason
    days: tuple[date, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A trouble as it was kept. Instants are aware. `told_through` is the newest day that it had when it was last told."""

    alarm_id: int
    source: str
    reason: Reason
    days: tuple[date, ...]
    words: str
    opened_at: datetime
    last_seen_at: datetime
    told_at: datetime | None = None
    told_through: date | None = None
    closed_at: datetime | None = None
    closed_as: ClosedAs | None = None
    closed_under: int | None = None
    closing_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Alarms that are not to be told. `source` and `reason` None: all. It holds through the end of `until_day`, UTC, unless ended before."""

    silence_id: int
    source: str | None
    reason: Reason | None
    made_at: datetime
    until_day: date
    who: str
    why: str
    ended_at: datetime | None = None
    end_told_at: datetime | None = None

    @property
    def runs_out_at(self) -> datetime:
        """The instant after its last day."""
        return datetime.combine(self.until_day + timedelta(days=1), time.min, UTC)

    def covers(self, alarm: Alarm) -> bool:
        """Whether it is about this alarm, now or not."""
        return self.source in (None, alarm.source) and self.reason in (None, alarm.reason)

    def holds(self, now: datetime) -> bool:
        """Whether it still keeps anything quiet at the aware instant `now`."""
        return self.ended_at is None and now < self.runs_out_at


@dataclass(frozen=True, slots=True)
class Changes:
    """What one look does to the alarms. `closed` by number: how, and the silence it was closed under."""

    opened: tuple[Trouble, ...]
    seen: tuple[Trouble, ...]
    closed: Mapping[int, tuple[ClosedAs, int | None]]


@dataclass(frozen=True, slots=True)
class Opened:
    """News: an alarm is open and was not told, or has come again or gone on since."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class Closed:
    """News: an alarm is over."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class SilenceOver:
    """News: a silence ran out. `still_open` counts the alarms that it kept quiet and that are told from now on."""

    silence: Silence
    still_open: int


News = Opened | Closed | SilenceOver


@dataclass(frozen=True, slots=True)
class Spent:
    """Messages already told: how many today, and how many on the newest UTC day before on which any was."""

    today: int
    last_day: date | None = None
    on_last_day: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is told now, as groups of news, one group a message; and what waits. `digest`: the first message of a day after one whose budget was spent."""

    messages: tuple[tuple[News, ...], ...]
    kept: tuple[News, ...]
    digest: bool
