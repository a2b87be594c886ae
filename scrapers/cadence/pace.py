"""Pace: what is learned of when a feed's entries come - how many, at which hours and weekdays (UTC), and lately.

Only decayed sums are kept, so learning costs the same for any feed. Each sum of arrivals has beside it the sum of the
time watched, so a feed watched for three days is not thought to be silent on the other four. All the times are seconds
since 1970. A pace needs learning only when entries came: silence shows by itself as time goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING

from scrapers.cadence.arrivals import LONGEST_LOOK_BACK, of_first_poll, of_later_poll
from scrapers.cadence.hours import DAY, HOUR, hour_of, weekday_of
from scrapers.cadence.rates import BURST_MEMORY, MEMORY, rates, usual_heat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of a feed's arrivals at ``as_of``; None there when nothing is.

    ``hours`` and ``weekdays`` count arrivals, those ``_watched`` the days they were watched. ``heat`` is the burst
    memory: the arrivals before ``heat_at``, fading within an hour or two. ``together`` sums the heat that arrivals met,
    ``expected`` the heat they would meet if they came independently.
    """

    as_of: float | None = None
    hours: tuple[float, ...] = (0.0,) * 24
    hours_watched: tuple[float, ...] = (0.0,) * 24
    weekdays: tuple[float, ...] = (0.0,) * 7
    weekdays_watched: tuple[float, ...] = (0.0,) * 7
    heat: float = 0.0
    heat_at: float = 0.0
    together: float = 0.0
    expected: float = 0.0


NOTHING_LEARNED = Pace()


def learn(
    pace: Pace, published: Sequence[datetime | None], now: datetime, *, asked_before: datetime | None = None
) -> Pace:
    """The pace after a poll at ``now`` that found new entries, each with its date of publication or None.

    ``asked_before`` is when the feed was last read with success, None when never. A poll that found nothing need not
    be learned from, but the first one.
    """
    if pace.as_of is not None and not published:
        return pace
    at = now.timestamp()
    dates = [None if date is None else date.timestamp() for date in published]
    before = pace.as_of if asked_before is None else min(asked_before.timestamp(), at)
    found = of_first_poll(dates, at) if before is None else of_later_poll(dates, min(before, at), at)
    known_until = found.watched_from if pace.as_of is None else min(pace.as_of, at)
    until = min(before, at) if pace.as_of is not None and before is not None else known_until
    watched = _watched(_watched(_faded(pace, at), known_until, until, at), max(until, found.watched_from), at, at)
    return _counted(watched, found.instants, at)


def _faded(pace: Pace, now: float) -> Pace:
    """The pace with its sums decayed to ``now``; a clock that was set back only stops the decay."""
    kept = 1.0 if pace.as_of is None else exp(min(0.0, (pace.as_of - now) / MEMORY))
    return replace(
        pace,
        as_of=now,
        hours=tuple([count * kept for count in pace.hours]),
        hours_watched=tuple([days * kept for days in pace.hours_watched]),
        weekdays=tuple([count * kept for count in pace.weekdays]),
        weekdays_watched=tuple([days * kept for days in pace.weekdays_watched]),
        heat_at=min(pace.heat_at, now),
        together=pace.together * kept,
        expected=pace.expected * kept,
    )


def _watched(pace: Pace, begin: float, end: float, now: float) -> Pace:
    """The pace with the time from ``begin`` to ``end`` watched, hour by hour."""
    hours, weekdays = list(pace.hours_watched), list(pace.weekdays_watched)
    begin = max(begin, now - LONGEST_LOOK_BACK)
    while begin < end:
        upto = min(end, (begin // HOUR + 1) * HOUR)
        days = (upto - begin) / DAY * exp((begin - now) / MEMORY)
        hours[hour_of(begin)] += days
        weekdays[weekday_of(begin)] += days
        begin = upto
    return replace(pace, hours_watched=tuple(hours), weekdays_watched=tuple(weekdays))


def _counted(pace: Pace, instants: tuple[float, ...], now: float) -> Pace:
    """The pace with the arrivals counted in."""
    hours, weekdays = list(pace.hours), list(pace.weekdays)
    heat, heat_at, together, expected = pace.heat, pace.heat_at, pace.together, pace.expected
    usual = rates(pace, now)
    for instant in instants:
        kept = exp((instant - now) / MEMORY)
        hours[hour_of(instant)] += kept
        weekdays[weekday_of(instant)] += kept
        heat *= exp(min(0.0, (heat_at - instant) / BURST_MEMORY))
        together += heat
        expected += usual_heat(usual, instant)
        heat, heat_at = heat + 1, max(heat_at, instant)
    return replace(
        pace,
        hours=tuple(hours),
        weekdays=tuple(weekdays),
        heat=heat,
        heat_at=heat_at,
        together=together,
        expected=expected,
    )
