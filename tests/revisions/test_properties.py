"""What holds of every pair of texts: equal ones have no class, typesetting is cosmetic, most classes read the same backwards, and time is bounded."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwire.revisions import Change, Text, classify, comparing
from tests.cost import seconds

_WORDS = """
    the minister said Norway Oslo will not join 40 million dollars in May “we hope” Mr. Roe QUESTION: envoys of trade, however. U.S. 5 percent never
    中方 不 会谈 30亿美元 毛宁 表示 ， 。 “对话” ترجمان نے کہا نہیں پاکستان ۲۵ فیصد ۔ \n
""".split(" ")
_SENTENCES = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)
_ANY = st.text(max_size=200) | _SENTENCES
_TEXTS = st.builds(Text, _ANY, _ANY)
_MANY = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_MANY
@given(_TEXTS)
def test_equal_texts_have_no_class(text: Text) -> None:
    assert classify(text, Text(text.title, text.body)) == frozenset()


@_MANY
@given(_TEXTS, _TEXTS)
def test_different_texts_have_one_and_nothing_is_raised(before: Text, after: Text) -> None:
    assert bool(classify(before, after)) == (before != after)


@_MANY
@given(_TEXTS, _TEXTS)
def test_all_but_retraction_reads_the_same_backwards(before: Text, after: Text) -> None:
    assert classify(before, after) - {Change.RETRACTION} == classify(after, before) - {Change.RETRACTION}


@_MANY
@given(_SENTENCES, st.sampled_from(["  ", "\u00a0", "\t", "\r\n", " \n\n", "\u2003", "\u200b "]))
def test_other_blanks_are_cosmetic(body: str, blank: str) -> None:
    after = body.replace(" ", blank) + blank
    assert classify(Text("x", body), Text("x", after)) == ({Change.COSMETIC} if after != body else frozenset())


@_MANY
@given(_SENTENCES, st.integers(2, 9_999))
def test_a_figure_more_is_a_number(body: str, figure: int) -> None:
    after = f"{body}\nThe port holds {figure} ships and 77777 nets."
    if "77777" not in body:
        assert Change.NUMBER in classify(Text("x", body), Text("x", after))


@_MANY
@given(st.lists(st.sampled_from(_WORDS[:24]), min_size=4, max_size=30))
def test_a_negation_more_is_a_negation(words: list[str]) -> None:
    before = "They said they did agree to the plan of the port this week."
    after = before.replace("did agree", "did not agree")
    rest = " ".join(words)
    assert Change.NEGATION in classify(Text("x", f"{rest}\n{before}"), Text("x", f"{rest}\n{after}"))


_LARGE: dict[str, Callable[[int], str]] = {
    "one sentence again and again": lambda version: f"The minister said no to {version} offers. " * 60_000,
    "Chinese": lambda version: f"外交部发言人毛宁表示{'不' * version}会。" * 150_000,
    "one word": lambda version: "ab"[version] * 2_000_000,
    "quotation marks": lambda version: '"ab'[: version + 2] * 700_000,
    "labels": lambda version: "A: xy. "[: version + 4] * 300_000,
    "stops": lambda version: ". !"[version : version + 2] * 900_000,
    "other order": lambda version: " ".join(f"w{n}." for n in range(250_000)[:: (1, -1)[version]]),
    "other order, one sentence": lambda version: " ".join(f"w{n}" for n in range(250_000)[:: (1, -1)[version]]),
    "two words": lambda version: ("a b ", "b a ")[version] * 500_000,
    "scale words": lambda version: ("million ", "billion ")[version] * 200_000,
    "marks on a letter": lambda version: "a" + ("\u0301\u0316", "\u0316\u0301")[version] * 500_000,
    "single quotation marks": lambda version: "‘’"[version] * 1_000_000,
    "every sentence another": lambda version: " ".join(f"w{n} x y {version}z. " for n in range(150_000)),
    "signs that unfold": lambda version: ("ﷺ", "ﷺx")[version] * 600_000,
    "blanks": lambda version: (" ", "\n")[version] * 2_000_000 + "x",
    "brackets": lambda version: "A (:\n"[version:] * 400_000,
}


@pytest.mark.parametrize("kind", _LARGE)
def test_two_megabytes_take_less_than_two_seconds(kind: str) -> None:
    before, after = (_LARGE[kind](version)[:2_000_000] for version in (0, 1))
    assert seconds(lambda: (comparing._plain.cache_clear(), classify(Text("x", before), Text("x", after))), 2) < 2


def test_a_change_before_signs_that_unfold_is_seen() -> None:
    long, signs = "The envoys met. " * 3_000, "ﷺ" * 60_000
    assert Change.NUMBER in classify(Text("x", f"{long}Seven came. {signs}"), Text("x", f"{long}Eleven came. {signs}"))


def test_what_lies_beyond_the_compared_part_is_seen() -> None:
    long = "The envoys met. " * 20_000
    assert classify(Text("x", long + "One came."), Text("x", long + "One left.")) == {Change.WORDING}
    assert classify(Text("x", long + "One came."), Text("x", long + "One  came.")) == {Change.COSMETIC}
