from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwire.clean import dateline
from briefwire.clean.text import paragraphs
from tests.cost import growth

UP = "UrduPoint / Pakistan Point News"
PUBLISHED = date(2025, 5, 8)

# What stands at the head -> place, agency, day. The text after it is ours.
SHAPES = [
    # UrduPoint
    (f"BEIJING, (APP - {UP} - 22nd Apr, 2020 ) :", "BEIJING", "APP", date(2020, 4, 22)),
    (f"PESHAWAR, (APP - {UP} - 4th Jan, 2023 ) :", "PESHAWAR", "APP", date(2023, 1, 4)),
    (f"BEIJING, (APP - {UP} - 24th Jan, 2024) ", "BEIJING", "APP", date(2024, 1, 24)),
    (f"BEIJING, ({UP} - 11th Apr, 2022 ) :", "BEIJING", None, date(2022, 4, 11)),
    (f"ISLAMABAD, ({UP} - 29th Sep, 2020 ):", "ISLAMABAD", None, date(2020, 9, 29)),
    (f"ISLAMABAD, ({UP} - 15th Aug, 2023 ) :", "ISLAMABAD", None, date(2023, 8, 15)),
    (f"ABU DHABI, ({UP} / WAM - 18th Dec, 2020) ", "ABU DHABI", "WAM", date(2020, 12, 18)),
    (f"ABU DHABI, ({UP} / WAM - 01st Mar, 2020) ", "ABU DHABI", "WAM", date(2020, 3, 1)),
    ("MOSCOW (UrduPoint News / Sputnik - 16th April, 2020) ", "MOSCOW", "Sputnik", date(2020, 4, 16)),
    ("MOSCOW (UrduPoint News / Sputnik - 09th April, 2020) ", "MOSCOW", "Sputnik", date(2020, 4, 9)),
    ("ISLAMABAD: (UrduPoint/UrduPoint / Pakistan Point News-Sept 15th, 2021) ", "ISLAMABAD", None, date(2021, 9, 15)),
    ("RAWALPINDI: (UrduPoint/UrduPoint / Pakistan Point News-July 21st, 2026) ", "RAWALPINDI", None, date(2026, 7, 21)),
    (f"ISLAMABAD, (APP - {UP} - 8th May, 2025 ) :ISLAMABAD, May 07 (APP): ", "ISLAMABAD", "APP", date(2025, 5, 8)),
    (f"ISLAMABAD, ({UP} - 8th May, 2025 ) :ISLAMABAD, May 8 (APP): ", "ISLAMABAD", "APP", date(2025, 5, 8)),
    (f"MIRPUR (AJK), (APP - {UP} - 8th May, 2025 ) :", "MIRPUR (AJK)", "APP", date(2025, 5, 8)),
    # APP
    ("ISLAMABAD, May 8 (APP): ", "ISLAMABAD", "APP", PUBLISHED),
    ("ISLAMABAD, May 08 (APP):", "ISLAMABAD", "APP", PUBLISHED),
    ("ISLAMABAD, May 8 (APP):\u00a0 ", "ISLAMABAD", "APP", PUBLISHED),
    ("ISLAMABAD, May 8\u00a0(APP): ", "ISLAMABAD", "APP", PUBLISHED),
    ("RAWALPINDI/ISLAMABAD, May 8 (APP):: ", "RAWALPINDI/ISLAMABAD", "APP", PUBLISHED),
    ("BEIJING May 08 (APP): ", "BEIJING", "APP", PUBLISHED),
    ("ISLAMABAD, February 19 (APP): ", "ISLAMABAD", "APP", date(2025, 2, 19)),
    ("ISLAMABAD, Sept 3 (APP): ", "ISLAMABAD", "APP", date(2025, 9, 3)),
    ("TASHKENT, MAY 08 (APP): ", "TASHKENT", "APP", PUBLISHED),
    ("MIRPUR (AJK), May 8 (APP):", "MIRPUR (AJK)", "APP", PUBLISHED),
    ("MINSK (Belarus), May 8 (APP): ", "MINSK (Belarus)", "APP", PUBLISHED),
    ("PIR TOWN, AZAD VALLEY, May 08 (APP):", "PIR TOWN, AZAD VALLEY", "APP", PUBLISHED),
    ("Dera Ismail Khan , May 8 (APP):", "Dera Ismail Khan", "APP", PUBLISHED),
    ("Lachin- Azerbaijan, May 8 (APP): ", "Lachin- Azerbaijan", "APP", PUBLISHED),
    ("ISLAMABAD, May08 (APP): ", "ISLAMABAD", "APP", PUBLISHED),
    ("ISLAMABAD, May 8(APP):", "ISLAMABAD", "APP", PUBLISHED),
    ("ISLAMABAD, May (APP): ", "ISLAMABAD", "APP", None),
    ("ISLAMABAD, Aprial 9 (APP): ", "ISLAMABAD", "APP", date(2025, 4, 9)),
    ("ISLAMABAD, (APP) Aprial 9:", "ISLAMABAD", "APP", date(2025, 4, 9)),
    ("ISLAMABAD (APP) May 8: ", "ISLAMABAD", "APP", PUBLISHED),
    ("BEIJING, May 8: ", "BEIJING", None, PUBLISHED),
    ("SHENZHEN, China, May 8:", "SHENZHEN, China", None, PUBLISHED),
    ("ISLAMABAD, May 8, (APP): ", "ISLAMABAD", "APP", PUBLISHED),
    ("ISLAMABAD, May 8 (APP) ", "ISLAMABAD", "APP", PUBLISHED),
    ("BEIJING, May 8 (Xinhua/APP): ", "BEIJING", "Xinhua/APP", PUBLISHED),
    ("TOKYO, May 8 (Kyodo/APP): ", "TOKYO", "Kyodo/APP", PUBLISHED),
    ("ASTANA, May 8 (Kazinform/APP):", "ASTANA", "Kazinform/APP", PUBLISHED),
    ("TASHKENT, May 8 (UzA/APP): ", "TASHKENT", "UzA/APP", PUBLISHED),
    ("BEIJING,\u00a0May 8 (BRNN/APP) : ", "BEIJING", "BRNN/APP", PUBLISHED),
    ("JEDDAH, May 8 (APP/UNA): ", "JEDDAH", "APP/UNA", PUBLISHED),
    # others
    ("BEIJING, May 8 (Xinhua) -- ", "BEIJING", "Xinhua", PUBLISHED),
    ("MOSCOW, May 8. /TASS/. ", "MOSCOW", "TASS", PUBLISHED),
    ("SEOUL, Aug. 20 (Yonhap) -- ", "SEOUL", "Yonhap", date(2025, 8, 20)),
    ("SEOUL -- ", "SEOUL", None, None),
    ("ANKARA (AA) - ", "ANKARA", "Anadolu", None),
    ("BEIRUT/THE HAGUE, May 8 (Reuters) - ", "BEIRUT/THE HAGUE", "Reuters", PUBLISHED),
    ("LONDON (Reuters) - ", "LONDON", "Reuters", None),
    ("MINSK, 8 May (BelTA) - ", "MINSK", "BelTA", PUBLISHED),
    ("ISLAMABAD, MAY 8 (DNA) - ", "ISLAMABAD", "DNA", PUBLISHED),
    ("New Delhi, May 8 (PTI) ", "New Delhi", "PTI", PUBLISHED),
    ("New Delhi [India], May 8 (ANI): ", "New Delhi [India]", "ANI", PUBLISHED),
    ("QUETTA, May 8 (Newsline): ", "QUETTA", "Newsline", PUBLISHED),  # an agency not in the table is kept as printed
    ("ISLAMABAD: ", "ISLAMABAD", None, None),
    ("LARKANA/SUKKUR/BADIN: ", "LARKANA/SUKKUR/BADIN", None, None),
    ("PESHAWAR / KUR\u00adRAM: ", "PESHAWAR / KURRAM", None, None),
    ("COX’S BAZAR: ", "COX’S BAZAR", None, None),
    ("ALEXANDRIA (US): ", "ALEXANDRIA (US)", None, None),
    ("Karachi: ", "Karachi", None, None),
    ("SINGAPORE: ", "SINGAPORE", None, None),
    ("ISLAMABAD, May 8: ", "ISLAMABAD", None, PUBLISHED),
]  # fmt: skip
TEXTS = [
    "The committee met on Monday and agreed on little.",
    "“Nothing is settled,” a delegate said.",
    "Two rounds of talks (the last in March) were held.",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("head", "place", "agency", "day"), SHAPES)
