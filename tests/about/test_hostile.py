"""Text that is made to be slow: twice the text may cost about twice the time, in every reader of this package."""

from collections.abc import Callable

import pytest

from briefwire.about.acts import act
from briefwire.about.mentions import about
from briefwire.about.topics import topics
from briefwire.about.whom import Words, about_whom, of_statement
from tests.cost import growth, seconds

PIECES = [
    *("we ", "Pakistan strongly ", "expressed very ", "not ", "will have no ", "A", "HONG KONG ", "Azad Jammu and ", "in the ", "China-"),
    *("中方", "对此", "我要强调的是", "将继续", "“", "，", "在", "中国驻", "应", "严重", "مذمت ", "پاکستان ", '"', "\n"),
]
SIZE, TIMES, MOST = 20_000, 4, 12
READERS: dict[str, Callable[[str], object]] = {
    "act": lambda text: (
        act(text, text, "CN"),
        act(f"x {text}", f"said {text}", "PK"),
        act(f"中{text}", None, None),
        act(f"م{text}", None, "PK"),
    ),
    "topics": lambda text: topics(text, text),
    "mentions": about,
    "of_statement": lambda text: of_statement(Words(text, "PK"), title=text, lead=text),
    "about_whom": lambda text: about_whom(text, text, [Words(text, "CN"), Words(text, None)]),
}


@pytest.mark.parametrize("reader", READERS)
def test_twice_the_text_is_no_more_than_about_twice_the_time(reader: str) -> None:
    """Of each pair of pieces, repeated: four times the text in no more than twelve times the time (a quadratic reader needs sixteen), or in no time at all."""
    read = READERS[reader]
    read("warm 中 م")
    slow = []
    for one in PIECES:
        for other in ("", "中", "x "):
            unit = one + other
            times = growth(lambda size, unit=unit: read(unit * (size // len(unit))), SIZE // TIMES, SIZE, MOST)
            if times > MOST:
                slow.append((unit, times))
    assert slow == []


def test_a_clause_without_end_is_read_in_no_time() -> None:
    for unit in ("将继续", "对", "再次一贯", "在问题上", "我要强调的是", "中国驻使", "不会"):
        text = unit * 50_000
        assert seconds(lambda text=text: act(text, None, "CN"), 0.5) < 0.5
