"""Who speaks: verbatim words, the day and the home country. All sentences are invented."""

from datetime import date

import pytest

from briefwire.people import shorts, titles
from briefwire.people.registry import registry
from briefwire.people.speaking import Context, Speaker, speaker, speakers
from tests.cost import seconds

MAY = date(2025, 5, 7)


def said(words: str, day: date | None = MAY, home: str | None = "PK", text: str = "") -> Speaker:
    found = speaker(words, day, home, Context(text))
    assert found is not None, words
    return found


@pytest.mark.parametrize(
    "name", ["Shafqat Ali Khan", "Geng Shuang", "Randhir Jaiswal", "Maria Zakharova", "Esmail Baqaei", "Öncü Keçeli", "Abdul Qahar Balkhi"]
)
def test_a_full_name_is_known_in_any_spelling_and_with_any_title(name: str) -> None:
    plain = said(name, None)
    for words in (name.upper(), f"Foreign Ministry spokesperson {name}", f"{name}, the spokesperson,", f"“{name}”", f"Ambassador {name}"):
        assert said(words, None).person_id == plain.person_id, words


def test_every_name_of_the_registry_leads_back_to_its_person() -> None:
    lost = [
        (name, person.person_id)
        for person in registry().persons.values()
        for name in person.names
        if (found := speaker(name, None, person.roles[0].ministry)) is None or found.person_id != person.person_id
    ]
    assert lost == []


def test_every_name_of_a_ministry_leads_to_it_at_home() -> None:
    lost = [
        (form, country)
        for country, ministry in registry().ministries.items()
        for form in (ministry.name, *(alias.text for alias in ministry.aliases))
        if (found := speaker(form, MAY, country)) is None or (found.ministry, found.role, found.institution) != (country, "ministry", True)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("words", "day", "home", "name", "role", "ministry"),
    [
        ("Foreign Office Spokesperson Shafqat Ali Khan", MAY, "PK", "Shafqat Ali Khan", "spokesperson", "PK"),
        ("Foreign Office Spokesperson, Ambassador Shafqat Ali Khan", MAY, "PK", "Shafqat Ali Khan", "spokesperson", "PK"),
        ("Geng", date(2020, 4, 22), "PK", "Geng Shuang", "spokesperson", "CN"),
        ("外交部发言人耿爽", date(2020, 4, 22), "CN", "Geng Shuang", "spokesperson", "CN"),
        ("耿爽：", date(2020, 4, 22), "CN", "Geng Shuang", "spokesperson", "CN"),
        ("外长王毅", MAY, "CN", "Wang Yi", "minister", "CN"),
        ("ترجمان دفتر خارجہ شفقت علی خان", MAY, "PK", "Shafqat Ali Khan", "spokesperson", "PK"),
        ("وزیر خارجہ اسحاق ڈار", MAY, "PK", "Ishaq Dar", "minister", "PK"),
        ("DPM Dar", MAY, "PK", "Ishaq Dar", "minister", "PK"),
        ("The deputy prime minister", MAY, "PK", "Ishaq Dar", "minister", "PK"),
        ("Deputy Prime Minister/Foreign Minister, Senator Mohammad Ishaq Dar", MAY, "PK", "Ishaq Dar", "minister", "PK"),
        ("EAM Jaishankar", MAY, "IN", "S Jaishankar", "minister", "IN"),
        ("Foreign Minister Lavrov", MAY, "PK", "Sergei Lavrov", "minister", "RU"),
        ("Secretary Rubio", MAY, "US", "Marco Rubio", "minister", "US"),
        ("MR PRICE", date(2021, 6, 2), "US", "Ned Price", "spokesperson", "US"),
        ("The UK foreign secretary", MAY, "PK", "David Lammy", "minister", "GB"),
        ("the Indian foreign secretary", MAY, "PK", "Vikram Misri", "secretary", "IN"),
        ("Deputy Foreign Minister Sergei Ryabkov", MAY, "PK", "Sergei Ryabkov", "deputy", "RU"),
    ],
)
def test_a_person_is_found_by_name_title_and_day(words: str, day: date, home: str, name: str, role: str, ministry: str) -> None:
    found = said(words, day, home)
    assert (found.name, found.role, found.ministry, found.institution, found.in_office, found.known) == (
        name,
        role,
        ministry,
        False,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("words", "home", "ministry"),
    [
        ("FO", "PK", "PK"),
        ("The Foreign Office (FO)", "PK", "PK"),
        ("the Foreign Office", "GB", "GB"),
        ("MEA", "PK", "IN"),
        ("the State Department", "PK", "US"),
        ("Iran’s foreign ministry", "PK", "IR"),
        ("Beijing", "PK", "CN"),
        ("Pakistan", "PK", "PK"),
        ("The United Arab Emirates (UAE)", "PK", "AE"),
        ("The Government of the Islamic Republic of Pakistan", "PK", "PK"),
        ("the Quai d’Orsay", "PK", "FR"),
        ("中方", "CN", "CN"),
        ("印度外交部", "CN", "IN"),
        ("بھارتی وزارت خارجہ", "PK", "IN"),
        ("a statement issued by the Foreign Office", "PK", "PK"),
    ],
)
def test_an_institution_is_a_legal_speaker(words: str, home: str, ministry: str) -> None:
    assert said(words, MAY, home) == Speaker(None, None, "ministry", ministry, True, None, True)


