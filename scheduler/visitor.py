"""Who fetches and reads beside the running service, for one person at a terminal."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.pending_entries import pending_entry
from gateway.redis_link import RedisUnavailable
from scheduler.feed_access import ConfiguredAccess
from scrapers.fetching import FetchOutcome, FetchResult
from scrapers.hosts import HostBusy
from scrapers.read_article import read_article
from scrapers.site_rules.rule import RulesInForce
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from archive.nouns import FeedSpec, NewEntry
    from scrapers.crawler import Crawler
    from scrapers.fetching import FetchRequest
    from scrapers.grants import FeedGrants
    from scrapers.hosts import HostLeases
    from scrapers.parsing.pool import Parsers
    from scrapers.pauses import Pauses
    from scrapers.read_article import ReadArticle
    from scrapers.rendering.renderer import Renderer
    from scrapers.site_lines.reading import Sites
    from scrapers.site_rules.rule import SiteRules

BUSY_TRIES = 20


@dataclass(frozen=True, slots=True)
class _Tools:
    """See ``scrapers.tools.PageTools``."""

    crawler: Crawler
    parsers: Parsers
    access: ConfiguredAccess
    sites: Sites
    rules: RulesInForce
    renderer: Renderer | None


class Visitor:
    """Fetches and reads for one person at a terminal, one request at a time."""

    def __init__(  # noqa: PLR0917 - what a crawler has too
        self,
        crawler: Crawler,
        parsers: Parsers,
        pauses: Pauses,
        leases: HostLeases | None,
        sites: Sites,
        rules: SiteRules | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        self.parsers = parsers
        self.rules = RulesInForce(rules)
        self._crawler = crawler
        self._pauses = pauses
        self._leases = leases
        self._sites = sites
        self._renderer = renderer

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """The answer; ``host_busy`` when the service has had the host for too long."""
        try:
            async with self._hold(host_of(request.url)):
                return await self._crawler.fetch(request)
        except HostBusy:
            return FetchResult(FetchOutcome.HOST_BUSY, None, request.url, b"", None, None, None, None, 0.0)

    async def read_article(self, new: NewEntry, feed: FeedSpec, grants: FeedGrants, now: datetime) -> ReadArticle:
        """The article of an item, as it would be matched, and its page; raises HostBusy."""
        access = ConfiguredAccess()
        access.replace({feed.url: grants})
        tools = _Tools(self._crawler, self.parsers, access, self._sites, self.rules, self._renderer)
        return await read_article(pending_entry(new, now), feed, tools, now, hold=self._hold(host_of(new.url)))

    @contextlib.asynccontextmanager
    async def _hold(self, host: str) -> AsyncIterator[None]:
        """The host, after its pause; raises HostBusy when the service does not give it."""
        await asyncio.sleep(self._pauses.left(host))
        async with contextlib.AsyncExitStack() as stack:
            if self._leases is not None:
                with contextlib.suppress(RedisUnavailable):
                    await _take(stack, self._leases, host)
            yield


async def _take(stack: contextlib.AsyncExitStack, leases: HostLeases, host: str) -> None:
    for tried in range(BUSY_TRIES):
        try:
            await stack.enter_async_context(leases.hold(host))
        except HostBusy as busy:
            if tried == BUSY_TRIES - 1:
                raise
            await asyncio.sleep(max(1.0, busy.seconds))
        else:
            return
