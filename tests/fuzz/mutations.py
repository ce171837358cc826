"""What hostile and broken pages look like: bytes in, other bytes out, decided by a random generator alone, so that a seed brings the same page again."""

import gzip
import json
import re
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_TAG = re.compile(rb"<[^<>]{1,400}>")
_ELEMENT = re.compile(rb"<([a-z][a-z0-9]{0,9})\b[^<>]{0,300}>[^<]{0,300}</\1>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"[\w:-]{1,40}=\"[^\"<>]{0,400}\"")
_DIGITS = re.compile(rb"\d{1,12}")
_DATE = re.compile(
    rb"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)
_JSON_LD = re.compile(rb'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_CHARSET = re.compile(rb"charset=[\"']?[\w-]{1,20}|encoding=\"[\w-]{1,20}\"", re.IGNORECASE)
_STRING = re.compile(rb'"(?:[^"\\\n]|\\.){0,300}"')

# Numbers on which readers of numbers trip.
NUMBERS = (
    b"0",
    b"-1",
    b"00",
    b"99",
    b"31",
    b"1e309",
    b"2147483648",
    b"9223372036854775808",
    b"9" * 400,
    b"9" * 5_000,
    "٣".encode(),
    "²".encode(),
    b"NaN",
    b"0x10",
)
DATES = (
    b"0000-00-00", b"2025-02-30", b"9999-12-31T23:59:59", b"0001-01-01", b"2568-05-08", b"1969-12-31", b"May 32, 2025", b"29 February 2025", b"Feb 29 2024",
    b"12 minutes ago", b"2025-05-08T25:61:61", b"2025-05-08T10:00:00+99:99", b"2025-05-08T10:00:00-0000", "２０２５年５月８日".encode(), "2025年13月40日".encode(), "۸ مئی ۲۰۲۵".encode(),
    b"Thu, 08 May 2025 10:00:00 +2400", b"Thu, 08 May 99999 10:00:00 GMT", b"Thu, 99 May 2025 99:99:99 XYZ", b"8 of May of 2025", b"2025-5-8 2025-6-9 2025-7-10",
)  # fmt: skip
SIGNS = (
    "\u202e", "\u202d\u2066", "\u200b", "\u200d\u200c", "\ufeff", "\u00ad", "\u2028", "\u2029", "\x00", "\x0b", "\x1b[2J", "\x7f", "\x85", "\ufffe", "\ud800",
    "a\u0301\u0316" * 40, "\u0301\u0316" * 3_000, "ﷺ", "\U000e0041", "\u0661", "İ", "ß", "ǆ", "\U0001f468\u200d\U0001f469", "\\n", "&#0;", "&#xD800;", "&#x110000;", "&amp;amp;amp;", "&nbsp;",
)  # fmt: skip
_CHARSETS = (
    b"utf-16",
    b"utf-7",
    b"gb2312",
    b"gb18030",
    b"shift_jis",
    b"windows-1256",
    b"cp1252",
    b"idna",
    b"rot13",
    b"hex",
    b"zlib",
    b"undefined",
    b"utf-8-sig",
    b"nonesuch",
    b"utf-32",
    b"punycode",
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"+/v8")
_BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
_OPENINGS = (
    b"<div>",
    b"<p>",
    b"<span class=x>",
    b"<table><tr><td>",
    b"<b><i>",
    b"<a href=x>",
    b"<ul><li>",
    b"<blockquote>",
    b"<svg>",
    b"<template>",
    b"<select><option>",
    b"<math>",
)
_RAW = (
    b"<script>",
    b"<style>",
    b"<!--",
    b"<![CDATA[",
    b"<textarea>",
    b"<title>",
    b"<noscript>",
    b"<plaintext>",
    b"<xmp>",
    b"<?",
    b"</",
    b"<!DOCTYPE",
    b"<iframe>",
    b"]]>",
    b"-->",
)