def test_every_shape_that_sources_print(head: str, place: str, agency: str | None, day: date | None, text: str) -> None:
    opening = dateline.read(paragraphs([head + text, "A second paragraph follows."]))
    assert opening.dateline is not None
    assert (opening.dateline.place, opening.dateline.agency, opening.dateline.date(PUBLISHED)) == (place, agency, day)
    assert opening.paragraphs == (text, "A second paragraph follows.")
    assert opening.byline is None


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON said on Monday that it would wait.",
        "WASHINGTON and Tehran: two capitals, one table.",
        "US: The envoy leaves today.",
        "NATO: a summit without a communique.",
        "INDIA: 250 all out in 49.3 overs.",
        "NOTE: times are local.",
        "LIVE: the vote in the assembly.",
        "On Monday, May 5: the day the talks began.",
        "Monday, May 5 - the talks began.",
        "The Foreign Office (FO): a short history of the building.",
        "World Bank (WB): growth to slow.",
        "Pakistan Tehreek-e-Insaf (PTI) - a party of many names.",
        "Associated Press of Pakistan (APP): seventy years of news.",
        "HERE is an interesting question: what moves a state?",
        "Lahore, March 23, 1940: the resolution was read out.",
        "He said (APP) was quick to report it.",
        "By Friday evening the hall was empty.",
        "In May 8 (APP) reporters were counted.",
        "ISLAMABAD:",
        "May 8 (APP): the day the paper came late.",
        "Imran Khan (PTI): I will stay.",
        "Q: Will the minister come? A: He will.",
        "中国外交部：发言人主持例行记者会",
    ],
)
def test_ordinary_sentences_have_no_dateline(text: str) -> None:
    assert dateline.read((text,)) == dateline.Opening(None, None, (text,))


