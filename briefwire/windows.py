"""Which publication days can be asked for, and which are looked at again. Pure; days are the source's own."""

from datetime import date, datetime, timedelta

from scrapers.errors import BriefwireError
from scrapers.registry import SourceDeclaration

# Most late posts and edits come within a day or two, a few after weeks: in a public record of White House pages polled every two hours 37 % of the edits
# came more than a day after the first capture, and 7 % of the transcripts appeared more than a day after the date printed on them.
LOOK_BACK = (1, 2, 4, 8, 16, 32, 64)


class WindowError(BriefwireError):
    """The days asked for cannot be had from this source; the message says which can."""


def today(declaration: SourceDeclaration, now: datetime) -> date:
    """The publication day that runs at the aware instant `now`."""
    return now.astimezone(declaration.zone).date()


def check_window(declaration: SourceDeclaration, first: date, last: date, now: datetime) -> None:
    """Raises `WindowError` before any request when the source cannot address one of the days, bounds included."""
    current = today(declaration, now)
    if last < first:
        raise WindowError(f"--to {last} lies before --from {first}")
    if last > current:
        raise WindowError(
            f"{last} has not begun in {declaration.time_zone}: the last day that {declaration.name} can be asked for is {current}"
        )
    history = declaration.history
    if history.kind == "none" and first < current:
        raise WindowError(f"{declaration.name} keeps no past ({history.how}): only {current} can be asked for")
    if history.kind == "archive" and first < current:
        raise WindowError(f"the past of {declaration.name} is only in WARC files ({history.how}): it cannot be crawled")
    if history.since is not None and first < history.since:
        raise WindowError(f"{declaration.name} can be asked for {history.since} and later ({history.how}), not for {first}")


def days(first: date, last: date) -> list[date]:
    """All days from `first` to `last`, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def look_back(declaration: SourceDeclaration, now: datetime) -> list[date]:
    """The days that a revisit looks at again, newest first: none of a source that keeps no past."""
    if declaration.history.kind != "by-date":
        return []
    past = (today(declaration, now) - timedelta(days=back) for back in LOOK_BACK)
    return [day for day in past if declaration.history.since is None or day >= declaration.history.since]
