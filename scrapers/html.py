"""Bytes of a page to a tree, and the strict questions that parsers ask of it. Pure: no I/O, no clock, no Scrapy."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.builder import ParserRejectedMarkup
from bs4.element import NavigableString

from scrapers.errors import LayoutChanged, ListingMoved

_DECLARED_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
# As browsers read them: https://encoding.spec.whatwg.org/#names-and-labels
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "ascii": "cp1252"}
# What a page may declare for itself, as Python names it. Python's other codecs (idna, punycode, UTF-7, escapes) are no charsets of pages; UTF-16 is known
# by its mark.
_PAGE_CHARSET = re.compile(
    r"utf-8|gb18030|big5(hkscs)?|euc_(jp|kr)|shift_jis|iso8859-\d+|cp125\d|cp8(66|74)|koi8-[ru]|mac-(roman|cyrillic)"
)
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_UNREADABLE = "\ufffd"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")  # ideographs, their punctuation, full-width forms
# A broken byte or two is an advertisement cut in the middle of a letter. One of 172 real pages has more, 2,316 of them:
# Chinese in GB2312 that calls itself UTF-8 first.
_FEW_UNREADABLE = 5
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can name them, no text can hold them

# What no page of text has: markup whose reading would cost more than all honest pages of a day. The largest of 172 real pages had 5,119 "<",
# 41,196 ancestors of all its elements taken together, class attributes of 259 characters, and lines (titles, times, names) of under 500.
_MOST_MARKUP = 30_000
_MOST_NESTING = 400_000
_COST_OF_ATTRIBUTE = 4  # ancestors
_LONGEST_CLASS = 10_000
_LONGEST_LINE = 10_000

_SPACES = re.compile(r"[ \t\r\n\f]+")  # what HTML calls white space; no-break and ideographic spaces are text and left to the cleaning
_BREAK = "\x1e"
_DOUBLE_BREAK = re.compile(rf"{_BREAK}[ ]?(?:{_BREAK}[ ]?)+")
_TEXT_BLOCKS = frozenset({"p", "li", "blockquote", "pre", "dt", "dd", "td", "th", "h2", "h3", "h4", "h5", "h6"})
_FRAMES = frozenset({"address", "article", "aside", "div", "dl", "footer", "form", "header", "hr", "main", "nav", "ol", "section", "ul"})
_BLOCKS = _TEXT_BLOCKS | _FRAMES | {"table", "thead", "tbody", "tr"}
_MEDIA = frozenset({"figure", "figcaption", "svg", "video", "audio", "object", "iframe"})
_UNREAD = _MEDIA | {"script", "style", "noscript", "template", "button", "input", "select", "ins"}

# What scripts and players leave as text where their markup was lost: the call that fills an advertisement, the labels of WordPress's video player.
_AD_LOADER = re.compile(
    r"\(\s{0,9}adsbygoogle\s{0,9}=[^;]{0,60}?\)\s{0,9}\.push\(\s{0,9}\{[^}]{0,200}\}\s{0,9}\);?|googletag\.cmd\.push\(.{0,300}?\}\s{0,9}\);?",
    re.S,
)
_PLAYER = re.compile(r"^(?:Video Player|Media error: Format|Download File: |Use Up/Down Arrow keys|\d{2}:\d{2}$)")


class _Page(BeautifulSoup):
    """A tree, but none so deep or so loaded with attributes that later questions to it would take longer than the page is worth."""

    _nesting = 0

    def handle_starttag(
        self,
        name: str,
        namespace: str | None,
        nsprefix: str | None,
        attrs: Mapping[Any, Any],
        sourceline: int | None = None,
        sourcepos: int | None = None,
        namespaces: dict[str, str] | None = None,
    ) -> Tag | None:
        """Called by the parser at each start tag."""
        self._nesting += len(self.tagStack) + _COST_OF_ATTRIBUTE * len(attrs)
        if self._nesting > _MOST_NESTING or len(attrs.get("class", "")) > _LONGEST_CLASS:
            raise LayoutChanged("markup: nested deeper, or with more attributes, than a page of text")
        return super().handle_starttag(name, namespace, nsprefix, attrs, sourceline, sourcepos, namespaces)


def document(payload: bytes) -> BeautifulSoup:
    """The page as a tree. Its charset is that of the byte order mark, else the first one declared within 2,048 bytes, else UTF-8.

    Where the bytes contradict it, they are believed if they leave no doubt: valid UTF-8 under another name, and GB18030 text under the name of UTF-8.
    A few bytes that cannot be decoded become U+FFFD; more of them raise `LayoutChanged`, as does markup that no page of text has.
    """
    return _tree(_decoded(payload))


def listing(payload: bytes) -> BeautifulSoup:
    """As `document`, for a listing: raises `ListingMoved`."""
    try:
        return document(payload)
    except LayoutChanged as error:
        raise ListingMoved(str(error)) from error


def fragment(markup: str) -> Tag:
    """The body of a piece of markup, such as a field of a REST answer. Raises `LayoutChanged` as `document` does."""
    body = _tree(f"<body>{_LONE_SURROGATE.sub(_UNREADABLE, markup)}</body>").body
    if body is None:
        raise LayoutChanged("markup without a body")
    return body


def absolute(base: str, link: str) -> str:
    """A link of the page at `base` as an absolute address; a link that is no address at all stays as it is, for the ledger to say so."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def one(scope: Tag, selector: str) -> Tag:
    """The single element that `selector` finds below `scope`. Raises `LayoutChanged` naming the selector when there is none or more than one."""
    found = scope.select(selector)
    if len(found) != 1:
        raise LayoutChanged(f"{selector}: {len(found) or 'no'} elements, one expected")
    return found[0]


