"""Silence: how probable it is that a feed that is well brings nothing for so long.

Entries are expected by the feed's rate, its weekdays and its hours as they were known when the last news came, so that
a silence does not explain itself. Its rate is known only as well as it was observed: of a feed that showed twenty
entries more is believed than of one that showed two thousand. So the probability of no entry is that of a
gamma-distributed rate, (1 + m / s)^-s, with m bundles expected and s bundles seen.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.cadence.hours import DAY, HOUR, hour_of, weekday_of
from scrapers.cadence.rates import rates
from scrapers.health.volume import bundle

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.cadence.pace import Pace
    from scrapers.health.volume import Volume

IMPROBABLE = 1e-4
SHORTEST = timedelta(hours=6)
_LONGEST = 120 * DAY
_LEAST_SEEN = 3.0
_WEEK = 7 * DAY


def probability(pace: Pace, volume: Volume, since: datetime, until: datetime) -> float:
    """That a feed of this pace brings no entry in between; 1 while too little is known of it."""
    bundled = bundle(volume)
    seen = sum(pace.hours) / bundled
    if pace.as_of is None or seen < _LEAST_SEEN:
        return 1.0
    expected = expected_between(pace, since.timestamp(), until.timestamp()) / bundled
    return float((1 + expected / seen) ** -seen)


def is_silent(pace: Pace, volume: Volume, since: datetime, until: datetime) -> bool:
    """Whether no news from ``since`` to the last good poll at ``until`` is beyond chance."""
    return until - since >= SHORTEST and probability(pace, volume, since, until) < IMPROBABLE


def expected_between(pace: Pace, since: float, until: float) -> float:
    """The entries that a pace lets expect from one instant to another, seconds since 1970."""
    if pace.as_of is None or until <= since:
        return 0.0
    hours, weekdays = rates(pace, pace.as_of)
    span = min(until - since, _LONGEST)
    weeks, rest = divmod(span, _WEEK)
    whole = weeks * sum(hours) / len(hours) * sum(weekdays) if weeks else 0.0
    at, end = since, since + rest
    while at < end:
        upto = min(end, (at // HOUR + 1) * HOUR)
        whole += hours[hour_of(at)] * weekdays[weekday_of(at)] * (upto - at) / DAY
        at = upto
    return whole
