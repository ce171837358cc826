"""Alarms, silences and messages in the database. Each function belongs to the caller's transaction; what is decided stands in `briefwire.alarms`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from briefwire.alarms import (
    Alarm,
    BadDay,
    Closed,
    ClosedAs,
    DifferingDay,
    News,
    Opened,
    Reason,
    Silence,
    SilenceOver,
    Source,
    Spent,
    Trouble,
)
from briefwire.alarms.text import Draft
from briefwire.database.handles import Cursor
from briefwire.database.statements import statement


@dataclass(frozen=True, slots=True)
class Told:
    """One alarm in a message, as programs read it. `event`: open or closed."""

    event: str
    source: str
    reason: str
    days: tuple[date, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message that nobody took yet."""

    message_id: int
    subject: str
    text: str
    alarms: tuple[Told, ...]


def lock(cursor: Cursor) -> None:
    """Makes this transaction the only one that judges alarms: others wait."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('briefwire quality', 0))")


def sources(cursor: Cursor) -> list[Source]:
    """The declared sources, as the database knows them."""
    cursor.execute(statement("alarm_sources"))
    return [Source(name, ZoneInfo(zone), polled, last_poll, first_run) for name, zone, polled, last_poll, first_run in cursor.fetchall()]


def bad_days(cursor: Cursor, first: date, last: date) -> list[BadDay]:
    """The days from `first` to `last`, both included, whose reason in the coverage calendar is one that alarms are raised for."""
    cursor.execute(statement("alarm_days"), {"first": first, "last": last})
    return [BadDay(source, day, Reason(reason), words) for source, day, reason, words in cursor.fetchall()]


def differing_days(cursor: Cursor) -> list[DifferingDay]:
    """What the last audit of each day found to differ, by source, day and kind of difference."""
    cursor.execute(statement("alarm_differing"))
    return [DifferingDay(*row) for row in cursor.fetchall()]


def alarms(cursor: Cursor, closed_since: datetime, *, every: bool = False) -> list[Alarm]:
    """Open alarms, and those closed since then whose closing was not told; all of them with `every`. Oldest first."""
    cursor.execute(statement("alarm_list"), {"closed_since": closed_since, "every": every})
    return [
        Alarm(
            alarm_id=number,
            source=source,
            reason=Reason(reason),
            days=tuple(days),
            words=words,
            opened_at=opened,
            last_seen_at=seen,
            told_at=told,
            told_through=through,
            closed_at=closed,
            closed_as=closed_as and ClosedAs(closed_as),
            closed_under=closed_under,
            closing_told_at=closing_told,
        )
        for number, source, reason, days, words, opened, seen, told, through, closed, closed_as, closed_under, closing_told in cursor.fetchall()
    ]


def silences(cursor: Cursor, *, every: bool = False) -> list[Silence]:
    """Silences that hold or ran out untold; all of them with `every`. Oldest first."""
    cursor.execute(statement("alarm_silences"), {"every": every})
    return [
        Silence(number, source, reason and Reason(reason), made_at, until_day, who, why, ended_at, end_told_at)
        for number, source, reason, made_at, until_day, who, why, ended_at, end_told_at in cursor.fetchall()
    ]


def spent(cursor: Cursor, today: date) -> Spent:
    """How many messages were told on the UTC day `today`, and on the newest day before on which any was."""
    cursor.execute(statement("alarm_spent"), {"today": today})
    days: dict[date, int] = dict(cursor.fetchall())
    of_today = days.pop(today, 0)
    last = max(days, default=None)
    return Spent(of_today, last, days[last] if last else 0)


def open_alarms(cursor: Cursor, troubles: Iterable[Trouble], now: datetime) -> None:
    """New alarms."""
    cursor.execute(statement("alarm_open"), {"troubles": _as_rows(troubles), "now": now})


def see(cursor: Cursor, troubles: Iterable[Trouble], now: datetime) -> None:
    """Open alarms that are still so: their days and words as of `now`."""
    cursor.execute(statement("alarm_see"), {"troubles": _as_rows(troubles), "now": now})


def close(cursor: Cursor, closings: Mapping[int, tuple[ClosedAs, int | None]], now: datetime) -> None:
    """Alarms that are over, by number: how, and the silence they were closed under."""
    rows = [{"alarm_id": number, "closed_as": how, "closed_under": silence} for number, (how, silence) in closings.items()]
    cursor.execute(statement("alarm_close"), {"closings": json.dumps(rows), "now": now})


def replace_messages(cursor: Cursor, drafts: Iterable[Draft], now: datetime) -> None:
    """The messages to be told now. Those that nobody took are dropped: what they told is in these."""
    cursor.execute("DELETE FROM briefwire.alarm_message WHERE told_at IS NULL")
    for draft in drafts:
        lines = json.dumps([_as_line(item) for item in draft.news])
        cursor.execute(statement("alarm_compose"), {"now": now, "subject": draft.subject, "body": draft.body, "lines": lines})


def messages(cursor: Cursor) -> list[Message]:
    """The messages that nobody took yet, in the order to tell them."""
    cursor.execute(statement("alarm_messages"))
    texts: dict[int, tuple[str, str, list[Told]]] = {}
    for number, subject, body, event, source, reason, days, words in cursor.fetchall():
        _, _, told = texts.setdefault(number, (subject, body, []))
        if event is not None:
            told.append(Told(event, source, reason, tuple(days), words))
    return [Message(number, subject, body, tuple(told)) for number, (subject, body, told) in texts.items()]


def mark_told(cursor: Cursor, message_id: int, channels: list[str], now: datetime) -> bool:
    """The channels took the message: it, and all that it tells, is told. Again: no change. False when there is no such message (any more)."""
    cursor.execute(statement("alarm_told"), {"message_id": message_id, "channels": channels, "now": now})
    cursor.execute("SELECT FROM briefwire.alarm_message WHERE message_id = %s", (message_id,))
    return cursor.rowcount == 1


def make_silence(cursor: Cursor, source: str | None, reason: Reason | None, until_day: date, who: str, why: str, now: datetime) -> int:
    """A new silence; its number."""
    cursor.execute(
        statement("alarm_silence"), {"source": source, "reason": reason, "until_day": until_day, "who": who, "why": why, "now": now}
    )
    (number,) = cursor.fetchone() or (0,)
    return int(number)


def end_silence(cursor: Cursor, silence_id: int, now: datetime) -> bool:
    """Ends a silence; False when there is none of that number that still holds."""
    cursor.execute(statement("alarm_silence_end"), {"silence_id": silence_id, "now": now})
    return cursor.fetchone() is not None


def _as_rows(troubles: Iterable[Trouble]) -> str:
    return json.dumps([{"source": t.source, "reason": t.reason, "days": [str(day) for day in t.days], "words": t.words} for t in troubles])


def _as_line(item: News) -> dict[str, str | int]:
    match item:
        case Opened(alarm):
            return {"event": "open", "alarm_id": alarm.alarm_id, "through": str(alarm.days[-1])}
        case Closed(alarm):
            return {"event": "closed", "alarm_id": alarm.alarm_id}
        case SilenceOver(silence):
            return {"event": "silence over", "silence_id": silence.silence_id}
