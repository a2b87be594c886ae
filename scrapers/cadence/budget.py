"""Budget: the constant of the square-root law with which all feeds together spend the requests of a day."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from scrapers.cadence.hours import DAY
from scrapers.cadence.rates import hour_factors, per_day, weekday_factors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from scrapers.cadence.pace import Pace

_HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Demand:
    """What a feed takes of the budget: its polls a day are ``root_rate / constant``, between ``fewest`` and ``most``.

    ``root_rate`` is the mean of sqrt(weight x entries a day).
    """

    root_rate: float
    fewest: float
    most: float


def demand(pace: Pace, now: datetime, *, weight: float, shortest: timedelta, longest: timedelta) -> Demand:
    """What a feed asks for with limits of its interval: the mean of sqrt(weight x rate) over a week, bursts aside."""
    hours, weekdays = hour_factors(pace), weekday_factors(pace)
    shape = sum(map(sqrt, hours)) / len(hours) * sum(map(sqrt, weekdays)) / len(weekdays)
    root_rate = sqrt(weight * per_day(pace, now.timestamp())) * shape
    fewest = DAY / max(longest, shortest).total_seconds()
    return Demand(root_rate, fewest, max(fewest, DAY / shortest.total_seconds()))


def requests(demands: Sequence[Demand], constant: float) -> float:
    """The requests a day of all feeds together."""
    return sum(min(max(each.root_rate / constant, each.fewest), each.most) for each in demands)


def constant_for(demands: Sequence[Demand], requests_a_day: float) -> float:
    """The constant that spends the budget.

    What limits allow wins: where the budget is too small every feed is asked at its longest interval, and where it is
    large every feed at its shortest. Without feeds any constant would do.
    """
    if not demands:
        return 1.0
    low = min(each.root_rate / each.most for each in demands)
    high = max(each.root_rate / each.fewest for each in demands)
    for _ in range(_HALVINGS):
        middle = sqrt(low * high)
        low, high = (middle, high) if requests(demands, middle) > requests_a_day else (low, middle)
    return high
