"""What a source's own past says of a day: how much it holds, and which fields its pages carry. Pure: figures in, bounds out."""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

# As many days of one weekday as make a habit; with fewer, all days together count, and with fewer than these, only what the source declares.
SAME_WEEKDAY, ANY_DAY = 4, 10

# A day is short when it is below three fifths of the habit, below all that was ever seen on such a day, and more than three (robust) deviations
# below it. On APP's and Dawn's 337 ordinary days of January to June 2025 this cries on none; it would see half a day missing on 126 of Dawn's 170 and on
# 17 of APP's 167, whose volume swings by itself: tests/flow/test_bounds.py.
LEAST_SHARE = 0.6
MIXED_SHARE = 0.4  # instead, while the habit is that of all weekdays together: a Sunday may hold half of what a Tuesday does
DEVIATIONS = 3.0
STEADIEST = 0.05  # no source is taken to be steadier than this share of its habit
_MAD = 1.4826  # times the median absolute deviation: the standard deviation of a normal distribution

# A field has fallen when a smaller share of pages carries it than on any day before, smaller than usual by more than this, and when chance alone would do
# that on less than one day in a thousand.
FALL, CHANCE = 0.2, 0.001
FEWEST_PAGES = 5  # of a smaller day the share of a field says nothing

FIELDS = ("titled", "bodied", "dated", "bylined", "placed", "credited")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one well-read day held: candidates, pages read, and how many of these carry a title, a body, a time of publication, a byline, a place, a
    credited agency."""

    day: date
    candidates: int
    read: int
    titled: int
    bodied: int
    dated: int
    bylined: int
    placed: int
    credited: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is expected of a day. `expected` candidates are usual (None: not known yet), fewer than `least` are short; `basis` says in words where that
    comes from. `shares` holds, for each field that has a habit, the usual share of pages that carry it and the lowest one seen."""

    expected: int | None
    least: int
    basis: str
    shares: tuple[tuple[str, float, float], ...] = ()


def learn(past: Iterable[Figures], day: date, minimum: int, free: Callable[[date], str | None]) -> Bounds:
    """The bounds of `day` from the source's other days. `minimum` is the declared floor; `free` names the holiday or recess that a day lies in, if it does:
    such days teach nothing, and on them only the floor holds."""
    ordinary = [figures for figures in past if figures.day != day and free(figures.day) is None]
    shares = _shares(ordinary)
    if (occasion := free(day)) is not None:
        return Bounds(None, minimum, f"the declared minimum, on {occasion}", shares)
    same = [figures.candidates for figures in ordinary if figures.day.weekday() == day.weekday()]
    sample = same if len(same) >= SAME_WEEKDAY else [figures.candidates for figures in ordinary]
    if len(sample) < (SAME_WEEKDAY if sample is same else ANY_DAY):
        return Bounds(None, minimum, "the declared minimum: too few days are known to have a habit", shares)
    kind = f"{day:%A}s" if sample is same else "days"
    basis = f"the last {len(sample)} {kind} had {min(sample)} to {max(sample)}"
    least = _least(sample, LEAST_SHARE if sample is same else MIXED_SHARE)
    return Bounds(round(median(sample)), max(minimum, least), basis, shares)


def fallen(bounds: Bounds, figures: Figures) -> str | None:
    """Which field fell, in words; None when none did or when too few pages were read to tell."""
    if figures.read < FEWEST_PAGES:
        return None
    for field, usual, lowest in bounds.shares:
        filled: int = getattr(figures, field)
        share = filled / figures.read
        if share < lowest and share < usual - FALL and _tail(filled, figures.read, usual) < CHANCE:
            return f"{_WORDS[field]} stands in {filled} of {figures.read} pages, usually in {usual:.0%}"
    return None


_WORDS = {
    "titled": "a title",
    "bodied": "a body",
    "dated": "a time of publication",
    "bylined": "a byline",
    "placed": "a place",
    "credited": "a credited agency",
}


def _least(sample: Collection[int], share: float) -> int:
    usual = median(sample)
    spread = max(_MAD * median(abs(count - usual) for count in sample), STEADIEST * usual)
    something = min(1, min(sample))  # a source that was never silent on such a day is not silent
    return max(something, min(math.ceil(share * usual), min(sample), math.floor(usual - DEVIATIONS * spread)))


def _shares(past: Sequence[Figures]) -> tuple[tuple[str, float, float], ...]:
    days = [figures for figures in past if figures.read >= FEWEST_PAGES]
    if len(days) < ANY_DAY:
        return ()
    read = sum(figures.read for figures in days)
    return tuple(
        (field, sum(getattr(figures, field) for figures in days) / read, min(getattr(figures, field) / figures.read for figures in days))
        for field in FIELDS
    )


def _tail(filled: int, read: int, usual: float) -> float:
    """The chance of `filled` or fewer of `read` when each page carries the field with probability `usual` (binomial)."""
    if usual >= 1.0:
        return 1.0 if filled >= read else 0.0
    logs = (
        math.lgamma(read + 1) - math.lgamma(n + 1) - math.lgamma(read - n + 1) + n * math.log(usual) + (read - n) * math.log1p(-usual)
        for n in range(filled + 1)
    )
    return sum(math.exp(value) for value in logs) if usual > 0 else 1.0