@pytest.mark.parametrize(
    ("day", "month", "near", "expected"),
    [
        (31, 12, date(2025, 1, 1), date(2024, 12, 31)),
        (1, 1, date(2024, 12, 31), date(2025, 1, 1)),
        (8, 5, date(2025, 5, 8), date(2025, 5, 8)),
        (29, 2, date(2025, 2, 28), date(2024, 2, 29)),
        (30, 2, date(2025, 2, 28), None),
        (8, 5, None, None),
    ],
)
def test_a_missing_year_is_the_nearest(day: int, month: int, near: date | None, expected: date | None) -> None:
    assert dateline.Dateline("ISLAMABAD", None, day, month).date(near) == expected


def test_a_printed_year_needs_no_page() -> None:
    assert dateline.Dateline("BEIJING", "APP", 22, 4, 2020).date(None) == date(2020, 4, 22)
    assert dateline.Dateline("BEIJING", "APP", 22, 4, 2020).date(PUBLISHED) == date(2020, 4, 22)


def test_names_above_the_dateline_are_the_byline() -> None:
    opening = dateline.read(("By Amna Noor & Bilal Aziz", "GILGIT, May 8 (APP): The pass is open again.", "Buses leave at dawn."))
    assert opening.byline == "Amna Noor & Bilal Aziz"
    assert opening.dateline == dateline.Dateline("GILGIT", "APP", 8, 5)
    assert opening.paragraphs == ("The pass is open again.", "Buses leave at dawn.")


def test_a_byline_run_into_the_dateline_is_parted_from_it() -> None:
    opening = dateline.read(("By Amna NoorISLAMABAD, May 8 (APP): The pass is open again.",))
    assert (opening.byline, opening.dateline) == ("Amna Noor", dateline.Dateline("ISLAMABAD", "APP", 8, 5))
    assert opening.paragraphs == ("The pass is open again.",)


def test_a_summary_deck_stays_above_the_text_and_the_dateline_below_it_goes() -> None:
    opening = dateline.read(("• Talks to resume", "• No date named", "ISLAMABAD: The talks will resume."))
    assert opening.dateline == dateline.Dateline("ISLAMABAD")
    assert opening.paragraphs == ("• Talks to resume", "• No date named", "The talks will resume.")


def test_a_credited_dateline_is_found_below_a_paragraph_that_slipped_above_it() -> None:
    opening = dateline.read(("Buses leave at dawn.", "GILGIT, May 8 (APP): The pass is open again."))
    assert opening.dateline == dateline.Dateline("GILGIT", "APP", 8, 5)
    assert opening.paragraphs == ("Buses leave at dawn.", "The pass is open again.")


def test_a_place_and_colon_deep_in_the_text_stay() -> None:
    text = ("The vote was close.", "KARACHI: A second vote was closer.")
    assert dateline.read(text) == dateline.Opening(None, None, text)


@pytest.mark.parametrize("initials", ["APP/zah-sra", "APP/nvd", "APP/szm-rzr-tsw", "= DNA", "Enditem"])
def test_desk_initials_go_from_their_own_line_and_from_the_end_of_the_last(initials: str) -> None:
    assert dateline.read(("The pass is open.", "Buses leave.", initials)).paragraphs == ("The pass is open.", "Buses leave.")
    assert dateline.read(("The pass is open.", f"Buses leave. {initials}")).paragraphs == ("The pass is open.", "Buses leave.")


def test_words_like_initials_stay() -> None:
    text = ("The pass is open.", "It was reported by APP.")
    assert dateline.read(text).paragraphs == text


heads = st.sampled_from([head for head, *_ in SHAPES])
words = st.text(alphabet=st.sampled_from("ABCDEFgh ,.:()/-–—[]‘’“”'\"•=0123456789éЖ中\u00a0"), max_size=60)


@given(st.lists(st.one_of(words, heads, st.builds(lambda head, text: head + text, heads, words), st.text()), max_size=6))
def test_reading_never_fails_keeps_the_words_and_is_done_after_once(raw: list[str]) -> None:
    lines = paragraphs(raw)
    once = dateline.read(lines)
    again = dateline.read(once.paragraphs)
    # Two stories run together have a dateline each, and one reading takes one.
    assert again.paragraphs == once.paragraphs or again.dateline or again.byline
    remaining = iter("\n".join(lines))
    assert all(letter in remaining for letter in "\n".join(once.paragraphs)), "the text left is not a sub-sequence of the text read"
    if once.dateline:
        once.dateline.date(PUBLISHED)


@pytest.mark.parametrize(
    "piece", ["(", "A ", "ISLAMABAD, ", "KARACHI: ", "(APP) ", "/TASS/", "May 8 ", "By A", "•", "APP/a-", "(A" * 3 + ")", "-", "A/"]
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    def read(times: int) -> None:
        dateline.read((piece * times, *([piece * 50] * (times // 50))))

    assert growth(read, 5_000, 50_000, 40) <= 40
