"""India's Ministry of External Affairs: the lists of its publications, one after another, each walked back to the day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.errors import ListingMoved
from scrapers.sources.india_mea.page import PUBLICATIONS, ListingPage, list_page, publication

# A list that says nothing for two months around the day stands still there: each of them has several entries a week.
LONGEST_SILENCE = timedelta(days=60)
DISORDER = timedelta(days=3)  # entries of one briefing week stand a day or two out of their order


class IndiaMeaSpider(SourceSpider):
    """The documents that were posted on one day."""

    name = "india_mea"

    def routes(self) -> Sequence[Listing]:
        return [Listing("publications", publication(PUBLICATIONS[0]))]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterator[Found | Listing | Skipped]:
        page = list_page(payload, url)
        self._require_no_gap(page)
        for entry in page.entries:
            yield Found(entry.url, day=entry.day) if entry.day == self.day else Skipped(entry.url, entry.day)
        yield from self._onwards(listing, page)

    def _require_no_gap(self, page: ListingPage) -> None:
        days = [entry.day for entry in page.entries]
        before = max((day for day in days if day <= self.day), default=None)
        after = min((day for day in days if day >= self.day), default=self.day)
        if before is not None and after - before > LONGEST_SILENCE:
            raise ListingMoved(f"list {page.publication} says nothing from {before.isoformat()} to {after.isoformat()}")

    def _onwards(self, listing: Listing, page: ListingPage) -> Iterable[Listing]:
        if page.oldest >= self.day - DISORDER and page.following:
            return [Listing(listing.method, page.following)]
        if page.oldest > self.day:
            raise ListingMoved(f"list {page.publication} reaches back to {page.oldest.isoformat()} only")
        following = PUBLICATIONS[PUBLICATIONS.index(page.publication) + 1 :] if page.publication in PUBLICATIONS else ()
        return [Listing(listing.method, publication(following[0]))] if following else []
