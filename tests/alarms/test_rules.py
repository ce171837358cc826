"""What is opened, closed and told: decisions alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.alarms import (
    Alarm,
    Changes,
    Closed,
    ClosedAs,
    DifferingDay,
    News,
    Opened,
    Reason,
    Silence,
    SilenceError,
    SilenceOver,
    Source,
    Spent,
)
from briefwire.alarms.rules import LEFT_AFTER, REMIND_AFTER, check_silence, compare, differing, kind, news, plan, stretches, troubles
from tests.alarms.samples import NOW, POST, TODAY, WHY, alarm, back, bad, silence, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def found(
    rows: list, standing: Sequence[Alarm] = (), window: int = 14, sources: Sequence[Source] = (POST,)
) -> list[tuple[str, Reason, tuple[date, ...]]]:
    return [(one.source, one.reason, one.days) for one in troubles(rows, sources, standing, NOW, window)]


def test_many_days_of_one_source_and_reason_are_one_trouble() -> None:
    assert found(bad(back(*range(1, 10)))) == [(POST.name, Reason.BLOCKED, back(*range(1, 10)))]


def test_reasons_and_sources_stay_apart_gravest_first() -> None:
    other = replace(POST, name="open_ministry")
    rows = bad(back(1), Reason.UNREACHABLE) + bad(back(2)) + bad(back(1), source=other.name)
    assert [(source, reason) for source, reason, _ in found(rows, sources=[POST, other])] == [
        ("licensed_post", Reason.BLOCKED),
        ("licensed_post", Reason.UNREACHABLE),
        ("open_ministry", Reason.BLOCKED),
    ]


def test_the_words_are_those_of_the_newest_day() -> None:
    rows = bad(back(2), words="new") + bad(back(5), words="old")
    assert [trouble.words for trouble in troubles(rows, [POST], [], NOW, 14)] == ["new"]


@pytest.mark.parametrize(("age", "counts"), [(0, False), (1, False), (2, True), (13, True), (14, False)])
def test_a_day_that_nobody_crawled_counts_from_one_day_after_its_end(age: int, counts: bool) -> None:
    assert bool(found(bad(back(age), Reason.NOT_YET_CRAWLED))) is counts


@pytest.mark.parametrize(("age", "counts"), [(-1, False), (0, True), (13, True), (14, False)])
def test_other_troubles_count_from_today_on_to_the_end_of_the_window(age: int, counts: bool) -> None:
    assert bool(found(bad(back(age)))) is counts


def test_today_is_a_day_of_the_source_s_own_zone() -> None:
    far_east = replace(POST, zone=ZoneInfo("Pacific/Kiritimati"))  # it is the 21st there
    assert found(bad(back(-1)), sources=[far_east]) and found(bad(back(1), Reason.NOT_YET_CRAWLED), sources=[far_east])


def test_a_day_of_an_open_alarm_is_kept_beyond_the_window_until_nothing_comes_back_to_it() -> None:
    standing = [alarm(days=back(40, 65))]
    assert found(bad(back(40, 41, 65)), standing) == [(POST.name, Reason.BLOCKED, back(40))]


def test_a_source_that_is_no_longer_declared_has_no_trouble() -> None:
    assert found(bad(back(1), source="forgotten")) == []


POLLED = Source("ticker", ZoneInfo("America/New_York"), polled=True, last_poll=NOW - HOUR)


@pytest.mark.parametrize(
    ("last_poll", "days"),
    [(NOW - HOUR, None), (NOW - DAY, None), (NOW - DAY - HOUR, back(0)), (NOW - 3 * DAY, back(0, 1, 2))],
)
def test_a_polled_source_is_judged_by_its_last_poll(last_poll: datetime, days: tuple[date, ...] | None) -> None:
    rows = bad(back(3, 4), Reason.NOT_YET_CRAWLED, source="ticker")
    expected = [] if days is None else [("ticker", Reason.NOT_YET_CRAWLED, days)]
    assert found(rows, sources=[replace(POLLED, last_poll=last_poll)]) == expected


def test_a_polled_source_that_nobody_looked_at_is_given_the_first_day_of_the_installation() -> None:
    never = replace(POLLED, last_poll=None)
    assert found([], sources=[never]) == found([], sources=[replace(never, since=NOW - DAY)]) == []
    (trouble,) = troubles([], [replace(never, since=NOW - 2 * DAY)], [], NOW, 14)
    assert (trouble.days, trouble.words) == (back(0, 1), "nobody ever looked at it")


def changes(rows: list, standing: Sequence[Alarm], silences: Sequence[Silence] = (), sources: Sequence[Source] = (POST,)) -> Changes:
    return compare(troubles(rows, sources, standing, NOW, 14), standing, silences, sources, NOW)


def test_a_trouble_opens_an_alarm_once() -> None:
    first = changes(bad(back(1)), [])
    assert [one.days for one in first.opened] == [back(1)] and not first.seen and not first.closed
    again = changes(bad(back(0, 1)), [alarm()])
    assert [one.days for one in again.seen] == [back(0, 1)] and not again.opened and not again.closed


@pytest.mark.parametrize(
    ("standing", "rows", "sources", "how"),
    [
        (alarm(), [], [POST], ClosedAs.WELL),
        (alarm(), bad(back(1), Reason.UNREACHABLE), [POST], ClosedAs.OTHER),
        (alarm(days=back(LEFT_AFTER.days + 1)), bad(back(LEFT_AFTER.days + 1)), [POST], ClosedAs.LEFT),
        (alarm(), bad(back(1)), [], ClosedAs.UNDECLARED),
    ],
)
def test_an_alarm_is_closed_as_what_became_of_it(standing: Alarm, rows: list, sources: list[Source], how: ClosedAs) -> None:
    assert changes(rows, [standing], sources=sources).closed == {1: (how, None)}


def test_a_closing_under_a_silence_says_so() -> None:
    assert changes([], [alarm()], [silence(7)]).closed == {1: (ClosedAs.WELL, 7)}
    assert changes([], [alarm()], [silence(7, source="open_ministry")]).closed == {1: (ClosedAs.WELL, None)}


def is_news(item: Alarm, *silences: Silence) -> bool:
    return any(not isinstance(one, SilenceOver) for one in news([item], silences, NOW))


def test_an_open_alarm_is_told_once() -> None:
    assert is_news(alarm())
    assert not is_news(replace(alarm(), **told(alarm(), HOUR)))


def test_an_alarm_that_goes_on_is_not_told_again_for_a_week() -> None:
    longer = replace(alarm(days=back(0, 1, 2)), told_through=back(1)[0])
    assert not is_news(replace(longer, told_at=NOW - REMIND_AFTER + HOUR))
    assert is_news(replace(longer, told_at=NOW - REMIND_AFTER))


def test_an_alarm_that_does_not_grow_is_never_told_again() -> None:
    assert not is_news(replace(alarm(days=back(20)), **told(alarm(days=back(20)), 30 * DAY)))


def test_an_alarm_that_comes_again_after_good_days_is_told_again() -> None:
    again = replace(alarm(days=back(1, 5)), told_at=NOW - HOUR, told_through=back(5)[0])
    assert is_news(again)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        ({"closing_told_at": NOW}, False),
        ({"closed_under": 1}, False),
        ({"closed_as": ClosedAs.OTHER}, False),
        ({"closed_as": ClosedAs.LEFT}, True),
        ({"closed_at": NOW - 8 * DAY}, False),
    ],
)
def test_a_closing_is_told_once_unless_silenced_or_stale(changed: dict, expected: bool) -> None:
    closed = alarm(closed_at=NOW - HOUR, closed_as=ClosedAs.WELL, **{"opened_at": NOW - 9 * DAY})
    assert is_news(replace(closed, **changed)) is expected


@pytest.mark.parametrize(
    ("changed", "quiet"),
    [
        ({}, True),
        ({"source": POST.name}, True),
        ({"source": "open_ministry"}, False),
        ({"reason": Reason.BLOCKED}, True),
        ({"reason": Reason.UNREACHABLE}, False),
        ({"ended_at": NOW - HOUR}, False),
        ({"until_day": TODAY}, True),
        ({"until_day": TODAY - DAY}, False),
    ],
)
def test_a_silence_keeps_quiet_what_it_covers_while_it_holds(changed: dict, quiet: bool) -> None:
    assert is_news(alarm(), silence(**changed)) is not quiet


def test_a_silence_that_ran_out_is_news_once() -> None:
    over = silence(until_day=TODAY - DAY)
    assert [
        item for item in news([alarm(), alarm(2, closed_at=NOW, closed_as=ClosedAs.WELL)], [over], NOW) if isinstance(item, SilenceOver)
    ] == [SilenceOver(over, still_open=1)]
    assert news([], [replace(over, end_told_at=NOW)], NOW) == []
    assert news([], [replace(over, ended_at=NOW - 2 * DAY)], NOW) == []


def test_a_silence_runs_out_at_the_end_of_its_day_in_utc() -> None:
    last = silence(until_day=date(2025, 5, 20))
    assert last.holds(datetime(2025, 5, 20, 23, 59, tzinfo=UTC)) and not last.holds(datetime(2025, 5, 21, tzinfo=UTC))


def some_news(*reasons: Reason, opened_at: datetime = NOW - HOUR) -> list[News]:
    items = [alarm(number, source=f"source_{number}", reason=reason, opened_at=opened_at) for number, reason in enumerate(reasons)]
    return news(items, [], NOW)


def test_alarms_of_one_kind_are_one_message() -> None:
    told_now = plan(some_news(Reason.UNREACHABLE, Reason.BLOCKED, Reason.UNREACHABLE, Reason.UNREACHABLE), Spent(0), 5, NOW)
    assert [(kind(group[0]), len(group)) for group in told_now.messages] == [("blocked", 1), ("unreachable", 3)]
    assert told_now.kept == () and not told_now.digest


@pytest.mark.parametrize(("spent", "messages", "kept"), [(0, 2, 1), (1, 1, 2), (2, 0, 3), (9, 0, 3)])
def test_what_does_not_fit_the_budget_is_kept_gravest_first(spent: int, messages: int, kept: int) -> None:
    told_now = plan(some_news(Reason.NOT_YET_CRAWLED, Reason.UNREACHABLE, Reason.BLOCKED), Spent(spent), 2, NOW)
    assert (len(told_now.messages), len(told_now.kept)) == (messages, kept)
    assert [kind(group[0]) for group in told_now.messages] == ["blocked", "unreachable"][:messages]


@pytest.mark.parametrize(
    ("spent", "opened_at", "digest"),
    [
        (Spent(0, TODAY - DAY, 2), NOW - DAY, True),
        (Spent(0, TODAY - DAY, 2), NOW - HOUR, False),  # nothing was kept
        (Spent(0, TODAY - DAY, 1), NOW - DAY, False),  # there was room
        (Spent(1, TODAY - DAY, 2), NOW - DAY, False),  # today's first message has gone
        (Spent(0), NOW - DAY, False),
    ],
)
def test_the_first_message_after_a_spent_day_is_a_digest_of_all(spent: Spent, opened_at: datetime, digest: bool) -> None:
    waiting = some_news(Reason.BLOCKED, Reason.UNREACHABLE, Reason.NOT_YET_CRAWLED, opened_at=opened_at)
    told_now = plan(waiting, spent, 2, NOW)
    assert told_now.digest is digest
    if digest:
        assert told_now.messages == (tuple(waiting),) and told_now.kept == ()


def test_no_news_no_message() -> None:
    assert plan([], Spent(0, TODAY - DAY, 9), 5, NOW).messages == ()


@given(st.sets(st.integers(0, 60)))
def test_stretches_are_the_days_and_no_others(numbers: set[int]) -> None:
    days = {TODAY + timedelta(days=number) for number in numbers}
    ranges = list(stretches(days))
    assert {first + timedelta(days=n) for first, last in ranges for n in range((last - first).days + 1)} == days
    assert all(last + DAY < first for (_, last), (first, _) in pairwise(ranges))


@given(st.integers(0, 6), st.integers(1, 6), st.lists(st.sampled_from(Reason), max_size=12), st.booleans())
def test_nothing_is_lost_and_the_budget_is_kept(spent: int, budget: int, reasons: list[Reason], yesterday: bool) -> None:
    waiting = some_news(*reasons, opened_at=NOW - (DAY if yesterday else HOUR))
    told_now = plan(waiting, Spent(spent, TODAY - DAY, budget), budget, NOW)
    assert sorted([*(item for group in told_now.messages for item in group), *told_now.kept], key=str) == sorted(waiting, key=str)
    assert not told_now.messages or spent + len(told_now.messages) <= budget


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere", "blocked", TODAY, WHY), "no source is called 'nowhere'"),
        (("licensed_post", "tired", TODAY, WHY), "no alarm is raised for 'tired'"),
        (("all", "all", TODAY - DAY, WHY), "a silence ends: give a day from 2025-05-20 to 2025-08-18"),
        (("all", "all", TODAY + 91 * DAY, WHY), "a silence ends"),
        (("all", "all", TODAY, "  too short   "), "say why in at least 10 characters"),
    ],
)
def test_a_silence_that_cannot_be_made_says_what_would_do(arguments: tuple[str, str, date, str], words: str) -> None:
    with pytest.raises(SilenceError, match=words):
        check_silence(*arguments, NOW, {POST.name})


def test_all_is_every_source_and_every_reason() -> None:
    assert check_silence("all", "all", TODAY + 90 * DAY, WHY, NOW, {POST.name}) == (None, None)
    assert check_silence(POST.name, "parser broken", TODAY, WHY, NOW, {POST.name}) == (POST.name, Reason.PARSER_BROKEN)


def test_news_of_every_kind_has_its_place() -> None:
    items = news(
        [alarm(1), alarm(2, source="b", reason=Reason.NOT_YET_CRAWLED), alarm(3, closed_at=NOW, closed_as=ClosedAs.WELL)],
        [silence(until_day=TODAY - DAY)],
        NOW,
    )
    assert [type(item) for item in items] == [Opened, Opened, SilenceOver, Closed]


def differing_day(day: date, difference: str = "missing relation", count: int = 1, source: str = POST.name) -> DifferingDay:
    return DifferingDay(source, day, difference, count, f"{difference} on {day}")


def test_what_an_audit_found_is_one_trouble_of_each_source() -> None:
    first, last = back(80, 3)
    found = differing(
        [differing_day(last, "other kind", 2), differing_day(first), differing_day(last), differing_day(first, source="open_ministry")]
    )
    assert [(trouble.source, trouble.reason, trouble.days) for trouble in found] == [
        (POST.name, Reason.FAMILIES_DIFFER, (first, last)),
        ("open_ministry", Reason.FAMILIES_DIFFER, (first,)),
    ]
    assert found[0].words == f"2 missing relation, 2 other kind; the newest: other kind on {last}"


@pytest.mark.parametrize("days", [back(3), back(200)])
def test_only_a_clean_audit_ends_it_and_then_it_is_well_however_old(days: tuple[date, ...]) -> None:
    standing = alarm(days=days, reason=Reason.FAMILIES_DIFFER)
    changes = compare(differing([]), [standing], [], [POST], NOW)
    assert changes.closed == {1: (ClosedAs.WELL, None)}
    again = compare(differing([differing_day(days[0])]), [standing], [], [POST], NOW)
    assert again.closed == {} and again.opened == () and [trouble.days for trouble in again.seen] == [days]
