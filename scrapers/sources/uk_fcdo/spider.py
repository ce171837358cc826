"""The UK's Foreign, Commonwealth & Development Office: the search API's documents of a day, each fetched from the content API."""

from collections.abc import Iterator, Sequence

from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.sources.uk_fcdo.page import results, search


class UkFcdoSpider(SourceSpider):
    """The documents of one publication day. The office's travel advice, guidance and appointments stand in the same answer and are no candidates."""

    name = "uk_fcdo"

    def routes(self) -> Sequence[Listing]:
        return [Listing("search", search(self.day))]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterator[Found | Listing | Skipped]:
        answer = results(payload, url, self.day)
        for item in answer.found:
            day = item.at.astimezone(self.declaration.zone).date()
            yield Found(item.url, day=day) if day == self.day else Skipped(item.url, day)
        if answer.following:
            yield Listing(listing.method, answer.following)
