"""The coverage calendar: every day of every source, with one reason."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from briefwire.database.coverage import FILLABLE, holes
from briefwire.database.handles import Connection
from briefwire.database.holidays import keep as keep_holidays
from briefwire.database.migrate import migrate
from briefwire.database.publish import publish
from briefwire.database.runs import Verdict, open_run
from briefwire.database.server import Server
from briefwire.database.stage import Ending, stage
from scrapers.outcomes import Outcome
from tests.database.conftest import emptied
from tests.database.samples import SOURCE, article, gone, look, rows
from tests.postgres import ARCHIVE, Database, declaration, new_database

REASONS = {
    "complete": "complete",
    "late window open": "open",
    "no briefing": "silent",
    "holiday": "silent",
    "blocked": "short",
    "unreachable": "short",
    "parser broken": "short",
    "not yet crawled": "missing",
    "outside history": "outside",
}
MINISTRY = "open_ministry"
POLLED = "polled_state"
YOUNG = "young_post"


def noon(day: date) -> datetime:
    """Noon UTC of a day: five in the afternoon in the sample sources' zone."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def settled(day: date) -> datetime:
    """An instant by which a day of the sample sources has settled."""
    return noon(day) + timedelta(days=3)


def may(number: int) -> date:
    """A day of May 2025."""
    return date(2025, 5, number)


def seen(connection: Connection, day: date, source: str = SOURCE) -> Any:
    """State, reason, expected, discovered, loaded, verdict and deciding run of a day."""
    (found,) = rows(
        connection,
        "SELECT state, reason, expected, discovered, loaded, verdict, run_id FROM v1.coverage_calendar WHERE source = %s AND day = %s",
        source,
        day,
    )
    return found


@pytest.fixture(scope="module")
def several(postgres_server: Server) -> Database:
    """A database that knows a polled source and one whose past begins late, beside the usual two; emptied for each test."""
    database = new_database(postgres_server, "template0")
    migrate(
        database.dsn("admin"),
        archive=ARCHIVE,
        declarations={
            SOURCE: declaration(SOURCE),
            MINISTRY: declaration(MINISTRY, kind="ministry", text_licence="open"),
            POLLED: declaration(POLLED, time_zone="America/New_York", history={"kind": "none", "settles": 1, "how": "a feed"}),
            YOUNG: declaration(YOUNG, history={"kind": "by-date", "since": "2025-05-05", "settles": 1, "how": "a page for each day"}),
        },
    )
    return database


@pytest.fixture
def books(several: Database) -> Iterator[Connection]:
    """A loader's connection to that database."""
    with closing(emptied(several).connect("loader")) as connection:
        yield connection


def test_one_row_for_each_source_and_day_until_today(books: Connection) -> None:
    spans = rows(
        books,
        "SELECT c.source, min(c.day), max(c.day) = (now() AT TIME ZONE s.time_zone)::date, count(*) = max(c.day) - min(c.day) + 1"
        " FROM v1.coverage_calendar AS c JOIN briefwire.source AS s USING (source) GROUP BY c.source, s.time_zone ORDER BY 1",
    )
    assert spans == [(name, date(2020, 1, 1), True, True) for name in sorted((SOURCE, MINISTRY, POLLED, YOUNG))]


