"""Applies a changed watchlist to the stored articles of the last day, in the background, and tells of them together.

A list that changed is looked for in them once, by one crawler. What newly holds becomes alerts as any other, so that
copies that come later are silent; but each recipient is told of all of it in one summary by each channel.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import structlog

from archive import catching_up
from archive.catch_up_steps import CatchUp, Turn
from archive.database import ArchiveError
from scheduler.catch_up_times import CatchUpTimes, Move
from scheduler.sentry import report
from scheduler.stored_matching import next_page

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from archive.database import Archive
    from scheduler.configuration.edition import Edition
    from scheduler.metrics import Metrics
    from scheduler.stored_matching import StoredMatching

log = structlog.get_logger()

REACH = timedelta(hours=24)
LEASE = timedelta(seconds=60)


class CatchingUp:
    """One crawler's part in it; ``look`` is called every second or so, and what it begins goes on by itself."""

    def __init__(
        self,
        archive: Archive,
        matching: StoredMatching,
        *,
        metrics: Metrics,
        clock: Callable[[], datetime],
        told: Callable[[], None],
        times: CatchUpTimes = CatchUpTimes(),  # noqa: B008 - frozen
    ) -> None:
        """``told`` is called when there are summaries to be sent."""
        self._archive = archive
        self._matching = matching
        self._metrics = metrics
        self._clock = clock
        self._told = told
        self._times = times
        self._token = uuid4().hex
        self._digest = ""
        self._task: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Begin with a list that has come into force, or go on with what another crawler left behind."""
        if self._task is not None and not self._task.done():
            return
        now, edition = time.monotonic(), self._matching.edition
        move = self._times.move(edition, now)
        if move is Move.TAKE_NOTE:
            self._task = asyncio.create_task(_guarded(self._take_note(edition)))
        elif move is not Move.WAIT:
            self._times = self._times.looked(now)
            self._task = asyncio.create_task(_guarded(self._catch_up(move)))

    async def stop(self) -> None:
        """Leave the rest to the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _take_note(self, edition: Edition) -> None:
        self._digest = await asyncio.to_thread(lambda: edition.digest)
        await self._archive.write(catching_up.know_first, self._digest)
        self._times = self._times.noted(edition, time.monotonic())

    async def _catch_up(self, move: Move) -> None:
        known = await self._take(move)
        self._times = self._times.begun()
        while known is not None:
            page = await self._archive.read(next_page, known)
            if not page:
                await self._finish(known)
                return
            held = await self._matching.held(page, self._times.edition)
            if held is None:
                return
            advance = await self._archive.write(catching_up.advance, known, held, page[-1].article.id, self._turn())
            known = self._counted(advance)

    async def _take(self, move: Move) -> CatchUp | None:
        turn = self._turn()
        if move is Move.GO_ON:
            return await self._archive.write(catching_up.go_on, self._digest, turn)
        return await self._archive.write(catching_up.begin, self._digest, turn.now - REACH, turn)

    def _counted(self, advance: catching_up.Advance | None) -> CatchUp | None:
        if advance is None:
            return None
        self._metrics.alerts.inc(advance.alerts)
        return advance.known

    async def _finish(self, known: CatchUp) -> None:
        told = await self._archive.write(catching_up.finish, known, self._clock())
        if told is not None:
            log.info("catch_up_done", summaries=told)
        if told:
            self._told()

    def _turn(self) -> Turn:
        return Turn(self._token, self._clock(), LEASE)


async def _guarded(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except ArchiveError as error:
        log.warning("catch_up_put_off", error=type(error).__name__)
    except Exception as error:
        log.exception("catch_up_failed")
        report(error)
