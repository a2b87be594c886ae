"""The square-root law: a feed is polled each time the integral of sqrt(weight x rate) over time reaches a constant.

A feed of rate L that is asked at intervals I brings its entries I / 2 late on average. The sum of w L I / 2 is least
for a given sum of requests 1 / I where I is in proportion to 1 / sqrt(w L) (Lagrange); polling in proportion to the
rate, as readers do, is no better than polling all feeds alike (docs/decisions/0019-cadence.md). The rate is that of the
hour, times what the last two hours tell; the constant is the same for all feeds and makes up the budget.
"""

from __future__ import annotations

from datetime import timedelta
from math import exp, sqrt
from typing import TYPE_CHECKING

from scrapers.cadence.hours import DAY, HOUR, hour_of, weekday_of
from scrapers.cadence.rates import excess, rates

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.cadence.pace import Pace

BURST_FADES = HOUR
_BURST_STEP = HOUR / 3
_FELT = 0.2
LEAST_EXCESS = -0.95


def interval(
    pace: Pace, now: datetime, *, weight: float, constant: float, shortest: timedelta, longest: timedelta
) -> timedelta:
    """How long to wait after a poll at ``now``, within the feed's limits (a shortest beyond the longest wins)."""
    if shortest >= longest:
        return shortest
    wait = _until_due(pace, now.timestamp(), constant / sqrt(weight), longest.total_seconds())
    return max(shortest, min(longest, timedelta(seconds=wait)))


def _until_due(pace: Pace, now: float, wanted: float, longest: float) -> float:
    """Seconds until the integral of sqrt(rate) reaches ``wanted``, in days and entries a day; ``longest`` if later."""
    hours, weekdays = usual = rates(pace, now)
    burst, at, end, wanted = max(LEAST_EXCESS, excess(pace, usual, now)), now, now + longest, wanted * DAY
    while at < end:
        upto = (at // HOUR + 1) * HOUR
        if abs(burst) > _FELT:
            upto = min(upto, at + _BURST_STEP)
        speed = sqrt(hours[hour_of(at)] * weekdays[weekday_of(at)] * (1 + burst))
        if speed * (upto - at) >= wanted:
            return min(longest, at - now + wanted / speed)
        wanted -= speed * (upto - at)
        burst *= exp((at - upto) / BURST_FADES)
        at = upto
    return longest
