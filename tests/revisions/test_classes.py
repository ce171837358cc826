"""Every class of change on examples of our own, in English, Chinese and Urdu; each in the body and (where a title can hold it) in the title."""

import pytest

from briefwire.revisions import Change, Text, classify, gravest

OTHER = "Ships of twelve nations lay in the bay."

# The class, the text before, the text after: nothing but that class.
EXAMPLES = [
    ("cosmetic", "The minister said the talks were useful.", "The minister  said the talks were useful !"),
    ("cosmetic", "He said “we are ready” on Monday.", 'He said "we are ready" on Monday.'),
    ("cosmetic", "The two sides organised a programme in the centre.", "The two sides organized a program in the center."),
    ("cosmetic", "The goverment welcomed the step.", "The government welcomed the step."),
    ("cosmetic", "Peru’s café owners met.", "Peru's cafe owners met."),
    ("number", "Trade reached 40 million dollars in May.", "Trade reached 45 million dollars in May."),
    ("number", "Trade reached $4 million.", "Trade reached $4 billion."),
    ("number", "The two met on May 8.", "The two met on June 8."),
    ("number", "Exports rose by 5 percent.", "Exports rose by 5 percentage points."),
    ("number", "Four officials were killed.", "Five officials were killed."),
    ("number", "They meet on Monday in Oslo.", "They meet on Tuesday in Oslo."),
    ("name", "Foreign Minister Anna Weber opened the hall.", "Foreign Minister Clara Weber opened the hall."),
    ("name", "Officials in Norway said the road is open.", "Officials in Sweden said the road is open."),
    ("name", "The spokesperson said the road is open.", "The ambassador said the road is open."),
    (
        "name",
        "THE PRESIDENT: We are glad to be here.\nQUESTION: Why?\nTHE PRESIDENT: Because.\nQUESTION: Thanks.",
        "MS. ROWE: We are glad to be here.\nQUESTION: Why?\nTHE PRESIDENT: Because.\nQUESTION: Thanks.",
    ),
    ("quote", "The envoy said: “We expect progress soon.”", "The envoy said: “We hope for progress soon.”"),
    (
        "quote",
        "QUESTION: Hello there.\nMR. HOLT: We see some risk in it.\nQUESTION: Thanks.",
        "QUESTION: Hello there.\nMR. HOLT: We see great risk in it.\nQUESTION: Thanks.",
    ),
    ("negation", "The ministry will join the talks in Oslo.", "The ministry will not join the talks in Oslo."),
    ("negation", "The ministry confirmed the visit of the envoy.", "The ministry denied the visit of the envoy."),
    ("negation", "The step is legal under the treaty.", "The step is illegal under the treaty."),
    ("negation", "He agreed to the plan.", "He did not agree to the plan."),
    ("retraction", "The minister said the port will open. Ships may enter from May and pay less.", "This statement has been withdrawn."),
    (
        "retraction",
        "The minister said the port will open.",
        "Correction: an earlier version incorrectly said the port will open. It stays shut.",
    ),
    ("wording", "The minister said the talks were useful.", "The minister said the talks were fruitful."),
    ("wording", "One. Two things happened. Rain fell hard.", "Rain fell hard. One. Two things happened."),
    ("cosmetic", "中方对此表示欢迎。", "中方对此，表示欢迎！"),
    ("cosmetic", "他说：“我们准备好了”。", "他说：「我们准备好了」。"),
    ("number", "双边贸易额达到30亿美元。", "双边贸易额达到30万美元。"),
    ("number", "会议将于5月8日举行。", "会议将于5月9日举行。"),
    ("number", "三百人参加了会议。", "五百人参加了会议。"),
    ("name", "外交部发言人毛宁主持记者会。", "外交部发言人林剑主持记者会。"),
    ("name", "中方将同巴基斯坦加强合作。", "中方将同阿富汗加强合作。"),
    ("name", "外长将访问奥斯陆。", "总理将访问奥斯陆。"),
    ("quote", "发言人说：“我们希望对话。”", "发言人说：“我们期待对话。”"),
    ("negation", "中方将参加会谈。", "中方不会参加会谈。"),
    ("negation", "中方没有收到邀请。", "中方收到邀请。"),
    ("negation", "外交部证实了访问消息。", "外交部否认了访问消息。"),
    ("retraction", "中方将参加会谈。会谈在奥斯陆举行。", "本文已撤回。"),
    ("retraction", "中方将参加会谈。", "更正：此前报道有误，中方并未表示参加会谈。"),
    ("wording", "双方举行了友好的会谈。", "双方举行了坦诚的会谈。"),
    ("cosmetic", "ترجمان نے کہا کہ راستہ کھلا ہے۔", "ترجمان نے کہا کہ راستہ كھلا ہے"),
    ("cosmetic", "۲۵ افراد آئے۔", "25 افراد آئے۔"),
    ("number", "۲۵ افراد آئے۔", "۲۶ افراد آئے۔"),
    ("number", "تجارت 5 کروڑ ڈالر رہی۔", "تجارت 5 ارب ڈالر رہی۔"),
    ("number", "تین وفود آئے اور بات چیت کی۔", "پانچ وفود آئے اور بات چیت کی۔"),
    ("name", "ترجمان شہباز گل نے کہا کہ راستہ کھلا ہے۔", "ترجمان نوید قمر نے کہا کہ راستہ کھلا ہے۔"),
    ("name", "پاکستان نے چین کے ساتھ بات کی۔", "پاکستان نے ایران کے ساتھ بات کی۔"),
    ("quote", "ترجمان نے کہا: ’’ہم تیار ہیں‘‘۔", "ترجمان نے کہا: ’’ہم منتظر ہیں‘‘۔"),
    ("negation", "پاکستان مذاکرات میں شریک ہوگا۔", "پاکستان مذاکرات میں شریک نہیں ہوگا۔"),
    ("negation", "وزارت نے دورے کی تصدیق کی۔", "وزارت نے دورے کی تردید کی۔"),
    ("retraction", "پاکستان مذاکرات میں شریک ہوگا۔", "یہ خبر واپس لے لی گئی ہے۔"),
    ("wording", "مذاکرات مفید رہے اور جاری ہیں۔", "مذاکرات دوستانہ رہے اور جاری ہیں۔"),
    ("cosmetic", "The envoy’s trip—long planned—ended.", "The envoy's trip - long planned - ended."),
    ("cosmetic", "Washington, D.C., was quiet.", "Washington, DC, was quiet."),
    ("cosmetic", "Bonomade Omar’s StatesInstitutions met.", "Bonomade Omar’s States Institutions met."),
    ("cosmetic", "Some 1,000 people came.", "Some 1000 people came."),
    ("cosmetic", "Trade grew by 5 per cent.", "Trade grew by 5%."),
    ("number", "The fund holds 200 euros.", "The fund holds 200 dollars."),
    ("number", "The fund grew fast and paid 40 towns.", "The fund grew fast and paid towns."),
    ("name", "Secretary Jane Roe met UNFPA Director Natalie Kanem.", "Secretary Jane Roe met UNFPA Director Natalia Kanem."),
    ("name", "He is on travel to Ohrid, Macedonia, this week.", "He is on travel to Ohrid, North Macedonia, this week."),
    ("name", "Mr. Holt opened the door of the hall.", "Ms. Holt opened the door of the hall."),
    ("quote", "The envoy spoke of a new start for all.", "The envoy spoke of “a new start” for all."),
    ("negation", "Talks will go on without conditions in May.", "Talks will go on with conditions in May."),
    ("negation", "She never met the envoy in Oslo.", "She met the envoy in Oslo."),
    ("negation", "He can't say when the road opens.", "He can say when the road opens."),
    ("retraction", "The minister said the port will open. Ships may enter from May and pay less.", ""),
    ("cosmetic", "中美合作（二期）", "中美合作(二期)"),
    ("number", "今年增长百分之五。", "今年增长百分之六。"),
    ("number", "代表团于星期一抵达。", "代表团于星期二抵达。"),
    ("quote", "记者：请介绍情况。\n林剑：我们将继续努力。\n记者：谢谢。", "记者：请介绍情况。\n林剑：我们会加倍努力。\n记者：谢谢。"),
    ("negation", "这并非中方的立场。", "这是中方的立场。"),
    ("cosmetic", "پاکستان، چین اور ایران نے بات کی۔", "پاکستان ، چین اور ایران نے بات کی ۔"),
    ("number", "وفد پیر کے بجائے 5 مئی کو آئے گا۔", "وفد پیر کے بجائے 6 مئی کو آئے گا۔"),
    ("name", "صدر آصف علی نے استقبال کیا۔", "وزیراعظم آصف علی نے استقبال کیا۔"),
    ("negation", "وفد کسی شرط کے بغیر آئے گا۔", "وفد کسی شرط کے ساتھ آئے گا۔"),
]
LINES = [example for example in EXAMPLES if "\n" not in example[1]]


