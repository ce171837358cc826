"""All pairs by sorting, against the plain definition."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.families import allpairs
from briefwire.families.allpairs import Pair, Sets, sharing

TEXTS = st.lists(st.tuples(st.integers(0, 12), st.frozensets(st.integers(0, 25), max_size=12)), max_size=14).map(
    lambda texts: sorted(texts, key=lambda text: text[0])
)
SPREAD = 0x9E3779B97F4A7C15  # makes of small numbers hashes that lie all over the 64 bits


def collected(hashes: list[frozenset[int]]) -> Sets:
    sets = Sets()
    for one in hashes:
        sets.add(np.unique(np.array([number * SPREAD % 2**64 for number in one], np.uint64)))
    return sets


@given(TEXTS, st.integers(0, 12), st.integers(1, 4), st.sampled_from([1, 3, 1 << 21]))
def test_they_are_the_pairs_of_the_definition(texts: list[tuple[int, frozenset[int]]], within: int, least: int, part: int) -> None:
    """Also when the hashes are sorted in many parts."""
    plain = [
        Pair(one, other, len(texts[one][1] & texts[other][1]))
        for one, other in combinations(range(len(texts)), 2)
        if texts[other][0] - texts[one][0] <= within and len(texts[one][1] & texts[other][1]) >= least
    ]
    sets = collected([hashes for _, hashes in texts])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(allpairs, "_PART", part)
        assert list(sharing(sets, [day for day, _ in texts], within, least)) == plain


def test_signed_hashes_are_the_same_hashes() -> None:
    sets = Sets()
    for _ in range(2):
        sets.add(np.array([-5, -1, 7], np.int64))
    assert list(sharing(sets, [0, 0], 0, 3)) == [Pair(0, 1, 3)] and sets.size(0) == 3 and len(sets) == 2
