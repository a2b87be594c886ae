"""The scheduler role: decides with the clock what is sent to the crawlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from archive import feeds
from scheduler.budgeting import Budgeting
from scheduler.gauges import measure
from scheduler.rebuilding import Rebuilding
from scheduler.sweep import Sweep
from scheduler.tick import Tick

if TYPE_CHECKING:
    from scheduler.foundation import Foundation
    from scheduler.jobs import Jobs
    from scrapers.settings import FeedsSettings

log = structlog.get_logger()

TICK_SECONDS = 1.0
SWEEP_SECONDS = 5.0
MEASURE_SECONDS = 15.0
BUDGET_SECONDS = 5.0


class Timekeeping:
    """The role's parts, put together."""

    def __init__(self, foundation: Foundation) -> None:
        f = foundation
        self._foundation = foundation
        self._tick = Tick(f.dispatch, f.due, Rebuilding(f.archive, f.due, f.seen, f.clock), f.clock)
        self._sweep = Sweep(f.archive, f.dispatch, f.clock)
        self._budgeting = Budgeting(f.archive, f.clock)

    def schedule(self, jobs: Jobs) -> None:
        """Hand the role's jobs to the clock."""
        jobs.every(TICK_SECONDS, "tick", self._tick.run)
        jobs.every(SWEEP_SECONDS, "sweep", self._sweep.run, at_once=True)
        jobs.every(BUDGET_SECONDS, "budget", self._budgeting.look, at_once=True)
        jobs.every(MEASURE_SECONDS, "measure", self._measure)

    async def configure(self, settings: FeedsSettings) -> None:
        """Poll the feeds of this feeds.yaml and no others, from the next tick on."""
        f = self._foundation
        synced = await f.archive.write(feeds.sync_feeds, settings.specs(), f.clock())
        enabled = [feed for feed in synced if feed.enabled]
        self._tick.replace_feeds(enabled)
        self._budgeting.configure(settings.polls_per_feed_per_day)
        log.info("feeds_in_force", feeds=len(enabled))

    async def _measure(self) -> None:
        f = self._foundation
        await measure(f.archive, f.due, f.metrics, f.clock())
