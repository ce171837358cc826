"""Floors on labelled articles, which stay outside this repository. Figures: `python -m benches.briefings`."""

from pathlib import Path

from benches import briefings


def test_days_settings_and_ministries(corpora: Path) -> None:
    found = briefings.read(corpora)
    day, setting, ministries = briefings.days(found), briefings.settings(found), briefings.ministries(found)
    assert (day.labelled, setting.labelled, ministries.labelled) == (78, 80, 80)
    assert day.right >= 76, "measured 77; the day of publication alone is right in 66"
    assert setting.right >= 73, "measured 75"
    assert ministries.right >= 68, "measured 70"
