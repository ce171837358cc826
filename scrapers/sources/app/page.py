"""Associated Press of Pakistan: posts in WordPress REST answers, and article pages of the tagDiv Newspaper theme."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from urllib.parse import parse_qs, urlencode, urlsplit

from bs4 import BeautifulSoup, Tag

from scrapers.engine.address import canonical
from scrapers.errors import LayoutChanged, ListingCut, ListingMoved, NotAnArticle
from scrapers.html import at_most_one, attribute, document, fragment, inline, json_ld, language, meta, one, paragraphs, string, text
from scrapers.records import PageRecord, Stamp

PARSER_VERSION = "1"

REST = "https://www.app.com.pk/wp-json/wp/v2/posts"
PER_PAGE = 100  # WordPress's largest page: https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/

TITLE = "h1.entry-title, h1.tdb-title-text, h1.td-page-title"
BODY = ".td-post-content, .tdb_single_content"
# The theme puts the same `time.entry-date` into every card of its side bars: only the article's own head is believed.
HEADER_TIME = (
    "article > header time[datetime], .td-post-title time[datetime], .tdb_single_date time[datetime], .td-post-date time[datetime]"
)
CARDS = "aside, .td_module_wrap, .td_block_inner, .td-related-row, .td-ss-main-sidebar"
FURNITURE = ".mejs-container, .td-a-rec, .sharedaddy, .td-post-sharing, .td-post-source-tags, .td-post-next-prev, .tdb_single_author"

_PHOTO = re.compile(r"^APP\d{1,4}-\d{6}\b")
_CARD_STAMP = re.compile(r"\b[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}, \d{1,2}:\d{2} [AP]M")
_POST_NUMBER = re.compile(r"(?:[?&]p=|\bpostid-|\bpost-|/wp/v2/posts/)(\d+)\b")
_EARLIEST, _LATEST = 1995, 2200  # years
_MANY = 20  # bodies or times of one page: more are not looked at, one is expected
_EMPTY = 50  # characters; about two hundred of 13,420 articles of 2025 had fewer, all of them photo pages


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a REST answer: its address, and its time in the site's own zone (`date`, without offset)."""

    link: str
    at: datetime
    fields: Mapping[str, object]

    @property
    def day(self) -> date:
        """The publication day in the site's zone."""
        return self.at.date()


def window(day: date) -> str:
    """The address of the first REST answer for a publication day.

    WordPress reads times without offset in the site's zone and takes both bounds as exclusive: from a second before midnight to the next midnight.
    Where a bound is taken as inclusive, a post of a neighbouring day comes along, and is told apart by its date.
    """
    return _window(_start(day), day)


def next_window(url: str, page: Sequence[Post]) -> str | None:
    """The address of the answer that follows `page`, which came from `url`; None after the last one.

    The window is moved up to the last post's second instead of counting pages: asking for a page beyond the last is an error in WordPress, and only
    a header says how many there are. Posts of that second come twice; the address is the same. So an answer that does not hold them is no end of the list:
    it raises `ListingCut`. Raises `ListingMoved` when the window cannot move, or when `url` is no window.
    """
    start, end = _bounds(url)
    day = end.date() - timedelta(days=1)
    junction = start + timedelta(seconds=1)
    if start != _start(day) and not any(post.at == junction for post in page):
        raise ListingCut(f"rest: the answer does not hold the posts of {junction.isoformat()} that it goes on from")
    if len(page) < PER_PAGE:
        return None
    following = page[-1].at - timedelta(seconds=1)
    if following <= start:
        raise ListingMoved(f"rest: the answer does not go on from {start.isoformat()}")
    return _window(following, day)


def posts(payload: bytes) -> list[Post]:
    """The posts of a REST answer, in its order. Raises `ListingMoved` when it is no list of posts."""
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise ListingMoved(f"rest: not JSON: {error}") from error
    if not isinstance(answer, list):
        code = answer.get("code") if isinstance(answer, dict) else type(answer).__name__
        raise ListingMoved(f"rest: not a list of posts but {str(code)[:60]}")
    return [_post(item) for item in answer]


def parse(payload: bytes, url: str) -> PageRecord:
    """One post, from the REST answer that holds it or from its own page. `url` is its canonical address.

    The native key is WordPress's post number. A page names it in its short link, body class, REST link or article id. A page stripped of all of them (by a
    theme or a cache) is known by `slug:<slug>`: the slug is the only other identifier that WordPress keeps unique, and the prefix keeps it out of the
    numbers. Raises `LayoutChanged`, and `NotAnArticle` for photo pages, players without text, protected posts and lists that stand where the body should.
    """
    record = _from_rest(payload, url) if payload.lstrip()[:1] in (b"[", b"{") else _from_page(payload, url)
    _require_article(record)
    return record


def _start(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time()) - timedelta(seconds=1)


def _bounds(url: str) -> tuple[datetime, datetime]:
    try:
        query = parse_qs(urlsplit(url).query)
        return datetime.fromisoformat(query["after"][0]), datetime.fromisoformat(query["before"][0])
    except (KeyError, ValueError) as error:
        raise ListingMoved("rest: it was answered at an address without its window") from error


def _window(after: datetime, day: date) -> str:
    before = datetime.combine(day + timedelta(days=1), datetime.min.time())
    query = {"after": after.isoformat(), "before": before.isoformat(), "per_page": str(PER_PAGE), "orderby": "date", "order": "asc"}
    return f"{REST}?{urlencode(query, safe=':')}"


