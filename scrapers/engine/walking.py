"""Dated lists walked back to a day: the spider of a source whose lists have no address for one."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from scrapers.dated import DatedPage
from scrapers.engine.listings import Found, Listing, Skipped
from scrapers.engine.spider import SourceSpider
from scrapers.errors import ListingMoved


class DatedListSpider(SourceSpider):
    """The pages of one publication day. Each list is walked from its newest page to the first that is older than the day.

    A source's spider adds `routes`, `read_page`, and `next_list` where one route has several lists. `longest_silence`, by discovery method: a list without an
    entry for longer around the day stands still there or has moved away; that nothing was said on the day cannot be read from it. `disorder`: how far an entry
    may stand out of its order.
    """

    longest_silence: Mapping[str, timedelta]
    disorder: timedelta

    def read_page(self, payload: bytes, url: str) -> DatedPage:
        """A page of a list that was found at `url`. Raises `ListingMoved`. Pure."""
        raise NotImplementedError

    def next_list(self, listing: Listing, url: str) -> Listing | None:  # noqa: ARG002 - for those that have several
        """The list to walk when the one that this page of it, found at `url`, belongs to is done; None when there is no other."""
        return None

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterator[Found | Listing | Skipped]:
        page = self.read_page(payload, url)
        self._require_no_gap(page, self.longest_silence[listing.method])
        for entry in page.entries:
            yield Found(entry.url, day=entry.day) if entry.day == self.day else Skipped(entry.url, entry.day)
        if page.oldest >= self.day - self.disorder and page.following:
            yield Listing(listing.method, page.following)
        elif page.oldest > self.day:
            raise ListingMoved(f"{page.called} reaches back to {page.oldest.isoformat()} only")
        elif following := self.next_list(listing, url):
            yield following

    def _require_no_gap(self, page: DatedPage, longest: timedelta) -> None:
        days = [entry.day for entry in page.entries]
        before = max((day for day in days if day <= self.day), default=None)
        after = min((day for day in days if day >= self.day), default=self.day)
        if before is not None and after - before > longest:
            raise ListingMoved(f"{page.called} says nothing from {before.isoformat()} to {after.isoformat()}")
