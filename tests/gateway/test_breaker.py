"""When the breaker lets a call through."""

from __future__ import annotations

from gateway.breaker import Breaker


def opened_at(now: float) -> Breaker:
    """A breaker that a failure has opened."""
    breaker = Breaker()
    breaker.failed(now)
    return breaker


def test_new_breaker_admits_calls() -> None:
    """Nothing is known against the server yet."""
    assert Breaker().admits(0.0)


def test_failure_opens_for_a_second() -> None:
    """While it is open, calls must not wait for a dead server."""
    breaker = opened_at(100.0)
    assert not breaker.admits(100.9)
    assert breaker.admits(101.0)


def test_only_one_probe_goes_through() -> None:
    """A hundred waiting calls must not all try the server again."""
    breaker = opened_at(100.0)
    assert breaker.admits(101.0)
    assert not breaker.admits(101.5)


def test_failed_probes_back_off_to_ten_seconds() -> None:
    """A server that stays away is asked ever less, but never less than every ten seconds."""
    breaker, now, pauses = opened_at(0.0), 0.0, []
    for pause in (1, 2, 4, 8, 10, 10):
        assert not breaker.admits(now + pause - 0.01)
        now += pause
        assert breaker.admits(now)
        breaker.failed(now)
        pauses.append(pause)
    assert pauses[-1] == 10


def test_stragglers_do_not_lengthen_the_pause() -> None:
    """Twenty calls that were under way when the server froze count as one failure."""
    breaker = opened_at(100.0)
    for _ in range(20):
        breaker.failed(100.1)
    assert breaker.admits(101.0)


def test_success_closes_at_once() -> None:
    """After a probe got through nothing is held back."""
    breaker = opened_at(100.0)
    assert breaker.admits(101.0)
    breaker.succeeded()
    assert breaker.is_closed
    assert breaker.admits(101.0)
