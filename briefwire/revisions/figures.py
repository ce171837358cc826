"""Figures in a plain text: amounts, dates, percentages, units and scale words, each as one comparable string.

"1,000", "1000" and "one thousand" are the same figure, and so are "3 million", "300万" and "30 لاکھ". "One" alone is no figure: it is mostly a pronoun.
"""

import re
from collections import Counter
from decimal import Decimal

from briefwire.revisions.plain import plain

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|\S{1,100}@\S{1,100}")

_SIGNS = frozenset("零〇一二三四五六七八九十两百千万亿年月日号周")
_UNIT_PARTS = frozenset("point points basis per cent percentage first second".split())
PERCENT = frozenset("% percent pc per cent".split())  # the words of a per cent sign
_LARGEST = Decimal(10) ** 24  # no amount in the news is larger; bounds what a row of scale words can multiply up to
_WORDS = {
    plain(word): value
    for value, words in {
        0: "zero صفر",
        2: "two twice دو",
        3: "three third تین تیسری تیسرا",
        4: "four fourth چار چوتھی چوتھا",
        5: "five fifth پانچ پانچویں",
        6: "six sixth چھ",
        7: "seven seventh سات",
        8: "eight eighth آٹھ اٹھ",
        9: "nine ninth نو",
        10: "ten tenth دس",
        11: "eleven eleventh گیارہ",
        12: "twelve twelfth dozen dozens بارہ",
        13: "thirteen تیرہ",
        14: "fourteen چودہ",
        15: "fifteen پندرہ",
        16: "sixteen سولہ",
        17: "seventeen سترہ",
        18: "eighteen اٹھارہ",
        19: "nineteen انیس",
        20: "twenty بیس",
        25: "پچیس",
        30: "thirty تیس",
        40: "forty چالیس",
        50: "fifty پچاس",
        60: "sixty ساٹھ",
        70: "seventy ستر",
        80: "eighty",
        90: "ninety نوی",
    }.items()
    for word in words.split()
}
_SCALES = {
    plain(word): value
    for value, words in {
        100: "hundred hundreds 百 سو",
        1_000: "thousand thousands 千 ہزار ہزاروں",
        10_000: "万 萬",
        100_000: "lakh lakhs لاکھ لاکھوں",
        1_000_000: "million millions mn ملین 百万",
        10_000_000: "crore crores کروڑ کروڑوں 千万",
        100_000_000: "亿 億",
        1_000_000_000: "billion billions bn ارب اربوں بلین 十亿",
        10_000_000_000: "百亿",
        100_000_000_000: "千亿 کھرب",
        1_000_000_000_000: "trillion trillions trn 万亿 ٹریلین",
    }.items()
    for word in words.split()
}
_MONTHS = {
    plain(word): month
    for month, words in enumerate(
        (
            "january jan جنوری",
            "february feb فروری",
            "march مارچ",
            "april apr اپریل",
            "may مئی",
            "june jun جون",
            "july jul جولائی",
            "august aug اگست",
            "september sept sep ستمبر",
            "october oct اکتوبر",
            "november nov نومبر",
            "december dec دسمبر",
        ),
        1,
    )
    for word in words.split()
}
_WEEKDAYS = {
    plain(word): number
    for number, words in enumerate(
        (
            "monday 星期一 周一",
            "tuesday منگل 星期二 周二",
            "wednesday بدھ 星期三 周三",
            "thursday جمعرات 星期四 周四",
            "friday جمعہ 星期五 周五",
            "saturday 星期六 周六",
            "sunday اتوار 星期日 星期天 周日",
        )
    )
    for word in words.split()
}
_UNITS = {
    plain(word): unit
    for unit, words in {
        "%": "% percent pc فیصد",
        "pp": "pp",
        "$": "$ us$ usd dollar dollars 美元 ڈالر ڈالرز",
        "€": "€ eur euro euros 欧元 یورو",
        "£": "£ gbp pound pounds sterling 英镑 پاؤنڈ پاونڈ",
        "¥": "¥ yuan rmb cny renminbi 元 人民币 یوان",
        "yen": "yen jpy 日元",
        "₨": "rs ₨ pkr rupee rupees 卢比 روپی روپوں",
        "₹": "₹ inr",
        "year": "year years 年 سال سالہ سالوں",
        "month": "month months 个月 ماہ مہینی مہینوں",
        "week": "week weeks 周 星期 ہفتی ہفتوں",
        "day": "day days 天 日 دن دنوں روز",
        "hour": "hour hours 小时 گھنٹی گھنٹوں",
        "minute": "minute minutes 分钟 منٹ",
        "am": "am",
        "pm": "pm",
        "km": "km kms kilometre kilometres kilometer kilometers 公里 کلومیٹر",
        "mile": "mile miles 英里 میل",
        "m": "metre metres meter meters 米 میٹر",
        "kg": "kg kgs kilogram kilograms kilogramme kilogrammes 公斤 کلوگرام کلو",
        "t": "ton tons tonne tonnes 吨 ٹن",
        "mw": "mw megawatt megawatts میگاواٹ",
        "gw": "gw gigawatt gigawatts",
        "barrel": "barrel barrels بیرل",
        "acre": "acre acres ایکڑ",
        "hectare": "hectare hectares 公顷",
    }.items()
    for word in words.split()
}
_NUMBER = r"(?<![a-z\d])(?<![a-z]-)(?P<number>\d{1,30}(?:[.,:]\d{1,30}){0,9})(?:st|nd|rd|th)?"
_CJK_NUMERAL = r"(?P<numeral>[零〇一二三四五六七八九十两百千]{1,12})(?=[个名位人年月日号天次项国岁点元吨公米架艘枚起份倍万亿周家届轮条对])"
_SIGN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_SCALE_CJK = "(?:万亿|千亿|百亿|十亿|千万|百万|[百千万萬亿億])"
_CJK_DAY = "星期[一二三四五六日天]|周[一二三四五六日](?!年)"
_WORD = rf"per cent(?:age points?)?|percentage points?|basis points?|(?:(?!{_SIGN})[^\W\d_])+|[%$€£¥₨₹]"
_TOKEN = re.compile(
    rf"(?P<before>us\$|[$€£¥₨₹]|\brs\b\.?)?\s?{_NUMBER}\s?(?P<scale>{_SCALE_CJK})?"
    rf"|百分之(?P<share>[零〇一二三四五六七八九十两百]{{1,8}})|(?P<hundredths>百分之)|{_CJK_NUMERAL}(?P<scale2>{_SCALE_CJK})?"
    rf"|(?P<day>{_CJK_DAY})|(?P<word>{_WORD})"
)
_CJK_UNIT = re.compile(r"\s?(美元|欧元|英镑|人民币|日元|卢比|元|年|个月|小时|分钟|公里|英里|公斤|公顷|天|日|周|米|吨|%)")
_VALUES_CJK = {
    digit: value for value, digits in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for digit in digits
}
_PHRASES = {
    "per cent": "percent",
    "percentage point": "pp",
    "percentage points": "pp",
    "per centage point": "pp",
    "per centage points": "pp",
    "basis point": "bp",
    "basis points": "bp",
}


