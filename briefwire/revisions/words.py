"""Words that name somebody or turn a sentence round, in English, Chinese and Urdu. Data: add a word to teach it. All in the form of `plain`, one case."""

from functools import cache

from babel import Locale

from briefwire.about.countries import names as english_countries
from briefwire.clean.voices import persons
from briefwire.revisions.plain import plain


def _plain(words: str) -> frozenset[str]:
    return frozenset(plain(word) for word in words.casefold().split())


ROLES = _plain("""
    president presidents minister ministers spokesperson spokesman spokeswoman secretary undersecretary ambassador ambassadors envoy director
    chairman chairwoman chairperson premier chancellor king queen prince princess emir amir sultan pope mr mrs ms dr sir lord senator
    congressman congresswoman governor mayor general colonel major admiral marshal commander chief commissioner consul diplomat deputy
    vice acting interim representative speaker chair moderator ministry
""") | _plain("""
    صدر وزیر وزرا وزیراعظم ترجمان سفیر سیکرٹری سیکریٹری چیئرمین گورنر مشیر نائب ملکہ بادشاہ شہزادہ جنرل آرمی سربراہ ڈائریکٹر وزارت دفترخارجہ
""")
CJK_ROLES = "|".join(
    """
    国家主席 副主席 主席 副总统 总统 副总理 总理 外交部长 外长 副部长 部长 国务卿 国务委员 大使 公使 特使 发言人 代表 秘书长 首相 国王 女王 王储
    议长 省长 市长 司长 将军 司令 教授 先生 女士 记者 法新社 路透社 彭博社 新华社 共同社 美联社
    """.split()
)
_OTHER_NAMES = {
    "zh": """
        联合国 北约 欧盟 东盟 上合组织 金砖 世卫组织 世界卫生组织 巴勒斯坦 香港 澳门 中方 美方 俄方 日方 英方 法方 德方 印方 巴方 乌方 以方
        欧方 韩方 朝方 伊方 中国政府 外交部 国防部 商务部 白宫 国务院 安理会 世贸组织 五角大楼
    """,
    "ur": """
        امریکہ امریکا برطانیہ انڈیا ہندوستان فلسطین غزہ اقوام_متحدہ نیٹو یورپی_یونین کشمیر اسلام_آباد نئی_دہلی بیجنگ واشنگٹن ماسکو تہران کابل لندن
        پاکستانی بھارتی چینی امریکی روسی ایرانی افغان ترک سعودی دفتر_خارجہ سلامتی_کونسل طالبان
    """,
}

_OTHER_WORDS = frozenset(
    ("us", "jersey", "chad", "guinea")
)  # names that are words too; in capitals inside a sentence they count all the same
_SHORT_NAME = 4  # letters; "Khan" and "Ali" are found by their capitals, while "lin" and "dar" are words elsewhere
_ORGANISATIONS = frozenset("nato un eu asean opec brics fbi cia imf".split())

CJK_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
    "侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华"
)

# What turns a statement into its opposite when it comes or goes.
NEGATORS = _plain("not no never without none nobody nothing neither nor cannot hardly") | _plain("نہیں نہ مت بغیر بلا ناں")
DENIALS = _plain("""
    deny denies denied denying denial refuse refuses refused refusing refusal reject rejects rejected rejecting rejection oppose opposes opposed opposing
    fail fails failed refute refutes refuted dismiss dismisses dismissed disagree disagrees disagreed innocent untrue false decline declines declined
    forbid forbids forbidden ban bans banned
""") | _plain("تردید انکار مسترد مخالفت")
ASSENTS = _plain("""
    confirm confirms confirmed confirming confirmation accept accepts accepted accepting acceptance agree agrees agreed agreeing approve approves approved
    support supports supported supporting admit admits admitted endorse endorses endorsed allow allows allowed permit permits permitted guilty true
    succeed succeeds succeeded welcome welcomes welcomed
""") | _plain("تصدیق قبول منظور حمایت اعتراف اقرار")
CJK_NEGATORS = "并未|从未|尚未|毫无|没有|并非|绝非|不是|不|没|未|无|勿|非"
CJK_NO_NEGATORS = (
    "不仅|不但|不断|不久|不同|不少|不过|不管|不论|不得不|不禁|无论|未来|非常|非洲|无疑|无人机|非政府|非法|不丹|除非|是不是|能不能|要不要|有没有|莫不|无不|"
    "非正式|无线|无数|非遗|南非|北非|东非|西非|中非|不可避免"
)
CJK_DENIALS = "否认|拒绝|反对|驳斥|不实"
CJK_ASSENTS = "证实|确认|承认|接受|同意|支持|赞成|批准|欢迎"

# Words of grammar: what is left over when a name, a figure or a negation was changed.
GRAMMAR = _plain("""
    a an the of for to in on at by and or with from as is are was were be been am do does did has have had will would can could shall should may might must
    that this it its his her their our any some ever also which who
""") | _plain("کی کا کو نی سی میں پر اور ہی ہیں تھا تھی تھی گا گی جا کر کیا ہوا ساتھ")
CJK_GRAMMAR = frozenset("的地得了是在和与及就也都将会已过着其此这那有对为")
OPENERS = _plain("""
    the a an in on at by for from with as after before since during while when where who what why how if although though however but and or so yet also
    it he she they we you i this that these those there here his her their our its my your one two some many most all both each every no not
    meanwhile moreover furthermore earlier later today yesterday tomorrow according speaking asked responding regarding about under over between
    among through against despite unlike such other another more further finally thank thanks please let well yes now then first second third
    last next new is are was were do does did have has had can could will would should may might must again
""")


@cache
def name_words() -> frozenset[str]:
    """English words that name a country, its people, its capital, an organisation, or somebody who speaks for a ministry, whatever their case in the text.

    "us" is left out: it is a pronoun too.
    """
    names = {plain(name) for name in english_countries()}
    surnames = {plain(person.surname) for person in persons()}
    return (
        frozenset(name for name in names if " " not in name) - _OTHER_WORDS
        | _ORGANISATIONS
        | {name for name in surnames if len(name) > _SHORT_NAME}
    )


@cache
def names_in(language: str) -> tuple[str, ...]:
    """Countries, their peoples and common organisations as Chinese ("zh") or Urdu ("ur") writes them (CLDR and a table of ours), the longest first."""
    found = {plain(name) for code, name in Locale(language).territories.items() if len(code) == 2} | {
        plain(name.replace("_", " ")) for name in _OTHER_NAMES[language].split()
    }
    found |= {plain(part) for name in found for part in name.split("(")[:1]}
    return tuple(sorted((name for name in found if len(name) > 1), key=len, reverse=True))
