"""UrduPoint: the day's sitemap, else the feed."""

from collections.abc import Iterable, Sequence

from scrapers import feeds
from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider

FEED = "https://www.urdupoint.com/en/sitemap/news.rss"


class UrdupointSpider(SourceSpider):
    """The English pages of one publication day. The sitemap's other addresses (Urdu service, index pages) are discovered too and end by the candidate rule."""

    name = "urdupoint"

    def routes(self) -> Sequence[Listing]:
        day = Listing("sitemap", f"https://www.urdupoint.com/sitemap/daily/data/{self.day:%Y}/{self.day.isoformat()}.xml.gz")
        return [day, Listing("feed", FEED)] if feeds.feed_may_hold(self.day, self.now, self.declaration.zone) else [day]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterable[Found | Listing | Skipped]:
        if listing.method == "sitemap":
            return [Found(address) for address in feeds.sitemap(payload)]
        zone = self.declaration.zone
        entries = feeds.feed(payload, url)
        if self.day < self.now.astimezone(zone).date():  # of a day still running no list is complete, and later runs bring the rest
            feeds.require_reach(entries, self.day, zone)
        days = [entry.at.astimezone(zone).date() for entry in entries]
        return [Found(entry.url, day=day) if day == self.day else Skipped(entry.url, day) for entry, day in zip(entries, days, strict=True)]
