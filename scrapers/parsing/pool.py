"""The killable parsers: each document is parsed in a process that is ended when it overruns, and then replaced.

In: bytes from anywhere. Out: frozen records, or ParseFailed with a reason. No document stops another one for longer
than its own time slice, whatever it does to its process.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from typing import TYPE_CHECKING

import structlog
from pebble import ProcessExpired, ProcessPool

from scrapers.parsing import entrance
from scrapers.parsing.options import ParserOptions
from scrapers.parsing.results import (
    ExtractedPage,
    ParsedFeed,
    ParseFailed,
    ParseReason,
    feed_from_json,
    page_from_json,
    text_from_json,
)
from scrapers.parsing.spawning import BareSpawnContext

if TYPE_CHECKING:
    from scrapers.parsing.entrance import Answer

log = structlog.get_logger()

# A process that has to be started first loads its libraries before it takes the document.
_START_SECONDS = 30.0
# After this the pool itself is held to be broken, and replaced.
_GRACE_SECONDS = 5.0


class Parsers:
    """Parses feeds and pages in processes of their own, started at the first document; safe for many tasks at once."""

    def __init__(self, options: ParserOptions | None = None) -> None:
        self._options = options or ParserOptions()
        self._free = asyncio.Semaphore(self._options.processes)
        self._pool: ProcessPool | None = None

    async def parse_feed(self, body: bytes, url: str, content_type: str | None) -> ParsedFeed:
        """The items of a feed that was fetched from ``url``; raises ParseFailed."""
        return feed_from_json(await self._run(self._options.feed_seconds, "answer_feed", body, url, content_type))

    async def extract(self, body: bytes, url: str, content_type: str | None, feed_html: str = "") -> ExtractedPage:
        """The article of a page, and ``feed_html`` (what the feed had of it) as plain text; raises ParseFailed."""
        seconds = self._options.page_seconds
        return page_from_json(await self._run(seconds, "answer_page", body, url, content_type, feed_html))

    async def plain_text(self, html: str) -> str:
        """A piece of HTML as plain text, a paragraph a line; raises ParseFailed."""
        return text_from_json(await self._run(self._options.page_seconds, "answer_text", html))

    async def stop(self) -> None:
        """End all processes; documents in flight fail."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await asyncio.to_thread(_end, pool)

    async def _run(self, seconds: float, function: str, *arguments: object) -> bytes:
        """The worker's answer. A process that died gets the document once more: something else may have killed it."""
        async with self._free:
            reason, answer = await self._ask(seconds, function, arguments)
            if reason is ParseReason.CRASHED:
                reason, answer = await self._ask(seconds, function, arguments)
        if reason is not None:
            raise ParseFailed(reason)
        return answer

    async def _ask(self, seconds: float, function: str, arguments: tuple[object, ...]) -> Answer:
        pool = self._pool = self._pool or _start(self._options)
        try:
            future = pool.schedule(entrance.answer, args=(function, *arguments), timeout=seconds)
            async with asyncio.timeout(_START_SECONDS + seconds + _GRACE_SECONDS) as patience:
                result: Answer = await asyncio.wrap_future(future)
        except TimeoutError:
            if patience.expired():
                self._discard(pool)
            return ParseReason.TIMEOUT, b""
        except ProcessExpired as death:
            return ParseReason.TIMEOUT if death.exitcode == -signal.SIGALRM else ParseReason.CRASHED, b""
        except RuntimeError:  # BrokenProcessPool is one; a pool with an idle process killed says it at the next task
            self._discard(pool)
            return ParseReason.CRASHED, b""
        return result

    def _discard(self, pool: ProcessPool) -> None:
        """Leave a broken pool to end in the background; the next document starts another."""
        log.warning("parser_pool_replaced")
        if self._pool is pool:
            self._pool = None
        threading.Thread(target=_end, args=(pool,), name="parser-pool-end", daemon=True).start()


def _start(options: ParserOptions) -> ProcessPool:
    return ProcessPool(
        max_workers=options.processes,
        max_tasks=options.documents_per_process,
        initializer=entrance.confine,
        initargs=(options,),
        context=BareSpawnContext(),
    )


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
