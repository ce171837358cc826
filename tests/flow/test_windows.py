"""Which days can be asked for, and which are looked at again."""

from datetime import UTC, date, datetime

import pytest

from briefwire.windows import WindowError, check_window, days, look_back, today
from scrapers import registry

NOW = datetime(2025, 5, 8, 20, tzinfo=UTC)  # already the 9th in Karachi and Shanghai
APP = registry.load("app")
POLLED = registry.load("us_state")


def test_today_is_the_sources_own() -> None:
    assert today(APP, NOW) == date(2025, 5, 9)
    assert today(POLLED, NOW) == date(2025, 5, 8)


@pytest.mark.parametrize(
    ("source", "first", "last", "words"),
    [
        ("app", date(2025, 5, 9), date(2025, 5, 8), "lies before"),
        ("app", date(2025, 5, 9), date(2025, 5, 10), "has not begun in Asia/Karachi"),
        ("app", date(2019, 12, 31), date(2020, 1, 2), "can be asked for 2020-01-01 and later"),
        ("us_state", date(2025, 5, 7), date(2025, 5, 7), "keeps no past"),
        ("us_state", date(2025, 5, 7), date(2025, 5, 8), "only 2025-05-08 can be asked for"),
    ],
)
def test_a_window_that_cannot_be_had_is_refused_in_words(source: str, first: date, last: date, words: str) -> None:
    with pytest.raises(WindowError, match=words):
        check_window(registry.load(source), first, last, NOW)


def test_a_window_that_can_be_had_is_not() -> None:
    check_window(APP, date(2020, 1, 1), date(2025, 5, 9), NOW)
    check_window(POLLED, date(2025, 5, 8), date(2025, 5, 8), NOW)


def test_a_past_that_lies_in_archives_is_not_crawled() -> None:
    archived = APP.model_copy(update={"history": APP.history.model_copy(update={"kind": "archive"})})
    with pytest.raises(WindowError, match="WARC"):
        check_window(archived, date(2025, 5, 8), date(2025, 5, 8), NOW)


def test_both_ends_of_a_window_are_in_it() -> None:
    assert days(date(2024, 2, 28), date(2024, 3, 1)) == [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]


def test_the_look_back_doubles() -> None:
    back = [(today(APP, NOW) - day).days for day in look_back(APP, NOW)]
    assert back == [1, 2, 4, 8, 16, 32, 64]


def test_the_look_back_ends_where_the_history_begins_and_a_polled_source_has_none() -> None:
    assert look_back(APP, datetime(2020, 1, 6, tzinfo=UTC)) == [date(2020, 1, 5), date(2020, 1, 4), date(2020, 1, 2)]
    assert look_back(POLLED, NOW) == []
