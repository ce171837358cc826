"""The index by months: made, dropped and restored without anything being lost."""

from contextlib import closing
from datetime import date, timedelta

import psycopg2
import pytest

from briefwire.database.handles import Connection
from briefwire.database.signatures import months
from briefwire.linking import link
from tests.database.conftest import emptied
from tests.database.samples import rows
from tests.linking.samples import groups, news, publish, result
from tests.linking.texts import COPY, OTHER, REPORT, UPDATE
from tests.postgres import Database

PARTS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'briefwire.fingerprint'::regclass ORDER BY 1"

EARLY = [news("app", "1", 0, REPORT), news("north_gazette", "s", 30, OTHER[0]), news("app", "2", 20, UPDATE)]
LATE = news("licensed_post", "late", 1, COPY, agency="APP")


def drop(connection: Connection, before: date) -> int:
    """Drops the months that end by a day; how many."""
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT briefwire.drop_fingerprint_months(%s)", (before,))
        ((dropped,),) = cursor.fetchall()
        return int(dropped)


def test_months_are_dropped_whole_and_only_past_ones(loader: Connection) -> None:
    publish(loader, EARLY)
    link(loader)
    parts = [part for (part,) in rows(loader, PARTS)]
    assert {"briefwire.fingerprint_202503", "briefwire.fingerprint_202504"} <= set(parts)
    drop(loader, date(2025, 3, 31))
    assert "briefwire.fingerprint_202503" in [part for (part,) in rows(loader, PARTS)], "its last day is not over"
    assert drop(loader, date(2025, 4, 1)) == 1
    assert "briefwire.fingerprint_202503" not in [part for (part,) in rows(loader, PARTS)]
    assert drop(loader, date(2025, 4, 1)) == 0


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_late_article_finds_its_family_in_a_dropped_month(database: Database, loader: Connection, by_hand: bool) -> None:
    publish(loader, [*EARLY, LATE])
    link(loader)
    expected = result(loader), groups(loader)
    emptied(database)

    publish(loader, EARLY)
    link(loader)
    if by_hand:
        with closing(database.connect("admin")) as admin, admin, admin.cursor() as cursor:
            cursor.execute("DROP TABLE briefwire.fingerprint_202503, briefwire.fingerprint_202504")
    else:
        drop(loader, date(2026, 1, 1))
        assert rows(loader, "SELECT count(*) FROM briefwire.fingerprint") == [(0,)]
    publish(loader, [LATE])
    link(loader)
    assert (result(loader), groups(loader)) == expected


def test_a_revision_of_an_article_in_a_dropped_month(database: Database, loader: Connection) -> None:
    revised = news("app", "2", 20, OTHER[1], captured_at=EARLY[2].captured_at + timedelta(days=1))
    for page in (*EARLY, LATE, revised):
        publish(loader, [page])
    link(loader)
    expected = result(loader), groups(loader)
    emptied(database)

    publish(loader, [*EARLY, LATE])
    link(loader)
    drop(loader, date(2026, 1, 1))
    publish(loader, [revised])
    link(loader)
    assert (result(loader), groups(loader)) == expected


def test_making_a_month_twice_at_once(database: Database, loader: Connection) -> None:
    with closing(database.connect("loader")) as other:
        other.autocommit = True
        with loader.cursor() as cursor, other.cursor() as waiting:
            cursor.execute("SELECT briefwire.make_fingerprint_month('1999-12-31')")
            waiting.execute("SET lock_timeout = '300ms'")
            with pytest.raises(psycopg2.errors.LockNotAvailable):
                waiting.execute("SELECT briefwire.make_fingerprint_month('1999-12-01')")
            loader.commit()
            waiting.execute("SELECT briefwire.make_fingerprint_month('1999-12-01')")
    assert rows(loader, "SELECT to_regclass('briefwire.fingerprint_199912') IS NOT NULL") == [(True,)]
    assert drop(loader, date(2000, 1, 1)) >= 1


def test_the_months_that_a_day_reaches() -> None:
    assert months([date(2025, 3, 4)]) == {date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1), date(2025, 4, 1)}
    assert months([]) == set()
    assert min(months([date.min])) == date.min
    assert max(months([date.max])) == date(9999, 12, 1)
