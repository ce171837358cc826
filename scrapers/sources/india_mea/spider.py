"""India's Ministry of External Affairs: the lists of its publications, one after another, each walked back to the day."""

from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType

from scrapers.dated import DatedPage
from scrapers.engine.spider import Listing
from scrapers.engine.walking import DatedListSpider
from scrapers.sources.india_mea.page import PUBLICATIONS, list_page, place, publication


class IndiaMeaSpider(DatedListSpider):
    """The documents of all publications that were posted on one day."""

    name = "india_mea"
    longest_silence = MappingProxyType({"publications": timedelta(days=60)})  # each of them has several entries a week
    disorder = timedelta(days=3)  # entries of one briefing week stand a day or two out of their order

    def routes(self) -> Sequence[Listing]:
        return [Listing("publications", publication(PUBLICATIONS[0]))]

    def read_page(self, payload: bytes, url: str) -> DatedPage:
        return list_page(payload, url)

    def next_list(self, listing: Listing, url: str) -> Listing | None:
        _, name = place(url)
        following = PUBLICATIONS[PUBLICATIONS.index(name) + 1 :] if name in PUBLICATIONS else ()
        return Listing(listing.method, publication(following[0])) if following else None
