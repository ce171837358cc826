"""The scenario file: which fault stands on which day at which site, and what the pipeline is expected to say. Read, checked, and put into the calendar."""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from holidays import country_holidays

from tests.newsroom.conferences import is_working_day
from tests.newsroom.desk import DESK
from tests.newsroom.edition import Edition
from tests.newsroom.planted import Expectation, Planted, Value
from tests.newsroom.wire import WIRE
from tests.newsroom.writers import WRITERS

FILE = Path(__file__).with_name("scenario.toml")
HISTORY = 60  # days before today that faults may stand on
CALM = 3  # the days right before today have none, so that a newcomer's first runs are green
FULL = 150  # days before today from which on the outlets publish as much as it takes to learn from

BUSY = ("busy_day", "feed_skips", "empty_page")  # faults that come with a day of many pieces: `pieces` says how many
PLAIN_FAULTS = (
    "busy_day",
    "feed_skips",
    "holiday",
    "nobody_asked",
)  # nothing is changed on the way: the day itself is what is out of the ordinary
FAULTS = {*DESK, *WIRE, *PLAIN_FAULTS}
_OWN_KEYS = {"day", "site", "fault", "where", "look", "on", "expect", "again"}


class ScenarioError(ValueError):
    """The scenario file cannot be obeyed; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """All planted faults, by site and day."""

    planted: tuple[Planted, ...] = ()
    _by_day: Mapping[tuple[str, date], tuple[Planted, ...]] = field(default_factory=dict)
    _by_site: Mapping[str, tuple[Planted, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, planted: Sequence[Planted]) -> "Scenario":
        """A scenario of these faults."""
        by_day, by_site = defaultdict(list), defaultdict(list)
        for one in planted:
            by_day[one.site, one.day].append(one)
            by_site[one.site].append(one)
        return cls(tuple(planted), {key: tuple(ones) for key, ones in by_day.items()}, {key: tuple(ones) for key, ones in by_site.items()})

    def of_day(self, site: str, day: date) -> tuple[Planted, ...]:
        """What goes wrong with a site's day."""
        return self._by_day.get((site, day), ())

    def of_site(self, site: str) -> tuple[Planted, ...]:
        """All that goes wrong at a site."""
        return self._by_site.get(site, ())


QUIET = Scenario()


def load(file: Path, today: date, seed: int = 0) -> tuple[Edition, Scenario]:
    """The scenario of a file as it stands on `today`, with the edition that it is played in.

    An entry's `day` counts days before today. `on = "working day"` moves it to the nearest earlier day on which the Chinese ministry speaks, `on = "holiday"`
    to the nearest one before that is a public holiday of its country between Monday and Friday, `on = "ordinary day"` to the nearest one that is no public
    holiday in Pakistan; where the history holds none, the entry is left out. A day taken by another entry of the site is passed over. Raises `ScenarioError`.
    """
    entries = tomllib.loads(file.read_text(encoding="utf8")).get("planted", [])
    taken: dict[tuple[str, date], str] = {}
    placed = []
    for entry in entries:
        name = f"{entry.get('site')} {entry.get('day')} {entry.get('fault')}"
        _check(entry, name)
        day = _day(entry, today, taken)
        if day is not None:
            taken[entry["site"], day] = name
            placed.append((entry, day))
    busy = tuple((entry["site"], day, int(entry["pieces"])) for entry, day in placed if entry["fault"] in BUSY and "pieces" in entry)
    edition = Edition(seed, today - timedelta(days=FULL), busy)
    return edition, Scenario.of([_planted(entry, day, today, edition) for entry, day in placed])


def _check(entry: Mapping[str, object], name: str) -> None:
    day = entry.get("day")
    if not isinstance(day, int) or not CALM < day <= HISTORY:
        raise ScenarioError(f"{name}: day counts from {CALM + 1} to {HISTORY} days before today")
    if entry.get("site") not in WRITERS:
        raise ScenarioError(f"{name}: no such site; there are {', '.join(WRITERS)}")
    if entry.get("fault") not in FAULTS:
        raise ScenarioError(f"{name}: no such fault; there are {', '.join(sorted(FAULTS))}")
    if entry.get("on", "any day") not in _FITS:
        raise ScenarioError(f"{name}: on is one of {', '.join(_FITS)}")
    if "verdict" not in entry.get("expect", {}):  # type: ignore[operator]
        raise ScenarioError(f"{name}: expect says no verdict")


def _day(entry: Mapping[str, object], today: date, taken: Mapping[tuple[str, date], str]) -> date | None:
    site, first, on = str(entry["site"]), int(str(entry["day"])), entry.get("on", "any day")
    for age in range(first, HISTORY + 15):
        day = today - timedelta(days=age)
        if _FITS[str(on)](day) and (site, day) not in taken:
            return day
    return None


def _any_day(day: date) -> bool:
    del day
    return True


_PAKISTAN = country_holidays("PK")
_FITS: Mapping[str, Callable[[date], bool]] = {
    "any day": _any_day,
    "working day": is_working_day,
    "ordinary day": lambda day: day not in _PAKISTAN,
    "holiday": lambda day: day.weekday() < 5 and not is_working_day(day),
}


def _planted(entry: Mapping[str, object], day: date, today: date, edition: Edition) -> Planted:
    site, fault, age = str(entry["site"]), str(entry["fault"]), (today - day).days
    pieces = WRITERS[site].pieces(day, edition)
    hurt = [piece.number for piece in pieces if piece.speaks] or [piece.number for piece in pieces] or [0]
    again = dict(entry.get("again", {}))  # type: ignore[call-overload]
    after = again.pop("after", None)
    parameters: dict[str, Value] = {name: value for name, value in entry.items() if name not in _OWN_KEYS}  # type: ignore[misc]
    key = " ".join([site, str(entry["day"]), fault, *(str(parameters[name]) for name in ("kind", "how") if name in parameters)])
    return Planted(
        key=key,
        age=age,
        day=day,
        site=site,
        fault=fault,
        where=entry.get("where", "page"),  # type: ignore[arg-type]
        expect=Expectation(**entry["expect"]),  # type: ignore[arg-type]
        hurt=edition.chance(f"hurt {fault}", day).choice(hurt),
        look=int(str(entry.get("look", 1))),
        again=int(after) if after is not None else None,
        then=Expectation(**again) if again else None,
        parameters=parameters,
    )
