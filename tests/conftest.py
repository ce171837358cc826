"""Fixtures that every suite shares."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Hypothesis times single examples by default; on a busy machine that measures the neighbours. Tests of speed say so themselves.
settings.register_profile("briefwire", deadline=None)
settings.load_profile("briefwire")

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
