"""China's foreign ministry, Chinese pages: lists of its sections, and transcripts and remarks in the layouts of 2019 to 2022 and of 2022 on."""

import re
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.dated import DatedEntry, DatedPage
from scrapers.errors import LayoutChanged, ListingCut, ListingMoved, NotAnArticle
from scrapers.html import absolute, attribute, document, language, listing, meta, one, paragraphs, text
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

# Both layouts call the body by one name; title and time are the first layout's, then the second's.
BODY = "#News_Body_Txt_A"
TITLE = "#News_Body_Title, .news-details .news-title h1"
TIME = "#News_Body_Time, .news-details .news-title .time"
FURNITURE = "#appendix_list, #relnews_list, .relnews-list, .info, .print, .share, .bshare-custom, .jiathis_style, a[href^='javascript:']"

_ADDRESS = re.compile(r"/t(?:(?P<day>\d{8})_)?(?P<number>\d+)\.s?html?$")
_DAY = re.compile(r"[(（\[]\s*(\d{4})-(\d{1,2})-(\d{1,2})")
_LIST_NUMBER = re.compile(r"/(?:index(?:_(\d+))?\.s?html?)?$")
_PER_PAGE = 20  # entries of every page of a list but its last
_LONGEST_ROW = 400  # characters of a list entry; headlines have under a hundred
_LIST_COUNT = re.compile(r"\bcountPage\s*=\s*[\"']?(\d{1,4})|\bcreatePageHTML\(\s*[\"']?(\d{1,4})")


def list_page(payload: bytes, url: str) -> DatedPage:
    """What a list page at `url` lists: links below its own folder, with the day printed in brackets after them, else the day in the address.

    Raises `ListingMoved` when it lists nothing: the menus around it link to pages of other folders only. Raises `ListingCut` when it must be a part of
    what it was: a later page of a list that lists nothing or says that the list has no such page, and a page of which less than half is left although
    more pages follow.
    """
    page = listing(payload)
    folder = absolute(url, "./")
    entries: dict[str, DatedEntry] = {}
    for link in page.select("li a[href]"):
        address = absolute(url, attribute(link, "href") or "")
        match = _ADDRESS.search(_path(address))
        if match and address.startswith(folder) and (day := _listed_day(link, match["day"])):
            entries.setdefault(address, DatedEntry(address, day))
    number, count = _list_number(url), _list_count(page)
    if not entries:
        kind = ListingCut if number else ListingMoved
        raise kind("the list holds no entries of its section")
    if count <= number:
        raise ListingCut(f"page {number + 1} of a list that says it has {count}")
    goes_on = number + 1 < count
    if goes_on and 2 * len(entries) < _PER_PAGE:
        raise ListingCut(f"page {number + 1} of {count} has {len(entries)} entries, {_PER_PAGE} expected")
    return DatedPage(tuple(entries.values()), absolute(folder, f"index_{number + 1}.shtml") if goes_on else None)


def parse(payload: bytes, url: str) -> PageRecord:
    """A transcript or remark. `url` is its canonical address.

    The native key is the number that ends the address (`t20231120_11183598`, before 2021 `t1722968`): the ministry's own document number, which stays
    the same when a page is shown under several sections and hosts. The day before it is only a date of posting, and not always the one on the page.
    Stamps, all in Chinese time: the line under the title (to the minute since 2020), the meta element (a day) and the day in the address.
    Raises `LayoutChanged`, and `NotAnArticle` when the page has no text.
    """
    match = _ADDRESS.search(urlsplit(url).path)
    if match is None:
        raise NotAnArticle("not the address of a document: no t-number at its end")
    page = document(payload)
    _require_same_page(page, match["number"])
    title, time = text(one(page, TITLE)), text(one(page, TIME))
    body = one(page, BODY)
    if not title:
        raise LayoutChanged(f"{TITLE}: empty")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?", time):
        raise LayoutChanged(f"{TIME}: no date: {time[:40]!r}")
    stamps = [(time, "byline"), (meta(page, "PubDate"), "meta"), (match["day"], "url")]
    return PageRecord(
        source="china_mfa",
        native_key=match["number"],
        url=url,
        title=title,
        paragraphs=_body(body),
        published=tuple(Stamp(value, method) for value, method in stamps if value),
        section=meta(page, "ColumnName"),
        language=language(page),
    )


def _list_count(page: BeautifulSoup) -> int:
    found = (match for script in page.select("script") for match in _LIST_COUNT.finditer(script.get_text()))
    return max((int(match[1] or match[2]) for match in found), default=1)


def _listed_day(link: Tag, in_address: str | None) -> date | None:
    row = link.find_parent("li")
    printed = _DAY.search(_row_text(row).removeprefix(_row_text(link))) if row else None
    try:
        if printed:
            return date(int(printed[1]), int(printed[2]), int(printed[3]))
        return date.fromisoformat(in_address) if in_address else None
    except ValueError:
        return None


def _row_text(row: Tag) -> str:
    """The beginning of a list entry's text, no more of it: a page that is one long entry must not be read once for each of its links."""
    pieces = (str(piece)[:_LONGEST_ROW] for piece in islice(row.strings, _LONGEST_ROW // 10))
    return " ".join("".join(pieces).split())


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _list_number(url: str) -> int:
    match = _LIST_NUMBER.search(urlsplit(url).path)
    return int(match[1]) if match and match[1] else 0


def _require_same_page(page: BeautifulSoup, number: str) -> None:
    named = _ADDRESS.search(meta(page, "Url") or "")
    if named and named["number"] != number:
        raise LayoutChanged(f"meta Url: names document {named['number']}, {number} was asked for")


def _body(body: Tag) -> tuple[str, ...]:
    for editor in body.select("div[class*=TRS_]"):
        editor.name = "p"  # text that the editor left loose in its own frame is text of the body
    lines = paragraphs(body, FURNITURE)
    if not lines:
        raise NotAnArticle("empty body")
    return lines