def bytes_flipped(data: bytes, random: Random) -> bytes:
    """Some bytes are others."""
    mutable = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 100, max(1, len(data) // 50)))):
        if mutable:
            mutable[random.randrange(len(mutable))] = random.randrange(256)
    return bytes(mutable)


def truncated(data: bytes, random: Random) -> bytes:
    """The end, the beginning or a stretch in the middle is missing."""
    one, other = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return random.choice((data[:one], data[one:], data[:one] + data[other:]))


def repeated(data: bytes, random: Random) -> bytes:
    """A stretch stands there again and again."""
    if not data:
        return data
    start = random.randrange(len(data))
    piece = data[start : start + random.choice((1, 10, 200, 5_000))]
    return data[:start] + piece * random.choice((2, 5, 50, 500) if len(piece) > 1_000 else (2, 50, 2_000)) + data[start:]


def tags_shuffled(data: bytes, random: Random) -> bytes:
    """The tags are there, in another order."""
    tags = _TAG.findall(data)
    random.shuffle(tags)
    rest = iter(tags)
    return _TAG.sub(lambda _: next(rest), data)


def tags_dropped(data: bytes, random: Random) -> bytes:
    """A share of the tags is missing."""
    share = random.choice((0.02, 0.2, 0.9))
    return _TAG.sub(lambda tag: b"" if random.random() < share else tag[0], data)


def elements_doubled(data: bytes, random: Random) -> bytes:
    """Some elements stand there twice or many times."""
    share, times = random.choice((0.02, 0.2, 1.0)), random.choice((2, 2, 3, 40))
    return _ELEMENT.sub(lambda element: element[0] * times if random.random() < share else element[0], data)


def elements_emptied(data: bytes, random: Random) -> bytes:
    """Some elements are gone or have lost their text."""
    share = random.choice((0.05, 0.5))
    return _ELEMENT.sub(
        lambda element: random.choice((b"", b"<%s></%s>" % (element[1], element[1]))) if random.random() < share else element[0], data
    )


def nested(data: bytes, random: Random) -> bytes:
    """Something opens hundreds or thousands of times, closed or not, somewhere or around all."""
    opening, depth = random.choice(_OPENINGS), random.choice((100, 600, 3_000, 20_000))
    closing = b"".join(b"</%s>" % name for name in reversed(re.findall(rb"<([a-z]+)", opening))) * depth if random.random() < 0.5 else b""
    at = _somewhere(data, random)
    return data[:at] + opening * depth + data[at:] + closing


def raw_opened(data: bytes, random: Random) -> bytes:
    """A script, comment, CDATA section or the like opens or closes where it should not."""
    at = _somewhere(data, random)
    return data[:at] + random.choice(_RAW) * random.choice((1, 1, 50, 5_000)) + data[at:]


def attributes_grown(data: bytes, random: Random) -> bytes:
    """Attributes are huge, many or missing."""
    huge = random.choice(
        (
            b'class="%s"' % (b"x" * 200_000),
            b'class="%s"' % (b"x " * 50_000),
            b"".join(b'a%d="1" ' % n for n in range(3_000)),
            b'href="%s"' % (b"/.." * 3_000),
            b"",
        )
    )
    chosen = random.randrange(1 + len(_ATTRIBUTE.findall(data)))
    count = iter(range(1 << 30))
    return _ATTRIBUTE.sub(lambda attribute: huge if next(count) == chosen else attribute[0], data)


def attributes_swapped(data: bytes, random: Random) -> bytes:
    """Attributes are those of other elements."""
    found = _ATTRIBUTE.findall(data)
    if not found:
        return data
    share = random.choice((0.05, 0.5))
    return _ATTRIBUTE.sub(lambda attribute: random.choice(found) if random.random() < share else attribute[0], data)


def numbers_changed(data: bytes, random: Random) -> bytes:
    """Numbers are others: huge, negative, in other scripts."""
    share = random.choice((0.01, 0.2, 1.0))
    return _DIGITS.sub(
        lambda number: random.choice(NUMBERS[:8] if share == 1.0 else NUMBERS) if random.random() < share else number[0], data
    )


def dates_changed(data: bytes, random: Random) -> bytes:
    """Dates are impossible, ancient, relative, of other calendars."""
    share = random.choice((0.3, 1.0))
    return _DATE.sub(lambda date: random.choice(DATES) if random.random() < share else date[0], data)


def charset_lied(data: bytes, random: Random) -> bytes:
    """The page is in another charset than it says, says a strange one, or has another's byte order mark."""
    way = random.randrange(4)
    if way == 0:
        return _CHARSET.sub(b"charset=" + random.choice(_CHARSETS), data)
    if way == 1:
        return random.choice(_BOMS) + data
    if way == 2:
        return data.decode("utf8", "replace").encode(
            random.choice(("gb18030", "utf-16", "utf-16-be", "cp1256", "latin-1", "utf-32")), "replace"
        )
    return b'<?xml version="1.0" encoding="%s"?>' % random.choice(_CHARSETS) + data


def signs_strewn(data: bytes, random: Random) -> bytes:
    """NULs, zero-width, bidirectional, combining and half characters stand in the text."""
    for _ in range(random.choice((1, 5, 60))):
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(SIGNS).encode("utf8", "surrogatepass") + data[at:]
    return data


def entities_bombed(data: bytes, random: Random) -> bytes:
    """Entities that unfold to gigabytes, and references to files."""
    head = random.choice((_BOMB, b'<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'))
    data = re.sub(rb"<!DOCTYPE[^>]{0,200}>", b"", data, count=1, flags=re.IGNORECASE)
    start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    at = max(start, _somewhere(data, random))
    return data[:start] + head + data[start:at] + random.choice((b"&j;", b"&b;", b"&b;" * 1_000)) + data[at:]


def json_broken(data: bytes, random: Random) -> bytes:
    """JSON (of the page, or the page itself) is cut, nested, doubled, of other types."""

    def hurt(text: bytes) -> bytes:
        way = random.randrange(9)
        if way == 0:
            return text[: random.randrange(len(text) + 1)]
        if way == 1:
            return b"[" * random.choice((50, 5_000, 100_000)) + text
        if way == 2:
            return b"[%s,%s]" % (text, text)
        if way == 3:
            return b'{"@graph":' * 900 + text + b"}" * 900
        if way == 4:
            return re.sub(rb'"(?=\s*[,}\]])', b'\\"', text, count=random.randrange(1, 4))
        if way == 5:
            return _STRING.sub(
                lambda string: random.choice((b"null", b"1e999", b"[]", b"{}", b"true", b'"\\ud800"', b'"\\u0000"', string[0])), text
            )
        if way == 6:
            return _STRING.sub(lambda string: string[0] if random.random() < 0.9 else b"7", text)
        if way == 7:
            return text.replace(b'"', b"'")
        return re.sub(
            rb"(?<=:)\s*(?:\d+|true|false|null)", lambda value: random.choice((b"null", b'"x"', b"-1", b"9" * 30, b"{}", value[0])), text
        )

    if data.lstrip()[:1] in (b"[", b"{"):
        return hurt(data)
    return (
        _JSON_LD.sub(lambda block: block[0].replace(block[1], hurt(block[1])), data)
        if _JSON_LD.search(data)
        else data + b'<script type="application/ld+json">' + hurt(b'{"@type":"NewsArticle"}') + b"</script>"
    )


def strings_hurt(data: bytes, random: Random) -> bytes:
    """JSON whose texts are hurt and whose form is whole."""

    def hurt(value: object) -> object:
        if isinstance(value, str):
            if random.random() < 0.6:
                return value
            changed = random.choice(TEXT)(value.encode("utf8", "surrogatepass"), random)
            return changed.decode("utf8", "replace") + (chr(random.randrange(0xD800, 0xE000)) if random.random() < 0.1 else "")
        if isinstance(value, list):
            return [hurt(item) for item in value for _ in range(random.choice((0, 1, 1, 1, 1, 1, 2)))]
        return {key: hurt(item) for key, item in value.items()} if isinstance(value, dict) else value

    try:
        return json.dumps(hurt(json.loads(data))).encode()
    except (ValueError, RecursionError):  # hurt before
        return data


def gzip_damaged(data: bytes, random: Random) -> bytes:
    """Gzipped bytes that are torn, flipped, doubled or gzipped again; what is not gzipped becomes so."""
    packed = data if data.startswith(b"\x1f\x8b") else gzip.compress(data, 1, mtime=0)
    return random.choice(
        (
            truncated,
            bytes_flipped,
            lambda packed, _: gzip.compress(packed, 1, mtime=0),
            lambda packed, _: packed + packed,
            lambda packed, _: packed + b"\x00" * 99,
        )
    )(packed, random)


def inside_gzip(mutation: Mutation) -> Mutation:
    """`mutation` of what a gzipped listing holds."""

    def inside(data: bytes, random: Random) -> bytes:
        if not data.startswith(b"\x1f\x8b"):
            return mutation(data, random)
        try:
            plain = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):  # damaged already
            return mutation(data, random)
        return gzip.compress(mutation(plain, random), 1, mtime=0)

    return inside


MARKUP: tuple[Mutation, ...] = (
    bytes_flipped, truncated, repeated, tags_shuffled, tags_dropped, elements_doubled, elements_emptied, nested, raw_opened, attributes_grown, attributes_swapped,
    numbers_changed, dates_changed, charset_lied, signs_strewn, entities_bombed, json_broken,
)  # fmt: skip
TEXT: tuple[Mutation, ...] = (bytes_flipped, truncated, repeated, numbers_changed, dates_changed, signs_strewn)
BINARY: tuple[Mutation, ...] = (bytes_flipped, truncated, repeated, gzip_damaged)


def mutate(data: bytes, random: Random, mutations: Sequence[Mutation]) -> bytes:
    """`data` after one to four of the mutations; never more than a few megabytes."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        data = inside_gzip(random.choice(mutations))(data, random)[:_LARGEST]
    return data


_LARGEST = 3_000_000


def _somewhere(data: bytes, random: Random) -> int:
    """Between two tags mostly, anywhere sometimes."""
    if random.random() < 0.2:
        return random.randrange(len(data) + 1)
    at = data.find(b"<", random.randrange(len(data) + 1))
    return at if at >= 0 else len(data)
