"""Pakistan's foreign ministry: its dated lists of releases, walked back to the day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.errors import ListingMoved
from scrapers.sources.pakistan_mofa.page import ListingPage, list_page

RELEASES = "https://mofa.gov.pk/press-releases"
BRIEFINGS = "https://mofa.gov.pk/press-releases/categories/media-briefings"
STATEMENTS = "https://mofa.gov.pk/press-releases/categories/statements"

# The ministry publishes nearly every day. A list that says nothing for three weeks around the day stands still there or has moved away.
LONGEST_SILENCE = {"releases": timedelta(days=21), "columns": timedelta(days=60)}
DISORDER = timedelta(days=2)  # a card may stand a day or two out of its order


class PakistanMofaSpider(SourceSpider):
    """The pages of one publication day, which only the cards of the lists tell."""

    name = "pakistan_mofa"

    def routes(self) -> Sequence[Listing]:
        return [Listing("releases", f"{RELEASES}?page=1"), Listing("columns", f"{BRIEFINGS}?page=1")]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterator[Found | Listing | Skipped]:
        page = list_page(payload, url)
        self._require_no_gap(listing, page)
        for entry in page.entries:
            yield Found(entry.url, day=entry.day) if entry.day == self.day else Skipped(entry.url, entry.day)
        yield from self._onwards(listing, page)

    def _require_no_gap(self, listing: Listing, page: ListingPage) -> None:
        days = [entry.day for entry in page.entries]
        before = max((day for day in days if day <= self.day), default=None)
        after = min((day for day in days if day >= self.day), default=self.day)
        if before is not None and after - before > LONGEST_SILENCE[listing.method]:
            raise ListingMoved(f"the list says nothing from {before.isoformat()} to {after.isoformat()}")

    def _onwards(self, listing: Listing, page: ListingPage) -> Iterable[Listing]:
        if page.oldest >= self.day - DISORDER and page.following:
            return [Listing(listing.method, page.following)]
        if page.oldest > self.day:
            raise ListingMoved(f"the list reaches back to {page.oldest.isoformat()} only")
        return [Listing("columns", f"{STATEMENTS}?page=1")] if listing.url.startswith(BRIEFINGS) else []
