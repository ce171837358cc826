"""The Chinese ministry's pages, in Chinese and in English: invented conferences of invented people."""

from datetime import date

import pytest

from briefwire.transcripts.exchange import transcript
from tests.transcripts.reading import read, rows

CONFERENCE = "2031年4月22日外交部发言人林灯主持例行记者会"
ENGLISH = "Foreign Ministry Spokesperson Lin Deng’s Regular Press Conference on April 22, 2031"


def test_question_and_answer_with_the_outlets_canonical_name() -> None:
    assert rows(
        "china_mfa", CONFERENCE, "巴通社记者：灯会何时开始？", "林灯：下周。", "地点不变。", "《环球时报》记者：谁来？", "林灯：大家。"
    ) == [
        ("巴通社记者", "APP", "灯会何时开始？", "下周。\n地点不变。"),
        ("《环球时报》记者", "Global Times", "谁来？", "大家。"),
    ]


def test_setting_speaker_and_day_come_from_the_title() -> None:
    found = read("china_mfa", CONFERENCE, "法新社记者：问？", "林灯：答。", day=date(2031, 4, 23))
    assert (found.setting, found.spokesperson, found.day) == ("regular briefing", "林灯", date(2031, 4, 22))
    assert [(item.position, item.answerer, item.outlet_known) for item in found.exchanges] == [(1, "林灯", True)]


@pytest.mark.parametrize(
    ("title", "setting", "spokesperson"),
    [
        ("外交部发言人林灯就灯会答记者问", "remarks", "林灯"),
        ("外交部发言人就灯会答记者问", "remarks", None),
        ("外交部发言人就灯会发表谈话", "statement", None),
        ("外交部发言人办公室就灯会书面答复", "written answers", None),
        ("2031年2月3日外交部发言人林灯主持网上例行记者会", "regular briefing", "林灯"),
        ("外交部例行记者会暑期休会", "statement", None),
        ("林灯会见灯会主席", "readout", None),
        ("Foreign Ministry Spokesperson Lin Deng's Remarks on the Lamp Fair", "remarks", "Lin Deng"),
        ("Foreign Ministry Spokesperson’s Statement on the Lamp Fair", "statement", None),
        ("Foreign Ministry Spokesperson Lin Deng's Daily Briefing Online on February 3, 2031", "regular briefing", "Lin Deng"),
    ],
)
def test_kinds_of_page(title: str, setting: str, spokesperson: str | None) -> None:
    found = read("china_mfa", title, "灯会很好。")
    assert (found.setting, found.spokesperson) == (setting, spokesperson)


def test_a_page_of_another_section_is_no_transcript() -> None:
    assert transcript("china_mfa", "驻某国使馆举行灯会", "灯很亮。", None) is None


def test_what_stands_before_the_first_question_and_below_the_stars_was_not_asked() -> None:
    assert rows(
        "china_mfa", CONFERENCE, "灯会将开幕。", "欢迎大家。", "新华社记者：几时？", "林灯：八点。", "*****", "例行记者会休会一天。"
    ) == [
        (None, None, None, "灯会将开幕。\n欢迎大家。"),
        ("新华社记者", "Xinhua", "几时？", "八点。"),
        (None, None, None, "例行记者会休会一天。"),
    ]


def test_the_sentence_that_the_conference_was_held_is_nobodys() -> None:
    assert rows("china_mfa", CONFERENCE, "2031年4月22日，外交部发言人林灯主持例行记者会。", "路透社记者：问？", "林灯：答。") == [
        ("路透社记者", "Reuters", "问？", "答。")
    ]


def test_the_spokesperson_opens_under_his_own_name() -> None:
    assert rows("china_mfa", CONFERENCE, "林灯：先说一件事。", "彭博社记者：问？", "林灯：答。")[0] == (None, None, None, "先说一件事。")


def test_a_follow_up_is_the_last_askers_and_so_is_the_reply_to_a_question_back() -> None:
    asked = rows(
        "china_mfa",
        CONFERENCE,
        "塔斯社记者：一？",
        "林灯：你问灯吗？",
        "记者：是的。",
        "林灯：好。",
        "追问：二？",
        "林灯：二。",
        "记者追问：三？",
        "林灯：三。",
    )
    assert [(asker, outlet) for asker, outlet, *_ in asked] == [
        ("塔斯社记者", "TASS"),
        ("记者", "TASS"),
        ("追问", "TASS"),
        ("记者追问", "TASS"),
    ]


def test_a_reporter_without_a_name_is_nobody_known() -> None:
    asked = rows(
        "china_mfa",
        CONFERENCE,
        "塔斯社记者：一？",
        "林灯：一。",
        "会后有记者问及：二？",
        "林灯：二。",
        "据报道，三。有何评论？",
        "林灯：三。",
    )
    assert asked[1:] == [("会后有记者问及", None, "二？", "二。"), (None, None, "据报道，三。有何评论？", "三。")]


