"""Pakistan's foreign ministry: its dated lists of releases, walked back to the day, which only the cards of the lists tell."""

from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType

from scrapers.dated import DatedPage
from scrapers.engine.spider import Listing
from scrapers.engine.walking import DatedListSpider
from scrapers.sources.pakistan_mofa.page import list_page

RELEASES = "https://mofa.gov.pk/press-releases"
BRIEFINGS = "https://mofa.gov.pk/press-releases/categories/media-briefings"
STATEMENTS = "https://mofa.gov.pk/press-releases/categories/statements"


class PakistanMofaSpider(DatedListSpider):
    """All releases stand in one list; where it is gone, briefings and statements in a list each."""

    name = "pakistan_mofa"
    # The ministry publishes nearly every day.
    longest_silence = MappingProxyType({"releases": timedelta(days=21), "columns": timedelta(days=60)})
    disorder = timedelta(days=2)  # a card may stand a day or two out of its order

    def routes(self) -> Sequence[Listing]:
        return [Listing("releases", f"{RELEASES}?page=1"), Listing("columns", f"{BRIEFINGS}?page=1")]

    def read_page(self, payload: bytes, url: str) -> DatedPage:
        return list_page(payload, url)

    def next_list(self, listing: Listing, url: str) -> Listing | None:  # noqa: ARG002 - known by what was asked for
        return Listing("columns", f"{STATEMENTS}?page=1") if listing.url.startswith(BRIEFINGS) else None
