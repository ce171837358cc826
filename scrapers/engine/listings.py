"""What a source's spider says about its listings."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing page to fetch. `method` is a discovery method as the source declares it (rest, feed, archive, sitemap, listing)."""

    method: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """One discovered page: `url` as listed. `inline` means that the listing's own response holds the page, so that nothing more is fetched.

    `day` is the publication day that the listing shows for it, in the source's zone; None: the day that the run asks for.
    """

    url: str
    inline: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that the listing shows but that is not a page of the day asked for: counted, never fetched, never in the ledger.

    `day` is the publication day that the listing shows for it, in the source's zone; None when it shows none.
    """

    url: str
    day: date | None = None
