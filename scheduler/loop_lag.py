"""How late the event loop wakes: a loop that does not turn is the one fault that no other metric shows."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.metrics import Metrics

PROBE_SECONDS = 0.25


async def watch_loop(metrics: Metrics) -> None:
    """Measure for ever."""
    largest = 0.0
    while True:
        before = time.monotonic()
        await asyncio.sleep(PROBE_SECONDS)
        lag = max(0.0, time.monotonic() - before - PROBE_SECONDS)
        metrics.loop_lag.set(lag)
        largest = max(largest, lag)
        metrics.loop_lag_max.set(largest)
