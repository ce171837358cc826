"""Bytes of a page to a tree, and the strict questions that parsers ask of it. Pure: no I/O, no clock, no Scrapy."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from scrapers.errors import LayoutChanged

_DECLARED_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
# As browsers read them: https://encoding.spec.whatwg.org/#names-and-labels
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "ascii": "cp1252"}
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

_SPACES = re.compile(r"[ \t\r\n\f]+")  # what HTML calls white space; no-break and ideographic spaces are text and left to the cleaning
_BREAK = "\x1e"
_DOUBLE_BREAK = re.compile(rf"{_BREAK}[ ]?(?:{_BREAK}[ ]?)+")
_TEXT_BLOCKS = frozenset({"p", "li", "blockquote", "pre", "dt", "dd", "td", "th", "h2", "h3", "h4", "h5", "h6"})
_FRAMES = frozenset({"address", "article", "aside", "div", "dl", "footer", "form", "header", "hr", "main", "nav", "ol", "section", "ul"})
_BLOCKS = _TEXT_BLOCKS | _FRAMES | {"table", "thead", "tbody", "tr"}
_MEDIA = frozenset({"figure", "figcaption", "svg", "video", "audio", "object", "iframe"})
_UNREAD = _MEDIA | {"script", "style", "noscript", "template", "button", "input", "select", "ins"}

# What scripts and players leave as text where their markup was lost: the call that fills an advertisement, the labels of WordPress's video player.
_AD_LOADER = re.compile(r"\(\s*adsbygoogle\s*=[^;]*?\)\s*\.push\(\s*\{[^}]*\}\s*\);?|googletag\.cmd\.push\(.*?\}\s*\);?", re.S)
_PLAYER = re.compile(r"^(?:Video Player|Media error: Format|Download File: |Use Up/Down Arrow keys|\d{2}:\d{2}$)")


def document(payload: bytes) -> BeautifulSoup:
    """The page as a tree. Its charset is that of the byte order mark, else the first one declared within 2,048 bytes, else UTF-8;
    what cannot be decoded becomes U+FFFD."""
    text = payload.decode(_charset(payload), errors="replace").replace("\x00", "").replace(_BREAK, "")
    return BeautifulSoup(text, "lxml")


def fragment(markup: str) -> Tag:
    """The body of a piece of markup, such as a field of a REST answer."""
    body = BeautifulSoup(f"<body>{markup}</body>", "lxml").body
    if body is None:
        raise LayoutChanged("markup without a body")
    return body


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
    """The element's text on one line; inline markup leaves no trace, so that words are never broken by it."""
    return _SPACES.sub(" ", element.get_text()).strip()


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
    """The texts of a body in reading order, without empty ones. `furniture` is a selector of what is not text; it is cut out of the tree.

    Text counts in paragraphs, list items, headings and table cells anywhere below, and loose directly in the container: an advertisement set into the
    middle of a paragraph leaves its second half there. Loose text in an inner `div` is furniture. Two line breaks in a row part paragraphs.
    """
    if furniture:
        for element in container.select(furniture):
            element.decompose()
    pieces: list[str] = []
    blocks: list[str] = []

    def flush() -> None:
        blocks.extend(_DOUBLE_BREAK.split(_SPACES.sub(" ", "".join(pieces))))
        pieces.clear()

    def walk(node: Tag, counts: bool) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                if child.name in _UNREAD:
                    continue
                if child.name == "br":
                    pieces.append(_BREAK)
                elif child.name in _BLOCKS:
                    flush()
                    walk(child, child.name in _TEXT_BLOCKS)
                    flush()
                else:
                    walk(child, counts)
            elif counts and type(child) is NavigableString:  # its subclasses are comments, scripts, declarations
                pieces.append(child)

    walk(container, True)
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
    return _SPACES.sub(" ", unescape(value)).strip() or None if isinstance(value, str) else None


def _charset(payload: bytes) -> str:
    for bom, charset in _BOMS.items():
        if payload.startswith(bom):
            return charset
    declared = _DECLARED_CHARSET.search(payload[:2048])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    name = _SUPERSETS.get(name, name)
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name


def _objects(source: str, kind: str) -> Iterator[Mapping[str, object]]:
    for candidate in (source, re.sub(r",\s*([}\]])", r"\1", source)):
        try:
            parsed = json.loads(candidate, strict=False)
        except ValueError:
            continue
        yield from (item for item in _flat(parsed) if kind in _kinds(item))
        return
    if re.search(rf'"@type"\s*:\s*"{kind}"', source):
        fields = re.findall(r'"(headline|description|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.)*)"', source)
        yield {name: value.replace('\\"', '"').replace("\\/", "/") for name, value in fields}


def _flat(parsed: object) -> Iterator[Mapping[str, object]]:
    if isinstance(parsed, list):
        for item in parsed:
            yield from _flat(item)
    elif isinstance(parsed, dict):
        yield parsed
        yield from _flat(parsed.get("@graph"))


def _kinds(item: Mapping[str, object]) -> tuple[object, ...]:
    kinds = item.get("@type")
    return tuple(kinds) if isinstance(kinds, list) else (kinds,)