def test_the_silent_days_are_told_apart_by_one_query(books: Connection) -> None:
    keep_holidays(books, [("PK", may(2), "A holiday")])
    look(books, "silent", may(1), settled(may(1)), source=MINISTRY)
    look(books, "feast", may(2), settled(may(2)), source=MINISTRY)
    look(books, "wall", may(3), noon(may(3)), source=MINISTRY, verdict="blocked", reason="challenge page")
    look(books, "down", may(4), noon(may(4)), source=MINISTRY, verdict="unreachable", reason="http 503")
    look(books, "moved", may(5), noon(may(5)), source=MINISTRY, verdict="listing_moved", reason="no list on the page")
    look(books, "early", may(7), noon(may(7)), source=MINISTRY)
    found = rows(
        books,
        "SELECT day, loaded, state, reason, detail, run_id, holiday FROM v1.coverage_calendar"
        " WHERE source = %s AND day BETWEEN '2025-05-01' AND '2025-05-07' ORDER BY day",
        MINISTRY,
    )
    assert found == [
        (may(1), 0, "silent", "no briefing", None, "silent", None),
        (may(2), 0, "silent", "holiday", None, "feast", "A holiday"),
        (may(3), 0, "short", "blocked", "challenge page", "wall", None),
        (may(4), 0, "short", "unreachable", "http 503", "down", None),
        (may(5), 0, "short", "parser broken", "no list on the page", "moved", None),
        (may(6), 0, "missing", "not yet crawled", None, None, None),
        (may(7), 0, "open", "late window open", None, "early", None),
    ]


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        ("blocked", "blocked"),
        ("unreachable", "unreachable"),
        ("empty", "parser broken"),
        ("short", "parser broken"),
        ("listing_moved", "parser broken"),
        ("layout_changed", "parser broken"),
        ("crashed", "not yet crawled"),
        ("imbalanced", "not yet crawled"),
        ("over_budget", "not yet crawled"),
    ],
)
def test_each_red_verdict_has_its_reason(books: Connection, verdict: Verdict, reason: str) -> None:
    look(books, "r1", may(6), settled(may(6)), verdict=verdict)
    assert seen(books, may(6))[:2] == (REASONS[reason], reason)


def test_a_day_is_complete_the_moment_a_settled_look_is_published(books: Connection) -> None:
    assert seen(books, may(6)) == ("missing", "not yet crawled", None, None, 0, None, None)
    open_run(books, "r1", SOURCE, may(6), "manual", None, settled(may(6)))
    assert seen(books, may(6))[:2] == ("missing", "not yet crawled"), "an open run is no answer"
    pages = [article("a"), article("b")]
    stage(books, "r1", 2, pages, [])
    publish(books, "r1", "ok", "2 candidates", settled(may(6)))
    assert seen(books, may(6)) == ("complete", "complete", None, 2, 2, "ok", "r1")


def test_a_day_stays_open_until_stragglers_stand(books: Connection) -> None:
    end_and_settled = datetime(2025, 5, 7, 19, tzinfo=UTC)  # midnight between 7 and 8 May in Karachi: the day's end and one day more
    look(books, "r1", may(6), end_and_settled - timedelta(seconds=1), articles=[article("a")])
    assert seen(books, may(6))[1] == "late window open"
    look(books, "r2", may(6), end_and_settled, articles=[article("a", 9)])
    assert seen(books, may(6))[1] == "complete"


def test_what_stands_outweighs_a_later_red_run(books: Connection) -> None:
    look(books, "good", may(6), settled(may(6)), articles=[article("a")])
    look(books, "red", may(6), settled(may(7)), verdict="blocked", reason="challenge page")
    assert seen(books, may(6)) == ("complete", "complete", None, 1, 1, "ok", "good")


def test_the_newest_red_run_speaks(books: Connection) -> None:
    look(books, "r1", may(6), noon(may(7)), verdict="blocked")
    look(books, "r2", may(6), noon(may(8)), verdict="unreachable")
    open_run(books, "r3", SOURCE, may(6), "manual", None, noon(may(9)))
    assert seen(books, may(6))[1] == "unreachable"


def test_a_run_that_put_pages_off_does_not_make_a_day_complete(books: Connection) -> None:
    open_run(books, "r1", SOURCE, may(6), "manual", None, settled(may(6)))
    stage(books, "r1", 2, [article("a")], [Ending("https://www.example.com/b", Outcome.DEFERRED, "budget")])
    publish(books, "r1", "over_budget", "1 page is deferred", settled(may(6)))
    assert seen(books, may(6)) == ("missing", "not yet crawled", None, 2, 1, "over_budget", "r1")


