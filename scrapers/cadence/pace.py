"""Pace: what is learned of when a feed's entries come - how many, at which hours and weekdays (UTC), and lately.

Only decayed sums are kept, so learning costs the same for any feed. Each sum of arrivals has beside it the sum of the
time watched, so a feed watched for three days is not thought to be silent on the other four. All the times are seconds
since 1970. A pace needs learning only when entries came: silence shows by itself as time goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from scrapers.cadence.arrivals import LONGEST_LOOK_BACK, of_first_poll, of_later_poll
from scrapers.cadence.hours import DAY, HOUR, hour_of, weekday_of
from scrapers.cadence.rates import BURST_MEMORY, MEMORY, rates, usual_recent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

_BURSTINESS_FADES = 4  # times as fast as the rest, for it is overrated until the hours are known
_Sums = tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of a feed's arrivals at ``as_of``; None there when nothing is.

    ``hours`` and ``weekdays`` count arrivals, those ``_watched`` the days they were watched. ``recent`` is the burst
    memory: the arrivals before ``recent_at``, each fading by e in an hour. ``together`` sums, over all arrivals, what
    it held when each came, ``expected`` what it would have held if they came independently.
    """

    as_of: float | None = None
    hours: tuple[float, ...] = (0.0,) * 24
    hours_watched: tuple[float, ...] = (0.0,) * 24
    weekdays: tuple[float, ...] = (0.0,) * 7
    weekdays_watched: tuple[float, ...] = (0.0,) * 7
    recent: float = 0.0
    recent_at: float = 0.0
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
    if before is None:
        found = of_first_poll(dates, at)
        return _learned(pace, found.instants, [(found.watched_from, at)], at)
    before = min(before, at)
    found = of_later_poll(dates, before, at)
    known_until = before if pace.as_of is None else pace.as_of
    return _learned(pace, found.instants, [(known_until, before), (found.watched_from, at)], at)


def _learned(pace: Pace, instants: Sequence[float], watched: Iterable[tuple[float, float]], now: float) -> Pace:
    """The pace with its sums decayed to ``now``, these times watched and these arrivals counted."""
    kept = 1.0 if pace.as_of is None else exp(min(0.0, (pace.as_of - now) / MEMORY))
    together, expected = _sums_together(pace, instants, now)
    recent, recent_at = _recent_after(pace, instants, now)
    hours_watched, weekdays_watched = _times_watched(pace, kept, watched, now)
    hours, weekdays = _counts(pace, kept, instants, now)
    return Pace(
        as_of=now,
        hours=hours,
        hours_watched=hours_watched,
        weekdays=weekdays,
        weekdays_watched=weekdays_watched,
        recent=recent,
        recent_at=recent_at,
        together=together * kept**_BURSTINESS_FADES,
        expected=expected * kept**_BURSTINESS_FADES,
    )


def _times_watched(pace: Pace, kept: float, watched: Iterable[tuple[float, float]], now: float) -> _Sums:
    """The days watched by hour and by weekday."""
    hours = [days * kept for days in pace.hours_watched]
    weekdays = [days * kept for days in pace.weekdays_watched]
    for since, until in watched:
        begin = max(since, now - LONGEST_LOOK_BACK)
        while begin < until:
            upto = min(until, (begin // HOUR + 1) * HOUR)
            days = (upto - begin) / DAY * exp((begin - now) / MEMORY)
            hours[hour_of(begin)] += days
            weekdays[weekday_of(begin)] += days
            begin = upto
    return tuple(hours), tuple(weekdays)


def _counts(pace: Pace, kept: float, instants: Sequence[float], now: float) -> _Sums:
    """The arrivals by hour and by weekday."""
    hours, weekdays = [count * kept for count in pace.hours], [count * kept for count in pace.weekdays]
    for instant in instants:
        share = exp((instant - now) / MEMORY)
        hours[hour_of(instant)] += share
        weekdays[weekday_of(instant)] += share
    return tuple(hours), tuple(weekdays)


def _recent_before_each(pace: Pace, instants: Sequence[float], now: float) -> Iterator[tuple[float, float]]:
    """Each arrival's instant and the burst memory before it; a clock that was set back leaves the memory as it was."""
    recent, recent_at = pace.recent, min(pace.recent_at, now)
    for instant in instants:
        recent *= exp(min(0.0, (recent_at - instant) / BURST_MEMORY))
        yield instant, recent
        recent, recent_at = recent + 1, max(recent_at, instant)


def _recent_after(pace: Pace, instants: Sequence[float], now: float) -> tuple[float, float]:
    """The burst memory after these arrivals, and its time."""
    recent, recent_at = pace.recent, min(pace.recent_at, now)
    for instant, met in _recent_before_each(pace, instants, now):
        recent, recent_at = met + 1, max(recent_at, instant)
    return recent, recent_at


def _sums_together(pace: Pace, instants: Sequence[float], now: float) -> tuple[float, float]:
    """``together`` and ``expected`` with these arrivals; a first document has nothing to be compared with."""
    if pace.as_of is None:
        return pace.together, pace.expected
    usual = rates(pace, now)
    together = sum(recent for _, recent in _recent_before_each(pace, instants, now))
    return pace.together + together, pace.expected + sum(usual_recent(usual, instant) for instant in instants)
