"""The US Department of State: its feed of press releases, polled."""

from collections.abc import Iterable, Sequence

from scrapers import feeds
from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.sources.us_state.page import FEED, day_of


class UsStateSpider(SourceSpider):
    """Every item that the feed shows, of whatever publication day: the feed holds its items whole, and what has left it is not to be had again."""

    name = "us_state"

    def routes(self) -> Sequence[Listing]:
        return [Listing("feed", FEED)]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterable[Found | Listing | Skipped]:  # noqa: ARG002 - there is one
        return [Found(item.url, inline=True, day=day_of(item, self.declaration.zone)) for item in feeds.items(payload, url)]
