"""The day on which words were said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.briefings.eventday import EventDay, Rule, event_day

FRIDAY = date(2025, 5, 9)


@pytest.mark.parametrize(
    ("opening", "dateline", "day", "rule"),
    [
        ("The ministry said on Friday that the bridge is open.", None, FRIDAY, Rule.WEEKDAY),
        ("The ministry said on Thursday that the bridge is open.", FRIDAY, date(2025, 5, 8), Rule.WEEKDAY),
        ("The bridge fell on Tuesday. The ministry said on Thursday that nobody was hurt.", None, date(2025, 5, 8), Rule.WEEKDAY),
        ("The ministry said the bridge would open next Monday.", date(2025, 5, 8), date(2025, 5, 8), Rule.DATELINE),
        ("The minister will meet his colleague in Port Sample on Saturday, the ministry said.", None, FRIDAY, Rule.PUBLISHED),
        ("“We shall be there on Thursday,” the spokesperson said.", None, FRIDAY, Rule.PUBLISHED),
        ("The ministry recalled a vote of last Wednesday.", None, FRIDAY, Rule.PUBLISHED),
        ("The council of Saturday was called off, the ministry said.", date(2025, 5, 8), date(2025, 5, 8), Rule.DATELINE),
        ("The ministry was silent.", date(2025, 5, 10), FRIDAY, Rule.PUBLISHED),
        ("The ministry was silent.", date(2025, 4, 9), FRIDAY, Rule.PUBLISHED),
        ("The ministry was silent.", date(2025, 5, 3), date(2025, 5, 3), Rule.DATELINE),
        ("One.\nTwo.\nThree.\nThe ministry spoke on Monday.", None, FRIDAY, Rule.PUBLISHED),
    ],
)
def test_the_day_and_what_it_rests_on(opening: str, dateline: date | None, day: date, rule: Rule) -> None:
    found = event_day(opening, FRIDAY, dateline)
    assert (found.day, found.rule) == (day, rule)
    assert (found.words is None) == (rule is not Rule.WEEKDAY)


@given(st.text(), st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 6))
def test_never_after_the_publication_nor_more_than_six_days_before(text: str, published: date, dateline: date | None, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    for found in (event_day(text, published, dateline), event_day(f"It said on {name}. {text}", published, dateline)):
        assert timedelta(0) <= published - found.day <= timedelta(days=6)


def test_a_weekday_is_the_last_of_its_name() -> None:
    assert event_day("It said on Friday.", FRIDAY, None) == EventDay(FRIDAY, Rule.WEEKDAY, "Friday")
    assert event_day("It said on Tuesday.", FRIDAY, None).day == date(2025, 5, 6)


def test_a_weekday_two_days_back_counts_in_a_sentence_that_reports_words() -> None:
    assert event_day("A bridge fell on Tuesday.", FRIDAY, None) == EventDay(FRIDAY, Rule.PUBLISHED)
    assert event_day("A bridge fell on Thursday.", FRIDAY, None) == EventDay(date(2025, 5, 8), Rule.WEEKDAY, "Thursday")


def test_a_weekday_further_back_is_to_come_or_of_something_else() -> None:
    assert event_day("It said on Saturday.", FRIDAY, None) == EventDay(FRIDAY, Rule.PUBLISHED)


def test_a_report_from_before_offices_open_carries_words_of_the_day_before() -> None:
    assert event_day("The ministry was silent.", FRIDAY, None, 8) == EventDay(date(2025, 5, 8), Rule.DAY_BEFORE)
    assert event_day("The ministry was silent.", FRIDAY, None, 9) == EventDay(FRIDAY, Rule.PUBLISHED)
    assert event_day("It said on Friday.", FRIDAY, None, 8).day == FRIDAY
    assert event_day("The ministry was silent.", FRIDAY, FRIDAY, 8) == EventDay(FRIDAY, Rule.DATELINE)
