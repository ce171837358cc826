"""The day on which words were said."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

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
    assert event_day("It said on Saturday.", FRIDAY, None).day == date(2025, 5, 3)


def test_gold(corpora: Path) -> None:
    right = day_of_publication = articles = 0
    for line in (corpora / "gold" / "statements_dev.jsonl").read_text(encoding="utf8").splitlines():
        one = json.loads(line)
        if one["in_scope"] and one["event_date"]:
            published = (
                datetime.fromisoformat(one["published"].replace("Z", "+00:00")).replace(tzinfo=UTC).astimezone(ZoneInfo("Asia/Karachi"))
            )
            dateline = (one["dateline"] or {}).get("date")
            found = event_day(one["text"], published.date(), date.fromisoformat(dateline) if dateline else None)
            articles += 1
            right += found.day.isoformat() == one["event_date"]
            day_of_publication += published.date().isoformat() == one["event_date"]
    assert articles == 78
    assert right >= 76, "measured 77 of 78; the day of publication alone is right in 66"
    assert day_of_publication < right
