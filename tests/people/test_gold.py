"""The labelled set of statements, where the corpora are at hand: the figures that the notes give must hold."""

import os
from pathlib import Path

import pytest

from benches.about import speaking_score

CORPORA = os.environ.get("BRIEFWIRE_CORPORA")


@pytest.mark.skipif(not CORPORA, reason="needs BRIEFWIRE_CORPORA")
def test_speakers_of_the_labelled_set() -> None:
    score = speaking_score(Path(str(CORPORA)))
    assert score.voice_role >= 0.96
    assert score.voice_ministry >= 0.97
    assert score.all_both >= 0.92
