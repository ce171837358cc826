"""Dawn: the archive page of the day, else the feed."""

from collections.abc import Iterable, Sequence

from scrapers import feeds
from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.sources.dawn.page import archive_links, is_story

FEED = "https://www.dawn.com/feeds/home"


class DawnSpider(SourceSpider):
    """The stories of one publication day. Other magazines of the house (images, aurora, herald) are listed among them and skipped."""

    name = "dawn"

    def routes(self) -> Sequence[Listing]:
        day = Listing("archive", f"https://www.dawn.com/archive/{self.day.isoformat()}")
        return [day, Listing("feed", FEED)] if feeds.feed_may_hold(self.day, self.now, self.declaration.zone) else [day]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterable[Found | Listing | Skipped]:
        if listing.method == "archive":
            return [Found(link) if is_story(link) else Skipped(link) for link in archive_links(payload, url)]
        zone = self.declaration.zone
        entries = feeds.feed(payload, url)
        if self.day < self.now.astimezone(zone).date():  # of a day still running no list is complete, and later runs bring the rest
            feeds.require_reach(entries, self.day, zone)
        days = [entry.at.astimezone(zone).date() for entry in entries]
        return [
            Found(entry.url, day=day) if is_story(entry.url) and day == self.day else Skipped(entry.url, day)
            for entry, day in zip(entries, days, strict=True)
        ]
