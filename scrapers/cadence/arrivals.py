"""Arrivals: when the new entries of one poll came to stand in their feed, as far as that can be believed.

An instant between the poll before and this one is taken as published. Whatever else is told - nothing, the future, a
date before the poll before - says no more than that the entry came in between, so such entries are spread evenly over
that time; few of them, for a feed that changes all its guids or falls back on an old copy brings no news.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.cadence.hours import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_EXACT = 1_000
MOST_SPREAD = 20
LONGEST_LOOK_BACK = 56 * DAY
LONGEST_UNWATCHED = 1.5 * DAY
_ENOUGH_TO_JUDGE = 5
_QUARTER_HOUR = 900.0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Ascending instants, and since when the feed was watched for them; seconds since 1970, as all times here."""

    instants: tuple[float, ...]
    watched_from: float


def of_first_poll(published: Sequence[float | None], now: float) -> Arrivals:
    """What a feed's first document tells: its dates show its pace, and an entry without one shows nothing."""
    dates = sorted(date for date in published if date is not None and date <= now)[-MOST_EXACT:]
    dates = _without_pinned(dates, now)
    if not dates:
        return Arrivals((), now)
    start = max(dates[0], now - LONGEST_LOOK_BACK)
    later = [date for date in dates[1:] if date > start]
    return Arrivals(_spread(len(later), start, now) if _only_days(later) else tuple(later), start)


def of_later_poll(published: Sequence[float | None], asked_before: float, now: float) -> Arrivals:
    """What came since the poll before; what a pause of days hid is not taken for silence."""
    dates = sorted(date for date in published if date is not None and asked_before < date <= now)
    exact = [] if _only_days(dates) else dates[-MOST_EXACT:]
    start = asked_before
    if exact and now - asked_before > LONGEST_UNWATCHED:
        start = exact[0]
    loose = _spread(min(len(published) - len(exact), MOST_SPREAD), start, now)
    return Arrivals(tuple(sorted([*exact, *loose])), start)


def _without_pinned(dates: list[float], now: float) -> list[float]:
    """The dates without the oldest ones that stand apart from the rest: entries pinned to the document's end."""
    while len(dates) >= _ENOUGH_TO_JUDGE and dates[1] - dates[0] > now - dates[1]:
        dates = dates[1:]
    return dates


def _only_days(dates: Sequence[float]) -> bool:
    """Whether the dates tell days alone: three or more days, one time of day, on the quarter hour of any time zone."""
    return len(set(dates)) > 2 and len({date % DAY for date in dates}) == 1 and dates[0] % _QUARTER_HOUR == 0  # noqa: PLR2004 - two may agree by chance


def _spread(count: int, start: float, now: float) -> tuple[float, ...]:
    step = (now - start) / (count + 1)
    return tuple(start + step * number for number in range(1, count + 1))
