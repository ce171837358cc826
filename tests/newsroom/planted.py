"""One thing that goes wrong on one day at one site, and what the pipeline is expected to say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

Where = Literal["page", "pages", "listing", "robots", "site"]
Value = str | int | float


@dataclass(frozen=True, slots=True)
class Place:
    """What a request asks for: a page (`number` is the piece's, `day` its publication day), a listing (`day` where its address holds one, `number` its rank
    among the pages of the list, from 1), robots.txt, or anything else."""

    kind: Literal["page", "listing", "robots", "other"]
    day: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the books are to say after a look at the day.

    `verdict` of the run; `outcome` and part of its `reason` for each hurt page; `calendar` is the day's reason; `revision` the class of the newest revision of
    the hurt page; `published` whether its time of publication is on the day ("yes") or not known ("unknown"); `title` whether it stands "as written". None: not
    looked at.
    """

    verdict: str
    outcome: str | None = None
    reason: str | None = None
    calendar: str | None = None
    revision: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted fault. `look` days after its day the pipeline asks for that day first; `again` days after it, if ever, a second time.

    What stands under a dated address is wrong whenever it is asked for. What has no date (robots.txt, lists of the newest, a whole site) is wrong on the day
    of the look only, in the site's own zone.
    """

    key: str
    age: int
    day: date
    site: str
    fault: str
    where: Where
    expect: Expectation
    hurt: int = 0
    look: int = 1
    again: int | None = None
    then: Expectation | None = None
    parameters: Mapping[str, Value] = field(default_factory=dict)

    def number(self, name: str, default: float) -> float:
        """A parameter that is a number."""
        return float(self.parameters.get(name, default))

    def hits(self, place: Place, today: date) -> bool:
        """Whether an answer about `place` is wrong when the site's own date is `today`."""
        looked_at = today == self.day + timedelta(days=self.look)
        match self.where:
            case "site":
                return looked_at
            case "robots":
                return place.kind == "robots" and looked_at
            case "listing":
                rank = self.parameters.get("rank")
                is_meant = place.kind == "listing" and rank in (None, place.number)
                return is_meant and (place.day == self.day if place.day else looked_at)
            case "pages":
                return place.kind == "page" and place.day == self.day
        return place.kind == "page" and place.day == self.day and place.number == self.hurt

    def since(self, days: float, midnight: datetime) -> datetime:
        """The instant `days` after the start (`midnight`, aware) of the day after the planted one."""
        return midnight + timedelta(days=1 + days)