@pytest.mark.parametrize(("wanted", "before", "after"), EXAMPLES)
def test_a_changed_body(wanted: str, before: str, after: str) -> None:
    given = classify(Text("Port opens", before), Text("Port opens", after))
    if wanted == "retraction":  # what is taken back takes its names and figures with it
        assert gravest(given) is Change.RETRACTION
    else:
        assert given == {Change(wanted)}


@pytest.mark.parametrize(("wanted", "before", "after"), EXAMPLES)
def test_a_changed_body_among_others_that_stand(wanted: str, before: str, after: str) -> None:
    if wanted == "retraction":
        return
    given = classify(Text("Port opens", f"{OTHER}\n{before}\n{OTHER}"), Text("Port opens", f"{OTHER}\n{after}\n{OTHER}"))
    assert given == {Change(wanted)}


@pytest.mark.parametrize(("wanted", "before", "after"), LINES)
def test_a_changed_title(wanted: str, before: str, after: str) -> None:
    given = classify(Text(before, OTHER), Text(after, OTHER))
    if wanted == "retraction" and after:
        assert gravest(given) is Change.RETRACTION
    elif after:
        assert given == {Change(wanted)}


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("The minister met 4 envoys. Rain fell.", "The minister did not meet 5 envoys. Rain fell.", {"negation", "number"}),
        ("Jane Roe said: “We will go to Oslo.”", "Jane Roe said: “We will go to Rome.”", {"name", "quote"}),
        ("Trade with Norway rose by 5 percent.", "Trade with Sweden rose by 6 percent.", {"name", "number"}),
        ("The government stayed. Rain fell on the port.", "The goverment stayed. Snow fell on the port.", {"cosmetic", "wording"}),
        ("Rain fell on the port.", "Rain fell on the port. Snow will follow.", {"wording"}),
        ("Rain fell on the port.", "Rain fell on the port. Envoys of Norway gave 40 boats.", {"name", "number", "wording"}),
    ],
)
def test_all_that_apply(before: str, after: str, wanted: set[str]) -> None:
    assert classify(Text("x", before), Text("x", after)) == {Change(name) for name in wanted}


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry said the two countries withdrew their troops from the report’s border towns.",
        "The opposition wants the statement of the minister to be retracted by the court.",
        "A correction of prices is likely, traders said.",
        "中方要求美方撤回有关决定。",
    ],
)
def test_news_about_withdrawals_is_no_retraction(sentence: str) -> None:
    body = "\n".join(f"Sentence number {number} of this report tells of boats and nets." for number in range(9))
    assert Change.RETRACTION not in classify(Text("x", body), Text("x", f"{body}\n{sentence}"))


def test_most_of_a_body_gone_is_a_retraction_and_the_way_back_is_none() -> None:
    whole = "\n".join(f"The minister told reporters that pier {number} of the port will open in spring." for number in range(12))
    rest = whole.split("\n")[0]
    assert Change.RETRACTION in classify(Text("Port opens", whole), Text("Port opens", rest))
    assert Change.RETRACTION not in classify(Text("Port opens", rest), Text("Port opens", whole))


def test_a_moved_paragraph_is_wording() -> None:
    assert classify(
        Text("x", "One came.\nNorway gave 40 boats.\nRain fell."), Text("x", "Rain fell.\nOne came.\nNorway gave 40 boats.")
    ) == {Change.WORDING}


def test_gravest_follows_the_order_of_the_house() -> None:
    assert [gravest(list(Change)[at:]) for at in range(len(Change))] == list(Change)
    assert [change.value for change in Change] == ["retraction", "negation", "number", "name", "quote", "wording", "cosmetic"]
    assert gravest([]) is None
