"""The tick: once a second, what is due is taken and sent to the crawlers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from archive.database import ArchiveError
from archive.failpoints import reach
from gateway.redis_link import RedisUnavailable
from scheduler.batches import batches
from scheduler.tasks import POLL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from archive.nouns import Feed
    from scheduler.dispatch import Dispatch
    from scheduler.due import DueTimes
    from scheduler.rebuilding import Rebuilding

log = structlog.get_logger()

BATCH_FEEDS = 20
SET_BACK = timedelta(minutes=1)


class Tick:
    """Sends a poll task for every batch of feeds that is due; has Redis rebuilt when its due times are gone."""

    def __init__(
        self, dispatch: Dispatch, due: DueTimes, rebuilding: Rebuilding, clock: Callable[[], datetime]
    ) -> None:
        self._dispatch = dispatch
        self._due = due
        self._rebuilding = rebuilding
        self._clock = clock
        self._redis_lost = False
        self._replacement: list[Feed] | None = None
        self._unsent: list[list[int]] = []
        self._ticked_at: datetime | None = None

    def replace_feeds(self, enabled: list[Feed]) -> None:
        """Poll these feeds and no others, from the next tick on that reaches Redis."""
        self._replacement = enabled

    async def run(self) -> None:
        """Tick once; whatever is down, the next tick comes in a second."""
        try:
            await self._hand_out()
        except RedisUnavailable as error:
            self._note_redis(lost=True, reason=str(error.reason))
        except ArchiveError as error:
            log.warning("rebuild_put_off", error=type(error).__name__)
        else:
            self._note_redis(lost=False)

    async def _hand_out(self) -> None:
        await self._replace()
        now = self._clock()
        if self._ticked_at is not None and now < self._ticked_at - SET_BACK:
            await self._rebuilding.due_times_anew()
        self._ticked_at = now
        taken = await self._due.take(now)
        if taken is None:
            self._unsent.clear()
            await self._rebuilding.everything()
            return
        reach("after-tick")
        self._unsent += batches(taken.feeds_by_host, BATCH_FEEDS)
        await self._send()

    async def _replace(self) -> None:
        replacement = self._replacement
        if replacement is None:
            return
        await self._rebuilding.due_times(replacement)
        if self._replacement is replacement:
            self._replacement = None

    async def _send(self) -> None:
        """Send what was taken; what Redis refuses stays for the next tick, long before its lease ends."""
        while self._unsent:
            await self._dispatch.send(POLL, self._unsent[0])
            del self._unsent[0]

    def _note_redis(self, *, lost: bool, reason: str = "") -> None:
        if lost and not self._redis_lost:
            log.error("redis_lost", reason=reason, advice="polling waits; alerts still go out from the archive")
        if self._redis_lost and not lost:
            log.info("redis_back")
        self._redis_lost = lost
