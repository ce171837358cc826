"""Planted runs, through the coverage calendar, to alarms, silences and messages: on a real Postgres."""

import itertools
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta

import psycopg2
import pytest

from briefwire.alarms import SilenceError
from briefwire.alarms.quality import QualityError, alarms, end_silence, mark_told, messages, quality, silence, silences
from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.runs import Verdict
from tests.alarms.conftest import Desk
from tests.alarms.samples import NOW, TODAY, WHY, back
from tests.database.samples import article, look, rows
from tests.postgres import ARCHIVE, DECLARATIONS, Database, declaration

PAINTED = back(*range(-4, 14))  # the window, and the days that tests go on into
DAY = timedelta(days=1)

_numbers = itertools.count(1)


def run_over(
    connection: Connection, day: date, verdict: Verdict, source: str = "licensed_post", reason: str | None = None, pages: int = 1
) -> None:
    """One run over a day, that looked when nothing more was to come."""
    number = next(_numbers)
    read = [article(f"{number}-{n}", source=source, published_at=None, dateline_date=day) for n in range(pages)]
    articles = read if verdict == "ok" else []
    look(
        connection,
        f"r{number:05}",
        day,
        NOW + DAY,
        source=source,
        verdict=verdict,
        reason=reason or f"planted {verdict}",
        articles=articles,
    )


def paint(connection: Connection, licensed_post: Mapping[date, Verdict], open_ministry: Mapping[date, Verdict] | None = None) -> None:
    """A run over each painted day: of the given verdict, else a good one."""
    for source, verdicts in (("licensed_post", licensed_post), ("open_ministry", open_ministry or {})):
        good = [day for day in PAINTED if day not in verdicts]
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO briefwire.run (run_id, source, day, kind, started_at, looked_at, ended_at, verdict, published, candidates)"
                " SELECT %(source)s || '-' || day, %(source)s, day, 'manual', %(at)s, %(at)s, %(at)s, 'ok', TRUE, 1 FROM unnest(%(days)s::date[]) AS day",
                {"source": source, "at": NOW + DAY, "days": good},
            )
        for day, verdict in verdicts.items():
            run_over(connection, day, verdict, source)


def kept(connection: Connection) -> list[tuple]:
    """The alarms as readers see them."""
    return rows(
        connection,
        "SELECT source, reason, first_day, last_day, told_at IS NOT NULL, closed_as, closing_told_at IS NOT NULL FROM v1.alarm ORDER BY alarm_id",
    )


def test_nine_blocked_days_are_one_alarm_told_once_and_closed_once(desk: Desk, loader: Connection) -> None:
    blocked = back(*range(2, 11))
    paint(loader, dict.fromkeys(blocked, "blocked"))
    (text,) = desk.tell()
    assert text.startswith(
        "[Briefwire] blocked: licensed_post\nBlocked, 1 source:\n- licensed_post: 2025-05-10 to 2025-05-18 (9 days)\n  planted blocked\n"
    )
    desk.wait(hours=1)
    assert desk.tell() == []
    assert kept(loader) == [("licensed_post", "blocked", blocked[0], blocked[-1], True, None, False)]

    for day in blocked:
        run_over(loader, day, "ok")
    desk.wait(hours=1)
    (text,) = desk.tell()
    assert "- licensed_post: blocked 2025-05-10 to 2025-05-18 (9 days): well again" in text
    desk.wait(hours=1)
    assert desk.tell() == []
    assert kept(loader) == [("licensed_post", "blocked", blocked[0], blocked[-1], True, "well again", True)]


def test_one_night_s_trouble_of_several_sources_is_one_message(desk: Desk, loader: Connection) -> None:
    paint(loader, dict.fromkeys(back(2), "unreachable"), dict.fromkeys(back(2), "unreachable"))
    (text,) = desk.tell()
    assert text.startswith("[Briefwire] unreachable: licensed_post, open_ministry\n") and text.count("\n- ") == 2


