"""The decision: when a feed is asked next, from everything that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.cadence.failing import back_off
from scrapers.cadence.hints import NO_HINTS, Hints, asked_pause, useful_wait
from scrapers.cadence.law import interval
from scrapers.cadence.pace import NOTHING_LEARNED, Pace

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.cadence.failing import Failure

SPREAD = 0.05


@dataclass(frozen=True, slots=True)
class Situation:
    """A feed after a poll that ended at ``now``.

    ``constant`` is the budget's, ``floor`` and ``ceiling`` the feed's limits, ``failure`` None after a success,
    ``jitter`` random in [0, 1).
    """

    now: datetime
    floor: timedelta
    ceiling: timedelta
    constant: float
    jitter: float
    pace: Pace = NOTHING_LEARNED
    weight: float = 1.0
    hints: Hints = NO_HINTS
    failure: Failure | None = None


def next_poll(feed: Situation) -> datetime:
    """The time of the feed's next poll: never sooner than its floor or a Retry-After, and never for ever off."""
    wait = interval(
        feed.pace, feed.now, weight=feed.weight, constant=feed.constant, shortest=feed.floor, longest=feed.ceiling
    )
    if feed.hints is not NO_HINTS:
        useful = timedelta(seconds=useful_wait(feed.hints, feed.pace, feed.now.timestamp()))
        wait = max(wait, min(useful, feed.ceiling))
    if feed.failure is not None:
        wait = back_off(feed.failure, wait, feed.jitter)
    wait = max(feed.floor, wait * (1 + SPREAD * (2 * feed.jitter - 1)))
    return feed.now + max(wait, timedelta(seconds=asked_pause(feed.hints) * (1 + SPREAD * feed.jitter)))
