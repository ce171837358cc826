"""One address for one page: the canonical form under which a page is discovered, booked and asked for again."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

# Parameters that only tell where a reader came from; none of them selects a page.
TRACKING = re.compile(r"^(utm_[^=]*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga)(=|$)", re.IGNORECASE)
LONGEST = 2048  # bytes
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")  # RFC 3986, 2.3
SUB_DELIMITERS = "!$&'()*+,;=:@"  # RFC 3986, 2.2 and 3.3


def canonical(url: str) -> str:
    """The canonical form of a web address: https, lower-case ASCII host without default port, dot segments resolved, percent-encoding normalised
    (RFC 3986, 6.2.2), no fragment, no tracking parameters; the order of the other parameters is kept.

    Canonical addresses stay as they are. Raises `ValueError` for anything but an absolute http or https address without credentials, and for one that
    is longer than `LONGEST` bytes: no site has such pages, and no index holds such keys.
    """
    if len(url) > LONGEST:
        raise ValueError(f"an address of {len(url)} characters: {url[:80]!r}...")
    parts = urlsplit(url.strip())
    host, port = parts.hostname, parts.port
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        raise ValueError(f"not a web address: {url!r}")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query = "&".join(part for part in parts.query.split("&") if part and not TRACKING.match(part))
    # A quote is escaped in a query as browsers do it (URL Standard, special-query set), and as Scrapy sends it.
    made = urlunsplit(("https", host, _without_dots(_encoded(parts.path, "/")) or "/", _encoded(query, "/?").replace("'", "%27"), ""))
    if len(made) > LONGEST:
        raise ValueError(f"an address of {len(made)} bytes: {made[:80]!r}...")
    return made


def printable(text: str) -> str:
    """What stands for something that is no web address in ledger and database: printable ASCII, not too long, whatever a page wrote."""
    return quote(text[:LONGEST], safe="%:/?#[]@!$&'()*+,;=", errors="replace")[:LONGEST]


def _encoded(text: str, also: str) -> str:
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = re.sub(r"%[0-9A-Fa-f]{2}", _plain_if_unreserved, text)
    return quote(text, safe=f"%{SUB_DELIMITERS}{also}")


def _plain_if_unreserved(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in UNRESERVED else escape[0].upper()


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
