"""China's foreign ministry: its dated lists of conferences and remarks, walked back to the day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.errors import ListingMoved
from scrapers.sources.china_mfa.page import ListingPage, list_page

SECTION = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/index.shtml"
PLAIN_SECTION = "https://www.mfa.gov.cn/wjdt_674879/fyrbt_674889/index.shtml"
CONFERENCES = "https://www.mfa.gov.cn/web/fyrbt_673021/jzhsl_673025/index.shtml"
REMARKS = "https://www.mfa.gov.cn/web/fyrbt_673021/dhdw_673027/index.shtml"

# The spokesperson's longest silence is the recess of August, two weeks. A list without an entry for a month around the day stands still there or has
# moved away: that nothing was said on the day cannot be read from it.
LONGEST_SILENCE = timedelta(days=30)
# A page may stand a day or two out of its order: a conference posted after midnight has the next day in its address.
DISORDER = timedelta(days=2)


class ChinaMfaSpider(SourceSpider):
    """The pages of one publication day. Each list is walked from its newest page to the first that is older than the day."""

    name = "china_mfa"

    def routes(self) -> Sequence[Listing]:
        return [Listing("section", SECTION), Listing("plain_section", PLAIN_SECTION), Listing("columns", CONFERENCES)]

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
            raise ListingMoved(f"the list says nothing from {before.isoformat()} to {after.isoformat()}")

    def _onwards(self, listing: Listing, page: ListingPage) -> Iterable[Listing]:
        if page.oldest >= self.day - DISORDER and page.following:
            return [Listing(listing.method, page.following)]
        if page.oldest > self.day:
            raise ListingMoved(f"the list reaches back to {page.oldest.isoformat()} only")
        return [Listing("columns", REMARKS)] if listing.url.startswith(CONFERENCES.removesuffix("index.shtml")) else []
