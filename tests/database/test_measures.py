"""What runs measured, and the history that is drawn from it."""

from datetime import UTC, date, datetime, timedelta

import psycopg2
import pytest

from briefwire.bounds import Figures
from briefwire.database.errors import UnknownRun
from briefwire.database.handles import Connection
from briefwire.database.history import WINDOW_DAYS, day_figures
from briefwire.database.measures import Measure, keep
from briefwire.database.publish import book, publish
from briefwire.database.stage import Ending, stage
from scrapers.outcomes import Outcome
from tests.database.samples import DAY, SOURCE, article, at, gone, load, look, open_sample_run, rows

FULL = Measure(
    looked_at=at(7), listed_by="archive", listing_oldest=DAY - timedelta(days=2), listing_newest=DAY, requests=44, candidates=40, expected=41, least=20,
    read=30, titled=30, bodied=29, dated=28, bylined=27, placed=26, credited=25,
)  # fmt: skip


def test_a_measure_is_kept_beside_the_ledger(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    keep(loader, "r1", Measure(at(1)), {})
    keep(loader, "r1", FULL, {DAY: 39, DAY - timedelta(days=1): 1})
    before = rows(loader, "SELECT * FROM briefwire.run_day ORDER BY day")
    keep(loader, "r1", FULL, {DAY: 39, DAY - timedelta(days=1): 1})
    assert rows(loader, "SELECT * FROM briefwire.run_day ORDER BY day") == before
    assert before == [("r1", SOURCE, DAY - timedelta(days=1), 1), ("r1", SOURCE, DAY, 39)]
    assert rows(loader, "SELECT looked_at, candidates, expected, least, listed_by, requests FROM v1.run") == [
        (at(7), 40, 41, 20, "archive", 44)
    ]
    assert rows(
        loader, "SELECT listing_oldest, listing_newest, read, titled, bodied, dated, bylined, placed, credited FROM briefwire.run"
    ) == [(DAY - timedelta(days=2), DAY, 30, 30, 29, 28, 27, 26, 25)]


def test_a_closed_run_can_be_measured_and_stays_closed(loader: Connection) -> None:
    load(loader, "r1", [article("a")])
    keep(loader, "r1", FULL, {DAY: 40})
    assert rows(loader, "SELECT verdict, candidates, looked_at FROM v1.run") == [("ok", 40, at(7))]


def test_a_run_without_a_measure_closes_with_what_its_ledger_tells(loader: Connection) -> None:
    open_sample_run(loader, "r1", 2)
    endings = [
        gone("https://www.example.com/g"),
        Ending("https://www.example.com/s", Outcome.OUT_OF_SCOPE, "candidate rule: not included"),
        Ending("https://www.example.com/d", Outcome.DUPLICATE_URL, "redirects to https://www.example.com/a"),
        Ending("https://www.example.com/o", Outcome.OUT_OF_SCOPE, "no ministry"),
    ]
    stage(loader, "r1", 5, [article("a")], endings)
    publish(loader, "r1", "ok", None, at(3))
    assert rows(loader, "SELECT discovered, candidates, looked_at, expected, requests FROM v1.run") == [(5, 3, at(2), None, None)]


def test_a_measure_that_was_kept_survives_the_closing(loader: Connection) -> None:
    open_sample_run(loader, "r1", 2)
    keep(loader, "r1", FULL, {DAY: 40})
    book(loader, "r1", "short", None, at(3))
    assert rows(loader, "SELECT candidates, looked_at FROM v1.run") == [(40, at(7))]


def test_an_unknown_run_is_told(loader: Connection) -> None:
    with pytest.raises(UnknownRun, match="'r9'"):
        keep(loader, "r9", FULL, {DAY: 1})
    assert rows(loader, "SELECT count(*) FROM briefwire.run_day") == [(0,)]


@pytest.mark.parametrize(
    "wrong",
    [
        "INSERT INTO briefwire.run_day VALUES ('r9', 'licensed_post', '2025-05-06', 1)",
        "INSERT INTO briefwire.run_day VALUES ('r1', 'open_ministry', '2025-05-06', 1)",
        "INSERT INTO briefwire.run_day VALUES ('r1', 'licensed_post', '2025-05-06', -1)",
        "UPDATE briefwire.run SET read = 2, titled = 3",
        "UPDATE briefwire.run SET listing_oldest = '2025-05-07', listing_newest = '2025-05-06'",
    ],
)
def test_impossible_figures_are_refused(loader: Connection, wrong: str) -> None:
    open_sample_run(loader, "r1")
    with pytest.raises(psycopg2.IntegrityError), loader, loader.cursor() as cursor:
        cursor.execute(wrong)


def after(day: date) -> datetime:
    """An instant after the end of a day in Karachi (19:00 UTC)."""
    return datetime(day.year, day.month, day.day, 19, tzinfo=UTC)


def test_history_is_of_other_days_that_went_well(loader: Connection) -> None:
    days = [DAY + timedelta(days=n) for n in range(-WINDOW_DAYS - 1, 8)]
    for day in (
        DAY - timedelta(days=WINDOW_DAYS + 1),
        DAY - timedelta(days=WINDOW_DAYS),
        DAY - timedelta(days=1),
        DAY,
        DAY + timedelta(days=7),
    ):
        assert day in days
        look(loader, f"ok-{day}", day, after(day), candidates=5, read=4, titled=4, bodied=3, dated=2, bylined=1, placed=1, credited=0)
    look(loader, "running", DAY - timedelta(days=2), after(DAY - timedelta(days=2)) - timedelta(seconds=1), candidates=5)
    look(loader, "red", DAY - timedelta(days=3), after(DAY), candidates=5, verdict="short")
    look(loader, "elsewhere", DAY - timedelta(days=4), after(DAY), source="open_ministry", candidates=5)
    figures = (5, 4, 4, 3, 2, 1, 1, 0)
    assert day_figures(loader, SOURCE, DAY) == [
        Figures(DAY - timedelta(days=WINDOW_DAYS), *figures),
        Figures(DAY - timedelta(days=1), *figures),
        Figures(DAY + timedelta(days=7), *figures),
    ]
    assert day_figures(loader, "open_ministry", DAY) == [Figures(DAY - timedelta(days=4), 5, 0, 0, 0, 0, 0, 0, 0)]


def test_a_day_speaks_by_its_fullest_run(loader: Connection) -> None:
    yesterday = DAY - timedelta(days=1)
    look(loader, "first", yesterday, after(yesterday), candidates=9, read=9, titled=9)
    look(loader, "second", yesterday, after(DAY), candidates=9, read=1, titled=0)
    look(loader, "third", yesterday, after(DAY), candidates=3, read=3, titled=3)
    assert [(day.candidates, day.read, day.titled) for day in day_figures(loader, SOURCE, DAY)] == [(9, 9, 9)]