def figures(text: str) -> Counter[str]:
    """The figures of a plain text with how often each stands in it."""
    reader = _Reader()
    low = _ADDRESS.sub(" ", text).casefold()
    for match in _TOKEN.finditer(low):
        reader.take(match, low)
    return reader.done()


class _Reader:
    """Puts numbers, scale words and units that follow one another together."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.value: Decimal | None = None
        self.raw = ""
        self.unit = ""
        self.tens = False

    def take(self, match: re.Match[str], low: str) -> None:
        if match["number"]:
            self._close()
            self._number(match["number"], match["before"] or "", match["scale"])
            self._cjk_unit(low, match.end())
        elif match["numeral"]:
            if match["numeral"] == "一" and not match["scale2"] and low[match.end() : match.end() + 1] not in "月日号年元吨":
                return
            self._close()
            self.value = Decimal(_cjk(match["numeral"]) * _SCALES.get(match["scale2"] or "", 1))
            self._cjk_unit(low, match.end())
        elif match["day"]:
            self._close()
            self.found[f"weekday {_WEEKDAYS[match['day']]}"] += 1
        elif match["share"]:
            self._close()
            self.value, self.unit = Decimal(_cjk(match["share"])), "%"
        elif match["hundredths"]:
            self._close()
            self.unit = "%"
        elif match["word"]:
            self._word(
                _PHRASES.get(match["word"], match["word"]),
                low[match.end() : match.end() + 3],
                low[max(0, match.start() - 3) : match.start()],
            )

    def _number(self, number: str, before: str, scale: str | None) -> None:
        plain = re.sub(r",(?=\d\d)", "", number)
        self.unit = _UNITS.get(before.rstrip("."), self.unit)
        if plain.count(".") > 1 or ":" in plain or "," in plain:
            self.raw = plain
        else:
            self.value = Decimal(plain) * _SCALES.get(scale or "", 1)

    def _word(self, word: str, after: str, before: str) -> None:
        pending = self.value is not None or self.raw
        if word in _WORDS:
            if self.tens and self.value is not None and 0 < _WORDS[word] < 10:  # twenty-four
                self.value += _WORDS[word]
                self.tens = False
                return
            self._close()
            self.value = Decimal(_WORDS[word])
            self.tens = 20 <= _WORDS[word] <= 90
        elif word in _SCALES:
            if self.value is not None and self.value >= _LARGEST:
                self._close()
            self.value = (self.value if self.value is not None else Decimal(1)) * _SCALES[word]
        elif pending and (unit := _UNITS.get(word)):
            self.unit = unit
            self._close()
        elif word in _MONTHS and (word not in ("may", "march", "jan", "sep", "mar") or re.search(r"\d", before + after)):
            self._close()
            self.found[f"month {_MONTHS[word]}"] += 1
        elif word in _WEEKDAYS:
            self._close()
            self.found[f"weekday {_WEEKDAYS[word]}"] += 1
        else:
            self._close()

    def _cjk_unit(self, low: str, at: int) -> None:
        if unit := _CJK_UNIT.match(low, at):
            self.unit = self.unit or _UNITS.get(unit[1], "")

    def _close(self) -> None:
        if self.value is not None:
            self.found[f"{self.value.normalize():f} {self.unit}".strip()] += 1
        elif self.raw:
            self.found[f"{self.raw} {self.unit}".strip()] += 1
        if self.value is not None or self.raw:
            self.unit = ""
        self.value, self.raw, self.tens = None, "", False

    def done(self) -> Counter[str]:
        self._close()
        return self.found


def is_figure(word: str) -> bool:
    """Whether a folded word of a plain text is (a part of) a figure: digits, a number word, a scale, a month, a weekday or a unit."""
    return (
        any(letter.isdecimal() or letter in _SIGNS for letter in word)
        or word in _UNIT_PARTS
        or any(word in words for words in (_WORDS, _SCALES, _MONTHS, _WEEKDAYS, _UNITS))
    )


def _cjk(numeral: str) -> int:
    """The value of a Chinese numeral below ten thousand ("三十五" is 35, "二〇二五" 2025)."""
    if not any(sign in numeral for sign in "十百千"):
        return int("".join(str(_VALUES_CJK[sign]) for sign in numeral))
    total, digit = 0, 0
    for sign in numeral:
        if sign in _VALUES_CJK:
            digit = _VALUES_CJK[sign]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + digit
