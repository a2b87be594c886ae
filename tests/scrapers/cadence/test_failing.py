"""How long a failing feed is left alone."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.failing import LONGEST, LONGEST_IN_FIRST_WEEK, Failure, FailureKind, back_off

HEALTHY = timedelta(minutes=5)
HOUR = timedelta(hours=1)


def longest(kind: FailureKind, in_a_row: int, lasting: timedelta = HOUR) -> timedelta:
    """The wait where jitter falls last."""
    return back_off(Failure(kind, in_a_row, lasting), HEALTHY, 1.0)


def test_hard_failures_double_the_wait() -> None:
    """What is not there will hardly be there in a minute."""
    assert [longest(FailureKind.HARD, row) / HEALTHY for row in (2, 3, 4)] == [2, 4, 8]


def test_first_failure_is_looked_at_again_as_usual() -> None:
    """Two intervals tell a hiccup from a failing feed, of which the operator is told."""
    assert [longest(kind, 1) for kind in FailureKind] == [HEALTHY] * 3


def test_softer_failures_double_it_later() -> None:
    """A server in trouble, or a name that does not resolve just now, is back sooner."""
    assert longest(FailureKind.SOFT, 5) == longest(FailureKind.TEMPORARY, 9) == HEALTHY * 4


def test_wait_is_drawn_from_the_whole_range() -> None:
    """Feeds that failed together do not come back together."""
    failure = Failure(FailureKind.HARD, 4, HOUR)
    assert [back_off(failure, HEALTHY, jitter) / HEALTHY for jitter in (0, 0.5)] == [1, 4.5]


def test_wait_is_six_hours_at_most_in_the_first_week() -> None:
    """A feed back after a day of trouble is noticed the same day."""
    assert longest(FailureKind.HARD, 1000, timedelta(days=6)) == LONGEST_IN_FIRST_WEEK


def test_dead_feed_is_asked_once_a_day() -> None:
    """It is never given up: its notice says that it is dead, and a day after its return it is back."""
    assert longest(FailureKind.HARD, 10**9, timedelta(days=400)) == LONGEST


@given(
    kind=st.sampled_from(FailureKind),
    in_a_row=st.integers(0, 10**9),
    lasting=st.timedeltas(timedelta(0), timedelta(days=4000)),
    healthy=st.timedeltas(timedelta(seconds=1), timedelta(days=366)),
    jitter=st.floats(0, 1, exclude_max=True),
)
def test_wait_has_bounds(
    kind: FailureKind, in_a_row: int, lasting: timedelta, healthy: timedelta, jitter: float
) -> None:
    """Never sooner than a healthy feed, never later than a day or the feed's own interval."""
    wait = back_off(Failure(kind, in_a_row, lasting), healthy, jitter)
    assert healthy <= wait <= max(healthy, LONGEST)
