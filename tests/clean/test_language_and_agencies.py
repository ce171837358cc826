import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.clean import agencies, language

ENGLISH = "The minister told reporters that the talks would be resumed in the spring and that nothing had been agreed so far."
URDU = "ترجمان نے کہا کہ دونوں ملکوں کے درمیان بات چیت آئندہ ماہ دوبارہ شروع ہوگی"
CHINESE = "发言人表示，双方将在明年春天恢复会谈，目前尚未达成任何协议。"


@pytest.mark.parametrize(
    ("title", "lead", "declared", "expected"),
    [
        ("Talks to resume", ENGLISH, "en", "en"),
        ("Talks to resume", ENGLISH, "ur", "en"),
        ("بات چیت", URDU, "en", "ur"),
        ("例行记者会", CHINESE, "zh", "zh"),
        ("例行记者会", CHINESE, "en", "zh"),
        ("FO briefing", "", "en", "en"),
        ("FO briefing", "", "EN-GB", "en"),
        ("123", "456", None, None),
        ("", "", "zh-Hans", "zh"),
    ],
)
def test_the_text_decides_and_the_declaration_where_it_cannot(title: str, lead: str, declared: str | None, expected: str | None) -> None:
    assert language.detect(title, lead, declared) == expected


@given(st.text(), st.text(), st.one_of(st.none(), st.text(max_size=6)))
def test_any_text_has_a_two_letter_code_or_none(title: str, lead: str, declared: str | None) -> None:
    found = language.detect(title, lead, declared)
    assert found is None or (len(found) == 2 and found.isalpha())


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("AFP", "AFP"),
        ("AFP | Reuters", "AFP/Reuters"),
        ("Reuters | AFP | Dawn.com", "Reuters/AFP"),
        ("AP", "AP"),
        ("APP", "APP"),
        ("Associated Press of Pakistan", "APP"),
        ("Amna Noor | AFP", "AFP"),
        ("SANA", "SANA"),
        ("Sana", None),
        ("Petra and Mina Noor", None),
        ("reuters", "Reuters"),
        ("Agencies", None),
        ("News Desk", None),
        ("Our Correspondent", None),
        ("Amna Noor", None),
        ("The Newspaper's Staff Reporter", None),
        ("", None),
        (None, None),
    ],
)
def test_a_byline_names_agencies_or_none(byline: str | None, expected: str | None) -> None:
    assert agencies.from_byline(byline) == expected
