"""Collects what unchanged polls leave behind and writes it in batches: their counters and their next due times.

Losing a batch in a crash costs nothing: a feed whose due time was not put falls due again when its lease ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from archive import feeds
from archive.database import ArchiveError
from gateway.redis_link import RedisUnavailable

if TYPE_CHECKING:
    from datetime import datetime

    from archive.database import Archive
    from archive.feeds import PollRecord
    from scheduler.due import DueTimes
    from scrapers.poll import PollResult

log = structlog.get_logger()

MOST_KEPT = 50_000


class PollLedger:
    """What waits to be flushed; nothing here is needed for correctness."""

    def __init__(self, archive: Archive, due: DueTimes) -> None:
        self._archive = archive
        self._due = due
        self._records: list[PollRecord] = []
        self._times: dict[int, datetime] = {}

    def polled(self, result: PollResult) -> None:
        """Note a poll's outcome and when its feed is due next."""
        if result.record is not None:
            self._records.append(result.record)
        self._times[result.feed_id] = result.next_poll_at

    def due(self, feed_id: int, at: datetime) -> None:
        """Note when a feed is due next."""
        self._times[feed_id] = at

    async def flush(self) -> None:
        """Write what has gathered; what cannot be written now is kept for the next flush."""
        times, self._times = self._times, {}
        try:
            await self._due.put(times)
        except RedisUnavailable:
            self._times = {**times, **self._times}
        records, self._records = self._records, []
        if not records:
            return
        try:
            await self._archive.write(feeds.record_polls, records)
        except ArchiveError as error:
            log.warning("poll_counters_put_off", polls=len(records), error=type(error).__name__)
            self._records = (records + self._records)[-MOST_KEPT:]
