"""When a feed is asked next, from everything that is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.decision import SPREAD, Situation, next_poll
from scrapers.cadence.failing import Failure, FailureKind
from scrapers.cadence.hints import Hints
from scrapers.cadence.pace import NOTHING_LEARNED, learn

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
PACE = learn(NOTHING_LEARNED, [NOW - 29 * MINUTE * number for number in range(60)], NOW)
CALM = Situation(NOW, floor=2 * MINUTE, ceiling=60 * MINUTE, constant=0.1, jitter=0.5, pace=PACE)


def wait(situation: Situation) -> float:
    """Minutes until the next poll."""
    return (next_poll(situation) - situation.now) / MINUTE


def test_healthy_feed_is_asked_by_the_law() -> None:
    """A larger constant, a smaller budget: a longer wait."""
    assert 2 < wait(CALM) < wait(replace(CALM, constant=0.2)) < 60


def test_jitter_spreads_a_twentieth_either_way() -> None:
    """Feeds that began together drift apart."""
    early, late = wait(replace(CALM, jitter=0.0)), wait(replace(CALM, jitter=1.0))
    assert early == pytest.approx(wait(CALM) * (1 - SPREAD))
    assert late == pytest.approx(wait(CALM) * (1 + SPREAD))


def test_jitter_never_breaks_the_floor() -> None:
    """Never more often than configured."""
    assert wait(replace(CALM, constant=1e-9, jitter=0.0)) == 2


def test_hints_slow_a_feed_up_to_its_ceiling() -> None:
    """A cache's age is useful, but "at least this often" is the user's word."""
    quick = replace(CALM, constant=0.01)
    assert wait(replace(quick, hints=Hints(max_age_seconds=600))) == 10
    assert wait(replace(quick, hints=Hints(max_age_seconds=600), ceiling=5 * MINUTE)) == 5


def test_retry_after_wins_over_the_ceiling() -> None:
    """Who asks us to stay away for hours is obeyed to the second, and more."""
    asked = Hints(429, retry_after_seconds=7200)
    assert wait(replace(CALM, hints=asked, jitter=0.0)) == 120
    assert wait(replace(CALM, hints=asked, jitter=0.9)) > 120


def test_failures_slow_a_feed() -> None:
    """A server in trouble is given room."""
    failing = Failure(FailureKind.SOFT, 10, timedelta(hours=5))
    assert wait(replace(CALM, failure=failing)) > 5 * wait(CALM)


@given(
    jitter=st.floats(0, 1, exclude_max=True),
    constant=st.floats(1e-6, 1e6),
    hints=st.builds(
        Hints,
        status=st.none() | st.integers(100, 599),
        retry_after_seconds=st.none() | st.floats(-1e15, 1e15),
        max_age_seconds=st.none() | st.floats(0, 1e12),
        period_seconds=st.none() | st.floats(0, 1e9),
    ),
    failure=st.none() | st.builds(Failure, st.sampled_from(FailureKind), st.integers(1, 10**9), st.just(30 * DAY)),
)
def test_feed_is_always_asked_again(jitter: float, constant: float, hints: Hints, failure: Failure | None) -> None:
    """Whatever a server says and however it fails: not too soon, and within a day and a bit."""
    situation = replace(CALM, jitter=jitter, constant=constant, hints=hints, failure=failure)
    assert 2 <= wait(situation) <= 1440 * (1 + SPREAD)
