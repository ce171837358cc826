"""Keeps what `up` started alive: a part that dies is started again, a while later with each time, until it dies too often."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from briefwire.local.running import LocalError

# A part may be killed by hand, by the kernel for its memory, or with Postgres; one that dies as often as this has a fault that starting does not mend.
MOST_DEATHS, WITHIN_SECONDS = 5, 600.0


class DiesAgain(LocalError):
    """A part died more often than `MOST_DEATHS` within `WITHIN_SECONDS`."""


class Part(Protocol):
    """Something that runs."""

    name: str

    def alive(self) -> bool:
        """Whether it runs."""

    def start(self) -> None:
        """Starts it, after clearing away what is left of a former life. May raise `LocalError` or `DatabaseError`."""

    def last_words(self) -> str:
        """Where its log is and how it ends."""


@dataclass
class _Life:
    part: Part
    deaths: deque[float] = field(default_factory=deque)
    again_at: float | None = None


class Keeper:
    """Watches parts. `say` tells what happens; `clock` counts seconds."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._lives: list[_Life] = []

    def start(self, part: Part) -> None:
        """Starts a part and keeps it from now on. Those that others lean on come first."""
        part.start()
        self._lives.append(_Life(part))

    def mend(self) -> None:
        """Looks at every part once and starts again what died, when its time has come; returns at once. Raises `DiesAgain`."""
        for life in self._lives:
            now = self._clock()
            if life.again_at is None and not life.part.alive():
                self._mourn(life, now)
            if life.again_at is not None and now >= life.again_at:
                life.again_at = None
                life.part.start()
                self._say(f"{life.part.name} runs again")

    def _mourn(self, life: _Life, now: float) -> None:
        while life.deaths and now - life.deaths[0] > WITHIN_SECONDS:
            life.deaths.popleft()
        if len(life.deaths) >= MOST_DEATHS:
            raise DiesAgain(
                f"{life.part.name} has ended by itself {MOST_DEATHS + 1} times within {WITHIN_SECONDS / 60:.0f} minutes, so everything is stopped. "
                f"{life.part.last_words()}"
            )
        pause = 2.0 ** len(life.deaths)
        life.deaths.append(now)
        life.again_at = now + pause
        self._say(f"{life.part.name} has ended by itself; it is started again in {pause:.0f} s. {life.part.last_words()}")
