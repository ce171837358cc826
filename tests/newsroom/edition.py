"""What makes one newsroom differ from another: its seed, and how much its outlets publish on which day."""

import random
from dataclasses import dataclass
from datetime import date

# Plain stories beside those that are always there, Monday to Friday and at the weekend, with how far a day strays from them. APP posts half as much on a
# Sunday as on a Tuesday, Dawn two thirds: the counts of 2025 in the same proportions, a fifth of their size.
FILLERS: dict[str, tuple[int, int, int]] = {"app": (16, 8, 2), "dawn": (17, 11, 2), "urdupoint": (17, 10, 2)}


@dataclass(frozen=True, slots=True)
class Edition:
    """A newsroom's own chance and volume.

    Seed 0 tells the stories that README and other tests quote. Before `full_since` the outlets are thin, so that examples stay small; from then on they
    publish as much as it takes to learn from. `busy` are days on which a site has that many pieces beside its ordinary ones.
    """

    seed: int = 0
    full_since: date | None = None
    busy: tuple[tuple[str, date, int], ...] = ()

    def chance(self, what: str, day: date) -> random.Random:
        """The dice of one thing on one day."""
        return random.Random(f"{what} {day.isoformat()}" + (f" {self.seed}" if self.seed else ""))

    def fillers(self, site: str, day: date) -> int:
        """How many plain stories a site has on a day beside those that are always there."""
        for name, busy_day, count in self.busy:
            if (name, busy_day) == (site, day):
                return count
        if self.full_since is None or day < self.full_since or site not in FILLERS:
            return 0
        weekdays, weekends, stray = FILLERS[site]
        return (weekends if day.weekday() >= 5 else weekdays) + self.chance(f"volume {site}", day).randint(-stray, stray)


PLAIN = Edition()
