"""What the US ministry publishes on a day: statements, readouts, a schedule and a briefing transcript of invented people's invented words."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.handling import USUAL, Handling
from tests.newsroom.topics import TOPICS, Topic

EASTERN = ZoneInfo("America/New_York")
SECRETARY = "Eleanor P. Wexcombe, Secretary of State"
SPOKESPERSON, SPEAKER_TAG = "Marcus Ellery, Department Spokesperson", "MR ELLERY"
_FIRST_NUMBER, _PER_DAY = 1_000_000, 100

_STATEMENTS = (
    "The United States welcomes the news that {subject} will go ahead, and thanks {partner} for its patience.",
    "We have followed the talks on {subject} closely, and we hope that {partner} and its neighbours will bring them to an end this year.",
    "Over {years} years our embassy in {partner} has helped with {subject}, and it will go on doing so.",
    "Secretary Wexcombe is to speak about {subject} at a meeting of {count} partners in {weeks} weeks.",
)
_READOUTS = (
    "Secretary Wexcombe spoke today with the foreign minister of {partner} about {subject}.",
    "The two discussed next steps and agreed that their experts would meet again within {weeks} weeks.",
    "The Secretary thanked the minister for the help of {partner} with {count} joint projects.",
)
_QUESTIONS = (
    "Do you have anything on {subject}? The government of {partner} said this morning that it had been put off.",
    "On {partner}: has there been any contact about {subject} since last week?",
    "Can you confirm that {count} experts are to travel to {partner} for {subject}?",
)
_ANSWERS = (
    "We’ve seen those reports. We remain in touch with {partner} about {subject}, and I have no change of schedule to announce.",
    "There have been {count} calls this month. {subject} was part of each of them.",
    "I’d refer you to the government of {partner}. For our part, we support {subject}, and we have said so for {years} years.",
    "I don’t want to get ahead of the experts, who meet again in {weeks} weeks.",
)


@dataclass(frozen=True, slots=True)
class Release:
    """One item: `at` is Eastern time, `paragraphs` are HTML-free, `speaker` is who signs it."""

    number: int
    at: datetime
    title: str
    path: str
    speaker: str
    paragraphs: tuple[str, ...]
    speaks: bool
    handling: Handling = USUAL

    @property
    def printed_at(self) -> datetime:
        """The time that the feed gives."""
        return self.handling.printed_at or self.at


@lru_cache(maxsize=1024)
def releases(day: date, edition: Edition = PLAIN) -> tuple[Release, ...]:
    """The items of a day, oldest first: five to eight on working days, one or two at weekends, more on a busy day."""
    chance = edition.chance("releases", day)
    midnight = datetime.combine(day, time(), EASTERN)
    plain = chance.randint(1, 2) if day.weekday() >= 5 else chance.randint(3, 6)
    topics = chance.sample(TOPICS, plain)
    minutes = sorted(chance.sample(range(8 * 60, 19 * 60), plain))
    made = [_plain(chance, midnight + timedelta(minutes=minute), topic) for minute, topic in zip(minutes, topics, strict=True)]
    if day.weekday() < 5:
        made.append(_schedule(midnight + timedelta(minutes=20)))
        made.append(_briefing(chance, midnight + timedelta(hours=17, minutes=chance.randint(0, 50))))
    burst = edition.fillers("us_state", day)  # a conference of ministers: item upon item within an hour
    made += [_plain(chance, midnight + timedelta(hours=15, minutes=2 * number), chance.choice(TOPICS)) for number in range(burst)]
    first = _FIRST_NUMBER + (day.toordinal() - date(2000, 1, 1).toordinal()) * _PER_DAY
    return tuple(_numbered(first + index, release) for index, release in enumerate(sorted(made, key=lambda item: (item.at, item.title))))


def _plain(chance: Random, at: datetime, topic: Topic) -> Release:
    facts = _facts(chance, topic)
    if chance.random() < 0.5:
        title = f"Secretary Wexcombe’s Call with the Foreign Minister of {topic.partner[:1].upper()}{topic.partner[1:]}"
        lines, speaker = _READOUTS, "Office of the Spokesperson"
        opening = f"The following is attributable to Spokesperson {SPOKESPERSON.split(',')[0]}:"
    else:
        title = f"On {topic.subject[:1].upper()}{topic.subject[1:]}"
        lines, speaker = tuple(chance.sample(_STATEMENTS, 3)), SECRETARY
        opening = SECRETARY
    return Release(0, at, title, "/", speaker, (opening, *(_sentence(line, facts) for line in lines)), speaks=True)


def _schedule(at: datetime) -> Release:
    lines = ("Office of the Spokesperson", "10:00 a.m. Secretary Wexcombe meets with her staff at the Department of State.", "CLOSED PRESS")
    return Release(0, at, f"Public Schedule – {at:%B} {at.day}, {at.year}", "/", "Office of the Spokesperson", lines, speaks=False)


def _briefing(chance: Random, at: datetime) -> Release:
    lines = ["2:00 p.m.", f"{SPEAKER_TAG}: Good afternoon, everyone. I have nothing at the top, so let us start with your questions."]
    for topic in chance.sample(TOPICS, 3):
        facts = _facts(chance, topic)
        lines += [f"QUESTION: {_sentence(chance.choice(_QUESTIONS), facts)}", f"{SPEAKER_TAG}: {_sentence(chance.choice(_ANSWERS), facts)}"]
    lines.append(f"{SPEAKER_TAG}: Thank you all.")
    title = f"Department Press Briefing – {at:%B} {at.day}, {at.year}"
    return Release(0, at, title, "/briefings/", SPOKESPERSON, tuple(lines), speaks=True)


def _numbered(number: int, release: Release) -> Release:
    slug = re.sub(r"[^a-z0-9]+", "-", release.title.lower().replace("’", "")).strip("-")
    own = slug if release.title.startswith(("Department", "Public")) else f"{slug}-{number % 100_000}"
    return Release(number, release.at, release.title, f"{release.path}{own}/", release.speaker, release.paragraphs, release.speaks)


def _facts(chance: Random, topic: Topic) -> dict[str, object]:
    return {
        "subject": topic.subject,
        "partner": topic.partner,
        "years": chance.randint(3, 30),
        "weeks": chance.randint(2, 9),
        "count": chance.randint(3, 19),
    }


def _sentence(template: str, facts: dict[str, object]) -> str:
    text = template.format(**facts)
    return text[0].upper() + text[1:]
