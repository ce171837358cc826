"""The one helper that looks at Airflow's dates."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dags._day import ContradictoryDay, publication_day

KARACHI = ZoneInfo("Asia/Karachi")


def context(
    day: str | None = None, partition: str | None = None, run_after: datetime = datetime(2025, 5, 10, 12, tzinfo=UTC)
) -> dict[str, Any]:
    return {
        "params": {"day": day, "scope": "in"},
        "partition_key": partition,
        "logical_date": None,
        "dag_run": SimpleNamespace(run_after=run_after, logical_date=None, partition_key=partition),
    }


def test_a_partitioned_run_is_its_partition() -> None:
    assert publication_day(context(partition="2025-05-06"), KARACHI) == date(2025, 5, 6)


def test_the_form_names_a_day() -> None:
    assert publication_day(context(day="2024-02-29"), KARACHI) == date(2024, 2, 29)


def test_form_and_partition_may_agree() -> None:
    assert publication_day(context(day="2025-05-06", partition="2025-05-06"), KARACHI) == date(2025, 5, 6)


def test_a_form_that_contradicts_the_partition_is_refused() -> None:
    with pytest.raises(ContradictoryDay, match=r"2025-05-01.*2025-05-06"):
        publication_day(context(day="2025-05-01", partition="2025-05-06"), KARACHI)


@pytest.mark.parametrize(
    ("run_after", "zone", "expected"),
    [
        (datetime(2025, 5, 10, 18, 59, tzinfo=UTC), "Asia/Karachi", date(2025, 5, 9)),
        (datetime(2025, 5, 10, 19, 0, tzinfo=UTC), "Asia/Karachi", date(2025, 5, 10)),  # midnight in Karachi
        (datetime(2025, 5, 10, 3, 59, tzinfo=UTC), "America/New_York", date(2025, 5, 8)),
        (datetime(2025, 3, 9, 12, 0, tzinfo=UTC), "America/New_York", date(2025, 3, 8)),  # the clocks go forward on that day
    ],
)
def test_without_either_it_is_the_day_before_in_the_zone_of_the_source(run_after: datetime, zone: str, expected: date) -> None:
    assert publication_day(context(run_after=run_after), ZoneInfo(zone)) == expected


def test_an_absent_partition_key_is_no_error() -> None:
    without = context()
    del without["partition_key"], without["logical_date"]
    assert publication_day(without, KARACHI) == date(2025, 5, 9)
