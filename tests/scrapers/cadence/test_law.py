"""The interval by the square-root law."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.law import interval
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from tests.scrapers.cadence.paces import NOON, even

if TYPE_CHECKING:
    from datetime import datetime

    from scrapers.cadence.pace import Pace

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def wait(pace: Pace, *, at: datetime = NOON, weight: float = 1, constant: float = 0.1, shortest: int = 2) -> float:
    """Minutes until the next poll, by wide limits."""
    due = interval(pace, at, weight=weight, constant=constant, shortest=shortest * MINUTE, longest=DAY)
    return due / MINUTE


def test_interval_goes_with_the_square_root_of_the_rate() -> None:
    """Four times the news, twice the polls."""
    assert wait(even(4)) / wait(even(16)) == pytest.approx(2, rel=0.01)


def test_interval_is_what_the_law_says() -> None:
    """Constant over square root of the rate, in days."""
    assert wait(even(25)) == pytest.approx(0.1 / 5 * 1440, rel=0.01)


def test_weight_counts_like_rate() -> None:
    """A source that matters four times as often is asked twice as often."""
    assert wait(even(4), weight=4) == pytest.approx(wait(even(16)), rel=0.01)


def test_limits_hold() -> None:
    """The configured limits win over anything learned."""
    assert wait(even(1e6)) == 2
    assert wait(even(0.0)) == 1440


def test_night_is_slept_through() -> None:
    """A poll after the last news of the day is followed by one in the morning, not by ten in between."""
    published = [
        NOON - number * DAY + timedelta(hours=hour, minutes=7 * hour)
        for number in range(1, 28)
        for hour in range(-4, 6)
    ]
    pace = learn(NOTHING_LEARNED, published, NOON)
    by_day, by_night = wait(pace), wait(pace, at=NOON + timedelta(hours=10))
    assert by_day < 60
    assert by_night > 3 * by_day


def test_burst_makes_haste() -> None:
    """While news breaks, the next poll is sooner."""
    calm = learn(NOTHING_LEARNED, [NOON - number * 97 * MINUTE for number in range(1, 100)], NOON - 5 * MINUTE)
    recent = [NOON - number * MINUTE / 2 for number in range(9)]
    breaking = learn(calm, recent, NOON, asked_before=NOON - 5 * MINUTE)
    assert wait(breaking) < wait(calm) / 1.5


@given(st.floats(0, 1e7), st.floats(0.25, 4), st.floats(1e-9, 1e9), st.integers(1, 10_000))
def test_interval_stays_within_limits(rate: float, weight: float, constant: float, shortest: int) -> None:
    """Even limits that contradict each other give an interval."""
    due = wait(even(rate), weight=weight, constant=constant, shortest=shortest)
    assert shortest <= due <= max(shortest, 1440)
