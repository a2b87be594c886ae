"""When a feed is polled next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.by_failures import LONGEST_RETRY_AFTER_SECONDS, next_poll_at

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def wait(failures: int = 0, retry_after: float | None = None, jitter: float = 0.0) -> float:
    """Seconds until the next poll of a feed with limits of two minutes and an hour."""
    due = next_poll_at(
        NOW,
        interval_min_seconds=120,
        interval_max_seconds=3600,
        failures=failures,
        retry_after_seconds=retry_after,
        jitter=jitter,
    )
    return (due - NOW) / timedelta(seconds=1)


def test_healthy_feed_keeps_the_shortest_interval() -> None:
    """News is wanted within minutes."""
    assert wait() == 120


def test_failures_double_the_interval() -> None:
    """A server in trouble is given room."""
    assert [wait(failures) for failures in (1, 2, 3)] == [240, 480, 960]


def test_failing_feed_is_never_given_up() -> None:
    """A feed that was away for a month is back within the hour."""
    assert wait(failures=10_000) == 3600


def test_retry_after_is_waited_for() -> None:
    """A server that names a time is taken at its word."""
    assert wait(retry_after=7200) == 7200


def test_short_retry_after_changes_nothing() -> None:
    """Nor does it make us poll faster than configured."""
    assert wait(retry_after=1) == 120


def test_absurd_retry_after_is_cut() -> None:
    """A hostile or broken server cannot silence its feed for a year."""
    assert wait(retry_after=1e12) == LONGEST_RETRY_AFTER_SECONDS


@given(
    failures=st.integers(0, 10**9),
    retry_after=st.none() | st.floats(0, 1e15),
    jitter=st.floats(0, 1, exclude_max=True),
)
def test_wait_stays_within_bounds(failures: int, retry_after: float | None, jitter: float) -> None:
    """Whatever happens, the feed is polled again, and not too soon."""
    assert 120 <= wait(failures, retry_after, jitter) <= LONGEST_RETRY_AFTER_SECONDS * 1.1
