"""Cadence: when a feed is polled next, decided from how the last poll went.

A failing feed is asked ever less often, but never given up: its silence is reported elsewhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

LONGEST_RETRY_AFTER_SECONDS = 24 * 3600.0
SPREAD = 0.1


def next_poll_at(
    now: datetime,
    *,
    interval_min_seconds: float,
    interval_max_seconds: float,
    failures: int,
    retry_after_seconds: float | None,
    jitter: float,
) -> datetime:
    """The time of the next poll after one that ended at ``now``.

    ``failures`` counts those in a row, 0 after a success; each doubles the interval, up to the longest. The server's
    Retry-After is waited for in full, up to a day. ``jitter`` in [0, 1) spreads feeds over a tenth of the interval, so
    that those that failed together do not come back together.
    """
    doublings = min(failures, 32)
    interval = min(interval_min_seconds * 2.0**doublings, max(interval_max_seconds, interval_min_seconds))
    asked = min(retry_after_seconds or 0.0, LONGEST_RETRY_AFTER_SECONDS)
    return now + timedelta(seconds=max(interval, asked) * (1 + SPREAD * jitter))
