"""Sentence differences: sentences told apart by what an editor did to them, offsets that cover both bodies, and a bound on the time."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwire.families.difference import Passage, difference
from tests.cost import seconds

LEAD = "The harbour master of Norland said on Monday that ferries to the islands would leave on time this spring."
REPAIR = "Repairs of the northern pier cost 40 million crowns and took two winters."
QUOTE = "“We kept our word to the islanders,” Ms. Ada Roe told reporters."
TAIL = "The port was built in 1911 and handles most of the country's grain."


def told(origin: str, copy: str) -> list[tuple[str, str | None, str | None]]:
    """The passages with the text they stand for."""
    return [
        (
            passage.change,
            None if passage.origin_start is None else origin[passage.origin_start : passage.origin_end],
            None if passage.start is None else copy[passage.start : passage.end],
        )
        for passage in difference(origin, copy)
    ]


def body(*sentences: str, between: str = " ") -> str:
    return between.join(sentences)


def test_an_editor_trims_rewords_adds_and_cuts() -> None:
    reworded = "The harbour master said on Monday that ferries to the islands would leave on time."
    news = "Two unions called the plan a beginning."
    assert told(body(LEAD, REPAIR, QUOTE, TAIL), body(reworded, QUOTE, news, between="\n")) == [
        ("changed", LEAD, reworded),
        ("cut", REPAIR, None),
        ("same", QUOTE, QUOTE),
        ("cut", TAIL, None),
        ("added", None, news),
    ]


def test_offsets_are_half_open_and_of_the_bodies_as_written() -> None:
    assert difference("  A pier opened.\n\nIt rained. ", "It rained.") == (
        Passage("cut", 2, 16, None, None),
        Passage("same", 18, 28, 0, 10),
    )


@pytest.mark.parametrize(
    "copy",
    [
        QUOTE.upper(),
        QUOTE.replace("“", '"').replace("”", '"'),
        QUOTE.replace("“", "‘").replace("”", "’"),
        QUOTE.replace(" ", "\u00a0 "),
        QUOTE.replace("islanders", "is\u00adland\u00aders"),
        QUOTE.replace("Ms.", "Ms"),
    ],
)
def test_typesetting_alone_is_no_change(copy: str) -> None:
    assert told(body(LEAD, QUOTE), body(LEAD, copy)) == [("same", LEAD, LEAD), ("same", QUOTE, copy)]


@pytest.mark.parametrize(
    ("before", "after"), [("40 million", "14 million"), ("40", "4.0"), ("cost", "did not cost"), ("crowns", "crowns, officials said,")]
)
def test_a_word_or_a_figure_is_a_change(before: str, after: str) -> None:
    assert told(REPAIR, REPAIR.replace(before, after)) == [("changed", REPAIR, REPAIR.replace(before, after))]


def test_a_moved_sentence_stands_where_the_copy_has_it_and_what_followed_it_comes_along() -> None:
    reworded = REPAIR.replace("took two winters", "lasted two long winters")
    assert told(body(LEAD, REPAIR, QUOTE, TAIL), body(TAIL, LEAD, reworded)) == [
        ("same", TAIL, TAIL),
        ("same", LEAD, LEAD),
        ("changed", REPAIR, reworded),
        ("cut", QUOTE, None),
    ]


def test_what_was_cut_stands_where_it_stood() -> None:
    assert [change for change, _, _ in told(body(LEAD, REPAIR, QUOTE, TAIL), body(REPAIR, TAIL))] == ["cut", "same", "cut", "same"]


def test_a_repeated_sentence_is_matched_as_often_as_both_have_it() -> None:
    assert [change for change, _, _ in told(body(QUOTE, QUOTE, TAIL), body(QUOTE, TAIL))] == ["same", "cut", "same"]
    assert [change for change, _, _ in told(body(QUOTE, TAIL), body(QUOTE, QUOTE, TAIL))] == ["same", "added", "same"]


def test_sentences_run_together_are_one_passage_and_the_same() -> None:
    glued = body(LEAD, REPAIR, between="")
    assert told(body(LEAD, REPAIR, QUOTE), body(glued, QUOTE)) == [("same", body(LEAD, REPAIR), glued), ("same", QUOTE, QUOTE)]
    assert told(body(glued, QUOTE), body(LEAD, REPAIR, QUOTE)) == [("same", glued, body(LEAD, REPAIR)), ("same", QUOTE, QUOTE)]


def test_a_sentence_broken_in_two_is_one_passage() -> None:
    origin = "The envoys of Norland and Sudmark met in the old town hall on Friday and agreed to keep the sea lanes open to every flag."
    broken = "The envoys of Norland and Sudmark met in the old town hall on Friday. They agreed to keep the sea lanes open to every flag."
    assert told(body(origin, TAIL), body(broken, TAIL)) == [("changed", origin, broken), ("same", TAIL, TAIL)]


def test_other_words_are_no_version() -> None:
    assert told(LEAD, TAIL) == [("cut", LEAD, None), ("added", None, TAIL)]


def test_chinese_and_urdu() -> None:
    chinese = ("发言人表示，双方将在明年春天恢复会谈。", "目前尚未达成任何协议。", "“我们信守承诺。”")
    later = chinese[0].replace("春天", "秋天")
    assert told("".join(chinese), later + chinese[2].replace("“", "「").replace("”", "」")) == [
        ("changed", chinese[0], later),
        ("cut", chinese[1], None),
        ("same", chinese[2], "「我们信守承诺。」"),
    ]
    urdu = ("ترجمان نے کہا کہ بات چیت آئندہ ماہ دوبارہ شروع ہوگی۔", "بندرگاہ ۱۹۱۱ میں بنی تھی۔")
    other = urdu[1].replace("۱۹۱۱", "۱۹۲۱")
    assert told(" ".join(urdu), " ".join((urdu[0].replace("ی", "ي"), other))) == [
        ("same", urdu[0], urdu[0].replace("ی", "ي")),
        ("changed", urdu[1], other),
    ]


def test_nothing_against_something() -> None:
    assert difference("", " \n") == ()
    assert told("", TAIL) == [("added", None, TAIL)]
    assert told(TAIL, "") == [("cut", TAIL, None)]


_WORDS = """
    the minister said Norway Oslo will not join 40 million dollars in May “we hope” Mr. Roe QUESTION: envoys of trade, however. U.S. 5 percent. never
    中方 不 会谈。 30亿美元 毛宁 表示 ， 。 “对话” ترجمان نے کہا۔ نہیں پاکستان ۲۵ فیصد ۔ \n \u00a0 \u200b \u00ad . ! ." \u2028 \r
