"""The scheduler role: decides with the clock what is sent to the crawlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.gauges import measure
from scheduler.rebuilding import Rebuilding
from scheduler.sweep import Sweep
from scheduler.tick import Tick

if TYPE_CHECKING:
    from archive.nouns import Feed
    from scheduler.foundation import Foundation
    from scheduler.jobs import Jobs

TICK_SECONDS = 1.0
SWEEP_SECONDS = 5.0
MEASURE_SECONDS = 15.0


class Timekeeping:
    """The role's parts, put together."""

    def __init__(self, foundation: Foundation) -> None:
        f = foundation
        self._foundation = foundation
        self._tick = Tick(f.dispatch, f.due, Rebuilding(f.archive, f.due, f.seen, f.clock), f.clock)
        self._sweep = Sweep(f.archive, f.dispatch, f.clock)

    def schedule(self, jobs: Jobs) -> None:
        """Hand the role's jobs to the clock."""
        jobs.every(TICK_SECONDS, "tick", self._tick.run)
        jobs.every(SWEEP_SECONDS, "sweep", self._sweep.run, at_once=True)
        jobs.every(MEASURE_SECONDS, "measure", self._measure)

    def replace_feeds(self, enabled: list[Feed]) -> None:
        """Poll these feeds and no others, from the next tick on."""
        self._tick.replace_feeds(enabled)

    async def _measure(self) -> None:
        f = self._foundation
        await measure(f.archive, f.due, f.metrics, f.clock())
