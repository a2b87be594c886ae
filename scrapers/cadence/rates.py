"""Rates: how many entries a feed's learned pace lets expect, by the hour, the weekday (UTC) and the last two hours."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from scrapers.cadence.hours import DAY, HOUR, hour_of, weekday_of

if TYPE_CHECKING:
    from scrapers.cadence.pace import Pace

MEMORY = 28 * DAY
BURST_MEMORY = HOUR
GUESSED_PER_DAY = 10.0
_GUESS_WEIGHT = 0.5
_HOUR_DOUBT = 0.5
_WEEKDAY_DOUBT = 3.0
_BURST_DOUBT = 10.0
_GUESSED_BURSTINESS = 0.5
_LEAST_BURSTINESS = 0.1
_MOST_BURSTINESS = 9.0
_BURST_HOURS = 5

# Expected entries a day by hour of the day, and the factor of each weekday to multiply it by.
Rates = tuple[tuple[float, ...], tuple[float, ...]]


def per_day(pace: Pace, now: float) -> float:
    """The expected number of entries a day, whatever the hour; a guess for a newsroom when nothing is known."""
    count, watched = sum(pace.hours), sum(pace.hours_watched)
    if pace.as_of is not None and now > pace.as_of:
        kept = exp((pace.as_of - now) / MEMORY)
        count, watched = count * kept, watched * kept + MEMORY / DAY * (1 - kept)
    return (count + _GUESS_WEIGHT) / (watched + _GUESS_WEIGHT / GUESSED_PER_DAY)


def hour_factors(pace: Pace) -> tuple[float, ...]:
    """How the hours of the day (UTC) differ, 1 being the mean; near 1 where little is known."""
    return _factors(pace.hours, pace.hours_watched, _HOUR_DOUBT)


def weekday_factors(pace: Pace) -> tuple[float, ...]:
    """How the days of the week (UTC, from Monday) differ, 1 being the mean; near 1 where little is known."""
    return _factors(pace.weekdays, pace.weekdays_watched, _WEEKDAY_DOUBT)


def rates(pace: Pace, now: float) -> Rates:
    """The usual rates of a week, as known at ``now``."""
    mean = per_day(pace, now)
    return tuple([mean * factor for factor in hour_factors(pace)]), weekday_factors(pace)


def excess(pace: Pace, usual: Rates, now: float) -> float:
    """By what share more (or fewer, to -1) entries than usual for the hour are expected now, by the last two hours.

    The mean, less 1, of a gamma-distributed factor of mean 1 after the arrivals that the burst memory holds (Poisson);
    its variance is what the feed has shown.
    """
    expected = usual_recent(usual, now)
    recent = pace.recent * exp(min(0.0, (pace.recent_at - now) / BURST_MEMORY))
    return (recent - expected) / (1 / _burstiness(pace) + expected)


def usual_recent(usual: Rates, now: float) -> float:
    """What the burst memory holds at ``now`` when arrivals come as usual for their hours."""
    hours, weekdays = usual
    recent, upto, kept = 0.0, now, 1.0
    for _ in range(_BURST_HOURS):
        begin = (upto - 1) // HOUR * HOUR
        left = kept * exp((begin - upto) / BURST_MEMORY)
        recent += hours[hour_of(begin)] * weekdays[weekday_of(begin)] * (kept - left)
        upto, kept = begin, left
    return recent * BURST_MEMORY / DAY


def _factors(counts: tuple[float, ...], watched: tuple[float, ...], doubt: float) -> tuple[float, ...]:
    """Arrivals against those expected at the mean rate, both with ``doubt`` arrivals more."""
    mean = (sum(counts) or 1.0) / (sum(watched) or 1.0)
    return tuple([(count + doubt) / (days * mean + doubt) for count, days in zip(counts, watched, strict=True)])


def _burstiness(pace: Pace) -> float:
    """The variance of the factor; never nothing, for the evenest feed may have breaking news."""
    seen = (pace.together + _BURST_DOUBT * (1 + _GUESSED_BURSTINESS)) / (pace.expected + _BURST_DOUBT)
    return min(max(seen - 1, _LEAST_BURSTINESS), _MOST_BURSTINESS)
