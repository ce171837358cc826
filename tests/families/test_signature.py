"""Units, hashes and fingerprints: what is stored in every database must never change unnoticed."""

import hashlib
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefwire.families.hashing import grams, hash_units
from briefwire.families.reading import SIGNS, WORDS
from briefwire.families.signature import SIG_VERSION, fingerprints
from briefwire.families.units import units
from tests.families.texts import HARBOUR, TARIFFS, reading

CHINESE = "马兰尼亚外交部发言人周二在例行记者会上表示，港口在九周维修之后重新开放，首批两艘货轮已于黎明前通过防波堤，引水员将分三班工作，直到积压的船只全部离港为止。"


def folded(text: str) -> list[str]:
    return [unit.folded for unit in units(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The “Portolan” harbour", "the 'portolan' HARBOUR"),
        ("Marania’s ministry", "Marania's ministry"),
        ("1,000 tons", "1000 tons"),
        ("co\u00adoperate", "cooperate"),
        ("the U.S. envoy", "the US envoy"),
        ("well-known", "well known"),
        ("ﬁsh", "fish"),
        ("مُحَمَّد", "محمد"),
        ("first line\nsecond line", "first line second line"),
    ],
)
def test_what_republishers_change_does_not_count(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_signs_are_units_where_words_are_not_spaced() -> None:
    assert folded("中国 2025年 APP") == ["中", "国", "2025", "年", "app"]


@given(st.text(max_size=300))
def test_units_stand_where_they_say(text: str) -> None:
    found = units(text)
    assert all(text[unit.start : unit.end] and unit.folded for unit in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_the_grain_is_the_text_s() -> None:
    assert reading(HARBOUR).grain == WORDS
    assert reading(CHINESE).grain == SIGNS


def test_fingerprints_are_what_they_were() -> None:
    """A change here empties every stored index: raise the version in signature.py with it."""
    digests = [hashlib.sha256(fingerprints(reading(text)).tobytes()).hexdigest()[:16] for text in (HARBOUR, TARIFFS, CHINESE)]
    assert (SIG_VERSION, *digests) == (1001, "0b64396e7d4da81c", "805582f3d4194b09", "a1e2b2f7d6ec3269")


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert len(fingerprints(reading("Four words stand here"))) == 0


def test_shingles_of_different_sizes_differ() -> None:
    hashes = hash_units(["a"] * 9)
    assert not np.isin(grams(hashes, 3), grams(hashes, 5)).any()


WORD = st.text("abcdefghij", min_size=4, max_size=8)


@settings(max_examples=60)
@given(st.lists(WORD, min_size=12, max_size=30), st.lists(WORD, max_size=40), st.lists(WORD, max_size=40), st.lists(WORD, max_size=40))
def test_a_common_run_of_twelve_words_has_a_common_fingerprint(
    common: list[str], before: list[str], after: list[str], around: list[str]
) -> None:
    one = fingerprints(reading(" ".join([*before, *common, *after])))
    other = fingerprints(reading(" ".join([*around, *common])))
    assert np.isin(one, other).any()


def test_a_formula_leaves_no_fingerprint() -> None:
    formula = "said in a press release"
    words = "alpha bravo charlie delta echo foxtrot golf hotel india juliett".split()
    with_formula = set(fingerprints(reading(" ".join(["one two three", formula, *words]))).tolist())
    alone = fingerprints(reading(formula))
    assert len(alone) == 0
    assert with_formula
