"""The labelled set, where the corpora are at hand: what an article is about, beside the plain set of all that it mentions."""

import os
from pathlib import Path

import pytest

from benches.about import about_score

CORPORA = os.environ.get("BRIEFWIRE_CORPORA")


@pytest.mark.skipif(not CORPORA, reason="needs BRIEFWIRE_CORPORA")
def test_countries_of_the_labelled_set() -> None:
    score = about_score(Path(str(CORPORA)))
    assert score["about_whom"].f1 >= 0.94
    assert score["about_whom"].f1 > score["all mentions but the ministry's own"].f1 > score["all mentions"].f1
