"""Quality: keeps the holidays and the alarms, and says what is to be told. Telling is another step: what no channel took is told the next time."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from briefwire import holidays
from briefwire.alarms import Alarm, Reason, Silence, SilenceError, Source, Trouble
from briefwire.alarms.rules import CLOSING_IS_NEWS, LEFT_AFTER, check_silence, compare, differing, news, plan, troubles
from briefwire.alarms.text import drafts
from briefwire.database import alarms as books
from briefwire.database import holidays as holiday_books
from briefwire.database.alarms import Message
from briefwire.database.connect import connect
from briefwire.database.handles import Cursor
from briefwire.environment import Environment
from scrapers import registry
from scrapers.errors import BriefwireError

WINDOW_DAYS = 14
MESSAGES_A_DAY = 5


class QualityError(BriefwireError):
    """A window, a budget or a message number that cannot be obeyed; the message says what can."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one quality run found. `kept` counts the lines that wait for tomorrow's first message; `messages` are to be told now."""

    open: int
    opened: int
    closed: int
    kept: int
    messages: tuple[Message, ...]


def quality(environment: Environment, *, days: int = WINDOW_DAYS, budget: int = MESSAGES_A_DAY) -> Report:
    """Keeps holidays and alarms over the last `days` days, and composes what is to be told: at most `budget` messages in a UTC day.

    Repeating it tells nothing twice: what was told is marked by `mark_told`. Raises `QualityError`, and what the database raises.
    """
    if not 1 <= days <= LEFT_AFTER.days:
        raise QualityError(f"--days {days}: give 1 to {LEFT_AFTER.days}; no run comes back to older days by itself")
    if budget < 1:
        raise QualityError(f"--budget {budget}: at least one message a day, else alarms are never told; to be told less, make a silence")
    now = environment.now()
    _keep_holidays(environment, now)
    with _books(environment) as cursor:
        books.lock(cursor)
        opened, closed = _judge(cursor, days, now)
        standing = books.alarms(cursor, now - CLOSING_IS_NEWS)
        spent = books.spent(cursor, now.astimezone(UTC).date())
        planned = plan(news(standing, books.silences(cursor), now), spent, budget, now)
        books.replace_messages(cursor, drafts(planned, spent, budget, now), now)
        return Report(
            open=sum(alarm.closed_at is None for alarm in standing),
            opened=opened,
            closed=closed,
            kept=len(planned.kept),
            messages=tuple(books.messages(cursor)),
        )


def messages(environment: Environment) -> list[Message]:
    """The messages that the last quality run composed and that nobody took yet."""
    with _books(environment) as cursor:
        return books.messages(cursor)


def mark_told(environment: Environment, message_id: int, channels: Sequence[str]) -> None:
    """Marks a message as taken by at least one channel, and everything in it as told. Marking it again changes nothing.

    Sent but not marked (the process died in between) is told once more: at least once, never less. Raises `QualityError` for an unknown message.
    """
    if not channels:
        raise QualityError("a message is told when a channel took it: name at least one")
    with _books(environment) as cursor:
        if not books.mark_told(cursor, message_id, list(channels), environment.now()):
            raise QualityError(f"no message {message_id}: a later quality run has composed it afresh, and it will be told again")


def silence(environment: Environment, source: str, reason: str, until: date, who: str, why: str) -> Silence:
    """Keeps alarms of a source (or `all`) for a reason (or `all`) untold through the end of `until`, UTC. Raises `SilenceError`."""
    now = environment.now()
    if not who.strip():
        raise SilenceError("say who asks for the silence")
    with _books(environment) as cursor:
        known = {one.name for one in books.sources(cursor)}
        of_source, of_reason = check_silence(source, reason, until, why, now, known)
        number = books.make_silence(cursor, of_source, of_reason, until, who.strip(), why.strip(), now)
    return Silence(number, of_source, of_reason, now, until, who.strip(), why.strip())


def end_silence(environment: Environment, silence_id: int) -> None:
    """Ends a silence before its day. Raises `SilenceError` when there is none of that number that still holds."""
    with _books(environment) as cursor:
        if not books.end_silence(cursor, silence_id, environment.now()):
            raise SilenceError(f"no silence {silence_id} holds: see briefwire silence --list")


def silences(environment: Environment) -> list[Silence]:
    """The silences that hold, oldest first."""
    now = environment.now()
    with _books(environment) as cursor:
        return [one for one in books.silences(cursor) if one.holds(now)]


def alarms(environment: Environment, *, every: bool = False) -> list[Alarm]:
    """The open alarms; with `every` the closed ones too. Oldest first."""
    with _books(environment) as cursor:
        return [alarm for alarm in books.alarms(cursor, environment.now(), every=every) if every or alarm.closed_at is None]


def judge_families(cursor: Cursor, now: datetime) -> tuple[int, int]:
    """Opens and closes the alarms of what audits have found; how many of each. For a caller that holds `briefwire.database.alarms.lock`.

    An audit calls it when it has written its findings, and the hourly keeper again: as long as the findings are the same, nothing changes.
    """
    standing = [alarm for alarm in _open(cursor, now) if alarm.reason is Reason.FAMILIES_DIFFER]
    return _keep(cursor, differing(books.differing_days(cursor)), standing, books.sources(cursor), now)


def _judge(cursor: Cursor, days: int, now: datetime) -> tuple[int, int]:
    standing = [alarm for alarm in _open(cursor, now) if alarm.reason is not Reason.FAMILIES_DIFFER]
    sources = books.sources(cursor)
    # A day more at either end: the sources' zones reach from UTC-12 to UTC+14.
    today = now.astimezone(UTC).date()
    calendar = books.bad_days(cursor, today - LEFT_AFTER - timedelta(days=1), today + timedelta(days=1))
    opened, closed = _keep(cursor, troubles(calendar, sources, standing, now, days), standing, sources, now)
    of_families = judge_families(cursor, now)
    return opened + of_families[0], closed + of_families[1]


def _keep(cursor: Cursor, found: Sequence[Trouble], standing: Sequence[Alarm], sources: Sequence[Source], now: datetime) -> tuple[int, int]:
    changes = compare(found, standing, books.silences(cursor), sources, now)
    books.close(cursor, changes.closed, now)
    books.see(cursor, changes.seen, now)
    books.open_alarms(cursor, changes.opened, now)
    return len(changes.opened), len(changes.closed)


def _open(cursor: Cursor, now: datetime) -> list[Alarm]:
    return [alarm for alarm in books.alarms(cursor, now) if alarm.closed_at is None]


def _keep_holidays(environment: Environment, now: datetime) -> None:
    declared = registry.sources().values()
    first = min((source.history.since for source in declared if source.history.since is not None), default=now.date())
    rows = holidays.rows(frozenset(source.country for source in declared), first, date(now.year + 1, 12, 31))
    with closing(connect(environment)) as connection:
        holiday_books.keep(connection, rows)


@contextmanager
def _books(environment: Environment) -> Iterator[Cursor]:
    with closing(connect(environment)) as connection, connection, connection.cursor() as cursor:
        yield cursor