def test_the_fullest_published_run_counts(books: Connection) -> None:
    pages = [article(key) for key in "abc"]
    look(books, "r1", may(6), noon(may(6)), articles=pages[:1])
    look(books, "r2", may(6), settled(may(6)), articles=pages)
    look(books, "r3", may(6), settled(may(7)), articles=[article("a", 9)])
    look(
        books,
        "r4",
        may(6),
        settled(may(8)),
        verdict="short",
        endings=[gone(f"https://www.example.com/{n}") for n in range(9)],
        candidates=9,
    )
    assert seen(books, may(6)) == ("complete", "complete", None, 3, 3, "ok", "r3")


def test_expected_is_the_day_s_own_or_its_weekday_s(books: Connection) -> None:
    look(books, "r1", may(6), settled(may(6)), articles=[article("a")], expected=40)
    look(books, "r2", may(13), settled(may(13)), articles=[article("a", 9)], expected=44)
    expected = rows(
        books,
        "SELECT day, expected FROM v1.coverage_calendar WHERE source = %s AND day = ANY(%s) ORDER BY day",
        SOURCE,
        [may(6), may(7), may(20)],
    )
    assert expected == [(may(6), 40), (may(7), None), (may(20), 44)]


def test_loaded_counts_the_day_of_publication_in_the_source_s_zone(books: Connection) -> None:
    late, next_day = datetime(2025, 5, 6, 18, 59, tzinfo=UTC), datetime(2025, 5, 6, 19, tzinfo=UTC)
    pages = [article("late", published_at=late), article("next", published_at=next_day), article("undated", published_at=None)]
    look(books, "r1", may(6), settled(may(6)), articles=pages)
    assert (seen(books, may(6))[4], seen(books, may(7))[4]) == (2, 1)


def test_before_its_history_a_source_is_not_judged(books: Connection) -> None:
    look(books, "r1", may(4), settled(may(4)), source=YOUNG, verdict="blocked")
    assert seen(books, may(4), YOUNG)[:2] == ("outside", "outside history")
    assert seen(books, may(5), YOUNG)[:2] == ("missing", "not yet crawled")


def test_a_source_no_longer_declared_is_not_in_the_calendar(admin: Connection) -> None:
    sources = "SELECT DISTINCT source FROM v1.coverage_calendar ORDER BY 1"
    assert rows(admin, sources) == [(SOURCE,), (MINISTRY,)]
    with admin.cursor() as cursor:
        cursor.execute("UPDATE briefwire.source SET history_kind = NULL WHERE source = %s", (SOURCE,))
        cursor.execute(sources)
        assert cursor.fetchall() == [(MINISTRY,)]
    admin.rollback()


def poll(connection: Connection, run_id: str, at: datetime, days: dict[date, int], **changes: Any) -> None:
    """A poll that showed so many items of each day."""
    local = (at - timedelta(hours=4)).date()
    span = {"listing_oldest": min(days), "listing_newest": max(days)} if days else {}
    endings = [Ending(f"https://p.example.com/{run_id}/{n}", Outcome.OUT_OF_SCOPE, "no ministry") for n in range(sum(days.values()))]
    look(connection, run_id, local, at, source=POLLED, endings=endings, days=days, **(span | changes))


def test_a_polled_source_is_judged_by_the_polls_since_a_day_began(books: Connection) -> None:
    poll(books, "p1", noon(may(6)), {may(4): 2, may(5): 1, may(6): 3})
    poll(books, "p2", noon(may(8)), {may(6): 5, may(8): 1})
    found = rows(
        books,
        "SELECT day, discovered, reason, run_id FROM v1.coverage_calendar WHERE source = %s AND day BETWEEN '2025-05-03' AND '2025-05-10' ORDER BY day",
        POLLED,
    )
    assert found == [
        (may(3), None, "outside history", None),
        (may(4), 2, "outside history", None),  # seen in part: older items of it had left the feed
        (may(5), 1, "complete", "p2"),
        (may(6), 5, "complete", "p2"),
        (may(7), 0, "late window open", "p2"),
        (may(8), 1, "late window open", "p2"),
        (may(9), None, "outside history", None),
        (may(10), None, "outside history", None),
    ]
    poll(books, "p3", noon(may(9)), {may(8): 2})
    assert seen(books, may(7), POLLED)[1] == "no briefing", "a day without items, between polls that overlap"


