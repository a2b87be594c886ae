"""What is learned of when a feed's entries come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.pace import NOTHING_LEARNED, Pace, learn
from scrapers.cadence.rates import GUESSED_PER_DAY, excess, hour_factors, per_day, rates, weekday_factors

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def watched(arrivals: list[datetime], days: int, every: timedelta = HOUR) -> Pace:
    """The pace of a feed polled so often since Monday that published just these."""
    pace, asked, at = learn(NOTHING_LEARNED, [], MONDAY), MONDAY, MONDAY + every
    while at <= MONDAY + days * DAY:
        new = [arrival for arrival in arrivals if asked < arrival <= at]
        pace = learn(pace, new, at, asked_before=asked)
        asked, at = at, at + every
    return pace


def daily(hours: list[float], days: int, weekdays: range = range(7)) -> list[datetime]:
    """Arrivals at these hours of each day of these weekdays."""
    dates = [MONDAY + number * DAY for number in range(days) if number % 7 in weekdays]
    return [date + hour * HOUR for date in dates for hour in hours]


def rate(pace: Pace, at: datetime) -> float:
    """Entries a day, as expected then."""
    return per_day(pace, at.timestamp())


def test_unknown_feed_is_guessed_to_be_a_newsroom() -> None:
    """It is polled sensibly before anything is known."""
    assert rate(NOTHING_LEARNED, MONDAY) == pytest.approx(GUESSED_PER_DAY)


def test_rate_is_learned() -> None:
    """Twelve a day for two weeks are twelve a day."""
    pace = watched(daily([6 + number + 0.3 for number in range(12)], 14), 14)
    assert rate(pace, MONDAY + 14 * DAY) == pytest.approx(12, rel=0.05)


def test_first_poll_teaches_the_rate() -> None:
    """The dates of thirty items are worth days of watching."""
    pace = learn(NOTHING_LEARNED, [MONDAY - number * 0.97 * HOUR for number in range(30)], MONDAY)
    assert rate(pace, MONDAY) == pytest.approx(24, rel=0.1)


def test_feed_without_dates_is_learned_from_when_its_entries_were_seen() -> None:
    """Many feeds of small newsrooms carry no date."""
    pace, at = learn(NOTHING_LEARNED, [None] * 30, MONDAY), MONDAY
    for _ in range(14):
        pace, at = learn(pace, [None] * 4, at + DAY, asked_before=at), at + DAY
    assert rate(pace, at) == pytest.approx(4, rel=0.1)


def test_silence_shows_without_learning() -> None:
    """A poll that found nothing changes nothing that would have to be written."""
    pace = watched(daily([9.3, 15.2], 14), 14)
    later = MONDAY + 60 * DAY
    assert learn(pace, [], later) is pace
    assert rate(pace, later) < rate(pace, MONDAY + 14 * DAY) / 2


def test_hours_are_learned() -> None:
    """A newsroom that publishes by day is not asked as often at night."""
    pace = watched(daily([8.2, 9.4, 9.6, 10.1], 21), 21)
    factors = hour_factors(pace)
    assert factors[9] > 8
    assert factors[3] < 0.2


def test_hours_are_near_flat_while_little_is_known() -> None:
    """Two entries are no habit."""
    assert max(hour_factors(watched(daily([9.5], 2), 2))) < 4


def test_weekend_is_learned() -> None:
    """Friday or Sunday, the free days are the feed's own."""
    factors = weekday_factors(watched(daily([8.1, 10.2, 12.3, 14.4], 28, range(5)), 28))
    assert min(factors[:5]) > 1.15
    assert max(factors[5:]) < 0.4


def test_days_not_watched_are_not_taken_for_silent() -> None:
    """After three days nothing is known of the other four."""
    factors = weekday_factors(watched(daily([8.1, 10.2, 12.3, 14.4], 3), 3))
    assert factors[3:] == pytest.approx([1] * 4)


def test_outage_is_not_taken_for_silence() -> None:
    """The service was down for ten days; the document holds the last hours only."""
    pace = watched(daily([number + 0.3 for number in range(24)], 7), 7)
    back = MONDAY + 17 * DAY
    after = learn(pace, [back - number * 0.97 * HOUR for number in range(20)], back, asked_before=MONDAY + 7 * DAY)
    assert rate(after, back) == pytest.approx(24, rel=0.1)


def excess_at(pace: Pace, at: datetime) -> float:
    """By what share more than usual is expected then."""
    return excess(pace, rates(pace, at.timestamp()), at.timestamp())


def test_burst_is_noticed_and_forgotten() -> None:
    """Ten entries in half an hour, where one is usual, mean that more will come; hours later they mean nothing."""
    pace = watched(daily([number + 0.3 for number in range(24)], 7), 7)
    at = MONDAY + 7 * DAY + HOUR
    burst = learn(pace, [at - number * HOUR / 20 for number in range(10)], at, asked_before=at - HOUR)
    assert excess_at(burst, at) > 0.5
    assert excess_at(burst, at + 8 * HOUR) < 0


def test_even_feed_is_not_thought_to_burst() -> None:
    """Where entries come one by one, three in a row are chance."""
    pace = watched(daily([number + 0.3 for number in range(24)], 28), 28)
    at = MONDAY + 28 * DAY + HOUR
    burst = learn(pace, [at - number * HOUR / 20 for number in range(3)], at, asked_before=at - HOUR)
    assert excess_at(burst, at) < 0.3


@pytest.mark.parametrize("jump", [-400 * DAY, -HOUR, 400 * DAY])
def test_clock_jump_is_survived(jump: timedelta) -> None:
    """A wrong clock that is set right leaves a feed that is learned of as before."""
    pace = watched(daily([9.3, 15.2], 14), 14)
    wrong = MONDAY + 14 * DAY + jump
    pace = learn(pace, [wrong - HOUR / 2], wrong, asked_before=MONDAY + 14 * DAY)
    right = MONDAY + 15 * DAY
    for number in range(20):
        pace = learn(pace, [right + number * HOUR / 2], right + number * HOUR, asked_before=right)
    assert pace.as_of == (right + 19 * HOUR).timestamp()
    assert 0.5 < rate(pace, right + DAY) < 60


@given(
    st.lists(
        st.tuples(
            st.floats(-1e6, 1e6),
            st.lists(st.none() | st.floats(-1e7, 1e7), max_size=5),
            st.none() | st.floats(-1e6, 1e6),
        ),
        max_size=5,
    )
)
def test_whatever_comes_rates_stay_finite(polls: list[tuple[float, list[float | None], float | None]]) -> None:
    """No feed and no clock can break what its next poll is decided from."""
    pace = NOTHING_LEARNED
    for at, dates, before in polls:
        published = [None if date is None else MONDAY + timedelta(seconds=date) for date in dates]
        asked_before = None if before is None else MONDAY + timedelta(seconds=before)
        pace = learn(pace, published, MONDAY + timedelta(seconds=at), asked_before=asked_before)
    hours, weekdays = rates(pace, MONDAY.timestamp())
    assert all(0 < each < 1e6 for each in (*hours, *weekdays))
    assert -1 <= excess_at(pace, MONDAY) < 1e4
