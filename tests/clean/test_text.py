import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.clean import text
from briefwire.clean.text import join, normalise, paragraphs
from tests.cost import growth


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("mem\u00adber states", "member states"),
        ("zero\u200bwidth\ufeff word\u2060s", "zerowidth words"),
        ("a\u00a0b\u202fc\u2009d\u3000e", "a b c d e"),
        ("  two \t lines\r\n here ", "two lines here"),
        ("bell\x07 nul\x00 high\x9f", "bell nul high"),
        ("lone\ud800 surrogate", "lone surrogate"),
        ("cafe\u0301", "café"),
        ("right\u202eover\u202c", "rightover"),
        ("“curly”, ‘single’ and \"straight\" 'marks'", "“curly”, ‘single’ and \"straight\" 'marks'"),
        ("a -- b – c — d…", "a -- b – c — d…"),
        ("wo\u200drd", "word"),
        ("می\u200cگوید", "می\u200cگوید"),  # the non-joiner is spelling in Persian
        ("", ""),
    ],
)
def test_what_typesetting_left_goes_and_words_stay(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


def test_escaped_line_breaks_part_paragraphs_and_paths_stay_whole() -> None:
    assert paragraphs(["First one.\\nSecond one.\\n\\n“Third one.”"]) == ("First one.", "Second one.", "“Third one.”")
    assert paragraphs(["see C:\\notes and \\name"]) == ("see C:\\notes and \\name",)


def test_empty_paragraphs_leave_no_line() -> None:
    assert join(paragraphs(["One.", " \u00a0 ", "\u200b", "Two."])) == "One.\nTwo."


@given(st.text())
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert "  " not in once
    assert not set(once) & set("\n\r\t\u00ad\u200b\u00a0\x00")
    once.encode()


@given(st.text(alphabet=st.sampled_from("\u200c\u200d\u00adae\u0301\u0627\u0628\u0915 \u200b"), max_size=40))
def test_normalising_twice_changes_nothing_where_invisible_characters_meet(raw: str) -> None:
    assert normalise(normalise(raw)) == normalise(raw)


def test_nothing_that_is_removed_is_printable() -> None:
    """The ground of a short cut: printable text is not searched for what is invisible."""
    every = map(chr, range(0x110000))
    assert [f"{sign!a}" for sign in every if sign.isprintable() and (text._INVISIBLE.match(sign) or text._STRAY_JOINER.match(sign))] == []


@given(st.text(alphabet=st.characters(codec="ascii", categories=("L", "N", "P", "Zs"))))
def test_plain_words_are_never_changed(raw: str) -> None:
    assert normalise(raw) == " ".join(raw.split())


@pytest.mark.parametrize("piece", ["\u00ad", "\u200c", "\u0627\u200c", " ", "e\u0301", "\\n", "\x00a", "\u200d\u0915"])
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    assert growth(lambda times: paragraphs([piece * times]), 20_000, 200_000, 40) <= 40
