"""Associated Press of Pakistan: WordPress REST windows, else the feed."""

from collections.abc import Iterable, Iterator, Sequence

from scrapers import feeds
from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.sources.app.page import next_window, posts, window

FEED = "https://www.app.com.pk/feed/"


class AppSpider(SourceSpider):
    """The posts of one publication day. A REST answer holds its pages whole; the feed only names them."""

    name = "app"

    def routes(self) -> Sequence[Listing]:
        rest = Listing("rest", window(self.day))
        return [rest, Listing("feed", FEED)] if feeds.feed_may_hold(self.day, self.now, self.declaration.zone) else [rest]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterable[Found | Listing | Skipped]:
        return self._read_rest(payload, url) if listing.method == "rest" else self._read_feed(payload, url)

    def _read_rest(self, payload: bytes, url: str) -> Iterator[Found | Listing | Skipped]:
        page = posts(payload)
        for post in page:
            yield Found(post.link, inline=True, day=post.day) if post.day == self.day else Skipped(post.link, post.day)
        following = next_window(url, page)
        if following is not None:
            yield Listing("rest", following)

    def _read_feed(self, payload: bytes, url: str) -> Iterator[Found | Listing | Skipped]:
        zone = self.declaration.zone
        entries = feeds.feed(payload, url)
        feeds.require_reach(entries, self.day, zone)
        for entry in entries:
            day = entry.at.astimezone(zone).date()
            yield Found(entry.url, day=day) if day == self.day else Skipped(entry.url, day)
