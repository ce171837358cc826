"""What three more ministries publish on a day: releases, a weekly briefing, calls and speeches of invented people. Little of it, and nothing on Sundays."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.releases import Release
from tests.newsroom.stories import PKT
from tests.newsroom.topics import TOPICS, Topic

LONDON, IST = ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata")
BRIEFING_DAY = 3  # Thursday
_EPOCH = date(2000, 1, 1)
_PER_DAY = 20

_LINES = (
    "{ministry} has followed {subject} with {partner} closely.",
    "The minister thanked {partner} for {years} years of work on {subject}.",
    "Experts of both sides will meet again in {weeks} weeks.",
    "We hope that {subject} will go ahead as both sides have agreed.",
)
_QUESTION = "{name}, {outlet}: The government of {partner} spoke of {subject} this morning. Has it been put off?"
_ANSWER = "It has not. We have worked on {subject} for {years} years, and we will go on doing so."
_ASKERS = (("Ada Wick", "Lamp TV"), ("Bo Tallow", "the Evening Lantern"), ("Cyra Flint", "Radio Beacon"))
_MINISTRIES = {"uk_fcdo": "The Foreign Office", "pakistan_mofa": "Pakistan", "india_mea": "India"}


@lru_cache(maxsize=4096)
def fcdo_news(day: date, edition: Edition = PLAIN) -> tuple[Release, ...]:
    """The documents of the British office on a day, oldest first."""
    return _pieces("uk_fcdo", LONDON, day, edition)


@lru_cache(maxsize=4096)
def mofa_releases(day: date, edition: Edition = PLAIN) -> tuple[Release, ...]:
    """The releases of the Pakistani ministry on a day, oldest first; on Thursdays its weekly briefing."""
    briefing = f"Transcript of the Weekly Media Briefing by the Spokesperson on {day:%A}, {_ordinal(day.day)} {day:%B} {day.year}"
    return _pieces("pakistan_mofa", PKT, day, edition, briefing, ("Question", "Spokesperson"))


@lru_cache(maxsize=4096)
def mea_documents(day: date, edition: Edition = PLAIN) -> tuple[Release, ...]:
    """The documents that the Indian ministry posts on a day, oldest first; on Thursdays its weekly briefing."""
    briefing = f"Transcript of Weekly Media Briefing by the Official Spokesperson ({day:%B %d, %Y})"
    return _pieces("india_mea", IST, day, edition, briefing, ("Ada", "Shri Bo Dipak, Official Spokesperson"))


def day_of(number: int) -> date:
    """The day of the piece with this number."""
    return _EPOCH + timedelta(days=number // _PER_DAY)


def _pieces(
    site: str, zone: tzinfo, day: date, edition: Edition, briefing: str | None = None, labels: tuple[str, str] = ("", "")
) -> tuple[Release, ...]:
    if day.weekday() == 6:
        return ()
    chance, midnight = edition.chance(site, day), datetime.combine(day, time(), zone)
    plain = chance.randint(1, 2) if day.weekday() == 5 else chance.randint(2, 4)
    minutes = sorted(chance.sample(range(8 * 60, 18 * 60), plain))
    topics = chance.sample(TOPICS, plain)
    made = [_release(chance, site, midnight + timedelta(minutes=at), topic) for at, topic in zip(minutes, topics, strict=True)]
    if briefing and day.weekday() == BRIEFING_DAY:
        made.append(_briefing(chance, midnight + timedelta(hours=19), briefing, labels))
    first = (day - _EPOCH).days * _PER_DAY
    return tuple(_numbered(first + index, piece) for index, piece in enumerate(made))


def _release(chance: Random, site: str, at: datetime, topic: Topic) -> Release:
    facts = _facts(chance, topic) | {"ministry": _MINISTRIES[site]}
    title = f"{_MINISTRIES[site]} on {topic.subject}"
    lines = tuple(_sentence(line, facts) for line in chance.sample(_LINES, 3))
    return Release(0, at, title, "/", "Spokesperson", lines, speaks=True)


def _briefing(chance: Random, at: datetime, title: str, labels: tuple[str, str]) -> Release:
    asks, answers = labels
    lines = [f"{answers}: Good afternoon. I will take your questions."]
    for topic, (name, outlet) in zip(chance.sample(TOPICS, 3), _ASKERS, strict=True):
        facts = _facts(chance, topic) | {"name": name, "outlet": outlet}
        lines += [f"{asks}: {_sentence(_QUESTION, facts)}", f"{answers}: {_sentence(_ANSWER, facts)}"]
    return Release(0, at, title, "/briefings/", "Spokesperson", tuple(lines), speaks=True)


def _numbered(number: int, piece: Release) -> Release:
    slug = re.sub(r"[^a-z0-9]+", "-", piece.title.lower()).strip("-")
    return Release(number, piece.at, piece.title, f"{piece.path}{slug}-{number}", piece.speaker, piece.paragraphs, piece.speaks)


def _facts(chance: Random, topic: Topic) -> dict[str, object]:
    return {"subject": topic.subject, "partner": topic.partner, "years": chance.randint(3, 30), "weeks": chance.randint(2, 9)}


def _sentence(template: str, facts: Mapping[str, object]) -> str:
    text = template.format(**facts)
    return text[0].upper() + text[1:]


def _ordinal(number: int) -> str:
    ending = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
