"""The crawler's door: one persistent Scrapy spider behind ``fetch``.

In: a FetchRequest. Out: a FetchResult, whatever the server did; only a crawler that is not running raises.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from gateway.addresses import AddressPolicy
from gateway.resolver import GuardedResolver
from scrapers.crawling.answers import withheld
from scrapers.crawling.engine import Engine
from scrapers.crawling.fetcher import Fetcher, Limits
from scrapers.fetching import Credentials, FetchOutcome, FetchRequest, FetchResult
from scrapers.options import CrawlOptions
from scrapers.pauses import Pauses
from scrapers.rests import Rests
from scrapers.robots import RobotsRules, Route

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gateway.addresses import Target
    from scrapers.hosts import HostLeases

__all__ = ["CrawlOptions", "Crawler", "Credentials", "FetchOutcome", "FetchRequest", "FetchResult"]


STOP_SECONDS = 5.0


class Crawler:
    """Fetches feeds and pages; needs the asyncio Twisted reactor to be installed on the running loop.

    The caller holds the lease of a request's own host; ``leases``, when given, are used for hosts that redirects lead
    to, and their pauses are kept; else ``pauses``.
    """

    def __init__(self, options: CrawlOptions, leases: HostLeases | None = None, pauses: Pauses | None = None) -> None:
        self._options = options
        self._leases = leases
        self._pauses = leases.pauses if leases else pauses or Pauses()
        self._resolver = GuardedResolver(AddressPolicy(options.exceptions, options.ports))
        robots = RobotsRules(options, self._read_robots, self._pauses.raise_to)
        self._engine = Engine(options, self._resolver, robots, self._pauses)
        self._fetcher = Fetcher(self._engine.download, self._resolver, self.visit_host)
        self._rests = Rests()
        self._in_flight = asyncio.Semaphore(options.max_in_flight)

    async def start(self) -> None:
        """Open the spider; ``fetch`` works from then on."""
        await self._engine.start()

    async def fetch(
        self, request: FetchRequest, *, seconds: float | None = None, most_bytes: int | None = None
    ) -> FetchResult:
        """Fetch one thing within the deadline, or so much less; never raises for what a server does.

        A page of a host that asked for a rest is not asked for, nor anything that is withheld.
        """
        spared = withheld(request) if request.is_withheld else self._rests.spared(request)
        if spared is not None:
            return spared
        async with self._in_flight:
            limits = self._limits(time.monotonic() + min(seconds or inf, self._options.deadline_seconds))
            most = min(most_bytes or limits.body_limit_bytes, limits.body_limit_bytes)
            limits = replace(limits, body_limit_bytes=most, is_part=request.kind == "part")
            result = await self._fetcher.fetch(request, limits)
        self._rests.heard(result)
        return result

    async def stop(self, grace_seconds: float = STOP_SECONDS) -> None:
        """Time out what is still in flight after the grace, and close the spider."""
        self._fetcher.hurry(grace_seconds)
        await self._engine.stop()

    def pause_left(self, host: str) -> float:
        """How many seconds a request to this host would now wait for its pause to end."""
        return self._pauses.left(host)

    def replace_exceptions(self, exceptions: frozenset[Target], ports: frozenset[int] = frozenset()) -> None:
        """From now on these targets and no others are excepted from the address policy, and ``ports`` open besides."""
        self._resolver.policy = AddressPolicy(exceptions, self._options.ports | ports)

    async def _read_robots(self, url: str, route: Route, deadline: float) -> FetchResult:
        request = FetchRequest(url, kind="page", exception=route.exception, proxy=route.proxy)
        return await self._fetcher.fetch(request, self._limits(deadline, is_robots_file=True))

    def _limits(self, deadline: float, *, is_robots_file: bool = False) -> Limits:
        options = self._options
        if not is_robots_file:
            return Limits(deadline, options.body_limit_bytes, options.redirect_limit)
        enough = options.robots_limit_bytes
        return Limits(deadline, max(enough, options.body_limit_bytes), options.redirect_limit, enough)

    @contextlib.asynccontextmanager
    async def visit_host(self, host: str) -> AsyncIterator[None]:
        """Have a host that a page or a redirect leads to; see ``HostLeases.visit``."""
        if self._leases is None:
            yield
            return
        async with self._leases.visit(host):
            yield