@pytest.mark.parametrize("published", [True, False])
def test_a_poll_that_missed_items_leaves_a_gap(books: Connection, published: bool) -> None:
    poll(books, "p1", noon(may(5)), {may(3): 1, may(5): 2})
    poll(books, "p2", noon(may(10)), {may(9): 3, may(10): 1}, verdict="short", reason="nothing of the last poll", published=published)
    poll(books, "p3", noon(may(12)), {may(9): 3, may(10): 1, may(12): 1})
    found = rows(
        books,
        "SELECT day, reason, run_id FROM v1.coverage_calendar WHERE source = %s AND day BETWEEN '2025-05-04' AND '2025-05-10' ORDER BY day",
        POLLED,
    )
    assert found == [
        (may(4), "no briefing", "p2" if published else "p3"),
        (may(5), "parser broken", "p2"),
        (may(6), "outside history", "p2"),
        (may(7), "outside history", "p2"),
        (may(8), "outside history", "p2"),
        (may(9), "parser broken", "p2"),
        (may(10), "complete", "p3"),
    ]


def test_today_is_open_when_looked_at_and_missing_before(books: Connection) -> None:
    now = datetime.now(UTC)
    today = rows(books, "SELECT max(day) FROM v1.coverage_calendar WHERE source = %s", SOURCE)[0][0]
    polled_today = rows(books, "SELECT max(day) FROM v1.coverage_calendar WHERE source = %s", POLLED)[0][0]
    assert seen(books, today)[1] == seen(books, polled_today, POLLED)[1] == "not yet crawled"
    look(books, "r1", today, now)
    look(books, "p1", polled_today, now, source=POLLED, listing_oldest=polled_today, listing_newest=polled_today)
    assert seen(books, today)[1] == seen(books, polled_today, POLLED)[1] == "late window open"


def test_holes_are_the_days_that_a_run_could_fill(books: Connection) -> None:
    look(books, "r1", may(1), settled(may(1)), articles=[article("a", published_at=noon(may(1)))])
    look(books, "r2", may(2), settled(may(2)))
    look(books, "r3", may(3), settled(may(3)), verdict="blocked")
    look(books, "r4", may(4), settled(may(4)), verdict="unreachable")
    look(books, "r5", may(5), settled(may(5)), verdict="layout_changed")
    look(books, "r7", may(7), noon(may(7)))
    assert holes(books, SOURCE, may(1), may(8)) == [may(3), may(4), may(5), may(6), may(8)]
    assert holes(books, SOURCE, may(1), may(2)) == []
    assert holes(books, YOUNG, may(1), may(6)) == [may(5), may(6)], "what lies outside its history no run can fill"
    assert set(FILLABLE) < set(REASONS)


def test_what_polling_missed_is_no_hole(books: Connection) -> None:
    today = rows(books, "SELECT max(day) FROM v1.coverage_calendar WHERE source = %s", POLLED)[0][0]
    look(books, "p1", may(6), noon(may(6)), source=POLLED, verdict="blocked")
    assert seen(books, may(6), POLLED)[1] == "blocked"
    assert holes(books, POLLED, may(1), today) == [today]


