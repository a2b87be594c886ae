"""When a failed delivery is tried again: the Standard Webhooks schedule, for every channel.

Pure: what happened, the time and the jitter go in; the time of the next attempt comes out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

# https://github.com/standard-webhooks/standard-webhooks: attempts at 0, 5 s, 5 min, ... 24 h after the one before.
DELAYS = tuple(
    timedelta(seconds=seconds) for seconds in (0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
ATTEMPTS = len(DELAYS)
JITTER_SHARE = 0.1
SLOW_DELAY = timedelta(seconds=60)
LONGEST_RETRY_AFTER = timedelta(hours=24)


def next_attempt_at(
    attempts: int,
    now: datetime,
    *,
    jitter: float,
    retry_after: timedelta | None = None,
    slow_down: bool = False,
) -> datetime | None:
    """When to try again after ``attempts`` failures, or None when all attempts are used up.

    ``jitter`` in [0, 1] lengthens the delay by up to a tenth; it never shortens it, so ten attempts span 75 h or more.
    ``retry_after`` is what the receiver asked for; ``slow_down`` says that it is overloaded.
    """
    if attempts >= ATTEMPTS:
        return None
    delay = DELAYS[max(attempts, 1)] * (1 + JITTER_SHARE * jitter)
    if slow_down:
        delay = max(delay, SLOW_DELAY * (1 + JITTER_SHARE * jitter))
    if retry_after is not None:
        delay = max(delay, min(retry_after, LONGEST_RETRY_AFTER))
    return now + delay
