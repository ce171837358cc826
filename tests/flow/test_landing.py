"""Files of a run land whole or not at all, on a directory and on an object store."""

import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefwire.landing import REPORT, Landing
from briefwire.runid import RunId, RunIdError
from scrapers.errors import ArchiveError

NAMED = "dawn.2025-05-06.20250507T010203Z.abcdef"
RUN = RunId.new("dawn", date(2025, 5, 6), datetime(2025, 5, 7, 1, 2, 3, tzinfo=UTC))


@pytest.fixture(params=["directory", "memory"])
def landing(request: pytest.FixtureRequest, tmp_path: Path) -> Landing:
    return Landing(str(tmp_path / "archive") if request.param == "directory" else f"memory://{uuid.uuid4().hex}")


def test_a_stored_file_is_moved_and_read_back(landing: Landing, tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_text("{}")
    assert not landing.exists(RUN, REPORT)
    landing.store(RUN, REPORT, file)
    assert not file.exists()
    with landing.local(RUN, REPORT) as again:
        assert again.read_text() == "{}"


def test_storing_twice_replaces(landing: Landing, tmp_path: Path) -> None:
    for text in ("first", "second"):
        (tmp_path / "file").write_text(text)
        landing.store(RUN, REPORT, tmp_path / "file")
    with landing.local(RUN, REPORT) as again:
        assert again.read_text() == "second"


def test_a_block_that_fails_leaves_nothing(landing: Landing, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), landing.writing(RUN, REPORT, tmp_path / "spool") as path:
        path.write_text("half")
        raise ZeroDivisionError
    assert not landing.exists(RUN, REPORT)
    assert list((tmp_path / "spool").iterdir()) == []


def test_what_is_not_there_is_said_with_what_to_do(landing: Landing) -> None:
    with pytest.raises(ArchiveError, match="run the step before this one"), landing.local(RUN, REPORT):
        pass


def test_a_run_id_says_source_day_and_start() -> None:
    assert RUN.text.startswith("dawn.2025-05-06.20250507T010203Z.")
    assert RunId.parse(RUN.text) == RUN
    others = {RunId.new("dawn", RUN.day, datetime(2025, 5, 7, 1, 2, 3, tzinfo=UTC)).text for _ in range(50)}
    assert len(others) == 50


@pytest.mark.parametrize("text", ["", "dawn", "dawn.2025-05-06", f"../{NAMED}", f"{NAMED}/..", "Dawn.2025-05-06.20250507T010203Z.abcdef"])
def test_anything_else_is_no_run_id(text: str) -> None:
    with pytest.raises(RunIdError):
        RunId.parse(text)
