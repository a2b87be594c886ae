"""Fills the index from the archive when it has lost anything, in the background and a page at a time."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import structlog

from archive.database import ArchiveError
from archive.failpoints import reach
from archive.fingerprints import prints_page, youngest_prints
from gateway.redis_link import RedisUnavailable
from scheduler.sentry import report
from scrapers.copies.nouns import Sketch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from archive.database import Archive
    from archive.fingerprints import KeptPrints
    from scrapers.copies.index import CopyIndex, Kept

log = structlog.get_logger()

PAGE = 500
# What a worker that died had committed and not yet made final is among the last.
LAST_WRITTEN = 200


class Restoring:
    """One process's part in it; ``look`` is called every few seconds, and what it begins goes on by itself."""

    def __init__(self, archive: Archive, index: CopyIndex) -> None:
        self._archive = archive
        self._index = index
        self._vouched = False
        self._task: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Begin if there is anything to do."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._guarded())

    async def stop(self) -> None:
        """Leave the rest to the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def work(self) -> None:
        """Restore the index if it is not whole; raises RedisUnavailable and ArchiveError."""
        if not await self._index.is_whole():
            await self._restore()
        elif not self._vouched:
            await self._vouch()
        self._vouched = True

    async def _restore(self) -> None:
        posted = 0

        async def counted() -> AsyncIterator[Kept]:
            nonlocal posted
            async for kept in self._all():
                posted += 1
                yield kept

        await self._index.restore(counted())
        log.info("copies_restored", articles=posted)

    async def _vouch(self) -> None:
        """Post the last that were written: their worker may have died before it did, and Redis been away meanwhile."""
        youngest = await self._archive.read(youngest_prints)
        for kept in await self._archive.read(prints_page, max(0, youngest - LAST_WRITTEN), LAST_WRITTEN):
            number, sketch, at = _posting(kept)
            await self._index.meet(number, sketch, at)
            await self._index.keep(number)

    async def _all(self) -> AsyncIterator[Kept]:
        """All that is kept: by Redis's clock the index leaves out what is too old, lest ours do with all."""
        after = 0
        while page := await self._archive.read(prints_page, after, PAGE):
            for kept in page:
                yield _posting(kept)
            reach("during-restore")
            after = page[-1].number

    async def _guarded(self) -> None:
        try:
            await self.work()
        except (RedisUnavailable, ArchiveError) as error:
            log.debug("copies_not_restored", error=type(error).__name__)
        except Exception as error:
            log.exception("restoring_failed")
            report(error)


def _posting(kept: KeptPrints) -> Kept:
    return kept.entry_id, Sketch.from_bytes(kept.prints), kept.kept_at