@pytest.mark.parametrize(
    "words", ["Foreign Office Spokesperson", "the spokesperson", "a foreign ministry spokesperson", "ترجمان دفتر خارجہ"]
)
def test_an_unnamed_spokesperson_stays_unnamed(words: str) -> None:
    assert said(words) == Speaker(None, None, "spokesperson", "PK", False, None, True)


@pytest.mark.parametrize(
    "words",
    [
        "Prime Minister Shehbaz",
        "Defence Ministry spokesman Zhang Xiaogang",
        "Kremlin spokesman Dmitry Peskov",
        "UN spokesperson Stéphane Dujarric",
        "US Embassy spokesperson",
        "Syria’s interior ministry",
        "the source",
        "The Indian Express newspaper",
        "Inter-Services Public Relations (ISPR) Director General",
        "Hamas",
        "Both Russia and Ukraine",
        "Western nations",
        "Sardar Khan",
        "he",
        "",
        "…",
    ],
)
def test_others_are_nobody_of_a_foreign_ministry(words: str) -> None:
    assert speaker(words, MAY, "PK") is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Asim Iftikhar", MAY),
        ("Geng Shuang", date(2021, 1, 1)),
        ("former Foreign Office spokesperson Mumtaz Zahra Baloch", date(2024, 1, 1)),
        ("Shafqat Ali Khan", date(2024, 6, 1)),
        ("David Lammy", date(2026, 1, 1)),
        ("ex-foreign minister Shah Mahmood Qureshi", date(2020, 1, 1)),
    ],
)
def test_outside_the_term_nobody_is_in_office(words: str, day: date) -> None:
    found = said(words, day)
    assert (found.known, found.in_office) == (True, False)


def test_the_day_before_and_the_day_after_a_handover() -> None:
    assert said("Randhir Jaiswal", date(2024, 1, 2)).in_office is False
    assert said("Randhir Jaiswal", date(2024, 1, 3)).in_office is True
    assert said("the Indian foreign secretary", date(2024, 7, 14)).name == "Vinay Mohan Kwatra"
    assert said("the Indian foreign secretary", date(2024, 7, 15)).name == "Vikram Misri"


def test_without_a_day_nobody_can_tell_whether_the_term_covers_it() -> None:
    assert said("Geng Shuang", None).in_office is None


@pytest.mark.parametrize(
    ("words", "name", "role", "ministry"),
    [
        ("Foreign Office Spokesperson Bilal Qamar", "Bilal Qamar", "spokesperson", "PK"),
        ("Foreign Minister Ivan Petrov of Bulgaria", "Ivan Petrov", "minister", "BG"),
        ("Iranian foreign ministry spokesman Reza Karimi", "Reza Karimi", "spokesperson", "IR"),
    ],
)
def test_an_unknown_name_is_kept_for_review(words: str, name: str, role: str, ministry: str) -> None:
    assert said(words) == Speaker(name, None, role, ministry, False, None, False)


