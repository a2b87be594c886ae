"""When a failed delivery is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alerts.schedule import ATTEMPTS, DELAYS, next_attempt_at

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def span(jitters: list[float]) -> timedelta:
    """The time from the first attempt to the last."""
    moment = NOW
    for attempts, jitter in enumerate(jitters, start=1):
        following = next_attempt_at(attempts, moment, jitter=jitter)
        assert following is not None
        moment = following
    return moment - NOW


def test_ten_attempts_are_the_standards() -> None:
    """The delays are those of Standard Webhooks, so that receivers know them."""
    assert [delay.total_seconds() for delay in DELAYS] == [0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    assert ATTEMPTS == 10


@given(st.lists(st.floats(0, 1), min_size=9, max_size=9))
def test_attempts_span_three_days(jitters: list[float]) -> None:
    """A receiver that is down from Friday to Monday misses nothing, whatever the jitter."""
    assert timedelta(hours=72) <= span(jitters) <= timedelta(hours=84)


def test_jitter_spreads_the_attempts() -> None:
    """A thousand deliveries that failed together do not come back together."""
    assert next_attempt_at(3, NOW, jitter=0) != next_attempt_at(3, NOW, jitter=1)


def test_tenth_failure_gives_up() -> None:
    """After the last attempt it is a dead letter, not an endless retry."""
    assert next_attempt_at(9, NOW, jitter=0) is not None
    assert next_attempt_at(10, NOW, jitter=0) is None


def test_retry_after_is_honoured() -> None:
    """A receiver that asks for an hour gets an hour, but a shorter wish does not hurry the schedule."""
    assert next_attempt_at(1, NOW, jitter=0, retry_after=timedelta(hours=1)) == NOW + timedelta(hours=1)
    assert next_attempt_at(4, NOW, jitter=0, retry_after=timedelta(seconds=1)) == NOW + timedelta(hours=2)


def test_retry_after_has_a_limit() -> None:
    """Nobody can put an alert off for longer than a day."""
    assert next_attempt_at(1, NOW, jitter=0, retry_after=timedelta(days=900)) == NOW + timedelta(hours=24)


def test_overload_slows_down() -> None:
    """An overloaded receiver is not asked again after five seconds."""
    assert next_attempt_at(1, NOW, jitter=0, slow_down=True) == NOW + timedelta(seconds=60)
