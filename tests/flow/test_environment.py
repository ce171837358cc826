"""Every variable is checked, and a wrong one is explained."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefwire.environment import Environment, SettingError


def test_nothing_set_means_home_in_the_repository_and_no_stand_in() -> None:
    environment = Environment.read({})
    assert environment.home.name == ".briefwire"
    assert (environment.dsn, environment.standin, environment.contact, environment.fixed_now) == (None, None, None, None)
    assert environment.archive == str(environment.home / "archive")
    assert abs((environment.now() - datetime.now(UTC)).total_seconds()) < 5


@pytest.mark.parametrize(
    "value",
    [
        "http://10.0.0.1:80",
        "http://example.org:8099",
        "https://127.0.0.1:8099",
        "127.0.0.1:8099",
        "http://127.0.0.1",
        "http://127.0.0.1:8099/x",
        "http://127.0.0.1:99999",
        "http://0.0.0.0:80",
    ],
)
def test_a_stand_in_is_a_loopback_origin_or_nothing(value: str) -> None:
    with pytest.raises(SettingError, match="BRIEFWIRE_STANDIN"):
        Environment.read({"BRIEFWIRE_STANDIN": value})


@pytest.mark.parametrize("value", ["http://127.0.0.1:8099", "http://127.0.0.1:8099/", "http://localhost:1", "http://[::1]:8099"])
def test_loopback_origins_are_taken(value: str) -> None:
    assert Environment.read({"BRIEFWIRE_STANDIN": value}).standin == value.rstrip("/")


def test_now_may_be_set_only_with_a_stand_in_and_with_its_zone() -> None:
    with pytest.raises(SettingError, match="together with BRIEFWIRE_STANDIN"):
        Environment.read({"BRIEFWIRE_NOW": "2025-05-08T12:00:00+05:00"})
    for wrong in ("2025-05-08T12:00:00", "yesterday"):
        with pytest.raises(SettingError, match="BRIEFWIRE_NOW"):
            Environment.read({"BRIEFWIRE_NOW": wrong, "BRIEFWIRE_STANDIN": "http://127.0.0.1:1"})
    taken = Environment.read({"BRIEFWIRE_NOW": "2025-05-08T12:00:00+05:00", "BRIEFWIRE_STANDIN": "http://127.0.0.1:1"})
    assert taken.now() == datetime(2025, 5, 8, 7, tzinfo=UTC)


def test_pace_has_one_word() -> None:
    assert Environment.read({"BRIEFWIRE_STANDIN_PACE": "declared"}).standin_paced
    with pytest.raises(SettingError, match="declared"):
        Environment.read({"BRIEFWIRE_STANDIN_PACE": "fast"})


def test_home_and_archive_follow_the_variables(tmp_path: Path) -> None:
    environment = Environment.read({"BRIEFWIRE_HOME": str(tmp_path), "BRIEFWIRE_ARCHIVE": "s3://bucket/news"})
    assert (environment.home, environment.archive) == (tmp_path, "s3://bucket/news")
