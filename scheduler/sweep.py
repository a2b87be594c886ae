"""The sweep: brings back the entries that a crash or a refusal left pending."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from archive import entries
from archive.database import ArchiveError
from gateway.redis_link import RedisUnavailable
from scheduler.batches import batches
from scheduler.tasks import ENTRIES
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.database import Archive
    from scheduler.dispatch import Dispatch

log = structlog.get_logger()

BATCH_ENTRIES = 20
SWEEP_LIMIT = 400
# Entries just remembered are at work in the crawler that polled them; the sweep leaves them alone for this long.
SWEEP_GRACE = timedelta(seconds=10)


class Sweep:
    """Sends pending entries whose time has come, by page host, while no such task is waiting."""

    def __init__(self, archive: Archive, dispatch: Dispatch, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._dispatch = dispatch
        self._clock = clock
        self._grace = timedelta(0)  # what is pending at the start is at work nowhere

    async def run(self) -> None:
        """Sweep once; whatever is down, the next sweep comes in seconds."""
        try:
            if not await self._dispatch.backlog(ENTRIES):
                await self._hand_out()
        except (RedisUnavailable, ArchiveError) as error:
            log.debug("sweep_put_off", error=type(error).__name__)

    async def _hand_out(self) -> None:
        found = await self._archive.read(entries.due_entries, self._clock() - self._grace, SWEEP_LIMIT)
        self._grace = SWEEP_GRACE
        by_host: dict[str, list[int]] = {}
        for entry_id, url in found:
            by_host.setdefault(host_of(url), []).append(entry_id)
        for batch in batches(by_host, BATCH_ENTRIES):
            await self._dispatch.send(ENTRIES, batch)
