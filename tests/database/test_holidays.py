"""Holidays as the calendar sees them."""

from datetime import date

from briefwire.database.handles import Connection
from briefwire.database.holidays import keep
from tests.database.samples import rows

KEPT = "SELECT country, day, name FROM briefwire.holiday ORDER BY 1, 2"
TOUCHED = "SELECT day, xmin::text FROM briefwire.holiday ORDER BY 1"


def test_holidays_are_kept_once(loader: Connection) -> None:
    given = [
        ("PK", date(2025, 3, 23), "Pakistan Day"),
        ("PK", date(2025, 8, 14), "Independence Day"),
        ("CN", date(2025, 10, 1), "National Day"),
    ]
    keep(loader, given)
    assert rows(loader, KEPT) == sorted(given)
    before = rows(loader, TOUCHED)
    keep(loader, iter([*given, given[0]]))
    assert rows(loader, TOUCHED) == before


def test_a_corrected_calendar_takes_the_place_of_the_former_one(loader: Connection) -> None:
    keep(loader, [("PK", date(2025, 3, 31), "Eid"), ("PK", date(2025, 8, 14), "Independence Day"), ("CN", date(2025, 5, 1), "Labour Day")])
    keep(loader, [("PK", date(2025, 3, 23), "Pakistan Day"), ("PK", date(2025, 4, 1), "Eid"), ("PK", date(2025, 5, 1), "May Day")])
    assert rows(loader, KEPT) == [
        ("CN", date(2025, 5, 1), "Labour Day"),
        ("PK", date(2025, 3, 23), "Pakistan Day"),
        ("PK", date(2025, 4, 1), "Eid"),
        ("PK", date(2025, 5, 1), "May Day"),
        ("PK", date(2025, 8, 14), "Independence Day"),  # outside the span given: not spoken of
    ]
    keep(loader, [])
    assert len(rows(loader, KEPT)) == 5