def test_lawful_days_raise_nothing(desk: Desk, loader: Connection, database: Database) -> None:
    younger = declaration(
        "open_ministry", kind="ministry", history={"kind": "by-date", "since": back(3)[0], "settles": 1, "how": "an archive page"}
    )
    migrate(database.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS | {"open_ministry": younger})
    labour_day, silent, early = date(2025, 5, 1), back(4)[0], back(2)[0]
    for day in back(*range(2, 21)):
        number = next(_numbers)
        pages = [] if day in (labour_day, silent) else [article(f"p{number}", published_at=None, dateline_date=day)]
        look(loader, f"r{number:05}", day, NOW - DAY if day == early else NOW + DAY, articles=pages)
    for day in back(2, 3):
        run_over(loader, day, "ok", "open_ministry")
    report = desk.judge(days=20)
    reasons = rows(loader, "SELECT DISTINCT reason FROM v1.coverage_calendar WHERE day BETWEEN %s AND %s", back(19)[0], early)
    assert {reason for (reason,) in reasons} == {"complete", "holiday", "no briefing", "late window open", "outside history"}
    assert (report.open, report.messages) == (0, ())


def test_a_source_that_nobody_crawls_is_an_alarm(desk: Desk, loader: Connection) -> None:
    paint(loader, {})
    desk.wait(days=8)
    (text,) = desk.tell()
    assert (
        text.startswith("[Briefwire] not yet crawled: licensed_post, open_ministry\n")
        and "- licensed_post: 2025-05-25 to 2025-05-26 (2 days)" in text
    )


def test_a_polled_source_is_an_alarm_a_day_after_its_last_poll(desk: Desk, loader: Connection, database: Database) -> None:
    ticker = declaration("ticker", hosts=("ticker.example.com",), history={"kind": "none", "settles": 1, "how": "newest items only"})
    migrate(database.dsn("admin"), archive=ARCHIVE, declarations=DECLARATIONS | {"ticker": ticker})
    paint(loader, {})
    look(loader, "poll", TODAY, NOW, source="ticker", articles=[article("t", source="ticker")], listing_oldest=TODAY, listing_newest=TODAY)
    desk.wait(hours=24)
    assert desk.tell() == []
    desk.wait(hours=1)
    (text,) = desk.tell()
    assert "- ticker: 2025-05-21 (1 day)\n  nobody looked at it since 2025-05-20 10:00 UTC" in text


def test_what_no_channel_took_is_told_again_and_afresh(desk: Desk, loader: Connection) -> None:
    paint(loader, {back(2)[0]: "blocked", back(1)[0]: "crashed"})
    first = desk.judge().messages
    run_over(loader, back(1)[0], "blocked")
    desk.wait(hours=1)
    second = desk.judge().messages
    assert len(first) == len(second) == 1 and "(1 day)" in first[0].text and "(2 days)" in second[0].text
    assert [message.message_id for message in messages(desk.environment)] == [second[0].message_id]
    with pytest.raises(QualityError, match="it will be told again"):
        mark_told(desk.environment, first[0].message_id, ["mail"])
    for channel in ("mail", "hook"):
        mark_told(desk.environment, second[0].message_id, [channel])
    assert messages(desk.environment) == [] and desk.tell() == []
    assert rows(loader, "SELECT told_by, count(*) FROM briefwire.alarm_message GROUP BY 1") == [(["mail"], 1)]


def test_a_silence_keeps_quiet_until_it_runs_out_and_says_so(desk: Desk, loader: Connection) -> None:
    paint(loader, dict.fromkeys(back(2), "blocked"))
    made = silence(desk.environment, "licensed_post", "blocked", TODAY + DAY, "Ada", WHY)
    assert desk.tell() == [] and desk.judge().open == 1
    assert rows(loader, "SELECT silence_id FROM v1.silence WHERE source = 'licensed_post' AND reason = 'blocked' AND who = 'Ada'") == [
        (made.silence_id,)
    ]
    desk.wait(hours=37)
    assert desk.now.day == 21 and desk.tell() == []
    desk.wait(hours=1)
    blocked, over = desk.tell()
    assert blocked.startswith("[Briefwire] blocked: licensed_post\n")
    assert f"silence {made.silence_id} (licensed_post, blocked) by Ada until 2025-05-21: {WHY}. Under it 1 alarm still open." in over
    desk.wait(hours=1)
    assert desk.tell() == [] and silences(desk.environment) == []


