"""What a page being rendered asks for, fetched by the crawler: judged, counted, and polite to each host.

In: URLs that a page's scripts have written. Out: what they lead to, or None. The browser dials nothing itself, so this
is the one way out, and it is the crawler's own: address policy, robots.txt, leases, proxy and limits.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gateway.redis_link import RedisUnavailable
from scrapers.fetching import FetchOutcome
from scrapers.hosts import HostBusy
from scrapers.rendering.records import Part
from scrapers.sites import host_of
from scrapers.web_origins import origin_of

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from scrapers.crawler import Crawler
    from scrapers.fetching import FetchResult
    from scrapers.grants import FeedGrants
    from scrapers.rendering.kept_scripts import KeptScripts
    from scrapers.rendering.options import RenderOptions
    from scrapers.rendering.records import Wanted

# An answer that failed tells a page something too, but not what it said.
_FAILED = frozenset({FetchOutcome.HTTP_ERROR, FetchOutcome.NOT_MODIFIED})
_ANYONE = "*"


@dataclass(frozen=True, slots=True)
class PageAsking:
    """The page that asks: where it was found in the end, and what its feed is granted."""

    url: str
    grants: FeedGrants


class Parts:
    """The parts of one page, while its block lasts; the caller holds the lease of the page's own host."""

    def __init__(self, page: PageAsking, crawler: Crawler, kept: KeptScripts, options: RenderOptions) -> None:
        self._page = page
        self._crawler = crawler
        self._kept = kept
        self._options = options
        self._parts_left = options.most_parts
        self._bytes_left = options.most_part_bytes
        self._visits = contextlib.AsyncExitStack()
        self._hosts: dict[str, asyncio.Task[bool]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for visit in self._hosts.values():
            visit.cancel()
        await asyncio.gather(*self._hosts.values(), return_exceptions=True)
        await self._visits.aclose()

    async def get(self, wanted: Wanted) -> Part | None:
        """The part; None where it may not be had, or cannot be."""
        if self._parts_left <= 0 or self._bytes_left <= 0:
            return None
        self._parts_left -= 1
        is_script = wanted.kind == "script"
        kept = self._kept.get(self._page.grants.url, wanted.url) if is_script else None
        if kept is not None:
            return kept
        part = await self._fetch(wanted.url)
        if part is not None and is_script:
            self._kept.keep(self._page.grants.url, wanted.url, part)
        return part

    async def _fetch(self, url: str) -> Part | None:
        if not await self._visit(host_of(url)):
            return None
        request = self._page.grants.part_request(url, self._page.url)
        limits = self._options
        most = min(limits.part_bytes, self._bytes_left)
        try:
            answer = await self._crawler.fetch(request, seconds=limits.seconds, most_bytes=most)
        except (HostBusy, RedisUnavailable):
            return None
        self._bytes_left -= len(answer.body)
        return self._part(url, answer)

    def _part(self, url: str, answer: FetchResult) -> Part | None:
        """What the page gets of an answer; of one that a redirect brought from elsewhere, only what all may read."""
        if answer.outcome is not FetchOutcome.OK and (answer.outcome not in _FAILED or answer.status is None):
            return None
        allowed = answer.allowed_origin
        if origin_of(answer.url) != origin_of(url) and allowed not in {_ANYONE, origin_of(self._page.url)}:
            return None
        return Part(answer.status or 200, answer.content_type or "", allowed, answer.body)

    async def _visit(self, host: str) -> bool:
        """Have the host until the page is done; whoever asks for it meanwhile waits for the same visit."""
        if host == host_of(self._page.url):
            return True
        if host not in self._hosts:
            self._hosts[host] = asyncio.create_task(self._begin_visit(host))
        return await asyncio.shield(self._hosts[host])

    async def _begin_visit(self, host: str) -> bool:
        try:
            await self._visits.enter_async_context(self._crawler.visit_host(host))
        except (HostBusy, RedisUnavailable):
            return False
        return True
