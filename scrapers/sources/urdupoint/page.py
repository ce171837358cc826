"""UrduPoint's English article pages: the layout of 2020, and the later one as far as its text is known.

Known of the later layout (2022 on): the byline line reads "Name (@handle) Published April 11, 2022 | 05:57 PM", headline and summary stand once more
above the text. Its class names besides `detail_txt` are not known, so what they would tell is looked for by form, and must be found once.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from scrapers.errors import LayoutChanged, NotAnArticle
from scrapers.html import at_most_one, attribute, document, json_ld, language, meta, one, paragraphs, string, text
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

BODY = "div.detail_txt"
FURNITURE = "h2, h3, #teads, .ad_stick_wrap, .center_desktop, div[id^=div-gpt-ad], #eng_mob_ad_wrap, .widget, .social_sharer, .tagcloud"

_ADDRESS = re.compile(r"/en/(?P<section>[a-z0-9-]+)/[^/]*-(?P<number>\d+)\.html$")
# "Wed 29th April 2020 | 03:32 PM" (2020) and "Published April 11, 2022 | 05:57 PM" (later); "12 minutes ago" depends on the time of crawling and is never read.
_STAMP_2020 = re.compile(r"\b[A-Z][a-z]{2} \d{1,2}(?:st|nd|rd|th) [A-Z][a-z]+ \d{4} \| \d{1,2}:\d{2} [AP]M")
_STAMP_LATER = re.compile(r"\bPublished\s+([A-Z][a-z]+ \d{1,2}, \d{4} \| \d{1,2}:\d{2} [AP]M)")
_PERSON_LATER = re.compile(r"(?:^|\n)([^\n|()@]{2,60}?)\s*\(@\w+\)\s*Published\s")


def parse(payload: bytes, url: str) -> PageRecord:
    """The article of an UrduPoint page. `url` is its canonical address; the native key is the number at its end.

    Stamps are JSON-LD's `datePublished` (with offset) and the byline's (Pakistan time, to the minute). Raises `LayoutChanged`, and `NotAnArticle`
    when the page has no text.
    """
    section, number = _address(url)
    page = document(payload)
    _require_same_page(page, number)
    heading = one(page.select_one("div.news_article") or page, "h1")
    body = one(page, BODY)
    article = json_ld(page, "NewsArticle")
    above = _text_above(page, heading, body)

    published = [Stamp(stamp, "json-ld") for stamp in [string(article, "datePublished")] if stamp]
    published += [Stamp(stamp, "byline") for stamp in [_byline_stamp(above)] if stamp]
    if not published:
        raise LayoutChanged("no time of publication: neither JSON-LD NewsArticle datePublished nor a stamp in the byline")
    modified = string(article, "dateModified")

    title = _natural_casing(text(heading), string(article, "headline"))
    repeated = {line.casefold() for line in (title, string(article, "description"), meta(page, "og:description")) if line}
    return PageRecord(
        source="urdupoint",
        native_key=number,
        url=url,
        title=title,
        paragraphs=_body(body, repeated),
        published=tuple(published),
        modified=(Stamp(modified, "json-ld"),) if modified else (),
        byline=_person(page, above),
        section=section,
        language=language(page),
    )


def _address(url: str) -> tuple[str, str]:
    match = _ADDRESS.search(url)
    if match is None:
        raise NotAnArticle("not the address of an article: no number at its end")
    return match["section"], match["number"]


def _require_same_page(page: BeautifulSoup, number: str) -> None:
    named = _ADDRESS.search(attribute(page.select_one('link[rel="canonical"]'), "href") or "")
    if named and named["number"] != number:
        raise LayoutChanged(f'link[rel="canonical"]: names page {named["number"]}, {number} was asked for')


def _natural_casing(heading: str, headline: str | None) -> str:
    """The site prints headings in Title Case and keeps the headline as it was written in JSON-LD."""
    return headline if headline and headline.casefold() == heading.casefold() else heading


def _text_above(page: BeautifulSoup, heading: Tag, body: Tag) -> str:
    """The strings of the info bar, one a line; without such a bar, those between headline and body."""
    bar = at_most_one(page, "p.art_info_bar")
    nodes = bar.find_all(string=True) if bar is not None else _strings_between(heading, body)
    lines = (" ".join(node.split()) for node in nodes if type(node) is NavigableString)
    return "\n".join(line for line in lines if line)


def _strings_between(heading: Tag, body: Tag) -> Iterator[NavigableString]:
    own = {id(node) for node in heading.descendants}
    for node in heading.next_elements:
        if node is body:
            return
        if isinstance(node, NavigableString) and id(node) not in own:
            yield node


def _byline_stamp(above: str) -> str | None:
    found = set(_STAMP_2020.findall(above)) | set(_STAMP_LATER.findall(above))
    if len(found) > 1:
        raise LayoutChanged(f"byline: {len(found)} different stamps, one expected")
    return next(iter(found), None)


def _person(page: BeautifulSoup, above: str) -> str | None:
    """The person at the desk who posted the article; never the agency's reporter."""
    link = at_most_one(page, 'p.art_info_bar a[href*="/team/"]')
    if link is not None:
        return text(link) or None
    later = _PERSON_LATER.search(above)
    return later[1].strip() if later else None


def _body(body: Tag, repeated: set[str]) -> tuple[str, ...]:
    lines = list(paragraphs(body, FURNITURE))
    while len(lines) > 1 and lines[0].casefold() in repeated:
        del lines[0]
    if not lines:
        raise NotAnArticle("empty body")
    return tuple(lines)
