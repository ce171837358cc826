"""The matter of the invented news: subjects in English and Chinese, names that belong to nobody, and sentences to say about them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that a ministry can be asked about, with the country it concerns, in both languages."""

    subject: str
    partner: str
    subject_zh: str
    partner_zh: str


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry as reports name it: where it speaks, who speaks for it, and how it speaks of its own side."""

    place: str
    title: str
    spokespersons: tuple[str, ...]
    side: str


TOPICS = (
    Topic("a direct ferry line between the two ports", "Kenya", "两国港口之间的直达渡轮航线", "肯尼亚"),
    Topic("the joint bank of drought-proof seeds", "Nepal", "抗旱种子联合库", "尼泊尔"),
    Topic("a shared flood warning network", "Bangladesh", "共享洪水预警网络", "孟加拉国"),
    Topic("the exchange of young archivists", "Uzbekistan", "青年档案工作者交流", "乌兹别克斯坦"),
    Topic("visa-free travel for school choirs", "Malaysia", "学校合唱团免签旅行", "马来西亚"),
    Topic("the cold-storage corridor for fruit", "Iran", "水果冷链走廊", "伊朗"),
    Topic("the reopening of the mountain pass", "Tajikistan", "山口重新开放", "塔吉克斯坦"),
    Topic("a common standard for electric buses", "Turkey", "电动公交共同标准", "土耳其"),
    Topic("the survey of migrating cranes", "Russia", "迁徙鹤类调查", "俄罗斯"),
    Topic("training places for harbour pilots", "Sri Lanka", "港口引航员培训名额", "斯里兰卡"),
    Topic("the restoration of an old caravanserai", "Azerbaijan", "古老商队驿站的修复", "阿塞拜疆"),
    Topic("cheaper roaming for lorry drivers", "Kazakhstan", "卡车司机漫游资费下调", "哈萨克斯坦"),
    Topic("the field hospital sent after the landslide", "Indonesia", "山体滑坡后派出的野战医院", "印度尼西亚"),
    Topic("the pilot project on tidal power", "the United Kingdom", "潮汐发电试点项目", "英国"),
)

CHINA = Ministry("BEIJING", "Chinese Foreign Ministry spokesperson", ("Lin Qiaoyun", "Tao Anlan"), "China")
SPEAKERS_ZH = {"Lin Qiaoyun": "林乔云", "Tao Anlan": "陶安澜"}
PAKISTAN = Ministry("ISLAMABAD", "Foreign Office spokesperson", ("Sameera Dastgir", "Haroon Baluchani"), "Pakistan")
TURKEY = Ministry("ANKARA", "Turkish Foreign Ministry spokesperson", ("Orhan Selvili",), "Türkiye")

TITLES = (
    "{side} comments on {subject}",
    "{side}, {partner} to go on with {subject}",
    "No change in {side}’s position on {subject}",
    "{side} answers questions about {subject}",
)
OCCASIONS = ("at a regular press briefing", "at the weekly media briefing", "in answer to a question", "in a written statement")

QUOTES = (
    "We welcome the progress made on {subject}, and we will keep to the timetable that both sides have agreed",
    "{side} and {partner} have worked on {subject} for {years} years, and this work has served ordinary people on both sides",
    "There is no truth in the reports that {subject} has been put off",
    "We hope that all parties will look at {subject} calmly and will not read into it what is not there",
    "{side} stands ready to share what it has learned about {subject} with any country that asks",
    "The experts will meet again within {weeks} weeks, and {subject} is the first point on their list",
    "Our position on {subject} is known and has not changed",
)

DETAILS = (
    "The first phase is to cost {millions} million dollars and to be finished within {weeks} weeks.",
    "Officials of both countries had met {times} times since the spring to settle the open points.",
    "A joint committee of {times} members will report to the two governments before the end of the year.",
    "According to figures of the transport authority, {millions} thousand people used the service last year.",
    "The two sides also agreed to open a telephone line for questions from the public.",
    "Representatives of {millions} small firms had asked for clear rules in an open letter.",
    "The agreement was first announced {weeks} weeks ago and has since been amended twice.",
    "Observers from the region will be invited to the opening, the organisers said.",
)

CLOSINGS = (
    "The next briefing will take place on the usual day.",
    "Further details are to be published on the ministry's website.",
    "Asked about a date, the spokesperson said that it would be announced in due course.",
    "The embassy in the capital confirmed that the letter had been received.",
)

PLAIN_HEADLINES = (
    (
        "national",
        "LAHORE",
        "Library of {place} lends its ten thousandth kite",
        "The public library of {place} has lent its ten thousandth kite",
    ),
    (
        "national",
        "QUETTA",
        "Apple growers of {place} expect a late harvest",
        "Apple growers in {place} expect their harvest {weeks} days later than last year",
    ),
    (
        "business",
        "KARACHI",
        "Tile makers of {place} agree on common sizes",
        "The tile makers of {place} have agreed on {times} common sizes",
    ),
    (
        "national",
        "PESHAWAR",
        "{place} bridge closes for repainting",
        "The footbridge of {place} will be closed for {weeks} days to be repainted",
    ),
    (
        "business",
        "FAISALABAD",
        "Button factory in {place} takes on apprentices",
        "A button factory in {place} has taken on {millions} apprentices",
    ),
    (
        "national",
        "MULTAN",
        "Night school of {place} adds a class in map reading",
        "The night school of {place} has added a class in map reading",
    ),
)
FILLER_HEADLINES = (
    *PLAIN_HEADLINES,
    ("national", "SIALKOT", "{place} counts its wells", "{place} has counted its wells and found {times} more than it thought"),
    (
        "national",
        "SUKKUR",
        "Ferry clock of {place} is set right",
        "The clock above the ferry steps of {place} has been set right after {weeks} weeks",
    ),
    (
        "business",
        "GUJRANWALA",
        "{place} kiln workers vote for a canteen",
        "The kiln workers of {place} have voted for a canteen of {millions} seats",
    ),
    ("national", "HYDERABAD", "Choir of {place} looks for low voices", "The choir of {place} is looking for {times} low voices"),
    (
        "business",
        "GWADAR",
        "Net menders of {place} open a second hall",
        "The net menders of {place} have opened a second hall with {millions} places",
    ),
    ("national", "MUZAFFARABAD", "{place} puts numbers on its footpaths", "{place} has put numbers on {millions} footpaths"),
)
TOWNS = ("Nurabad", "Chak Sitara", "Mirpur Khurd", "Bela Sharqi", "Kot Anjum", "Zarghun Town", "Dera Mahtab")
PLAIN_SENTENCES = (
    "The work was paid for by a collection that began {weeks} weeks ago.",
    "About {millions} residents came to see it on the first morning.",
    "A member of the town council thanked the {times} volunteers by name.",
    "The rooms will be open from nine to five, and on one evening a week.",
    "Nobody could remember when it had last been done so quietly.",
    "The owners plan to repeat the experiment in {times} other places.",
    "Children are let in free, and their teachers pay half.",
)

OUTLETS_ZH = ("新华社记者", "总台央视记者", "巴通社记者", "法新社记者", "中新社记者")
QUESTIONS_ZH = (
    "我们注意到近日有关{subject}的报道，外交部能否介绍最新进展？",
    "关于{subject}，{partner}方面表示愿加快推进。中方对此有何评论？",
    "有媒体称{subject}已被推迟，发言人能否证实？",
    "请问中方对与{partner}就{subject}开展合作有何期待？",
)
ANSWERS_ZH = (
    "中方欢迎{subject}取得的进展。我们愿同{partner}一道，按照双方商定的时间表继续推进。",
    "中国和{partner}就{subject}已合作{years}年，这项工作惠及两国民众。",
    "有关报道不属实，{subject}没有推迟。",
    "我们希望各方冷静看待{subject}，不要作不必要的解读。",
    "中方愿同各国分享在{subject}方面的经验。专家将在{weeks}周内再次会面。",
)