def test_a_silence_ended_early_tells_the_alarm_and_no_more(desk: Desk, loader: Connection) -> None:
    paint(loader, dict.fromkeys(back(2), "blocked"))
    made = silence(desk.environment, "all", "all", TODAY + 90 * DAY, "Ada", WHY)
    assert desk.tell() == [] and [one.silence_id for one in silences(desk.environment)] == [made.silence_id]
    end_silence(desk.environment, made.silence_id)
    (text,) = desk.tell()
    assert text.startswith("[Briefwire] blocked") and silences(desk.environment) == []
    for number in (made.silence_id, 99):
        with pytest.raises(SilenceError, match=f"no silence {number} holds"):
            end_silence(desk.environment, number)
    assert rows(loader, "SELECT source, reason, holds, ended_at = %s FROM v1.silence", NOW) == [("all", "all", False, True)]


def test_an_alarm_that_came_and_went_under_a_silence_is_not_told(desk: Desk, loader: Connection) -> None:
    paint(loader, dict.fromkeys(back(2), "blocked"))
    made = silence(desk.environment, "licensed_post", "all", TODAY, "Ada", WHY)
    desk.tell()
    run_over(loader, back(2)[0], "ok")
    desk.tell()
    desk.wait(hours=14)
    (text,) = desk.tell()
    assert "Under it 0 alarms still open" in text and "well again" not in text
    assert rows(loader, "SELECT closed_as, silence_id FROM v1.alarm") == [("well again", made.silence_id)]


@pytest.mark.parametrize(
    ("until", "why", "constraint"),
    [
        (TODAY + 91 * DAY, WHY, "silence_ends_within_ninety_days"),
        (TODAY - DAY, WHY, "silence_ends_within_ninety_days"),
        (TODAY, "  short  ", "silence_says_why"),
    ],
)
def test_the_database_refuses_a_silence_without_end_or_why(loader: Connection, until: date, why: str, constraint: str) -> None:
    with pytest.raises(psycopg2.errors.CheckViolation) as caught, loader, loader.cursor() as cursor:
        cursor.execute("INSERT INTO briefwire.silence (made_at, until_day, who, why) VALUES (%s, %s, 'Ada', %s)", (NOW, until, why))
    assert caught.value.diag.constraint_name == constraint
    with pytest.raises(psycopg2.errors.NotNullViolation), loader, loader.cursor() as cursor:
        cursor.execute("INSERT INTO briefwire.silence (made_at, who, why) VALUES (%s, 'Ada', %s)", (NOW, WHY))


def test_what_does_not_fit_a_day_s_budget_is_told_the_next_day_in_one_digest(desk: Desk, loader: Connection) -> None:
    paint(loader, {back(2)[0]: "blocked", back(3)[0]: "layout_changed"}, {back(2)[0]: "unreachable"})
    first, second = desk.tell(budget=2)
    assert first.startswith("[Briefwire] blocked") and second.startswith("[Briefwire] parser broken")
    assert "the last of 2 messages for 2025-05-20 (UTC)" in second and "1 line already waits" in second
    desk.wait(hours=13)
    assert desk.tell(budget=2) == []
    assert [row[4] for row in kept(loader)] == [True, True, False], "the table says what was told"
    run_over(loader, back(3)[0], "ok")
    desk.wait(hours=1)
    digest, *rest = desk.tell(budget=2)
    assert rest == [] and digest.startswith("[Briefwire] digest: unreachable (1); ")
    assert (
        "All 2 messages of 2025-05-20 were spent" in digest and "- open_ministry: 2025-05-18 (1 day)" in digest and "well again" in digest
    )
    assert all(row[4] for row in kept(loader))
    desk.wait(hours=1)
    assert desk.tell(budget=2) == []