def test_an_outlet_that_is_not_known_stays_as_printed_and_is_marked() -> None:
    found = read("china_mfa", CONFERENCE, "某国《灯笼周刊》记者：问？", "林灯：答。")
    assert [(item.asker_outlet, item.outlet_known) for item in found.exchanges] == [("某国《灯笼周刊》", False)]


def test_a_label_without_the_word_reporter() -> None:
    asked = rows("china_mfa", CONFERENCE, "法新社：一？", "林灯：一。", "灯笼电视台：二？", "林灯：二。")
    assert [outlet for _, outlet, *_ in asked] == ["AFP", "灯笼电视台"]


def test_a_colon_in_an_answer_begins_no_turn() -> None:
    asked = rows(
        "china_mfa",
        CONFERENCE,
        "法新社记者：一？",
        "林灯：三点：",
        "我想问问他们：为什么？",
        "倡议如下：灯要亮。",
        "韩联社记者：二？",
        "林灯：好。",
    )
    assert asked[0] == ("法新社记者", "AFP", "一？", "三点：\n我想问问他们：为什么？\n倡议如下：灯要亮。")
    assert len(asked) == 2


def test_several_questions_of_one_turn_are_one_exchange() -> None:
    assert (
        len(
            rows(
                "china_mfa",
                CONFERENCE,
                "法新社记者：第一个问题，几时？第二个问题，何处？",
                "林灯：第一个问题，今天。",
                "第二个问题，此处。",
            )
        )
        == 1
    )


def test_question_and_answer_in_one_paragraph() -> None:
    assert rows("china_mfa", "外交部发言人就灯会答记者问", "问：灯亮吗？ 答：亮。") == [("问", None, "灯亮吗？", "亮。")]


def test_what_the_spokesperson_said_when_asked_without_a_question_on_the_page() -> None:
    asked = read("china_mfa", "外交部发言人就灯会答记者问", "灯会开了。", "外交部发言人林灯应询表示：灯很亮。")
    assert asked.spokesperson == "林灯"
    assert [(item.answerer, item.question_start) for item in asked.exchanges] == [(None, None), ("外交部发言人林灯应询表示", None)]


def test_a_question_that_nobody_answers_has_an_empty_answer() -> None:
    assert rows("china_mfa", CONFERENCE, "法新社记者：一？", "韩联社记者：二？", "林灯：二。") == [
        ("法新社记者", "AFP", "一？", ""),
        ("韩联社记者", "Yonhap", "二？", "二。"),
    ]


def test_english_pages_with_outlets_and_names() -> None:
    assert rows(
        "china_mfa",
        ENGLISH,
        "The lamp fair will open.",
        "Associated Press of Pakistan: When?",
        "Lin Deng: First: next week.",
        "The place stays.",
        "The Lantern Gazette: Who comes?",
        "Lin Deng: Everybody.",
        "Follow-up: Everybody?",
        "Lin Deng: Yes.",
        "Q: Thanks?",
        "A: Thanks.",
    ) == [
        (None, None, None, "The lamp fair will open."),
        ("Associated Press of Pakistan", "APP", "When?", "First: next week.\nThe place stays."),
        ("The Lantern Gazette", "The Lantern Gazette", "Who comes?", "Everybody."),
        ("Follow-up", "The Lantern Gazette", "Everybody?", "Yes."),
        ("Q", None, "Thanks?", "Thanks."),
    ]


def test_an_english_page_whose_paragraphs_ran_into_one() -> None:
    line = "The Paper: Lamps? Lin Deng: Indeed. First: they are lit. They stay lit. CNN: And oil? Lin Deng: No."
    assert rows("china_mfa", ENGLISH, line) == [
        ("The Paper", "The Paper", "Lamps?", "Indeed. First: they are lit. They stay lit."),
        ("CNN", "CNN", "And oil?", "No."),
    ]


def test_english_words_before_a_colon_inside_an_answer() -> None:
    asked = rows(
        "china_mfa", ENGLISH, "AFP: One?", "Lin Deng: I said so.", "Let me be clear: it is lit.", "Kyodo News: Two?", "Lin Deng: Two."
    )
    assert [outlet for _, outlet, *_ in asked] == ["AFP", "Kyodo"]


def test_a_statement_is_the_ministrys_from_end_to_end() -> None:
    assert rows("china_mfa", "外交部发言人就灯会发表谈话", "灯会很好。", "我们支持。") == [(None, None, None, "灯会很好。\n我们支持。")]
