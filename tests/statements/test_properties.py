"""What holds of every text: offsets, order, no overlap, no exception, and a time in proportion to the length."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.statements.reading import attributions
from tests.cost import growth, seconds
from tests.statements.reports import check

PIECES = [
    "“", "”", '"', "''", "’", "‘", ",", ".", ":", ";", "?", "!", "(", ")", "—", " - ", "\n", "\n\n", " ", "\u00ad", "\u00a0", "’s", "Khan", "Mr.", "the minister", "said",
    "said that", "told reporters", "according to", "who", "and", "but", "while", "adding that", "condemned", "called for", "urged", "was quoted as saying", "it was added",
    "on Friday", "in a statement", "he", "they", "the road is open", "Pakistan", "India", "U.S.", "ISLAMABAD, Jan 3 (APP):", "外交部", "\ud7ff", "\x00",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["", " "]))
def test_spans_of_any_jumble_of_news_words(pieces: list[str], gap: str) -> None:
    holds(gap.join(pieces))


@given(st.text(max_size=400))
def test_spans_of_any_text(body: str) -> None:
    holds(body)


@given(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12))
def test_the_same_text_gives_the_same_answer_whatever_was_read_before(title: str, pieces: list[str]) -> None:
    body = " ".join(pieces)
    first = attributions(title, body)
    attributions("Khan speaks", "Khan said the road was open. “It is open,” he said.")
    assert attributions(title, body) == first


def holds(body: str) -> None:
    found = attributions("", body)
    for one in found:
        check(one, body)
    for before, after in pairwise(found):
        assert before.end <= after.start


HOSTILE = {
    "open marks": "“" * 2_000_000,
    "straight marks": '" ' * 1_000_000,
    "short quotations": "“a ”" * 500_000,
    "unclosed with names": "“ab, A " * 280_000,
    "verbs": "said, " * 330_000,
    "relatives": "He said that Khan, who added, " * 66_000,
    "one word": "x" * 2_000_000,
    "names": "Aa " * 660_000,
    "brackets": "(" * 1_000_000 + ")" * 1_000_000,
    "sources": "according to " * 150_000,
    "marks on lines": "\n“" * 1_000_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_two_million_hostile_characters_take_less_than_two_seconds(body: str) -> None:
    attributions("", "He said that the road was open.")  # the lexicon is read once
    assert seconds(lambda: attributions("", body), 2) < 2


def test_time_grows_with_the_length_and_no_faster() -> None:
    paragraph = (
        "Khan said the road was open, adding that “trade must go on” despite the snow, the statement added. He urged all sides to talk.\n"
    )
    assert growth(lambda times: attributions("", paragraph * times), 100, 800, 24) <= 24
