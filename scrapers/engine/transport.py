"""The only door to the network: checks the address, waits for the host's turn, counts and notes the request, and knows the stand-in."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError, NotConfigured

from scrapers.engine.failures import ending_of
from scrapers.engine.guard import refusal
from scrapers.engine.headers import plain_headers
from scrapers.engine.heads import BoundedFactory
from scrapers.engine.refusals import Refusal
from scrapers.engine.resolver import GuardedResolver
from scrapers.engine.robots import leave_of
from scrapers.engine.run import run_of
from scrapers.outcomes import Outcome

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

LONGEST_REST = 30 * 86_400.0  # seconds; a host that asks for more is asked again after that, because no one means years


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own HTTP/1.1 handler behind the guard. Under a stand-in requests go to the stand-in's origin with their own Host header, and responses come
    back under the address that was asked for, so that nothing above sees the difference.
    """

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        resolver = reactor.nameResolver
        if not isinstance(resolver, GuardedResolver):
            raise NotConfigured("nothing is downloaded without the private-address guard: TWISTED_DNS_RESOLVER must be GuardedResolver")
        # Twisted would send a request again by itself when a kept connection dies under it: past the gate, past the budget, past the log.
        self._pool.retryAutomatically = False
        self._pool._factory = BoundedFactory
        self._resolver = resolver
        self._run = run_of(crawler)

    async def download_request(self, request: "Request") -> "Response":
        """Called by Scrapy. Raises `Refusal` for what must not be sent, else as Scrapy's handler does. Each call leaves one line in the request log."""
        run, leave, left = self._run, leave_of(request), None
        try:
            host = await self._admit(request)
            left = run.clock()
            response = await (self._from_site(request, host) if run.job.standin is None else self._from_standin(request, run.job.standin))
        except Refusal as error:
            run.requests.kept_back(run.clock(), request.url, leave, error.reason)
            raise
        except Exception as error:
            run.requests.failed(left or run.clock(), request.url, leave, ending_of(error)[1])
            raise
        run.requests.answered(left, request.url, leave, response.status, self._heed(host, response))
        return response

    async def _admit(self, request: "Request") -> str:
        reason = refusal(request.url, self._run.declaration.hosts, redirected=bool(request.meta.get("redirect_times")))
        if reason is not None:
            raise Refusal(Outcome.FETCH_FAILED, reason)
        host = urlsplit(request.url).hostname or ""
        await self._run.gate.wait(host, self._is_stopping)
        self._run.budget.spend()
        return host

    def _heed(self, host: str, response: "Response") -> datetime | None:
        asked = self._run.gate.heed(host, response.status, plain_headers(response))
        return None if asked is None else self._run.clock() + timedelta(seconds=min(asked, LONGEST_REST))

    async def _from_site(self, request: "Request", host: str) -> "Response":
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            address = self._resolver.refused.get(host)
            if address is None:
                raise
            raise Refusal(Outcome.FETCH_FAILED, f"private address {address}") from error

    async def _from_standin(self, request: "Request", origin: str) -> "Response":
        real, standin = urlsplit(request.url), urlsplit(origin)
        sent = request.replace(url=urlunsplit((standin.scheme, standin.netloc, real.path, real.query, "")))
        sent.headers["Host"] = real.netloc
        response = await super().download_request(sent)
        request.meta["download_latency"] = sent.meta["download_latency"]
        return response.replace(url=request.url)

    def _is_stopping(self) -> bool:
        return not self.crawler.engine.running
