"""What the sites show at an instant: the edition's pieces, less what is not out yet, with what the scenario does to them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.newsroom.desk import DESK
from tests.newsroom.edition import PLAIN, Edition
from tests.newsroom.scenario import QUIET, Scenario
from tests.newsroom.writers import WRITERS, Piece


@dataclass(frozen=True, slots=True)
class Press:
    """All sites at the instant `now` (aware): nothing published after it is shown."""

    now: datetime
    edition: Edition = PLAIN
    scenario: Scenario = QUIET

    def shown(self, site: str, day: date) -> tuple[Piece, ...]:
        """The pieces of a day that can be read, in the site's order."""
        pieces = WRITERS[site].pieces(day, self.edition)
        for planted in self.scenario.of_day(site, day):
            if planted.fault in DESK:
                pieces = DESK[planted.fault](pieces, planted, self.edition, self.now)
        return tuple(piece for piece in pieces if self._is_out(piece))

    def listed(self, site: str, day: date) -> tuple[Piece, ...]:
        """The pieces of a day that listings name, each as often as they do."""
        return tuple(piece for piece in self.shown(site, day) for _ in range(piece.handling.listed))

    def today(self, site: str) -> date:
        """The site's own date."""
        return WRITERS[site].day_at(self.now)

    def back(self, site: str, days: int) -> tuple[Piece, ...]:
        """What listings name of the site's today and of the `days` before it, oldest day first."""
        today = self.today(site)
        return tuple(piece for number in range(days, -1, -1) for piece in self.listed(site, today - timedelta(days=number)))

    def _is_out(self, piece: Piece) -> bool:
        return piece.at <= self.now and not piece.handling.gone and (piece.handling.appears is None or piece.handling.appears <= self.now)
