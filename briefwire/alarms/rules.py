"""What of the coverage calendar and of an audit's findings is opened, closed and told. Decisions only: no clock, no database."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from briefwire.alarms import (
    Alarm,
    BadDay,
    Changes,
    Closed,
    ClosedAs,
    DifferingDay,
    News,
    Opened,
    Plan,
    Reason,
    Silence,
    SilenceError,
    SilenceOver,
    Source,
    Spent,
    Trouble,
)

# The last revisit of a day is 64 days after it: what is in trouble then, nothing comes back to by itself.
LEFT_AFTER = timedelta(days=64)
# A trouble that goes on is told again so rarely that nobody learns to look away, and often enough that it is not forgotten.
REMIND_AFTER = timedelta(days=7)
# A closing that no channel took for a week is no news any more; it stands in the table.
CLOSING_IS_NEWS = timedelta(days=7)
FRESH = timedelta(days=1)
LONGEST_SILENCE = timedelta(days=90)
SHORTEST_WHY = 10


def troubles(calendar: Iterable[BadDay], sources: Iterable[Source], standing: Iterable[Alarm], now: datetime, window: int) -> list[Trouble]:
    """What is the matter at `now` (aware), by source and reason.

    A day counts when it is one of the last `window` days of its source, today included, or when an open alarm of its source already has it, until it is older
    than `LEFT_AFTER`. A day that nobody crawled counts from one day after its end. A polled source is judged by its last poll, not by its days.
    """
    known = {source.name: source for source in sources}
    had: defaultdict[str, set[date]] = defaultdict(set)
    for alarm in standing:
        had[alarm.source].update(alarm.days)
    days: defaultdict[tuple[str, Reason], dict[date, str]] = defaultdict(dict)
    for row in calendar:
        if (source := known.get(row.source)) is not None and _counts(row, source, had[row.source], now, window):
            days[row.source, row.reason][row.day] = row.words
    found = [Trouble(name, reason, tuple(sorted(words)), words[max(words)]) for (name, reason), words in days.items()]
    stale = [trouble for source in known.values() if (trouble := _stale(source, now)) is not None]
    return sorted(found + stale, key=lambda trouble: (trouble.source, list(Reason).index(trouble.reason)))


def differing(findings: Iterable[DifferingDay]) -> list[Trouble]:
    """What the audits of the families have found and nobody has mended, by source. Of any age: only a later audit of the same days ends it."""
    of: defaultdict[str, list[DifferingDay]] = defaultdict(list)
    for finding in findings:
        of[finding.source].append(finding)
    return [
        Trouble(name, Reason.FAMILIES_DIFFER, tuple(sorted({finding.day for finding in found})), _differences(found))
        for name, found in sorted(of.items())
    ]


def compare(
    found: Sequence[Trouble], standing: Iterable[Alarm], silences: Collection[Silence], sources: Iterable[Source], now: datetime
) -> Changes:
    """What becomes of the open alarms `standing` when `found` is all that is the matter at `now`.

    Both are of one look: at the calendar, or at the audit. A day that the one finds well may be in trouble for the other.
    """
    zones = {source.name: source.zone for source in sources}
    now_bad: defaultdict[str, set[date]] = defaultdict(set)
    for trouble in found:
        now_bad[trouble.source].update(trouble.days)
    open_ = {(alarm.source, alarm.reason): alarm for alarm in standing}
    still = {(trouble.source, trouble.reason) for trouble in found}
    closed = {
        alarm.alarm_id: (_closed_as(alarm, now_bad[alarm.source], zones.get(alarm.source), now), _silenced(alarm, silences, now))
        for key, alarm in open_.items()
        if key not in still
    }
    return Changes(
        opened=tuple(trouble for trouble in found if (trouble.source, trouble.reason) not in open_),
        seen=tuple(trouble for trouble in found if (trouble.source, trouble.reason) in open_),
        closed=closed,
    )


def news(alarms: Iterable[Alarm], silences: Collection[Silence], now: datetime) -> list[News]:
    """What people have not been told of: open alarms that no silence holds, closings that none held, silences that ran out.

    An open alarm that was told is news again when it comes back after days that were well, and every `REMIND_AFTER` while it goes on.
    """
    alarms = list(alarms)
    found: list[News] = [
        SilenceOver(silence, sum(alarm.closed_at is None and silence.covers(alarm) for alarm in alarms))
        for silence in silences
        if silence.ended_at is None and silence.end_told_at is None and not silence.holds(now)
    ]
    for alarm in alarms:
        if alarm.closed_at is None:
            if _is_news(alarm, now) and _silenced(alarm, silences, now) is None:
                found.append(Opened(alarm))
        elif (
            alarm.closing_told_at is None
            and alarm.closed_under is None
            and alarm.closed_as is not ClosedAs.OTHER
            and now - alarm.closed_at <= CLOSING_IS_NEWS
        ):
            found.append(Closed(alarm))
    return sorted(found, key=_order)


def plan(found: Sequence[News], spent: Spent, budget: int, now: datetime) -> Plan:
    """Which messages tell the news: one for each kind of news, at most `budget` (>= 1) in a UTC day.

    What does not fit is kept for the next day, whose first message is then a digest of all that waits.
    """
    if found and _left_over(found, spent, budget, now):
        return Plan((tuple(found),), (), digest=True)
    groups: defaultdict[str, list[News]] = defaultdict(list)
    for item in found:
        groups[kind(item)].append(item)
    fitting = max(budget - spent.today, 0)
    messages = [tuple(group) for group in groups.values()]
    return Plan(tuple(messages[:fitting]), tuple(item for group in messages[fitting:] for item in group), digest=False)


def kind(item: News) -> str:
    """The kind of a piece of news: the reason of an open alarm, `silence over` or `over`. Each kind has its own message."""
    match item:
        case Opened(alarm):
            return alarm.reason.value
        case SilenceOver():
            return "silence over"
        case Closed():
            return "over"


def stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Days as unbroken ranges, both ends included, in order."""
    first = last = None
    for day in sorted(set(days)):
        if first is None or last is None or day != last + timedelta(days=1):
            if first is not None and last is not None:
                yield first, last
            first = day
        last = day
    if first is not None and last is not None:
        yield first, last


