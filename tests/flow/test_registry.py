"""A source that is not declared completely does not load, and the error says which key."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from scrapers import registry
from scrapers.errors import DeclarationError
from scrapers.registry import Recess


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(registry.SOURCES / "dawn", tmp_path / "dawn")
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "dawn" / "source.toml"
    text = path.read_text(encoding="utf8")
    assert old in text, f"the test expects {old!r} in the declaration"
    path.write_text(text.replace(old, new, 1), encoding="utf8")


def test_every_source_of_the_house_is_complete() -> None:
    assert {"app", "china_mfa", "dawn", "urdupoint"} <= set(registry.sources())


def test_an_unknown_source_lists_the_known_ones() -> None:
    with pytest.raises(DeclarationError, match=r"no source is called 'davn'.*dawn"):
        registry.load("davn")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('country = "PK"', 'country = "Pakistan"', "country"),
        ('time_zone = "Asia/Karachi"', 'time_zone = "Asia/Karatchi"', "time_zone"),
        ('kind = "outlet"', 'kind = "paper"', "kind"),
        ('country = "PK"', "", "country"),
        ('country = "PK"', 'country = "PK"\nmood = "good"', "mood"),
        ('kind = "by-date"', 'kind = "by-luck"', "history.kind"),
    ],
)
def test_a_wrong_key_is_named(folder: Path, old: str, new: str, key: str) -> None:
    edit(folder, old, new)
    with pytest.raises(DeclarationError, match=rf"source\.toml: .*{key}"):
        registry.load("dawn", folder)


def test_an_impolite_delay_is_refused(folder: Path) -> None:
    path = folder / "dawn" / "source.toml"
    lines = ["delay = 0.0" if line.startswith("delay") else line for line in path.read_text(encoding="utf8").splitlines()]
    path.write_text("\n".join(lines), encoding="utf8")
    with pytest.raises(DeclarationError, match=r"politeness\.delay"):
        registry.load("dawn", folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "dawn" / "page.py").unlink()
    with pytest.raises(DeclarationError, match=r"missing: page\.py"):
        registry.load("dawn", folder)


def test_broken_toml_is_named(folder: Path) -> None:
    (folder / "dawn" / "source.toml").write_text("title = ", encoding="utf8")
    with pytest.raises(DeclarationError, match="not valid TOML"):
        registry.load("dawn", folder)


def test_a_host_belongs_to_one_source(folder: Path) -> None:
    shutil.copytree(folder / "dawn", folder / "dusk")
    with pytest.raises(DeclarationError, match=r"dawn and dusk both declare www\.dawn\.com"):
        registry.sources(folder)


def test_a_recess_may_run_over_the_turn_of_the_year() -> None:
    summer = Recess(first="08-01", last="08-21", why="summer")
    assert [summer.holds(date(2025, 8, day)) for day in (1, 21, 22)] == [True, True, False]
    assert not summer.holds(date(2025, 7, 31))
    winter = Recess(first="12-24", last="01-06", why="winter")
    days = [date(2025, 12, 24), date(2026, 1, 1), date(2026, 1, 6), date(2026, 1, 7), date(2025, 12, 23)]
    assert [winter.holds(day) for day in days] == [True, True, True, False, False]
