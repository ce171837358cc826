"""What the Chinese ministry publishes on a day: a conference on working days, now and then a remark beside it; nothing at weekends and on public holidays."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from random import Random

from holidays import country_holidays

from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.handling import USUAL, Handling
from tests.newsroom.stories import topics_of
from tests.newsroom.topics import ANSWERS_ZH, CHINA, OUTLETS_ZH, QUESTIONS_ZH, SPEAKERS_ZH, TOPICS, Topic

CST = timezone(timedelta(hours=8))
_HOLIDAYS = country_holidays("CN")


@dataclass(frozen=True, slots=True)
class Transcript:
    """One page of the ministry: `at` is Chinese time, `exchanges` are question (with its asker) and answer (with its speaker)."""

    number: int
    at: datetime
    title: str
    exchanges: tuple[tuple[str, str], ...]
    speaks: bool = True
    handling: Handling = USUAL

    @property
    def path(self) -> str:
        """Where it stands on the ministry's site."""
        return f"/web/wjdt_674879/fyrbt_674889/{self.at:%Y%m}/t{self.at:%Y%m%d}_{self.number}.shtml"


def is_working_day(day: date) -> bool:
    """Whether the ministry speaks on a day: not at weekends, not on China's public holidays (their days off included)."""
    return day.weekday() < 5 and day not in _HOLIDAYS


@lru_cache(maxsize=4096)
def transcripts(day: date, edition: Edition = PLAIN) -> tuple[Transcript, ...]:
    """The pages of a day, newest first."""
    if not is_working_day(day):
        return ()
    chance = edition.chance("conference", day)
    speaker = SPEAKERS_ZH[CHINA.spokespersons[day.toordinal() % 2]]
    title_day = f"{day.year}年{day.month}月{day.day}日"
    conference = Transcript(
        number=9_000_000 + 2 * day.toordinal(),
        at=datetime.combine(day, time(18, chance.randint(0, 59)), CST),
        title=f"{title_day}外交部发言人{speaker}主持例行记者会",
        exchanges=tuple(
            _exchange(chance, topic, speaker) for topic in [*topics_of(day, edition)[:2], *chance.sample(TOPICS, chance.randint(1, 3))]
        ),
    )
    if chance.random() < 0.6:
        return (conference,)
    topic = chance.choice(TOPICS)
    remark = Transcript(
        number=conference.number + 1,
        at=datetime.combine(day, time(21, chance.randint(0, 59)), CST),
        title=f"外交部发言人{speaker}就{topic.subject_zh}答记者问",
        exchanges=(_exchange(chance, topic, speaker),),
    )
    return (remark, conference)


def _exchange(chance: Random, topic: Topic, speaker: str) -> tuple[str, str]:
    facts = {"subject": topic.subject_zh, "partner": topic.partner_zh, "years": chance.randint(3, 40), "weeks": chance.randint(2, 11)}
    question, answer = chance.choice(QUESTIONS_ZH), chance.choice(ANSWERS_ZH)
    return f"{chance.choice(OUTLETS_ZH)}：{question.format(**facts)}", f"{speaker}：{answer.format(**facts)}"
