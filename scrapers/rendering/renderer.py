"""The crawler's door to the browser: one page at a time, within limits, and a browser that fails is killed.

In: a page that was fetched and its parts' fetcher. Out: the HTML after its scripts have run, or RenderFailed.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import structlog

from scrapers.rendering.availability import lacking
from scrapers.rendering.conversation import Conversation
from scrapers.rendering.failures import RenderFailed, RenderReason
from scrapers.rendering.frames import FrameBroken
from scrapers.rendering.kept_scripts import KeptScripts
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.parts import PageAsking, Parts
from scrapers.rendering.process import BrowserProcess

if TYPE_CHECKING:
    from scrapers.crawler import Crawler
    from scrapers.grants import FeedGrants
    from scrapers.rendering.records import Document

log = structlog.get_logger()

# Beyond the time that the browser itself is told to end in.
_GRACE_SECONDS = 5.0


class Renderer:
    """Renders pages; the browser is started for the first one, and ends when none has come for a while."""

    def __init__(self, crawler: Crawler, options: RenderOptions | None = None) -> None:
        self._crawler = crawler
        self._options = options or RenderOptions()
        self._kept = KeptScripts()
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._no_start_before = 0.0
        self._browser: BrowserProcess | None = None
        self._retirement: asyncio.TimerHandle | None = None
        self._ends: set[asyncio.Task[None]] = set()

    def is_available(self) -> bool:
        """Whether what is needed is installed."""
        return lacking(self._options.browser) is None

    async def render(self, document: Document, grants: FeedGrants) -> bytes:
        """The page's HTML in UTF-8; raises RenderFailed. The caller holds the lease of its host."""
        if not self.is_available() or time.monotonic() < self._no_start_before:
            raise RenderFailed(RenderReason.UNAVAILABLE)
        await self._take_turn()
        try:
            return await self._render(document, grants)
        except (RenderFailed, FrameBroken, TimeoutError) as error:
            failure = _named(error)
            log.warning("page_not_rendered", reason=failure.reason.value)
            raise failure from None
        finally:
            self._turn.release()

    async def stop(self) -> None:
        """End the browser; a page in it fails."""
        self._stay()
        await self._end()
        await asyncio.gather(*self._ends)

    async def _take_turn(self) -> None:
        if self._waiting >= self._options.most_waiting:
            raise RenderFailed(RenderReason.BUSY)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._options.turn_seconds):
                await self._turn.acquire()
        except TimeoutError:
            raise RenderFailed(RenderReason.BUSY) from None
        finally:
            self._waiting -= 1

    async def _render(self, document: Document, grants: FeedGrants) -> bytes:
        """A browser in which a page has not ended well, or whose page nobody waits for, is not used again."""
        self._stay()
        browser = await self._started()
        try:
            async with asyncio.timeout(self._options.seconds + _GRACE_SECONDS):
                html = await self._converse(browser, document, grants)
        except BaseException:
            await self._end()
            raise
        browser.pages += 1
        if browser.pages >= self._options.pages_per_browser:
            await self._end()
        else:
            self._retire_later()
        return html

    async def _started(self) -> BrowserProcess:
        if self._browser is None:
            try:
                self._browser = await BrowserProcess.start(self._options)
            except RenderFailed:
                self._no_start_before = time.monotonic() + self._options.retry_start_seconds
                raise RenderFailed(RenderReason.UNAVAILABLE) from None
            log.info("browser_started", isolated=self._browser.is_isolated, sandboxed=self._browser.is_sandboxed)
        return self._browser

    async def _converse(self, browser: BrowserProcess, document: Document, grants: FeedGrants) -> bytes:
        page = PageAsking(document.url, grants)
        async with Parts(page, self._crawler, self._kept, self._options) as parts:
            watching = asyncio.create_task(browser.watch_memory())
            rendering = asyncio.create_task(Conversation(browser, parts).render(document, self._options))
            try:
                await asyncio.wait([watching, rendering], return_when=asyncio.FIRST_COMPLETED)
                return await (rendering if rendering.done() else _failing(watching))
            finally:
                for task in (watching, rendering):
                    task.cancel()
                await asyncio.gather(watching, rendering, return_exceptions=True)

    async def _end(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            await asyncio.shield(browser.end())

    def _retire_later(self) -> None:
        def retire() -> None:
            task = asyncio.create_task(self._end())
            self._ends.add(task)
            task.add_done_callback(self._ends.discard)

        self._retirement = asyncio.get_running_loop().call_later(self._options.idle_seconds, retire)

    def _stay(self) -> None:
        if self._retirement is not None:
            self._retirement.cancel()
            self._retirement = None


async def _failing(watching: asyncio.Task[None]) -> bytes:
    await watching
    raise RenderFailed(RenderReason.CRASHED)


def _named(error: Exception) -> RenderFailed:
    if isinstance(error, RenderFailed):
        return error
    return RenderFailed(RenderReason.TIMEOUT if isinstance(error, TimeoutError) else RenderReason.CRASHED)