def at_most_one(scope: Tag, selector: str) -> Tag | None:
    """As `one`, but None when there is no such element."""
    return one(scope, selector) if scope.select_one(selector) else None


def text(element: Tag) -> str:
    """The element's text on one line; inline markup leaves no trace, so that words are never broken by it.

    Raises `LayoutChanged` when that is longer than any title, time or name.
    """
    return _line(element.get_text(), f"<{element.name}>")


def inline(markup: str) -> str:
    """The text of a piece of inline markup, such as a title in a feed, as `text` has it."""
    if "<" in markup or "&" in markup:
        return text(fragment(markup))
    return _line(_LONE_SURROGATE.sub(_UNREADABLE, markup), "markup")


def attribute(element: Tag | None, name: str) -> str | None:
    """An attribute's value, stripped; None when the element or the attribute is missing or empty."""
    value = element.get(name) if element is not None else None
    return value.strip() or None if isinstance(value, str) else None


def meta(page: Tag, name: str) -> str | None:
    """The content of the first `<meta>` whose `name` or `property` is `name`."""
    return attribute(page.select_one(f'meta[property="{name}"], meta[name="{name}"]'), "content")


def language(page: Tag) -> str | None:
    """The primary language subtag (RFC 5646) that the page declares for itself, in lower case."""
    declared = attribute(page.select_one("html[lang]"), "lang")
    return declared.split("-")[0].lower() if declared else None


def paragraphs(container: Tag, furniture: str | None = None) -> tuple[str, ...]:
    """The texts of a body in reading order, without empty ones. `furniture` is a selector of what is not text.

    Text counts in paragraphs, list items, headings and table cells anywhere below, and loose directly in the container: an advertisement set into the
    middle of a paragraph leaves its second half there. Loose text in an inner `div` is furniture. Two line breaks in a row part paragraphs.
    """
    unread = {id(element) for element in container.select(furniture)} if furniture else set()
    pieces: list[str] = []
    blocks: list[str] = []

    def flush() -> None:
        if pieces:
            blocks.extend(_DOUBLE_BREAK.split(_SPACES.sub(" ", "".join(pieces))))
            pieces.clear()

    # A stack instead of recursion, which a page's nesting could exhaust: the children still to be read, whether their text counts, whether they end a block.
    above = [(iter(container.contents), True, False)]
    while above:
        children, counts, block = above[-1]
        for child in children:
            if not isinstance(child, Tag):
                if counts and type(child) is NavigableString:  # its subclasses are comments, scripts, declarations
                    pieces.append(child)
            elif child.name == "br":
                pieces.append(_BREAK)
            elif child.name not in _UNREAD and id(child) not in unread:
                inner = child.name in _BLOCKS
                if inner:
                    flush()
                above.append((iter(child.contents), child.name in _TEXT_BLOCKS if inner else counts, inner))
                break
        else:
            above.pop()
            if block:
                flush()
    flush()
    cleaned = (_AD_LOADER.sub("", _SPACES.sub(" ", block.replace(_BREAK, " "))).strip() for block in blocks)
    return tuple(block for block in cleaned if block.strip("\u200b\ufeff\u00a0 ") and not _PLAYER.match(block))