def test_a_name_that_two_in_office_bear_is_ambiguous() -> None:
    """On that day a foreign secretary and a spokesperson shared it."""
    assert said("Baloch", date(2024, 10, 1)) == Speaker("Baloch", None, None, None, False, None, False)


def test_the_text_explains_a_short_name() -> None:
    text = "Talks in Doha\nForeign ministry spokesperson Mumtaz Zahra Baloch briefed the press. Ms Baloch gave no date."
    assert said("Ms Baloch", date(2024, 10, 1), text=text).name == "Mumtaz Zahra Baloch"
    unknown = "Talks in Doha\nFinnish foreign ministry spokesperson Aino Virtanen briefed the press. Virtanen gave no date."
    assert said("Virtanen", text=unknown) == Speaker("Aino Virtanen", None, "spokesperson", "FI", False, None, False)
    assert speaker("Virtanen", MAY, "PK", Context("Talks\nThe cricketer Aino Virtanen scored a century.")) is None


def test_a_cricketer_of_the_same_name_is_no_spokesperson() -> None:
    text = "India win by six wickets\nYashasvi Jaiswal made 82. Jaiswal said the pitch was slow."
    assert speaker("Jaiswal", MAY, "PK", Context(text)) is None


def test_later_words_fall_back_on_earlier_speakers() -> None:
    names = speakers(
        [
            "Iranian foreign ministry spokesman Esmail Baqaei",
            "the spokesman",
            "Baqaei",
            "Prime Minister Modi",
            "the ministry",
            "the statement",
        ],
        MAY,
        "PK",
    )
    assert [one and (one.name, one.ministry) for one in names] == [
        ("Esmaeil Baghaei", "IR"),
        ("Esmaeil Baghaei", "IR"),
        ("Esmaeil Baghaei", "IR"),
        None,
        (None, "IR"),
        (None, "IR"),
    ]


def test_a_general_name_means_the_ministry_that_the_text_speaks_of() -> None:
    text = "Iran rejects a pause\nTehran will not stop, a foreign ministry spokesperson said."
    assert said("a foreign ministry spokesperson", text=text).ministry == "IR"
    assert said("Foreign Office Spokesperson", text="Pakistan rejects remarks\n").ministry == "PK"


def test_joint_speakers_have_no_country() -> None:
    assert said("the two countries’ foreign ministries").ministry is None


@pytest.mark.parametrize(
    ("text", "others", "heard"),
    [
        ("Iran says it may go on. Traders in Port Sample waited.", [], False),
        ("Iran says it may go on. The Iranian foreign ministry had nothing to add.", [], True),
        ("Iran says it may go on, its foreign ministry announced.", [], True),
        ("Iran says it may go on, the foreign minister of the Islamic Republic of Iran announced.", [], True),
        ("Iran says it may go on\nTehran says so in a statement issued by the Foreign Ministry.", [], True),
        ("Iran says it may go on. The Russian foreign ministry welcomed it.", [], False),
        ("Iran says it may go on.", ["Iranian foreign ministry spokesperson Esmail Baqaei"], True),
        ("Iran says it may go on.", ["Tehran", "the Iranian side"], False),
    ],
)
def test_a_country_alone_is_its_ministry_where_that_is_heard_or_named(text: str, others: list[str], heard: bool) -> None:
    first, *_ = speakers(["Iran", *others], MAY, "PK", text)
    assert (first is not None) is heard


def test_a_country_at_home_is_its_ministry_where_a_ministry_without_a_country_is_named() -> None:
    (pakistan,) = speakers(
        ["Pakistan"], MAY, "PK", "Ferry halted\nPakistan praised the crew, according to a statement issued by the Foreign Office."
    )
    assert pakistan is not None and pakistan.ministry == "PK"


def test_a_text_full_of_ministries_is_read_in_no_time() -> None:
    text = "Examplia\n" + "Iran agreed and its foreign ministry said so again and again, " * 5_000
    assert speakers(["Iran"], MAY, "PK", text)[0] is not None
    remembered = (shorts._folded, titles._subject, titles.text_ministry, titles.text_ministries)
    assert seconds(lambda: ([one.cache_clear() for one in remembered], speakers(["Iran"], MAY, "PK", text)), 3) < 3
