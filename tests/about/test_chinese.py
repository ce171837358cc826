"""Acts and topics in Chinese and Urdu. All sentences are invented."""

import pytest

from briefwire.about.acts import act
from briefwire.about.chinese import _OTHER_WORDS
from briefwire.about.forms import script, table
from briefwire.about.topics import topics


def name(statement: str, speaker: str | None = "CN", cue: str | None = None) -> str | None:
    found = act(statement, cue, speaker)
    return found.name if found else None


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("中方强烈谴责这起袭击。", "condemns"),
        ("中方对此表示坚决反对。", "rejects"),
        ("中方一贯坚决反对此类做法。", "rejects"),
        ("中方已就此向该国驻华大使提出严正交涉。", "protests"),
        ("我们敦促有关方面保持克制。", "urges"),
        ("奉劝个别政客停止表演。", "warns"),
        ("中方呼吁各方回到谈判桌前。", "urges"),
        ("中方要求该公司道歉。", "demands"),
        ("我们欢迎双方达成停火。", "welcomes"),
        ("中方愿同各方一道，推动局势降温。", "offers"),
        ("希望该国为学生提供便利。", "hopes"),
        ("中方坚定支持该国维护主权。", "supports"),
        ("中方对新总统当选表示热烈祝贺。", "congratulates"),
        ("我们对遇难者表示深切哀悼，向家属表示诚挚慰问。", "condoles"),
        ("中方对当地局势表示关切。", "expresses_concern"),
        ("中方感谢该国提供的帮助。", "thanks"),
        ("中方坚决否认这一指控。", "denies"),
        ("中方高度重视两国关系。", "assures"),
        ("应该国总统邀请，外长将于五月访问该国。", "announces"),
        ("我没有可以提供的消息。", "declines_comment"),
        ("对此不作评论。", "declines_comment"),
        ("这种说法毫无根据。", "rejects"),
        ("该国应立即停止挑衅。", "demands"),
        ("有关方面应切实履行承诺。", "urges"),
        ("玩火者必自焚，这样做只会引火烧身。", "warns"),
        ("今天的记者会到此结束。", None),
    ],
)
def test_what_the_ministry_does(statement: str, expected: str | None) -> None:
    assert name(statement) == expected
    assert name(statement, None) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "中方不支持任何一方。",
        "中方没有谴责任何人。",
        "我们从未承诺参加。",
        "他说“我们强烈谴责中国”。",
        "日本政府谴责这次试射。",
        "美方表示，中方支持这一计划。",
        "该国反对派上街游行。",
        "政府的支持率下降。",
        "总统出席了欢迎仪式。",
        "各国愿望不同。",
        "在各方积极支持下会议结束了。",
        "代表们纷纷感谢中方的帮助。",
    ],
)
def test_what_the_ministry_does_not_do(statement: str) -> None:
    assert name(statement) is None


def test_who_speaks_decides_whose_act_it_is() -> None:
    assert name("美国反对这一决议，中方支持这一决议。") == "supports"
    assert name("据报道，日方对此表示遗憾。我们敦促日方反省。") == "urges"


def test_the_longest_words_are_told_as_they_stand() -> None:
    found = act("中方对此表示强烈谴责。", None, "CN")
    assert found is not None
    assert (found.name, found.grade, found.words) == ("condemns", -3, "表示强烈谴责")


def test_a_chinese_cue_counts() -> None:
    assert name("这一行径", cue="强烈谴责") == "condemns"
    assert name("有关行径必须停止", cue="said") == "demands"


def test_every_form_alone_is_its_act_and_no_form_has_two() -> None:
    wrong = []
    for entry, words in table("acts.toml").items():
        for form in words.get("zh", "").split("|"):
            found = act(f"中方{form}此事。", None, "CN") if form else None
            if form and (found is None or (found.name, found.words) != (entry, form)):
                wrong.append((entry, form, found))
    assert wrong == []


def test_words_that_hold_a_form_are_no_form() -> None:
    forms = {form for words in table("acts.toml").values() for form in words.get("zh", "").split("|")}
    assert forms.isdisjoint(_OTHER_WORDS)
    assert all(script(word) == "zh" for word in _OTHER_WORDS)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("پاکستان اس حملے کی شدید مذمت کرتا ہے۔", "condemns"),
        ("پاکستان نے یہ دعویٰ مسترد کر دیا۔", "rejects"),
        ("پاکستان نے اس حملے کی مذمت نہیں کی۔", None),
        ("بھارت نے اس حملے کی مذمت کی۔", None),
        ("اجلاس کل ہوگا۔", None),
    ],
)
def test_urdu(statement: str, expected: str | None) -> None:
    assert name(statement, "PK") == expected


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("美国宣布对该企业实施制裁，并将其列入实体清单。", "sanctions"),
        ("台湾是中国的一部分。", "taiwan_hong_kong"),
        ("各方应尽快在加沙停火。", "palestine"),
        ("5G技术和半导体", "technology_space"),
        ("جنگ بندی پر اتفاق ہو گیا، امن مذاکرات جاری ہیں۔", "ceasefire_peace"),
        ("سندھ طاس معاہدہ معطل نہیں ہو سکتا۔", "water"),
    ],
)
def test_topics(text: str, topic: str) -> None:
    assert topic in [found.name for found in topics("", text)]


def test_every_chinese_and_urdu_phrase_speaks_for_its_topic() -> None:
    for topic, entry in table("topics.toml").items():
        for key in ("zh_strong", "zh_usual", "ur_strong", "ur_usual"):
            for phrase in entry[key].split("|"):
                found = {one.name: one for one in topics(f"，{phrase}，", f"（{phrase}）")}
                assert topic in found, (topic, phrase)
                assert phrase in found[topic].phrases
