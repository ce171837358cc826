"""China's foreign ministry: its dated lists of conferences and remarks, walked back to the day."""

from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType

from scrapers.dated import DatedPage
from scrapers.engine.spider import Listing
from scrapers.engine.walking import DatedListSpider
from scrapers.sources.china_mfa.page import list_page

SECTION = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/index.shtml"
PLAIN_SECTION = "https://www.mfa.gov.cn/wjdt_674879/fyrbt_674889/index.shtml"
CONFERENCES = "https://www.mfa.gov.cn/web/fyrbt_673021/jzhsl_673025/index.shtml"
REMARKS = "https://www.mfa.gov.cn/web/fyrbt_673021/dhdw_673027/index.shtml"


class ChinaMfaSpider(DatedListSpider):
    """Conferences and remarks stand in one section; where it is gone, in a column each."""

    name = "china_mfa"
    # The spokesperson's longest silence is the recess of August, two weeks.
    longest_silence = MappingProxyType(dict.fromkeys(("section", "plain_section", "columns"), timedelta(days=30)))
    # A page may stand a day or two out of its order: a conference posted after midnight has the next day in its address.
    disorder = timedelta(days=2)

    def routes(self) -> Sequence[Listing]:
        return [Listing("section", SECTION), Listing("plain_section", PLAIN_SECTION), Listing("columns", CONFERENCES)]

    def read_page(self, payload: bytes, url: str) -> DatedPage:
        return list_page(payload, url)

    def next_list(self, listing: Listing, url: str) -> Listing | None:  # noqa: ARG002 - known by what was asked for
        return Listing("columns", REMARKS) if listing.url.startswith(CONFERENCES.removesuffix("index.shtml")) else None