""".split(" ")
_BODIES = st.text(max_size=120) | st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)
_MANY = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_MANY
@given(_BODIES, _BODIES)
def test_every_character_that_is_no_blank_is_in_one_passage(origin: str, copy: str) -> None:
    found = difference(origin, copy)
    for text, spans in (
        (origin, [(p.origin_start, p.origin_end) for p in found if p.origin_start is not None and p.origin_end is not None]),
        (copy, [(p.start, p.end) for p in found if p.start is not None and p.end is not None]),
    ):
        covered = [at for first, last in spans for at in range(first, last)]
        assert len(covered) == len(set(covered))
        assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(covered) <= set(range(len(text)))
        assert all(text[first:last] == text[first:last].strip() != "" for first, last in spans)
    starts = [p.start for p in found if p.start is not None]
    assert starts == sorted(starts), "not in the order of the copy"
    for passage in found:
        assert (passage.origin_start is None) == (passage.origin_end is None) == (passage.change == "added")
        assert (passage.start is None) == (passage.end is None) == (passage.change == "cut")


@_MANY
@given(_BODIES, _BODIES)
def test_same_passages_have_the_same_letters_and_changed_ones_have_not(origin: str, copy: str) -> None:
    for passage in difference(origin, copy):
        if passage.change == "same":
            one, other = origin[passage.origin_start : passage.origin_end], copy[passage.start : passage.end]
            bare = [unicodedata.normalize("NFKD", text).casefold() for text in (one, other)]  # accents do not count
            letters = [sorted({sign for sign in text if sign.isascii() and sign.isalnum()}) for text in bare]
            assert letters[0] == letters[1]
        elif passage.change == "changed":
            assert origin[passage.origin_start : passage.origin_end] != copy[passage.start : passage.end]


@_MANY
@given(_BODIES)
def test_a_body_is_the_same_as_itself(text: str) -> None:
    assert {passage.change for passage in difference(text, text)} <= {"same"}


@_MANY
@given(st.lists(st.sampled_from((LEAD, REPAIR, QUOTE, TAIL)), unique=True), st.randoms(use_true_random=False))
def test_other_orders_of_the_same_sentences_are_the_same_sentences(sentences: list[str], random: object) -> None:
    shuffled = list(sentences)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert told(body(*sentences), body(*shuffled)) == [("same", sentence, sentence) for sentence in shuffled]


_LARGE: dict[str, Callable[[int], str]] = {
    "one sentence again and again": lambda version: f"The minister said no to {version} offers. " * 60_000,
    "Chinese": lambda version: f"外交部发言人毛宁表示{'不' * version}会。" * 150_000,
    "one word": lambda version: "ab"[version] * 2_000_000,
    "quotation marks": lambda version: '"ab'[: version + 2] * 700_000,
    "stops": lambda version: ". !"[version : version + 2] * 900_000,
    "other order": lambda version: " ".join(f"w{n}." for n in range(250_000)[:: (1, -1)[version]]),
    "two words": lambda version: ("a b ", "b a ")[version] * 500_000,
    "marks on a letter": lambda version: "a" + ("\u0301\u0316", "\u0316\u0301")[version] * 500_000,
    "every sentence another": lambda version: " ".join(f"w{n} x y {version}z. " for n in range(150_000)),
    "signs that unfold": lambda version: ("ﷺ", "ﷺx")[version] * 600_000,
    "blanks": lambda version: (" ", "\n")[version] * 2_000_000 + "x",
}


@pytest.mark.parametrize("kind", _LARGE)
def test_two_megabytes_take_less_than_two_seconds(kind: str) -> None:
    origin, copy = (_LARGE[kind](version)[:2_000_000] for version in (0, 1))
    assert seconds(lambda: difference(origin, copy), 2) < 2
    found = difference(origin, copy)
    assert max((passage.end or 0 for passage in found), default=0) == len(copy.rstrip())


def test_what_lies_beyond_the_compared_part_is_one_passage() -> None:
    long = " ".join(f"Envoy {n} spoke for {n} minutes." for n in range(9_000))
    assert {passage.change for passage in difference(long, long.upper())} == {"same"}
    *head, last = difference(long, long + " One left.")
    assert {passage.change for passage in head} == {"same"}
    assert (last.change, last.end) == ("changed", len(long) + 10)
