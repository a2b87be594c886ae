"""What a page being rendered asks for, fetched by the crawler: judged, counted, and polite to each host.

In: URLs that a page's scripts have written. Out: what they lead to, or None. The browser dials nothing itself, so this
is the one way out, and it is the crawler's own: address policy, robots.txt, leases, proxy and limits.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gateway.redis_link import RedisUnavailable
from scrapers.fetching import FetchOutcome
from scrapers.hosts import HostBusy
from scrapers.rendering.records import SCRIPT, Part
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
_TOLD = frozenset({FetchOutcome.OK, FetchOutcome.HTTP_ERROR})
# Modules of data can be imported too, and read.
_SCRIPT_TYPE = re.compile(r"\s*(?:application|text)/(?:x-)?(?:java|ecma)script\s*(?:;|$)", re.IGNORECASE)
_ANYONE = "*"
# Each holds its bytes in memory; those of one host wait for each other anyway.
_MOST_AT_ONCE = 4


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
        self._whose = f"{page.grants.url} {origin_of(page.url)}"
        self._options = options
        self._parts_left = options.most_parts
        self._bytes_left = options.most_part_bytes
        self._at_once = asyncio.Semaphore(_MOST_AT_ONCE)
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
        if self._parts_left <= 0:
            return None
        self._parts_left -= 1
        is_script = wanted.kind == SCRIPT
        kept = self._kept.get(self._whose, wanted.url) if is_script else None
        if kept is not None:
            return kept
        async with self._at_once:
            part = await self._fetch(wanted)
        if part is not None and is_script:
            self._kept.keep(self._whose, wanted.url, part)
        return part

    async def _fetch(self, wanted: Wanted) -> Part | None:
        if self._bytes_left <= 0 or not await self._visit(host_of(wanted.url)):
            return None
        request = self._page.grants.part_request(wanted.url, self._page.url)
        limits = self._options
        most = min(limits.part_bytes, self._bytes_left)
        try:
            answer = await self._crawler.fetch(request, seconds=limits.seconds, most_bytes=most)
        except (HostBusy, RedisUnavailable):
            return None
        self._bytes_left -= len(answer.body)
        if answer.status is None or answer.outcome not in _TOLD or not self._may_have(wanted, answer):
            return None
        return Part(answer.status, answer.content_type or "", answer.body)

    def _may_have(self, wanted: Wanted, answer: FetchResult) -> bool:
        """Whether the page may read an answer, as CORS has it; a script of another site it may run all the same.

        Decided here, for what Playwright answers in our name every page may read.
        """
        own = origin_of(self._page.url)
        if origin_of(wanted.url) == origin_of(answer.url) == own or answer.allowed_origin in {_ANYONE, own}:
            return True
        return wanted.kind == SCRIPT and _SCRIPT_TYPE.match(answer.content_type or "") is not None

    async def _visit(self, host: str) -> bool:
        """Have the host until the page is done; whoever asks for it meanwhile waits for the same visit."""
        if host == host_of(self._page.url):
            return True
        if host not in self._hosts:
            if len(self._hosts) >= self._options.most_hosts:
                return False
            self._hosts[host] = asyncio.create_task(self._begin_visit(host))
        return await asyncio.shield(self._hosts[host])

    async def _begin_visit(self, host: str) -> bool:
        try:
            await self._visits.enter_async_context(self._crawler.visit_host(host))
        except (HostBusy, RedisUnavailable):
            return False
        return True
