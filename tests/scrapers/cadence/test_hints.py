"""What a server asks for, as far as that is sensible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.cadence.hints import Hints, asked_pause, max_age, period_of, useful_wait
from scrapers.cadence.hours import DAY
from scrapers.cadence.pace import NOTHING_LEARNED, Pace, learn

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def busy() -> Pace:
    """A newsroom of two articles an hour."""
    return learn(NOTHING_LEARNED, [NOW - timedelta(minutes=29) * number for number in range(60)], NOW)


def sleepy() -> Pace:
    """A magazine of one article in nine days."""
    return learn(NOTHING_LEARNED, [NOW - timedelta(days=9, minutes=7) * number for number in range(6)], NOW)


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed(status: int) -> None:
    """A server in trouble names its time."""
    assert asked_pause(Hints(status, retry_after_seconds=7200)) == 7200


def test_retry_after_is_cut_at_a_day() -> None:
    """No server silences its feed for a year."""
    assert asked_pause(Hints(503, retry_after_seconds=1e12)) == DAY


@pytest.mark.parametrize("status", [200, 301, 404, None])
def test_retry_after_of_other_answers_means_nothing(status: int | None) -> None:
    """Some servers send it with everything."""
    assert asked_pause(Hints(status, retry_after_seconds=7200)) == 0


def test_cache_is_given_its_age_up_to_a_quarter_hour() -> None:
    """Within it the same bytes would come; a cache of a week would hide the news."""
    assert useful_wait(Hints(max_age_seconds=600), busy(), NOW.timestamp()) == 600
    assert useful_wait(Hints(max_age_seconds=7 * DAY), busy(), NOW.timestamp()) == 900


def test_short_period_is_obeyed() -> None:
    """A feed that says ttl 10 is asked each ten minutes at most."""
    assert useful_wait(Hints(period_seconds=600), busy(), NOW.timestamp()) == 600


def test_long_period_is_obeyed_only_while_news_agrees() -> None:
    """A newsroom with ttl 1440 forgot to set it; a magazine with it means it."""
    daily = Hints(period_seconds=DAY)
    assert useful_wait(daily, busy(), NOW.timestamp()) == 0
    assert useful_wait(daily, sleepy(), NOW.timestamp()) == DAY


@pytest.mark.parametrize(
    ("cache_control", "age", "seconds"),
    [
        ("max-age=300", None, 300),
        ("public, Max-Age = 300, must-revalidate", "100", 200),
        ("max-age=300", "400", 0),
        ('max-age="60"', "soon", 60),
        ("s-maxage=300", None, None),
        ("no-store", None, None),
        ("max-age=-1", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_cache_control_is_read(cache_control: str | None, age: str | None, seconds: float | None) -> None:
    """Only what is meant for us, and less what a cache on the way spent of it."""
    assert max_age(cache_control, age) == seconds


@pytest.mark.parametrize(
    ("ttl", "period", "frequency", "seconds"),
    [
        ("60", None, None, 3600),
        (" 5 ", "daily", "1", 300),
        ("0", "hourly", "2", 1800),
        (None, " Daily ", None, DAY),
        (None, "weekly", "0", 7 * DAY),
        (None, "sometimes", "1", None),
        ("often", None, None, None),
        (None, "hourly", "often", None),
        (None, None, None, None),
    ],
)
def test_period_is_read(ttl: str | None, period: str | None, frequency: str | None, seconds: float | None) -> None:
    """RSS counts minutes, the Syndication module updates a period."""
    assert period_of(ttl, period, frequency) == seconds
