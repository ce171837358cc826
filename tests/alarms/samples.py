"""Invented days, alarms and silences."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from briefwire.alarms import Alarm, BadDay, Reason, Silence, Source

NOW = datetime(2025, 5, 20, 10, tzinfo=UTC)
TODAY = NOW.date()
POST = Source("licensed_post", ZoneInfo("Asia/Karachi"), polled=False)
WHY = "the site rebuilds its archive this week"


def back(*days: int) -> tuple[date, ...]:
    """The days that lie so many days before today, in order of time."""
    return tuple(TODAY - timedelta(days=number) for number in sorted(days, reverse=True))


def bad(days: Iterable[date], reason: Reason = Reason.BLOCKED, words: str = "refused", source: str = POST.name) -> list[BadDay]:
    """Rows of the calendar."""
    return [BadDay(source, day, reason, words) for day in days]


def alarm(number: int = 1, days: Sequence[date] = back(1), **changes: Any) -> Alarm:
    """An open alarm that was not told."""
    opened = NOW - timedelta(hours=2)
    fields: dict[str, Any] = {
        "alarm_id": number,
        "source": POST.name,
        "reason": Reason.BLOCKED,
        "days": tuple(days),
        "words": "robots.txt forbids 12 of 12 pages",
        "opened_at": opened,
        "last_seen_at": opened,
    }
    return Alarm(**(fields | changes))


def told(item: Alarm, ago: timedelta) -> dict[str, Any]:
    """The fields of an alarm that was told so long ago, with the days that it has."""
    return {"told_at": NOW - ago, "told_through": item.days[-1]}


def silence(number: int = 1, **changes: Any) -> Silence:
    """A silence of everything for three more days."""
    fields: dict[str, Any] = {
        "silence_id": number,
        "source": None,
        "reason": None,
        "made_at": NOW - timedelta(days=1),
        "until_day": TODAY + timedelta(days=3),
        "who": "Ada",
        "why": WHY,
    }
    return Silence(**(fields | changes))
