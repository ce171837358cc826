"""The labelled pairs and days: floors a little under what was measured, so that a change that loses ground is seen. Figures are printed (`pytest -rP`)."""

from pathlib import Path

import pytest

from benches import gold
from benches.agreement import best_threshold, components, likeness, partition, rates
from benches.judging import Measured, measure


@pytest.fixture(scope="module")
def measured(corpora: Path) -> Measured:
    """What the product says of the labelled set."""
    return measure(gold.load(corpora))


def test_same_family_of_all_pairs(measured: Measured) -> None:
    found = measured.f1(carriage=True)
    print(f"same family, with carriage: {found.precision:.3f} {found.recall:.3f} {found.f1:.3f}")
    assert found.f1 >= 0.93
    assert found.precision >= 0.96


def test_same_family_without_the_hard_ones(measured: Measured) -> None:
    found = measured.f1(lambda pair: not pair.hard, carriage=True)
    print(f"the same without hard: {found.precision:.3f} {found.recall:.3f} {found.f1:.3f}")
    assert found.f1 >= 0.98


def test_what_closes_families_is_hardly_ever_wrong(measured: Measured) -> None:
    found = measured.f1()
    print(f"closing relations: {found.precision:.3f} {found.recall:.3f} {found.f1:.3f}")
    assert found.precision >= 0.96
    assert found.recall >= 0.7


def test_families_of_whole_days(measured: Measured) -> None:
    found = measured.strict_days()
    print(f"whole days: ARI {found.ari:.3f}, B-cubed {found.precision:.3f} {found.recall:.3f} {found.f1:.3f}")
    assert found.ari >= 0.85
    assert found.f1 >= 0.985


def test_every_labelled_article_is_one_to_the_product(measured: Measured) -> None:
    named = {link for pair in measured.labelled.pairs for link in (pair.a, pair.b)} | {
        link for day in measured.labelled.days for link in day.links
    }
    assert set(measured.labelled.pieces) == named


def test_the_rates_that_are_printed() -> None:
    found = rates([True, True, True, False, False], [True, True, False, True, False])
    assert (found.right, found.false, found.missed, found.kept_out) == (2, 1, 1, 1)
    assert (found.precision, found.recall, found.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert best_threshold([True, True, False, False], [0.9, 0.4, 0.3, 0.1]) == 0.4


def test_the_likeness_that_is_printed() -> None:
    """Six names, labelled {a b c} {d e} {f}, said {a b} {c d e} {f}: the pairs agree on two of four; figures worked out by hand."""
    names = "abcdef"
    truth, said = partition(names, ["abc", "de"]), components(names, [("a", "b"), ("d", "c"), ("e", "d")])
    found = likeness(truth, said)
    expected = 4 * 4 / 15
    assert found.ari == pytest.approx((2 - expected) / (4 - expected))
    assert found.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)
    assert likeness(truth, truth).ari == likeness(truth, truth).f1 == 1
