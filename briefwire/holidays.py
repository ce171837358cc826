"""Public holidays of the sources' countries: days on which silence, and a thin paper, are lawful. From the `holidays` package, whose version is locked."""

from collections.abc import Iterator
from datetime import date
from functools import cache


def holiday(country: str, day: date) -> str | None:
    """The name of the public holiday that `day` is in `country` (ISO 3166 alpha-2), in English where the package has it; None on other days.

    A country that the package does not know has no holidays: its silent days are then judged by the source's own habits alone.
    """
    name: str | None = _calendar(country, day.year).get(day)
    return name


def rows(countries: frozenset[str], first: date, last: date) -> Iterator[tuple[str, date, str]]:
    """(country, day, name) for every holiday from `first` to `last`, both included."""
    for country in sorted(countries):
        for year in range(first.year, last.year + 1):
            yield from ((country, day, name) for day, name in sorted(_calendar(country, year).items()) if first <= day <= last)


@cache
def _calendar(country: str, year: int) -> dict[date, str]:
    import holidays  # it reads the calendars of the world at import, which would slow the start of every step

    try:
        return dict(holidays.country_holidays(country, years=year, language="en_US"))
    except NotImplementedError:
        return {}