SIX_YEARS_OF_SIX_SOURCES = """
SET LOCAL session_replication_role = replica;
INSERT INTO briefwire.source (source, title, kind, country, language, time_zone, text_licence, history_kind, history_since, settles)
SELECT 's' || n, 'x', 'outlet', 'PK', 'en', 'Asia/Karachi', 'open', CASE WHEN n = 6 THEN 'none' ELSE 'by-date' END,
       CASE WHEN n < 6 THEN current_date - 2190 END, 2
FROM generate_series(1, 6) AS n;
INSERT INTO briefwire.run (run_id, source, day, kind, started_at, ended_at, verdict, published, looked_at, candidates, expected, listing_oldest, listing_newest)
SELECT s.source || '.' || g.day::date, s.source, g.day, 'manual', g.day + interval '4 days', g.day + interval '4 days', 'ok', TRUE,
       g.day + interval '4 days', 60, 60, g.day::date - 3, g.day::date
FROM briefwire.source AS s, generate_series(current_date - 2000, current_date - 1, interval '1 day') AS g (day) WHERE s.source ~ '^s[1-6]$';
INSERT INTO briefwire.run_day SELECT run_id, source, day - n, 3 FROM briefwire.run, generate_series(0, 4) AS n;
INSERT INTO briefwire.article (article_id, source, native_key, url, title, body, content_digest, in_scope, scope_reason, published_at, first_seen_at,
                               revision, parser, parser_version, archive_file, archive_offset, archive_length, archive_digest, run_id)
SELECT gen_random_uuid(), r.source, r.run_id || n, 'u', 't', 'b', 'd', TRUE, 'x', r.day + n * interval '3 hours', now(), 1, 'p', '1', 'f', 1, 1, 'd', r.run_id
FROM briefwire.run AS r, generate_series(1, 3) AS n
"""


def test_six_years_of_six_sources_are_read_at_once(own_database: Database) -> None:
    with closing(own_database.connect("admin")) as admin, admin, admin.cursor() as cursor:
        cursor.execute("DELETE FROM briefwire.source")
        cursor.execute(SIX_YEARS_OF_SIX_SOURCES)
        cursor.execute("ANALYZE briefwire.run, briefwire.run_day, briefwire.article, briefwire.source")
    took = []
    with closing(own_database.connect("reader")) as reader:
        assert rows(reader, "SELECT count(*) FROM v1.run") == [(12_000,)]
        for _ in range(3):
            began = time.perf_counter()
            found = rows(reader, "SELECT * FROM v1.coverage_calendar")
            took.append(time.perf_counter() - began)
        plan = "\n".join(row[0] for row in rows(reader, "EXPLAIN SELECT * FROM v1.coverage_calendar"))
    assert len(found) >= 6 * 2191
    # 0.2 s on two free cores; the limit allows for neighbours, not for a plan that compares every day with every run (minutes).
    assert min(took) < 2, took
    assert "article_source_published" in plan and "Seq Scan on article" not in plan, plan


def test_a_month_does_not_read_the_runs_of_years(own_database: Database) -> None:
    with closing(own_database.connect("admin")) as admin:
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute(
                """INSERT INTO briefwire.run (run_id, source, day, kind, started_at, ended_at, looked_at, verdict, published, candidates, expected)
                SELECT 'w-' || s.source || '-' || n, s.source, date '2025-05-31' - n / 50, 'watch', t.at, t.at, t.at, 'ok', TRUE, 30, 40
                FROM briefwire.source AS s, generate_series(0, 29999) AS n, LATERAL (SELECT timestamptz '2025-06-01' - n * interval '25 min' AS at) AS t"""
            )
            cursor.execute("ANALYZE")
            cursor.execute(
                "EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM v1.coverage_calendar WHERE day BETWEEN '2025-05-01' AND '2025-05-31'"
            )
            ((plan,),) = cursor.fetchone()
    scans = list(_scans(plan["Plan"]))
    assert all("Index Name" in scan for scan in scans), scans
    assert max(scan["Actual Rows"] * scan["Actual Loops"] for scan in scans) < 15_000, "a tenth of the runs, for a twentieth of the days"


def _scans(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every node of a plan that reads runs."""
    if plan.get("Relation Name") == "run":
        yield plan
    for part in plan.get("Plans", ()):
        yield from _scans(part)
