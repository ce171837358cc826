"""How well a report's day and setting are read: `python -m benches.briefings`.

Needs BRIEFWIRE_CORPORA. On the labelled articles in scope, read whole as the pipeline reads them: the ministries that speak, the day on which the words were
said (beside the plain day of publication and the dateline's day), and the setting, each with its errors. The labels are one reader's and a
development set. The label *interview* is our *remarks*, *social_media* our *statement*.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from benches.about import HOME, rows
from briefwire.briefings.hearing import hear
from briefwire.briefings.spoken import Heard, Page

ZONE = ZoneInfo("Asia/Karachi")  # of both outlets
SETTINGS = {"regular_briefing": "regular briefing", "interview": "remarks", "social_media": "statement"}


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled article and what was read in it."""

    label: dict[str, Any]
    page: Page
    heard: Heard


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the articles that have a label were read as labelled, and the errors in words."""

    right: int
    labelled: int
    errors: tuple[str, ...]

    @property
    def of_all(self) -> float:
        return self.right / max(1, self.labelled)


def read(corpora: Path) -> list[Read]:
    """The labelled articles in scope, read."""
    pages = [(row, page(row)) for row in rows(corpora) if row["in_scope"]]
    return [Read(row, one, hear(one)) for row, one in pages]


def page(row: dict[str, Any]) -> Page:
    """A labelled article as reading takes it: its times are Pakistan's."""
    at = datetime.fromisoformat(row["published"].replace("Z", "+00:00")).astimezone(ZONE)
    dateline = (row["dateline"] or {}).get("date")
    return Page(
        UUID(int=0),
        row["outlet"],
        row["id"],
        row["title"],
        row["text"],
        "en",
        True,
        at,
        at.date(),
        date.fromisoformat(dateline) if dateline else None,
        False,
        HOME,
        at.hour,
    )


def days(found: Sequence[Read]) -> Share:
    """The day of the words."""
    return _share(found, lambda one: one.label["event_date"], lambda one: one.heard.day.day.isoformat() if one.heard.day else None)


def settings(found: Sequence[Read]) -> Share:
    """The setting of the ministries' statements: the one that most of them have."""
    return _share(found, lambda one: SETTINGS.get(one.label["setting"], one.label["setting"]), _setting)


def ministries(found: Sequence[Read]) -> Share:
    """All the ministries that speak, no more and no fewer."""
    return _share(found, lambda one: " ".join(sorted(one.label["ministries"])) or None, _ministries)


def _setting(one: Read) -> str | None:
    counts = Counter(statement.setting for statement in one.heard.statements if statement.ministry_voice and statement.setting)
    return max(counts, key=lambda name: (counts[name], name)) if counts else None


def _ministries(one: Read) -> str:
    return " ".join(sorted({statement.ministry for statement in one.heard.statements if statement.ministry_voice and statement.ministry}))


def _share(found: Sequence[Read], label: Callable[[Read], str | None], reading: Callable[[Read], str | None]) -> Share:
    labelled = [one for one in found if label(one)]
    wrong = [f"{one.label['id']}: {label(one)}, read as {reading(one)}" for one in labelled if reading(one) != label(one)]
    return Share(len(labelled) - len(wrong), len(labelled), tuple(wrong))


def main() -> int:
    """Prints the figures and the errors."""
    corpora = os.environ.get("BRIEFWIRE_CORPORA")
    if corpora is None:
        print("BRIEFWIRE_CORPORA is not set: nothing to measure on", file=sys.stderr)
        return 2
    found = read(Path(corpora))
    dated = [one for one in found if one.label["event_date"]]
    for name, share in (("day of the words", days(found)), ("setting", settings(found)), ("ministries", ministries(found))):
        print(f"{name}: {share.right} of {share.labelled} right, {share.of_all:.3f}")
        for error in share.errors:
            print(f"  {error}")
    plain = sum(one.page.local_day.isoformat() == one.label["event_date"] for one in dated)
    dateline = sum((one.page.dateline_day or one.page.local_day).isoformat() == one.label["event_date"] for one in dated)
    print(f"beside: the day of publication is right in {plain} of {len(dated)}, the dateline's day where there is one in {dateline}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
