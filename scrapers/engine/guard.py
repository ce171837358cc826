"""Which addresses a crawl may touch: declared hosts at their ordinary ports, and never a machine that is not on the public internet."""

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 networks whose last 32 bits are the IPv4 address that is really reached: RFC 6052 (translators), RFC 4291 2.5.5.1 (compatible, deprecated).
CARRIERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
LOCAL_TRANSLATION = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215


def refusal(url: str, hosts: Collection[str], redirected: bool = False) -> str | None:
    """Why a source with these `hosts` must not send a request to `url`; None when it may. Looks at the address as written, not at what it resolves to."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "not a web address"
    if parts.scheme not in ("http", "https") or not host:
        return "not a web address"
    if "@" in parts.netloc:
        return "address with credentials"
    address = literal(host)
    if address is not None and not is_public(address):
        return f"private address {address}"
    if host not in hosts:
        return f"redirect leaves the source's hosts: {host}" if redirected else f"host not declared: {host}"
    if port not in (None, 80 if parts.scheme == "http" else 443):
        return f"port {port} not allowed"
    return None


def literal(host: str) -> Address | None:
    """The address that `host` spells, also in the odd forms that resolvers accept (127.1, 0x7f.1, 2130706433, 0177.0.0.1); None for a name."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_public(address: Address) -> bool:
    """Whether this address, and every address wrapped in it (mapped, translated, 6to4, Teredo), is one unicast machine on the public internet."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and any(address in network for network in CARRIERS):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        # Whether the library calls 6to4 itself global depends on its release.
        inner = inner or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address in LOCAL_TRANSLATION or not all(is_public(one) for one in address.teredo or ()):
            return False
    return address.is_global and not address.is_multicast