def _post(item: object) -> Post:
    link, at = (item.get("link"), item.get("date")) if isinstance(item, dict) else (None, None)
    if not isinstance(item, dict) or not isinstance(link, str) or not link:
        raise ListingMoved("rest: an entry without link and date")
    try:
        when = datetime.fromisoformat(str(at))
    except ValueError as error:
        raise ListingMoved(f"rest: a post with an unreadable date: {str(at)[:40]!r}") from error
    if when.tzinfo is not None or not _EARLIEST <= when.year <= _LATEST:
        raise ListingMoved(f"rest: a post with an unreadable date: {str(at)[:40]!r}")
    return Post(link, when, item)


@lru_cache(maxsize=1)
def _posts_by_address(payload: bytes) -> Mapping[str, Post]:
    found = {}
    for post in posts(payload):
        try:
            found[canonical(post.link)] = post
        except ValueError:
            continue  # a link that is no web address is never asked for
    return found  # one answer is asked for each of its posts


def _from_rest(payload: bytes, url: str) -> PageRecord:
    try:
        post = _posts_by_address(payload)[canonical(url)]
    except ListingMoved as error:
        raise LayoutChanged(str(error)) from error
    except KeyError:
        raise LayoutChanged("rest: the answer holds no post with this link") from None
    fields = post.fields
    number, title, content = fields.get("id"), _rendered(fields, "title"), fields.get("content")
    if not isinstance(number, int) or not isinstance(content, dict):
        raise LayoutChanged("rest: a post without id or content")
    if content.get("protected"):
        raise NotAnArticle("protected by a password")
    return PageRecord(
        source="app",
        native_key=str(number),
        url=url,
        title=inline(title),
        paragraphs=paragraphs(fragment(_rendered(fields, "content")), FURNITURE),
        published=_rest_stamps(fields, "date"),
        modified=_rest_stamps(fields, "modified"),
        section=_section(url),
    )


def _rendered(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    rendered = value.get("rendered") if isinstance(value, dict) else None
    if not isinstance(rendered, str):
        raise LayoutChanged(f"rest: {name}.rendered is missing")
    return rendered


def _rest_stamps(fields: Mapping[str, object], name: str) -> tuple[Stamp, ...]:
    """`<name>_gmt` first, its zone written out as the field's name says it, then `<name>`, which is local."""
    gmt, local = string(fields, f"{name}_gmt"), string(fields, name)
    stamps = [Stamp(f"{gmt}Z", "rest")] if gmt and not gmt.startswith("0000") else []
    return tuple(stamps + ([Stamp(local, "rest")] if local else []))


def _from_page(payload: bytes, url: str) -> PageRecord:
    page = document(payload)
    title = text(one(page, TITLE))
    containers = [
        element for element in page.select(BODY, limit=_MANY) if not element.find_parent(class_=["td-post-content", "tdb_single_content"])
    ]
    if len(containers) != 1:
        raise LayoutChanged(f"{BODY}: {len(containers) or 'no'} elements, one expected")
    published = _published(page)
    modified = meta(page, "article:modified_time")
    author = at_most_one(page, ".td-post-author-name a, .tdb-author-name")
    return PageRecord(
        source="app",
        native_key=_native_key(page, url),
        url=url,
        title=title,
        paragraphs=paragraphs(containers[0], FURNITURE),
        published=published,
        modified=(Stamp(modified, "meta"),) if modified else (),
        byline=text(author) or None if author else None,
        section=_section(url),
        language=language(page),
    )


def _published(page: BeautifulSoup) -> tuple[Stamp, ...]:
    header = {attribute(time, "datetime") for time in page.select(HEADER_TIME, limit=_MANY) if not time.find_parent(_is_card)} - {None}
    if len(header) > 1:
        raise LayoutChanged(f"{HEADER_TIME}: {len(header)} different times, one expected")
    article = next((found for kind in ("NewsArticle", "Article", "WebPage") if (found := json_ld(page, kind))), None)
    stamps = [
        (meta(page, "article:published_time"), "meta"),
        (string(article, "datePublished"), "json-ld"),
        (next(iter(header), None), "byline"),
    ]
    published = tuple(Stamp(value, method) for value, method in stamps if value)
    if not published:
        raise LayoutChanged("no time of publication: neither article:published_time nor JSON-LD nor a time in the article's head")
    return published


def _is_card(element: Tag) -> bool:
    return element.css.match(CARDS)


def _native_key(page: BeautifulSoup, url: str) -> str:
    places = [
        attribute(page.select_one('link[rel="shortlink"]'), "href"),
        " ".join(str(name) for body in page.select("body[class]") for name in body.get_attribute_list("class")),
        attribute(page.select_one('link[rel="alternate"][type="application/json"]'), "href"),
        attribute(page.select_one("article[id^=post-]"), "id"),
    ]
    numbers = {number for place in places if place for number in _POST_NUMBER.findall(place)}
    if len(numbers) > 1:
        raise LayoutChanged(f"post number: {len(numbers)} different ones, one expected")
    return numbers.pop() if numbers else f"slug:{urlsplit(url).path.rstrip('/').rsplit('/', 1)[-1]}"


def _section(url: str) -> str | None:
    return urlsplit(url).path.strip("/").split("/")[0] or None


def _require_article(record: PageRecord) -> None:
    if record.section == "photos-section" or (record.paragraphs and _PHOTO.match(record.paragraphs[0])):
        raise NotAnArticle("photo page")
    body = "\n".join(record.paragraphs)
    if len(_CARD_STAMP.findall(body)) > 1:
        raise NotAnArticle("a list of other stories stands where the body should")
    if len(body) < _EMPTY:
        raise NotAnArticle("empty body")