def test_quality_runs_at_once_open_one_alarm(desk: Desk, loader: Connection) -> None:
    paint(loader, dict.fromkeys(back(2), "blocked"))
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: quality(desk.environment), range(4)))
    assert sorted(report.opened for report in reports) == [0, 0, 0, 1]
    assert len(kept(loader)) == 1 and len(messages(desk.environment)) == 1


def test_quality_keeps_the_holidays(desk: Desk, loader: Connection) -> None:
    desk.judge()
    assert rows(loader, "SELECT name FROM briefwire.holiday WHERE country = 'PK' AND day = '2025-08-14'") == [("Independence Day",)]


def test_a_window_or_budget_that_cannot_be_obeyed_is_refused(desk: Desk) -> None:
    for changes in ({"days": 0}, {"days": 65}, {"budget": 0}):
        with pytest.raises(QualityError, match=r"--(days|budget)"):
            desk.judge(**changes)


def test_readers_see_alarms_and_silences_and_nothing_private(desk: Desk, loader: Connection, database: Database) -> None:
    paint(loader, dict.fromkeys(back(2), "blocked"))
    silence(desk.environment, "all", "unreachable", TODAY, "Ada", WHY)
    desk.judge()
    with closing(database.connect("reader")) as reader:
        assert len(rows(reader, "SELECT * FROM v1.alarm")) == len(rows(reader, "SELECT * FROM v1.silence")) == 1
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            rows(reader, "SELECT * FROM briefwire.alarm")
    assert [(alarm.source, alarm.told_at) for alarm in alarms(desk.environment)] == [("licensed_post", None)]


def find(connection: Connection, *days: date, difference: str = "missing relation") -> None:
    """What an audit leaves behind."""
    with connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM briefwire.family_difference")
        cursor.execute(
            "INSERT INTO briefwire.family_difference (source, day, difference, words, found_at)"
            " SELECT 'licensed_post', day, %s, 'https://a and https://b: nothing is stored', %s FROM unnest(%s::date[]) AS day",
            (difference, NOW, list(days)),
        )


def test_what_an_audit_found_is_told_once_and_only_an_audit_ends_it(desk: Desk, loader: Connection) -> None:
    paint(loader, {})
    old, new = back(90, 2)
    find(loader, old, new)
    (text,) = desk.tell()
    assert text.startswith(
        "[Briefwire] families differ: licensed_post\nFamilies differ, 1 source:\n- licensed_post: 2025-02-19, 2025-05-18 (2 days)\n"
        "  2 missing relation; the newest: https://a and https://b: nothing is stored\nWhat to do: docs/runbook/families_differ.md\n"
    )
    for _ in range(3):
        desk.wait(hours=1)
        report = desk.judge()
        assert (report.open, report.opened, report.closed, report.messages) == (1, 0, 0, ())
    find(loader)
    (text,) = desk.tell()
    assert "- licensed_post: families differ 2025-02-19, 2025-05-18 (2 days): well again" in text
    assert desk.tell() == []


def test_calendar_and_audit_do_not_speak_for_each_other_s_days(desk: Desk, loader: Connection) -> None:
    (day,) = back(2)
    paint(loader, {day: "blocked"})
    find(loader, day)
    assert len(desk.tell()) == 2
    run_over(loader, day, "ok")
    (text,) = desk.tell()
    assert "blocked 2025-05-18 (1 day): well again" in text, "the day is in trouble of another kind, but for another look"
    assert [(row[1], row[5]) for row in kept(loader)] == [("blocked", "well again"), ("families differ", None)]


def test_an_old_day_of_an_audit_brings_no_old_day_of_the_calendar_back(desk: Desk, loader: Connection) -> None:
    paint(loader, {})
    (day,) = back(40)
    run_over(loader, day, "blocked")
    find(loader, day)
    desk.tell()
    desk.wait(hours=1)
    assert desk.tell() == [] and [row[1] for row in kept(loader)] == ["families differ"]


def test_an_audit_s_alarm_can_be_silenced(desk: Desk, loader: Connection) -> None:
    paint(loader, {})
    find(loader, *back(2))
    silence(desk.environment, "licensed_post", "families differ", TODAY, "Ada", WHY)
    assert desk.tell() == [] and desk.judge().open == 1
