"""The private-address guard at the only place where it cannot be raced: the resolver hands out the very addresses that are then connected to."""

import ipaddress
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from scrapers.engine.guard import is_public

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase

STANDIN_HOST = "BRIEFWIRE_STANDIN_HOST"  # the Scrapy setting that names the one host allowed to be loopback


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """Scrapy's caching resolver, which lets only public addresses through. A name with any other address among its answers is not resolved at all.

    Literal addresses pass here as well, because Twisted asks the resolver for every host. Under a stand-in its own host alone may be loopback.
    """

    def __init__(self, reactor: "ReactorBase", cache_size: int, standin_host: str | None) -> None:
        super().__init__(reactor, cache_size)
        self._standin_host = standin_host
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: "ReactorBase") -> "GuardedResolver":
        """Called by Scrapy; the setting `DNSCACHE_SIZE` bounds the cache."""
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), crawler.settings.get(STANDIN_HOST))

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolves as Twisted asks for it; refused names look unresolvable, and `refused` tells by name which address was the reason."""
        guarded: Any = _GuardedReceiver(resolutionReceiver, hostName, self)
        return super().resolveHostName(guarded, hostName, portNumber, addressTypes, transportSemantics)

    def accepts(self, host: str, address: str) -> bool:
        """Whether `host` may be reached at `address`, an IPv4 or IPv6 address as text."""
        parsed = ipaddress.ip_address(address.partition("%")[0])
        return is_public(parsed) or (host == self._standin_host and parsed.is_loopback)


@implementer(IResolutionReceiver)
class _GuardedReceiver:
    # `Any`: zope interfaces declare their methods without self, which type checkers take for a mistake.
    def __init__(self, receiver: Any, host: str, guard: GuardedResolver) -> None:
        self._receiver = receiver
        self._host = host
        self._guard = guard
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        private = [address.host for address in self._addresses if not self._guard.accepts(self._host, address.host)]
        if private:
            self._guard.refused[self._host.lower()] = private[0]
        else:
            for address in self._addresses:
                self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()
