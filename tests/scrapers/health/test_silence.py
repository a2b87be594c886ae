"""How long a feed may be silent: it depends on how often, when and how evenly it publishes, and how well we know."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.cadence.pace import NOTHING_LEARNED, Pace, learn
from scrapers.health.silence import SHORTEST, expected_between, is_silent, probability
from scrapers.health.volume import NOTHING_COUNTED, Volume, bundle, count

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def publishing(every: timedelta, days: int = 28, until: datetime = SUNDAY, office_hours: bool = False) -> Pace:  # noqa: FBT001, FBT002 - two kinds of newsroom
    """The pace of a feed that has published so often for so many days; by day alone in office hours."""
    instants = []
    at = until - timedelta(days=days)
    while at <= until:
        if not office_hours or 8 <= at.hour < 18:
            instants.append(at)
        at += every
    pace = learn(NOTHING_LEARNED, [], until - timedelta(days=days))
    return learn(pace, instants, until, asked_before=until - timedelta(days=days))


def silent_after(pace: Pace, volume: Volume = NOTHING_COUNTED, since: datetime = SUNDAY) -> float:
    """Hours until silence is told of, to the hour; infinity if that takes longer than four months."""
    hours = range(int(SHORTEST / HOUR), 120 * 24)
    return next((hour for hour in hours if is_silent(pace, volume, since, since + hour * HOUR)), float("inf"))


def test_busy_feed_is_missed_within_hours() -> None:
    """A wire that brings an entry every ten minutes is dead after six silent hours."""
    assert silent_after(publishing(timedelta(minutes=10))) == SHORTEST / HOUR


def test_slow_feed_is_given_weeks() -> None:
    """An entry every third day: two weeks without one are nothing yet."""
    assert silent_after(publishing(3 * DAY, days=56)) > 30 * 24


def test_middling_feed_is_missed_within_days() -> None:
    """Ten a day: a day and a half is too long, half a day is not."""
    assert 20 < silent_after(publishing(timedelta(hours=2.4))) < 60


def test_young_feed_is_given_longer() -> None:
    """What was seen for a day says little of what is usual."""
    young, old = (silent_after(publishing(2 * HOUR, days=days)) for days in (1, 28))
    assert young > 1.5 * old


def test_feed_of_which_nothing_is_known_is_not_judged() -> None:
    """The first poll of a new feed cannot be silence."""
    assert probability(NOTHING_LEARNED, NOTHING_COUNTED, SUNDAY, SUNDAY + 365 * DAY) == 1


def test_night_is_no_silence() -> None:
    """A newsroom that sleeps at night is expected to; by day the same hours count."""
    pace = publishing(timedelta(minutes=20), office_hours=True)
    evening = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert not is_silent(pace, NOTHING_COUNTED, evening, evening + 13 * HOUR)
    assert is_silent(pace, NOTHING_COUNTED, evening, evening + 22 * HOUR)


def test_bundles_are_waited_for() -> None:
    """A feed that publishes ten entries at once, twice a day at any time, is silent for hours all the time."""
    volume = NOTHING_COUNTED
    for number in range(60):
        volume = count(volume, 10, SUNDAY + number * 12 * HOUR, 10.0)
    pace = publishing(timedelta(hours=1.2))
    assert bundle(volume) > 3
    assert silent_after(pace, volume) > 2.5 * silent_after(pace)


def test_silence_does_not_explain_itself() -> None:
    """However long it lasts, it stays improbable: the rate is that of before."""
    pace = publishing(HOUR)
    assert probability(pace, NOTHING_COUNTED, SUNDAY, SUNDAY + 90 * DAY) < 1e-8


def test_whole_weeks_expect_as_many_as_their_hours() -> None:
    """The short way over whole weeks gives what hour by hour would."""
    pace = publishing(timedelta(minutes=50), office_hours=True)
    start = SUNDAY.timestamp()
    by_hours = sum(expected_between(pace, start + n * 3600, start + (n + 1) * 3600) for n in range(24 * 15))
    assert expected_between(pace, start, start + 15 * 86400) == pytest.approx(by_hours, rel=1e-6)


@pytest.mark.parametrize("per_day", [3, 20, 100])
def test_false_alarms_are_rare(per_day: float) -> None:
    """Entries that come by chance alone, for three years: a false alarm about a feed is an event of years."""
    chance = random.Random(per_day)  # noqa: S311 - repeatable on purpose
    pace = publishing(DAY / per_day)
    gaps = [timedelta(days=chance.expovariate(per_day)) for _ in range(round(1000 * per_day))]
    alarms = sum(gap >= SHORTEST and is_silent(pace, NOTHING_COUNTED, SUNDAY, SUNDAY + gap) for gap in gaps)
    assert alarms <= 1
