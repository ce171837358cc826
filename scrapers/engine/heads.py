"""A limit on response headers: Scrapy bounds the body, Twisted one header line, and nothing the number of lines."""

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory, _LenientHTTP11ClientProtocol
from twisted.python.failure import Failure

if TYPE_CHECKING:
    from twisted.internet.interfaces import IAddress

LARGEST_HEAD = 256 * 1024  # bytes; servers themselves take 8 to 64 KiB from us

_BEFORE_BODY = ("STATUS", "HEADER")


class HeadersTooLarge(Exception):
    """The status line and the headers of a response are more than `LARGEST_HEAD` bytes."""


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's client protocol, which hangs up on a response whose headers do not end."""

    _head = 0
    _counted: object = None

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        """Called by Twisted."""
        # Each response has a parser of its own; one that comes whole in one piece never shows its body's state here.
        if self._parser is not self._counted:
            self._counted, self._head = self._parser, 0
        if self._parser is not None and self._parser.state in _BEFORE_BODY:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self._giveUp(Failure(HeadersTooLarge()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Builds `BoundedProtocol`."""

    def buildProtocol(self, addr: "IAddress | None") -> BoundedProtocol:  # noqa: ARG002, N802
        """Called by Twisted."""
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
