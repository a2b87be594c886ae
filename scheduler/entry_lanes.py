"""Entries that wait to be worked on: those of one page host stand in one lane, and lanes run side by side.

Nothing here is needed for correctness: what is queued and lost in a crash is pending in the archive, and swept up.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from archive import entries
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from archive.database import Archive

MOST_QUEUED = 5000
AT_WORK = 24
SOFT_SECONDS = 3.0  # a task that waited longer would keep its thread from polls


class EntryLanes:
    """Hands entries to ``work(entry_id, host)``, one of a host at a time and ``at_work`` at a time in all.

    ``rest(host)`` ends with the host's pause: until then its lane keeps no other from working.
    """

    def __init__(
        self,
        archive: Archive,
        work: Callable[[int, str], Awaitable[None]],
        rest: Callable[[str], Awaitable[None]],
        at_work: int = AT_WORK,
    ) -> None:
        self._archive = archive
        self._work = work
        self._rest = rest
        self._lanes: dict[str, deque[int]] = {}
        self._queued: dict[int, asyncio.Future[None]] = {}
        self._slots = asyncio.Semaphore(at_work)
        self._workers: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def is_idle(self) -> bool:
        """Whether no entry waits here or is at work."""
        return not self._queued

    def has(self, host: str) -> bool:
        """Whether entries of this host wait here or are at work."""
        return host in self._lanes

    def begin(self, found: Iterable[tuple[int, str]]) -> list[asyncio.Future[None]]:
        """Queue entries given as (id, URL); a future for each that is queued now. Too many: left to the sweep."""
        return [self._queued[entry_id] for entry_id, url in found if self._enqueue(entry_id, host_of(url))]

    async def run(self, ids: list[int]) -> None:
        """The task behind the sweep: work these entries off, or return when that takes long."""
        futures = self.begin(await self._archive.read(entries.entry_urls, ids))
        if futures:
            await asyncio.wait(futures, timeout=SOFT_SECONDS)

    def close(self) -> None:
        """Begin nothing new, and leave what is queued to the next start."""
        self._closed = True
        for lane in self._lanes.values():
            lane.clear()

    async def stop(self, timeout_seconds: float) -> None:
        """Finish what is at work."""
        self.close()
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=timeout_seconds)
            for worker in late:
                worker.cancel()

    def _enqueue(self, entry_id: int, host: str) -> bool:
        if entry_id in self._queued:
            return True
        if self._closed or len(self._queued) >= MOST_QUEUED:
            return False
        self._queued[entry_id] = asyncio.get_running_loop().create_future()
        if host in self._lanes:
            self._lanes[host].append(entry_id)
        else:
            self._open_lane(host, entry_id)
        return True

    def _open_lane(self, host: str, entry_id: int) -> None:
        self._lanes[host] = deque([entry_id])
        worker = asyncio.create_task(self._run_lane(host))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _run_lane(self, host: str) -> None:
        lane = self._lanes[host]
        try:
            while lane:
                await self._rest(host)
                async with self._slots:
                    await self._work_off(lane, host)
        finally:
            del self._lanes[host]
            for entry_id in lane:
                self._finish(entry_id)

    async def _work_off(self, lane: deque[int], host: str) -> None:
        if not lane:  # it was closed meanwhile
            return
        entry_id = lane.popleft()
        try:
            await self._work(entry_id, host)
        finally:
            self._finish(entry_id)

    def _finish(self, entry_id: int) -> None:
        future = self._queued.pop(entry_id)
        if not future.done():
            future.set_result(None)
