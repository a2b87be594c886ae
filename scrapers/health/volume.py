"""Volume: how many entries a feed brings on which weekday (UTC), and how unevenly; sums that fade over four weeks.

Unevenness is learned from the silences between polls with news, each measured by the number of entries that its pace
let expect meanwhile. Were entries independent of each other, their mean would be 1 and that of their squares 2; for a
feed that publishes in bundles the squares are larger, by the size of the bundles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING

from scrapers.cadence.hours import DAY, weekday_of
from scrapers.cadence.rates import MEMORY

if TYPE_CHECKING:
    from datetime import datetime

_DOUBT = 10.0
_GUESSED_BUNDLE = 1.5
_LARGEST_SILENCE = 30.0  # expected entries: one silence that was told of must not make the next ones look usual


@dataclass(frozen=True, slots=True)
class Volume:
    """What is known at ``as_of`` (seconds since 1970; None: nothing): entries and days watched by weekday, silences."""

    as_of: float | None = None
    entries: tuple[float, ...] = (0.0,) * 7
    days: tuple[float, ...] = (0.0,) * 7
    silences: float = 0.0
    squares: float = 0.0


NOTHING_COUNTED = Volume()


def count(volume: Volume, entries: int, now: datetime, expected: float | None) -> Volume:
    """The volume after a poll that brought new entries.

    ``expected`` is how many entries the pace let expect since the news before; None when that silence was not the
    feed's own, as it failed or was not asked meanwhile.
    """
    at = now.timestamp()
    if volume.as_of is None:
        return Volume(as_of=at)
    kept, weekday = exp(min(0.0, (volume.as_of - at) / MEMORY)), weekday_of(at)
    silence = 0.0 if expected is None else min(expected, _LARGEST_SILENCE)
    return Volume(
        as_of=at,
        entries=_added(volume.entries, kept, {weekday: float(entries)}),
        days=_added(volume.days, kept, _watched(volume.as_of, at)),
        silences=volume.silences * kept + silence,
        squares=volume.squares * kept + silence**2,
    )


def bundle(volume: Volume) -> float:
    """How many entries come together, at least 1: the factor by which silences are longer than independent ones."""
    squares = volume.squares + 2 * _GUESSED_BUNDLE * _DOUBT
    return max(1.0, squares / (2 * (volume.silences + _DOUBT)))


def usual(volume: Volume, weekday: int) -> float | None:
    """How many entries such a weekday usually brings; None while it was not watched for most of one."""
    days = volume.days[weekday]
    return volume.entries[weekday] / days if days > 0.5 else None  # noqa: PLR2004 - half a day


def put_off(volume: Volume, now: datetime) -> Volume:
    """The volume as known now, without counting the time since: nobody watched."""
    return replace(volume, as_of=now.timestamp())


def _watched(since: float, until: float) -> dict[int, float]:
    """The days watched between two instants, by weekday; four weeks at most."""
    found: dict[int, float] = {}
    begin = max(since, until - MEMORY)
    while begin < until:
        upto = min(until, (begin // DAY + 1) * DAY)
        found[weekday_of(begin)] = found.get(weekday_of(begin), 0.0) + (upto - begin) / DAY
        begin = upto
    return found


def _added(sums: tuple[float, ...], kept: float, more: dict[int, float]) -> tuple[float, ...]:
    return tuple(each * kept + more.get(place, 0.0) for place, each in enumerate(sums))
