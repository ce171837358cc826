"""What is learned from a source's past, on invented habits and on the real days of 2025."""

import gzip
import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefwire.bounds import Figures, fallen, learn
from briefwire.holidays import holiday, rows

THURSDAY = date(2025, 5, 8)


def figures(day: date, candidates: int) -> Figures:
    return Figures(day, candidates, *([candidates] * 7))


def never(day: date) -> str | None:
    del day
    return None


def habit(*counts: int, step: int = 7) -> list[Figures]:
    return [figures(THURSDAY - timedelta(days=step * number), count) for number, count in enumerate(counts, start=1)]


@pytest.mark.parametrize(
    ("past", "minimum", "expected", "least"),
    [
        ([], 1, None, 1),
        (habit(50, 50, 50), 1, None, 1),  # three Thursdays make no habit
        (habit(50, 50, 50, 50), 1, 50, 30),
        (habit(50, 50, 50, 50), 40, 50, 40),  # the declared floor stands
        (habit(50, 20, 50, 50), 1, 50, 20),  # what was seen before is no alarm
        (habit(*[20] * 10, step=1), 1, 20, 8),  # other weekdays, where there are enough: more is forgiven
        (habit(*[20] * 9, step=1), 1, None, 1),
        (habit(1, 2, 1, 3), 0, 2, 1),  # never silent on a Thursday: zero is an alarm
        (habit(1, 2, 0, 3), 0, 2, 0),
        (habit(80, 20, 60, 40, 90, 30), 1, 50, 1),  # a source that swings teaches little
    ],
)
def test_a_habit_needs_days_and_never_undercuts_what_was_seen(past: list[Figures], minimum: int, expected: int | None, least: int) -> None:
    bounds = learn(past, THURSDAY, minimum, never)
    assert (bounds.expected, bounds.least) == (expected, least)
    assert bounds.basis


def test_the_day_itself_teaches_nothing() -> None:
    assert learn([*habit(50, 50, 50), figures(THURSDAY, 50)], THURSDAY, 1, never).expected is None


def test_holidays_teach_nothing_and_only_the_floor_holds_on_them() -> None:
    off = {THURSDAY - timedelta(days=7): "a feast"}
    assert learn(habit(3, 50, 50, 50, 50), THURSDAY, 1, off.get).least == 30
    on_a_feast = learn(habit(50, 50, 50, 50), THURSDAY, 1, {THURSDAY: "a feast"}.get)
    assert (on_a_feast.expected, on_a_feast.least) == (None, 1)
    assert "a feast" in on_a_feast.basis


def test_a_field_that_falls_is_told_and_a_bad_luck_day_is_not() -> None:
    bounds = learn([replace(figures(THURSDAY - timedelta(days=n), 20), credited=10) for n in range(1, 31)], THURSDAY, 1, never)
    today = figures(THURSDAY, 20)
    assert fallen(bounds, replace(today, bylined=0)) == "a byline stands in 0 of 20 pages, usually in 100%"
    assert fallen(bounds, replace(today, bylined=19)) is None
    assert fallen(bounds, replace(today, credited=6)) is None
    assert fallen(bounds, replace(today, credited=0)) is not None
    assert fallen(bounds, replace(figures(THURSDAY, 4), bylined=0)) is None  # of four pages nothing can be said
    assert fallen(learn([], THURSDAY, 1, never), replace(today, bylined=0)) is None


def test_a_share_seen_before_is_no_fall() -> None:
    past = [replace(figures(THURSDAY - timedelta(days=n), 20), bylined=1 if n == 9 else 20) for n in range(1, 31)]
    assert fallen(learn(past, THURSDAY, 1, never), replace(figures(THURSDAY, 20), bylined=1)) is None


def test_holidays_are_known_by_country() -> None:
    assert holiday("CN", date(2025, 10, 1)) == "National Day"
    assert holiday("CN", date(2025, 5, 8)) is None
    assert holiday("ZZ", date(2025, 10, 1)) is None
    assert ("CN", date(2025, 10, 1), "National Day") in set(rows(frozenset({"CN", "PK", "ZZ"}), date(2025, 9, 1), date(2026, 2, 1)))


@pytest.mark.parametrize(("source", "halves"), [("app", (17, 167)), ("dawn", (126, 170))])
def test_no_real_day_of_2025_is_called_short_and_halved_ones_often_are(corpora: Path, source: str, halves: tuple[int, int]) -> None:
    counted: Counter[date] = Counter()
    for file in sorted((corpora / "pk2025" / source).glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf8") as lines:
            counted.update(date.fromisoformat(json.loads(line)["day"]) for line in lines)

    def free(day: date) -> str | None:
        return holiday("PK", day)

    def near(day: date) -> list[Figures]:
        return [figures(other, count) for other, count in counted.items() if abs((other - day).days) <= 84]

    least = {day: learn(near(day), day, 1, free).least for day in counted}
    assert [day for day, count in counted.items() if count < least[day]] == []
    ordinary = {day: count for day, count in counted.items() if holiday("PK", day) is None}
    assert (sum(count / 2 < least[day] for day, count in ordinary.items()), len(ordinary)) == halves