def check_silence(
    source: str, reason: str, until: date, why: str, now: datetime, known: Collection[str]
) -> tuple[str | None, Reason | None]:
    """Source and reason of a silence that may be made; None stands for all. Raises `SilenceError`."""
    if source != "all" and source not in known:
        raise SilenceError(f"no source is called {source!r}: write all, or one of {', '.join(sorted(known))}")
    if reason != "all" and reason not in list(Reason):
        raise SilenceError(f"no alarm is raised for {reason!r}: write all, or one of {', '.join(repr(one.value) for one in Reason)}")
    today = now.astimezone(UTC).date()
    if not today <= until <= today + LONGEST_SILENCE:
        raise SilenceError(
            f"a silence ends: give a day from {today} to {today + LONGEST_SILENCE} (UTC), not {until}; it can be made again when it has run out"
        )
    if len(why.strip()) < SHORTEST_WHY:
        raise SilenceError(f"say why in at least {SHORTEST_WHY} characters: others will read it when the silence has run out")
    return None if source == "all" else source, None if reason == "all" else Reason(reason)


def _counts(row: BadDay, source: Source, had: set[date], now: datetime, window: int) -> bool:
    today = now.astimezone(source.zone).date()
    if row.reason is Reason.NOT_YET_CRAWLED and (source.polled or row.day >= today - FRESH):
        return False
    if row.day > today - timedelta(days=window):
        return row.day <= today
    return row.day in had and row.day >= today - LEFT_AFTER


def _stale(source: Source, now: datetime) -> Trouble | None:
    # One that was never polled is as fresh as the first run of all: a new installation is given its first day.
    looked = source.last_poll or source.since
    if not source.polled or looked is None or now - looked <= FRESH:
        return None
    today = now.astimezone(source.zone).date()
    first = max(looked.astimezone(source.zone).date() + timedelta(days=1), today - LEFT_AFTER)
    days = tuple(first + timedelta(days=number) for number in range((today - first).days + 1))
    words = f"nobody looked at it since {looked.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if source.last_poll else "nobody ever looked at it"
    return Trouble(source.name, Reason.NOT_YET_CRAWLED, days, words)


def _differences(found: Sequence[DifferingDay]) -> str:
    counts: Counter[str] = Counter()
    for finding in found:
        counts[finding.difference] += finding.count
    newest = max(found, key=lambda finding: finding.day)
    kinds = ", ".join(f"{number} {difference}" for difference, number in sorted(counts.items()))
    return f"{kinds}; the newest: {newest.words}"


def _closed_as(alarm: Alarm, bad_now: set[date], zone: ZoneInfo | None, now: datetime) -> ClosedAs:
    if alarm.reason is Reason.FAMILIES_DIFFER:
        return ClosedAs.WELL  # nothing ends it but an audit that finds its days as they should be, however old they are
    if zone is None:
        return ClosedAs.UNDECLARED
    if bad_now.intersection(alarm.days):
        return ClosedAs.OTHER
    return ClosedAs.LEFT if alarm.days[-1] < now.astimezone(zone).date() - LEFT_AFTER else ClosedAs.WELL


def _silenced(alarm: Alarm, silences: Iterable[Silence], now: datetime) -> int | None:
    return next((silence.silence_id for silence in silences if silence.holds(now) and silence.covers(alarm)), None)


def _is_news(alarm: Alarm, now: datetime) -> bool:
    if alarm.told_at is None or alarm.told_through is None:
        return True
    came_again = any(first > alarm.told_through + timedelta(days=1) for first, _ in stretches(alarm.days))
    goes_on = alarm.days[-1] > alarm.told_through
    return came_again or (goes_on and now - alarm.told_at >= REMIND_AFTER)


def _left_over(found: Iterable[News], spent: Spent, budget: int, now: datetime) -> bool:
    if spent.today > 0 or spent.last_day is None or spent.on_last_day < budget:
        return False
    return any(_since(item).astimezone(UTC).date() <= spent.last_day < now.astimezone(UTC).date() for item in found)


def _since(item: News) -> datetime:
    match item:
        case Opened(alarm):
            return alarm.opened_at
        case SilenceOver(silence):
            return silence.runs_out_at
        case Closed(alarm):
            return alarm.closed_at or alarm.opened_at


def _order(item: News) -> tuple[int, str, int]:
    kinds = [*(reason.value for reason in Reason), "silence over", "over"]
    match item:
        case SilenceOver(silence):
            return kinds.index(kind(item)), silence.source or "", silence.silence_id
        case Opened(alarm) | Closed(alarm):
            return kinds.index(kind(item)), alarm.source, alarm.alarm_id
