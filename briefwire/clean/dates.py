"""Dates with evidence: stamps as pages print them -> an instant, the zone it was read in, and how far it is to be trusted.

The time of collection is never a date of publication: it only bounds what can be believed. Relative ages ("12 minutes ago") hold no date and are refused.
"""

import email.utils
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

from scrapers.records import Stamp

Confidence = Literal["high", "medium", "low"]

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST_AFTER_CAPTURE = timedelta(days=2)  # beyond it a stamp is not believed
CLOCK_SLACK = timedelta(hours=1)  # later than the capture by more than this: believed, but low
AGREEMENT = timedelta(minutes=15)  # two stamps of one page: editors' systems differ by minutes, zones by at least half an hour
DATELINE_LAG = timedelta(days=2)  # of 7,700 APP articles 96 % appear on the dateline's day, 3 % the day after

_STAMP_CHARACTERS = 160
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?P<year>(?:19|2[0-5])\d\d)(?!\d)"
_TIME = (
    r"(?:[\s,|·–—-]{0,4}(?:at\s)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(?P<half>[ap]\.?m\b\.?)?\s?(?P<zone>z\b|utc|gmt|pkt|[+-]\d\d:?\d\d\b)?)?"
)
_SHAPES = tuple(
    re.compile(shape + _TIME, re.IGNORECASE)
    for shape in (
        rf"(?<![\d]){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)(?:t(?=\d))?",
        rf"{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,2}}(?:of\s)?{_MONTH}[\s,-]{{1,3}}{_YEAR}",
        rf"(?<![a-z]){_MONTH}\s{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}",
    )
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_LATER_EDIT = re.compile(r"\b(?:last\s)?(?:updated|modified|edited)\b", re.IGNORECASE)
_UTC_NAMES = frozenset(("z", "utc", "gmt"))
_PAKISTAN = timezone(timedelta(hours=5))


@dataclass(frozen=True, slots=True)
class Reading:
    """One stamp read. `at` is aware; for a stamp that names only a day it is that day's midnight in the source's zone and `day_only` holds."""

    at: datetime
    method: str
    zone: str
    zone_given: bool
    day_only: bool


@dataclass(frozen=True, slots=True)
class Published:
    """The instant taken as that of publication (aware), and its evidence.

    `method` is the stamp's, with "-day" added when only the day is known: then `at` is that day's midnight in the source's zone, so that the publication
    day is right there. `zone` is the IANA zone it was read in: the source's own, UTC, or an offset such as "+03:00". `confidence` is high when a stamp with
    an explicit zone is confirmed by another stamp or by the dateline's day; medium for good stamps alone; low for a day only or for evidence that
    disagrees. `why` says in words what was chosen against what.
    """

    at: datetime
    method: str
    zone: str
    confidence: Confidence
    why: str


def read(stamp: Stamp, zone: ZoneInfo) -> Reading | None:
    """One stamp; without a zone of its own it is in the source's `zone`. None when it holds no absolute date, an impossible one, or several different."""
    text = stamp.text.strip()[:_STAMP_CHARACTERS]
    if stamp.method == "feed" and (instant := _rfc822(text)):
        return Reading(instant, stamp.method, _zone_name(instant, zone), zone_given=True, day_only=False)
    edit = _LATER_EDIT.search(text)
    if edit and edit.start() > 0:
        text = text[: edit.start()]
    found = [match for shape in _SHAPES for match in shape.finditer(text)]
    if not found and stamp.method == "url":
        found = list(_COMPACT.finditer(text))
    readings = {reading for match in found if (reading := _reading(match, stamp.method, zone))}
    return readings.pop() if len(readings) == 1 else None


def published(stamps: Sequence[Stamp], zone: ZoneInfo, captured_at: datetime, dateline: date | None) -> Published | None:
    """When a page was published, from all its stamps (the most trusted first), or None when no stamp can be believed.

    Stamps before 1990 or more than two days after the capture are not believed. Of stamps that disagree the instant with most support wins, then
    the most trusted. `dateline` is the dateline's day, if it is known.
    """
    readings = [
        reading for stamp in stamps if (reading := read(stamp, zone)) and EARLIEST <= reading.at <= captured_at + LATEST_AFTER_CAPTURE
    ]
    timed = [reading for reading in readings if not reading.day_only]
    days = [reading for reading in readings if reading.day_only]
    if not timed:
        if not days:
            return None
        return Published(days[0].at, f"{days[0].method}-day", days[0].zone, "low", f"only a day is known, from {days[0].method}")
    chosen = max(
        timed, key=lambda reading: sum(_agree(reading, other) for other in timed)
    )  # max keeps the first of equals: the most trusted
    confidence, why = _confidence(chosen, timed, days, zone, captured_at, dateline)
    return Published(chosen.at, chosen.method, chosen.zone, confidence, why)


def modified(stamps: Sequence[Stamp], zone: ZoneInfo, captured_at: datetime) -> datetime | None:
    """The first believable stamp of a later edit, aware; None without one. A day alone is that day's midnight in the source's zone."""
    readings = (reading for stamp in stamps if (reading := read(stamp, zone)))
    return next((reading.at for reading in readings if EARLIEST <= reading.at <= captured_at + LATEST_AFTER_CAPTURE), None)


def _confidence(
    chosen: Reading, timed: Sequence[Reading], days: Sequence[Reading], zone: ZoneInfo, captured_at: datetime, dateline: date | None
) -> tuple[Confidence, str]:
    day = chosen.at.astimezone(zone).date()
    for other in timed:
        if not _agree(chosen, other):
            return "low", f"{chosen.method} chosen, {other.method} says {other.at.isoformat()}"
    for other in days:
        if abs((other.at.astimezone(zone).date() - day).days) > 1:
            return "low", f"{chosen.method} chosen, {other.method} says {other.at.date().isoformat()}"
    if dateline and abs(day - dateline) > DATELINE_LAG:
        return "low", f"{chosen.method} chosen, the dateline says {dateline.isoformat()}"
    if chosen.at > captured_at + CLOCK_SLACK:
        return "low", f"{chosen.method} chosen, which is after the capture"
    explicit = next((reading for reading in timed if reading.zone_given), None)
    if explicit is None:
        return "medium", f"{chosen.method}, in the source's zone by assumption"
    confirming = next(
        (reading.method for reading in timed if reading is not explicit and (reading.method != explicit.method or not reading.zone_given)),
        None,
    )
    if confirming:
        return "high", f"{explicit.method} confirmed by {confirming}"
    if dateline == day:
        return "high", f"{explicit.method} confirmed by the dateline's day"
    return "medium", f"{explicit.method} alone"


def _agree(one: Reading, other: Reading) -> bool:
    return abs(one.at - other.at) <= AGREEMENT


def _reading(match: re.Match[str], method: str, zone: ZoneInfo) -> Reading | None:
    parts = match.groupdict()
    month = _MONTHS.get(parts["month"][:3].casefold()) or int(parts["month"])
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "").casefold().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        local = datetime(int(parts["year"]), month, int(parts["day"]), hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    if parts.get("hour") is None:
        return Reading(local, method, zone.key, zone_given=False, day_only=True)
    offset = _offset(parts.get("zone"))
    if offset is None:
        return Reading(local, method, zone.key, zone_given=False, day_only=False)
    instant = local.replace(tzinfo=offset)
    return Reading(instant, method, _zone_name(instant, zone), zone_given=True, day_only=False)


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    low = text.casefold()
    if low in _UTC_NAMES:
        return UTC
    if low == "pkt":
        return _PAKISTAN
    sign, hours, minutes = (-1 if low[0] == "-" else 1), int(low[1:3]), int(low[-2:])
    if hours > 14 or minutes > 59:
        return None
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _zone_name(instant: datetime, zone: ZoneInfo) -> str:
    offset = instant.utcoffset() or timedelta()
    if offset == instant.astimezone(zone).utcoffset():
        return zone.key
    return "UTC" if not offset else f"{instant:%z}"[:3] + ":" + f"{instant:%z}"[3:5]


def _rfc822(text: str) -> datetime | None:
    try:
        instant = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)  # "-0000": UTC, where it was written is not said (RFC 5322, 3.3)
