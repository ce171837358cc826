"""Lists whose entries each bear a day, newest first: what several ministries have instead of an address for a day. Pure: no I/O, no clock."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """One entry of a list: the page's absolute address and the day shown beside it, in the source's zone."""

    url: str
    day: date


@dataclass(frozen=True, slots=True)
class DatedPage:
    """One page of a list, newest first, with at least one entry. `following` is the address of the next older page, if the list has one.

    `called` is what the list is called in words to people.
    """

    entries: tuple[DatedEntry, ...]
    following: str | None
    called: str = "the list"

    @property
    def newest(self) -> date:
        """The latest day on the page."""
        return max(entry.day for entry in self.entries)

    @property
    def oldest(self) -> date:
        """The earliest day on the page."""
        return min(entry.day for entry in self.entries)
