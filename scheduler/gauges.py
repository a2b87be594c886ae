"""The gauges that tell how far behind the service is; what cannot be asked now shows as not a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from archive import deliveries, entries, feeds, held_alerts, subscriptions
from archive.database import ArchiveError
from gateway.redis_link import RedisUnavailable

if TYPE_CHECKING:
    from datetime import datetime

    from archive.database import Archive
    from scheduler.due import DueTimes
    from scheduler.metrics import Metrics

log = structlog.get_logger()

UNKNOWN = float("nan")


async def measure(archive: Archive, due: DueTimes, metrics: Metrics, now: datetime) -> None:
    """Set every gauge that is read from the archive or Redis."""
    try:
        await _measure_archive(archive, metrics, now)
    except ArchiveError as error:
        log.debug("archive_not_measured", error=type(error).__name__)
        metrics.pending.set(UNKNOWN)
        metrics.outbox.set(UNKNOWN)
        metrics.held.set(UNKNOWN)
    try:
        metrics.due_lateness.set(await due.lateness_seconds(now))
    except RedisUnavailable:
        metrics.due_lateness.set(UNKNOWN)


async def _measure_archive(archive: Archive, metrics: Metrics, now: datetime) -> None:
    metrics.pending.set(await archive.read(entries.pending_count))
    metrics.outbox.set(await archive.read(deliveries.due_count, now))
    metrics.held.set(await archive.read(held_alerts.held_count))
    counts = await archive.read(feeds.feed_status_counts)
    metrics.feeds.clear()
    for status, count in counts.items():
        metrics.feeds.labels(status).set(count)
    metrics.subscriptions.clear()
    for state, count in (await archive.read(subscriptions.state_counts)).items():
        metrics.subscriptions.labels(state).set(count)
