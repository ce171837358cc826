"""The English stories of a day: written by the agency, reprinted and cut by the others, or an outlet's own."""

import random
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.handling import USUAL, Handling
from tests.newsroom.topics import (
    CHINA,
    CLOSINGS,
    DETAILS,
    FILLER_HEADLINES,
    OCCASIONS,
    PAKISTAN,
    PLAIN_HEADLINES,
    PLAIN_SENTENCES,
    QUOTES,
    TITLES,
    TOPICS,
    TOWNS,
    TURKEY,
    Ministry,
    Topic,
)

PKT = timezone(timedelta(hours=5))
PER_DAY = 50  # more than are always there: a story's number tells its day
FILLERS_FROM, FILLERS_PER_DAY = (
    10_000_000,
    1000,
)  # plain stories that come and go with the volume have numbers of their own, so that the others keep theirs
_FIRST_NUMBERED_DAY = date(2000, 1, 1).toordinal()
_UNDATED = datetime.min.replace(tzinfo=PKT)


@dataclass(frozen=True, slots=True)
class Story:
    """One story of one outlet. `paragraphs` are without dateline; `at` is Pakistan time; `number` is unique within the outlet and tells the day."""

    number: int
    at: datetime
    section: str
    title: str
    place: str
    agency: str | None
    paragraphs: tuple[str, ...]
    speaks: bool  # a foreign ministry speaks in it
    origin: int | None = None  # the agency's number, for a copy
    handling: Handling = USUAL

    @property
    def printed_at(self) -> datetime:
        """The time that the page shows: its own, unless the desk mistook it."""
        return self.handling.printed_at or self.at

    @property
    def slug(self) -> str:
        """The title as the address writes it; an edited title changes no address."""
        return re.sub(r"[^a-z0-9]+", "-", (self.handling.first_title or self.title).lower()).strip("-")


@lru_cache(maxsize=512)
def agency_stories(day: date, edition: Edition = PLAIN) -> tuple[Story, ...]:
    """What the agency publishes on a day, oldest first: four reports of ministries speaking, four of other things, and its fillers."""
    return _with_fillers(day, "app", edition, _agency_core(day, edition))


@lru_cache(maxsize=512)
def _agency_core(day: date, edition: Edition) -> tuple[Story, ...]:
    chance = edition.chance("agency", day)
    topics = topics_of(day, edition)
    ministries = [CHINA, CHINA, PAKISTAN, TURKEY]
    reports = [_report(chance, ministry, topic, day) for ministry, topic in zip(ministries, topics, strict=True)]
    others = [_plain(chance, headline) for headline in chance.sample(PLAIN_HEADLINES, 4)]
    return _dated(chance, day, reports + others)


@lru_cache(maxsize=512)
def urdupoint_stories(day: date, edition: Edition = PLAIN) -> tuple[Story, ...]:
    """Most of the agency's stories, minutes later and sometimes cut or split, and two of its own desk, and its fillers."""
    chance = edition.chance("urdupoint", day)
    reports = [story for story in _agency_core(day, edition) if story.speaks]
    others = [story for story in _agency_core(day, edition) if not story.speaks]
    copies = []
    for story in [*chance.sample(reports, chance.randint(2, 4)), *chance.sample(others, chance.randint(1, 3))]:
        section = "world" if story.place in ("BEIJING", "ANKARA") else "business" if story.section == "business" else "pakistan"
        later = story.at + timedelta(minutes=chance.randint(11, 170))
        copies.append(replace(story, at=later, section=section, paragraphs=_edited(chance, story.paragraphs), origin=story.number))
    own = [replace(_plain(chance, headline), agency=None, section="pakistan") for headline in chance.sample(PLAIN_HEADLINES, 2)]
    return _with_fillers(day, "urdupoint", edition, _numbered(day, [*copies, *_dated(chance, day, own)]))


@lru_cache(maxsize=512)
def dawn_stories(day: date, edition: Edition = PLAIN) -> tuple[Story, ...]:
    """Two of the agency's reports, shortened, four stories of its own, one of them with a ministry speaking, and its fillers."""
    chance = edition.chance("dawn", day)
    reports = [story for story in _agency_core(day, edition) if story.speaks]
    copies = [
        replace(
            story,
            at=story.at + timedelta(minutes=chance.randint(30, 200)),
            paragraphs=story.paragraphs[: chance.randint(2, 3)],
            origin=story.number,
        )
        for story in chance.sample(reports, 2)
    ]
    topic = chance.choice(TOPICS)
    own = [_plain(chance, headline) for headline in chance.sample(PLAIN_HEADLINES, 3)] + [_report(chance, PAKISTAN, topic, day)]
    stories = _numbered(day, [*copies, *_dated(chance, day, [replace(story, agency=None) for story in own])])
    return _with_fillers(day, "dawn", edition, stories)


