"""Dawn: archive pages and story pages."""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.errors import LayoutChanged, ListingMoved, NotAnArticle
from scrapers.html import absolute, attribute, document, language, listing, meta, one, paragraphs, text
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

BODY = ".story__content"
TITLE = ".story__title"
FURNITURE = "figure, .media, .twitter-tweet, .instagram-media, .fb-post, .slideshow, .story__content .story, .modal, .ad"

_HOSTS = ("www.dawn.com", "dawn.com")
_STORY = re.compile(r"^/news/(\d+)(?:/[^/]*)?/?$")
_TITLE_TAIL = re.compile(r"(?:\s{1,9}-\s{1,9}(?P<section>[\w &-]{1,60}))?\s{1,9}-\s{1,9}DAWN\.COM$")
# On print copy only: "Published in Dawn, May 8th, 2025", with the supplement's name in between on weekend pages; sometimes run into the last sentence.
_PRINT_NOTE = re.compile(r"Published in Dawn,[^.]{0,60}?\d{4}\W*$")
_NEAREST = 50  # bylines and times looked at before the body; a story has one or two
_PUBLISHED = re.compile(r"Published\s+([A-Z][a-z]+ \d{1,2}, \d{4},?\s+\d{1,2}:\d{2}\s?[APap][Mm])")
_UPDATED = re.compile(
    r"Updated\s+([A-Z][a-z]+ \d{1,2}, \d{4},?\s+\d{1,2}:\d{2}\s?[APap][Mm])"
)  # "Updated about 9 hours ago" depends on the time of crawling


def is_story(url: str) -> bool:
    """Whether an address is that of a Dawn story: /news/<number> with or without a slug, on Dawn's own host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.hostname in _HOSTS and _STORY.match(parts.path) is not None


def archive_links(payload: bytes, url: str) -> list[str]:
    """The absolute addresses that the archive page at `url` lists, each once, in its order. Raises `ListingMoved` when there are none: no day is empty."""
    page = listing(payload)
    links = [href for link in (page.select_one("main") or page).select("a.story__link[href]") if (href := attribute(link, "href"))]
    if not links:
        raise ListingMoved("archive: no a.story__link")
    return list(dict.fromkeys(absolute(url, link) for link in links))


def parse(payload: bytes, url: str) -> PageRecord:
    """The story of a Dawn page. `url` is its canonical address; the native key is the number in it.

    Stamps are the meta element's (with offset) and the byline's (Pakistan time, to the minute). Raises `LayoutChanged`, and `NotAnArticle` when the page
    has no text, as video and live pages.
    """
    match = _STORY.match(urlsplit(url).path)
    if match is None:
        raise NotAnArticle("not the address of a story: no number in it")
    number = match[1]
    page = document(payload)
    body = one(page, BODY)
    title = _title(page, number)
    head = _head(title, body)
    times = " ".join(_above(head, body, "story__time"))
    bylines = list(dict.fromkeys(_above(head, body, "story__byline")))
    if len(bylines) > 1:
        raise LayoutChanged(f".story__byline: {len(bylines)} different ones, one expected")
    heading = _TITLE_TAIL.search(text(one(page, "head > title")))
    return PageRecord(
        source="dawn",
        native_key=number,
        url=url,
        title=_TITLE_TAIL.sub("", text(title)),
        paragraphs=_body(body),
        published=_published(page, times),
        modified=_stamps(meta(page, "article:modified_time"), _UPDATED, times),
        byline=bylines[0] if bylines else None,
        section=heading["section"] if heading else None,
        language=language(page),
    )


def _title(page: BeautifulSoup, number: str) -> Tag:
    """Cards of other stories carry the same class: the title is the one that links to the page itself, else the only one there is."""
    titles = page.select(TITLE)
    if len(titles) == 1:
        return titles[0]
    linking = (link.find_parent(class_="story__title") for link in page.select(f"{TITLE} a[href]") if _number(link) == number)
    own = {id(title): title for title in linking if title is not None}
    if len(own) != 1:
        raise LayoutChanged(f"{TITLE}: {len(titles) or 'no'} elements, {len(own) or 'none'} of them linking to this page, one expected")
    return next(iter(own.values()))


def _number(link: Tag) -> str | None:
    try:
        match = _STORY.match(urlsplit(attribute(link, "href") or "").path)
    except ValueError:
        return None
    return match[1] if match else None


def _head(title: Tag, body: Tag) -> Tag:
    """The smallest element that holds both title and body: bylines and times outside of it belong to other stories."""
    around = {id(parent) for parent in body.parents}
    for parent in title.parents:
        if id(parent) in around:
            return parent
    raise LayoutChanged(f"{TITLE} and {BODY} have nothing in common")


def _above(head: Tag, body: Tag, name: str) -> list[str]:
    nearest = body.find_all_previous(class_=name, limit=_NEAREST)
    elements = [element for element in nearest if any(parent is head for parent in element.parents) and not element.find_parent("aside")]
    return [line for element in reversed(elements) if (line := text(element))]


def _published(page: BeautifulSoup, times: str) -> tuple[Stamp, ...]:
    stamps = _stamps(meta(page, "article:published_time"), _PUBLISHED, times)
    if not stamps:
        raise LayoutChanged("no time of publication: neither article:published_time nor .story__time")
    return stamps


def _stamps(named: str | None, pattern: re.Pattern[str], times: str) -> tuple[Stamp, ...]:
    printed = set(pattern.findall(times))
    if len(printed) > 1:
        raise LayoutChanged(f".story__time: {len(printed)} different times, one expected")
    stamps = [Stamp(named, "meta")] if named else []
    return tuple(stamps + [Stamp(stamp, "byline") for stamp in printed])


def _without_print_note(paragraph: str) -> str:
    without, found = _PRINT_NOTE.subn("", paragraph)
    return without.rstrip() if found else paragraph


def _body(body: Tag) -> tuple[str, ...]:
    lines = tuple(line for paragraph in paragraphs(body, FURNITURE) if (line := _without_print_note(paragraph)))
    if not lines:
        raise NotAnArticle("empty body")
    return lines
