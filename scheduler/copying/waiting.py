"""A younger article waits for an elder with its text that another worker has in hands just now.

The archive says who is at work: an elder is waited for until it is committed, given back or its lease has ended.
Nothing but the order of the alerts depends on it, for the archive finds whoever was quicker. So nobody waits at a stop,
and only a few at a time, lest they keep all others from being worked on.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

from archive.elders import at_work
from archive.failpoints import reach
from scrapers.copies.index import TENTATIVE_FOR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.database import Archive

MOST_WAITING = 8
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.02, 1.0


class ElderWait:
    """Those that wait in this process."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._waiting = 0
        self._closed = asyncio.Event()

    def close(self) -> None:
        """Let all go on, and nobody wait any more."""
        self._closed.set()

    async def wait(self, entries: frozenset[int]) -> None:
        """Return when nobody is at work on these entries; raises ArchiveError."""
        if not entries or self._waiting >= MOST_WAITING:
            return
        self._waiting += 1
        try:
            await self._wait(entries)
        finally:
            self._waiting -= 1

    async def _wait(self, entries: frozenset[int]) -> None:
        end, pause = time.monotonic() + TENTATIVE_FOR.total_seconds(), _FIRST_PAUSE_SECONDS
        while not self._closed.is_set() and time.monotonic() < end:
            entries = await self._archive.read(at_work, entries, self._clock())
            if not entries:
                return
            reach("while-waiting")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), pause)
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