def json_ld(page: Tag, kind: str) -> Mapping[str, object] | None:
    """The JSON-LD object whose `@type` is `kind`, wherever it stands among the page's blocks; None when there is none.

    Control characters and trailing commas are forgiven; of a block that is still no JSON the plain text fields are read one by one.
    Raises `LayoutChanged` when two blocks claim the type.
    """
    found = [item for script in page.select('script[type="application/ld+json"]') for item in _objects(script.get_text(), kind)]
    if len(found) > 1:
        raise LayoutChanged(f"JSON-LD {kind}: {len(found)} objects, one expected")
    return found[0] if found else None


def string(item: Mapping[str, object] | None, key: str) -> str | None:
    """A text field of a JSON object, entities resolved, on one line; None when it is missing, empty or no text."""
    value = item.get(key) if item is not None else None
    return _SPACES.sub(" ", _LONE_SURROGATE.sub(_UNREADABLE, unescape(value))).strip() or None if isinstance(value, str) else None


def _line(raw: str, place: str) -> str:
    if len(raw) > _LONGEST_LINE:
        raise LayoutChanged(f"{place}: {len(raw)} characters where one line was expected")
    return _SPACES.sub(" ", raw).strip()


def _tree(markup: str) -> BeautifulSoup:
    if markup.count("<") > _MOST_MARKUP:
        raise LayoutChanged(f"markup: {markup.count('<')} tags, more than a page of text has")
    try:
        return _Page(markup.replace("\x00", "").replace(_BREAK, ""), "lxml")
    except ParserRejectedMarkup as error:
        raise LayoutChanged(f"markup: the parser refuses it: {error}") from error


def _decoded(payload: bytes) -> str:
    charset = _charset(payload)
    if not charset.startswith("utf") and not payload.isascii() and (text := _strictly(payload, "utf-8")):
        return text
    if (text := _strictly(payload, charset)) is not None:
        return text
    text = payload.decode(charset, errors="replace")
    unreadable = text.count(_UNREADABLE)
    foreign = _foreign(text)
    if unreadable <= _FEW_UNREADABLE:
        return text
    if charset == "utf-8" and 2 * unreadable > foreign and (other := _strictly(payload, "gb18030")) and _is_chinese(other):
        return other
    if 10 * unreadable > foreign:
        raise LayoutChanged(f"charset: {unreadable} of {foreign} characters beyond ASCII cannot be read as {charset}")
    return text


def _strictly(payload: bytes, charset: str) -> str | None:
    try:
        return payload.decode(charset)
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str) -> bool:
    """Whether nine in ten of the characters beyond ASCII are ideographs and punctuation of everyday Chinese, which is what GB2312 holds of GB18030."""
    everyday = text.encode("gb2312", errors="ignore").decode("gb2312")
    return 10 * len(_CHINESE.findall(everyday)) > 9 * _foreign(text)


def _foreign(text: str) -> int:
    return sum(len(run) for run in _BEYOND_ASCII.findall(text))


def _charset(payload: bytes) -> str:
    for bom, charset in _BOMS.items():
        if payload.startswith(bom):
            return charset
    declared = _DECLARED_CHARSET.search(payload[:2048])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    name = _SUPERSETS.get(name, name)
    try:
        known = codecs.lookup(name).name
    except (LookupError, UnicodeError):
        return "utf-8"
    return known if _PAGE_CHARSET.fullmatch(known) else "utf-8"


def _objects(source: str, kind: str) -> Iterator[Mapping[str, object]]:
    for candidate in (source, re.sub(r",\s*([}\]])", r"\1", source)):
        try:
            parsed = json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (item for item in _flat(parsed) if kind in _kinds(item))
        return
    if re.search(rf'"@type"\s*:\s*"{kind}"', source):
        fields = re.findall(r'"(headline|description|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.)*)"', source)
        yield {name: value.replace('\\"', '"').replace("\\/", "/") for name, value in fields}


def _flat(parsed: object) -> Iterator[Mapping[str, object]]:
    ahead = [parsed]
    while ahead:
        item = ahead.pop()
        if isinstance(item, list):
            ahead.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            ahead.append(item.get("@graph"))


def _kinds(item: Mapping[str, object]) -> tuple[object, ...]:
    kinds = item.get("@type")
    return tuple(kinds) if isinstance(kinds, list) else (kinds,)
