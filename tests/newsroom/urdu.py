"""The Urdu service's stories: three a day, our own sentences, Urdu numerals, written from right to left."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.stories import PKT

A_DAY = 3
WEEKDAYS = ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار")
MONTHS = ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر")

_SUBJECTS = (
    ("دونوں بندرگاہوں کے درمیان فیری سروس", "کینیا"),
    ("خشک سالی برداشت کرنے والے بیجوں کا مشترکہ ذخیرہ", "نیپال"),
    ("سیلاب کی پیشگی اطلاع کا مشترکہ نظام", "بنگلہ دیش"),
    ("پہاڑی درے کا دوبارہ کھلنا", "تاجکستان"),
    ("پرانی کارواں سرائے کی بحالی", "آذربائیجان"),
    ("ہجرت کرنے والے کونجوں کی گنتی", "روس"),
)
_SPEAKERS = ("سمیرا دستگیر", "ہارون بلوچانی")
_TITLES = (
    "ترجمان دفتر خارجہ کا {subject} پر بیان",
    "پاکستان اور {partner} {subject} پر متفق",
    "{subject} میں کوئی تاخیر نہیں ہوئی، دفتر خارجہ",
)
_SENTENCES = (
    "ترجمان نے کہا کہ پاکستان {years} برس سے اس منصوبے پر {partner} کے ساتھ کام کر رہا ہے۔",
    "انہوں نے بتایا کہ ماہرین کا اگلا اجلاس {weeks} ہفتوں کے اندر ہوگا۔",
    "ایک سوال کے جواب میں انہوں نے کہا کہ تاخیر کی خبروں میں کوئی صداقت نہیں۔",
    "منصوبے کے پہلے مرحلے پر {millions} لاکھ روپے خرچ ہوں گے۔",
    "دونوں ملکوں نے عوام کے سوالات کے لیے ایک ٹیلی فون لائن کھولنے پر بھی اتفاق کیا۔",
)


@dataclass(frozen=True, slots=True)
class UrduStory:
    """One story of the Urdu service; `at` is Pakistan time, `paragraphs` begin with the dateline."""

    number: int
    at: datetime
    title: str
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where it stands on the portal."""
        return f"/daily/livenews/{self.at.date().isoformat()}/news-{self.number}.html"


def numerals(number: int, width: int = 1) -> str:
    """A number in Urdu numerals, filled with zeros to `width`."""
    return f"{number:0{width}d}".translate({ord(str(digit)): chr(0x06F0 + digit) for digit in range(10)})


@lru_cache(maxsize=512)
def urdu_stories(day: date, edition: Edition = PLAIN) -> tuple[UrduStory, ...]:
    """The Urdu stories of a day, oldest first."""
    chance = edition.chance("urdu", day)
    made = []
    for number, (subject, partner) in enumerate(chance.sample(_SUBJECTS, A_DAY)):
        facts = {
            "subject": subject,
            "partner": partner,
            "years": numerals(chance.randint(3, 40)),
            "weeks": numerals(chance.randint(2, 11)),
            "millions": numerals(chance.randint(12, 480)),
        }
        dateline = (
            f"اسلام آباد (اردو پوائنٹ اخبار تازہ ترین۔ اے پی پی۔ {numerals(day.day, 2)} {MONTHS[day.month - 1]} {numerals(day.year)}ء)"
        )
        lead = f"ترجمان دفتر خارجہ {chance.choice(_SPEAKERS)} نے {WEEKDAYS[day.weekday()]} کو ہفتہ وار بریفنگ میں {subject} پر بات کی۔"
        body = (f"{dateline} {lead}", *(sentence.format(**facts) for sentence in chance.sample(_SENTENCES, 3)))
        at = datetime.combine(day, time(9), PKT) + timedelta(hours=4 * number, minutes=chance.randint(0, 59))
        made.append(UrduStory(number, at, chance.choice(_TITLES).format(**facts), body))
    return tuple(made)
