"""Floors on marked texts, which stay outside this repository. Figures: `python -m benches.statements`."""

from pathlib import Path

from benches.statements import labelled, ours, polnear, regex, tally


def test_labelled_articles(corpora: Path) -> None:
    score = labelled(corpora, ours)
    assert score.f1("direct") >= 0.99
    assert score.f1("indirect") >= 0.92
    assert score.named["direct"] / score.pairs["direct"] >= 0.965
    assert score.named["indirect"] / score.pairs["indirect"] >= 0.96
    assert score.f1("indirect") > labelled(corpora, regex).f1("indirect") + 0.5


def test_polnear_train_sample(corpora: Path) -> None:
    score = tally(polnear(corpora, "train", every=12), ours)
    assert score.found["direct"] / score.marked["direct"] >= 0.91
    assert score.named["direct"] / score.sourced["direct"] >= 0.93
    assert score.found["indirect"] / score.marked["indirect"] >= 0.72
    assert score.right / score.output >= 0.95


def test_polnear_dev(corpora: Path) -> None:
    score = tally(polnear(corpora, "dev"), ours)
    assert score.found["direct"] / score.marked["direct"] >= 0.94
    assert score.named["direct"] / score.sourced["direct"] >= 0.93
    assert score.found["indirect"] / score.marked["indirect"] >= 0.72
    assert score.named["indirect"] / score.sourced["indirect"] >= 0.95
    assert score.right / score.output >= 0.95