def topics_of(day: date, edition: Edition = PLAIN) -> list[Topic]:
    """What ministries speak about on a day; the first two are what China is asked about."""
    return edition.chance("topics", day).sample(TOPICS, 4)


def day_of(number: int) -> date:
    """The day that a story's number belongs to. Raises `ValueError` for a number of no day."""
    if number >= FILLERS_FROM:
        return date.fromordinal(_FIRST_NUMBERED_DAY + (number - FILLERS_FROM) // FILLERS_PER_DAY)
    return date.fromordinal(_FIRST_NUMBERED_DAY + number // PER_DAY)


def _with_fillers(day: date, site: str, edition: Edition, stories: tuple[Story, ...]) -> tuple[Story, ...]:
    count = edition.fillers(site, day)
    if not count:
        return stories
    chance = edition.chance(f"fillers {site}", day)
    plain = [_plain(chance, chance.choice(FILLER_HEADLINES)) for _ in range(count)]
    first = FILLERS_FROM + (day.toordinal() - _FIRST_NUMBERED_DAY) * FILLERS_PER_DAY
    fillers = _numbered_from(first, list(_timed(chance, day, plain)))
    own = fillers if site == "app" else tuple(replace(story, agency=None) for story in fillers)
    return tuple(sorted([*stories, *own], key=lambda story: (story.at, story.number)))


def _figures(chance: random.Random) -> dict[str, int]:
    return {
        "years": chance.randint(3, 40),
        "weeks": chance.randint(2, 11),
        "times": chance.randint(3, 19),
        "millions": chance.randint(12, 480),
    }


def _report(chance: random.Random, ministry: Ministry, topic: Topic, day: date) -> Story:
    speaker = ministry.spokespersons[day.toordinal() % len(ministry.spokespersons)]
    facts = {"subject": topic.subject, "partner": topic.partner, "side": ministry.side} | _figures(chance)
    first, second = chance.sample(QUOTES, 2)
    details = chance.sample(DETAILS, 2)
    surname = speaker.split()[0] if ministry is CHINA else speaker.split()[-1]
    lead = (
        f"{ministry.title} {speaker} on {day:%A} spoke about {topic.subject}, which concerns {topic.partner}, {chance.choice(OCCASIONS)}."
    )
    paragraphs = (
        lead,
        f"“{_sentence(first, facts)},” {speaker} said.",
        details[0].format(**facts),
        f"{surname} added: “{_sentence(second, facts)}.”",
        details[1].format(**facts),
        chance.choice(CLOSINGS),
    )
    title = chance.choice(TITLES).format(**facts)
    return Story(0, _UNDATED, "global" if ministry is not PAKISTAN else "national", title, ministry.place, "APP", paragraphs, speaks=True)


def _sentence(template: str, facts: dict[str, object]) -> str:
    text = template.format(**facts)
    return text[0].upper() + text[1:]


def _plain(chance: random.Random, headline: tuple[str, str, str, str]) -> Story:
    section, place, title, lead = headline
    facts = {"place": chance.choice(TOWNS)} | _figures(chance)
    sentences = [sentence.format(**facts) for sentence in chance.sample(PLAIN_SENTENCES, 4)]
    paragraphs = (f"{lead.format(**facts)}. {sentences[0]}", sentences[1], f"{sentences[2]} {sentences[3]}")
    return Story(0, _UNDATED, section, title.format(**facts), place, "APP", paragraphs, speaks=False)


def _dated(chance: random.Random, day: date, stories: list[Story]) -> tuple[Story, ...]:
    return _numbered(day, _timed(chance, day, stories))


def _timed(chance: random.Random, day: date, stories: list[Story]) -> list[Story]:
    # From eight in the morning to half past eight at night: a copy three hours later is still of the same day.
    minutes = sorted(chance.sample(range(8 * 60, 20 * 60 + 30), len(stories)))
    midnight = datetime.combine(day, time(), PKT)
    chance.shuffle(stories)
    return [replace(story, at=midnight + timedelta(minutes=minute)) for story, minute in zip(stories, minutes, strict=True)]


def _numbered(day: date, stories: list[Story]) -> tuple[Story, ...]:
    return _numbered_from((day.toordinal() - _FIRST_NUMBERED_DAY) * PER_DAY, stories)


def _numbered_from(base: int, stories: list[Story]) -> tuple[Story, ...]:
    return tuple(
        replace(story, number=base + index) for index, story in enumerate(sorted(stories, key=lambda story: (story.at, story.title)))
    )


def _edited(chance: random.Random, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    change = chance.choice(("none", "none", "cut the tail", "split a paragraph"))
    if change == "cut the tail":
        return paragraphs[: max(2, 2 * len(paragraphs) // 3)]
    for index, text in enumerate(paragraphs if change == "split a paragraph" else ()):
        head, full_stop, rest = text.partition(". ")
        if full_stop:
            return (*paragraphs[:index], f"{head}.", rest, *paragraphs[index + 1 :])
    return paragraphs
