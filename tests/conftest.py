"""Fixtures that every suite shares."""

import os
from pathlib import Path

import pytest

NEEDS_CORPORA = "BRIEFWIRE_CORPORA is not set: real pages are third-party text and stay outside this repository; the suite's own fixtures cover the same code"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real pages, where this machine has one."""
    folder = os.environ.get("BRIEFWIRE_CORPORA")
    if not folder:
        pytest.skip(NEEDS_CORPORA)
    path = Path(folder)
    assert path.is_dir(), f"BRIEFWIRE_CORPORA={folder} is not a folder"
    return path
