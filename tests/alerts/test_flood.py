"""What is too much at once is judged by what is usual, and nobody waits long for what is held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.flood import FloodGuard, manner, usual_an_hour
from archive.causes import CauseKind
from archive.volumes import Past

WEEK = 7 * 24.0
GUARD = FloodGuard()
NOTHING = Past()
PASTS = st.builds(
    Past,
    st.lists(st.integers(min_value=1, max_value=1000), max_size=168).map(tuple),
    st.floats(min_value=0, max_value=WEEK),
)


def steady(an_hour: int, hours: float = WEEK) -> Past:
    """So many came in each hour."""
    return Past((an_hour,) * int(hours), hours)


@pytest.mark.parametrize("past", [NOTHING, steady(1), Past((3,), WEEK), Past((40,), 0.5)])
def test_first_ten_are_never_too_many(past: Past) -> None:
    """A quiet installation, a first day, a feed that wakes up: people hear of the beginning at once."""
    assert [GUARD.is_flood(recent, past, "normal") for recent in (0, 9, 10)] == [False, False, True]


def test_busy_feed_may_bring_much() -> None:
    """Thirty an hour are five in ten minutes; ten times that is what no feed does by chance."""
    assert [GUARD.is_flood(recent, steady(30), "normal") for recent in (20, 49, 50)] == [False, False, True]


def test_high_priority_may_bring_three_times_as_many() -> None:
    """When much happens, people need it most."""
    assert [GUARD.is_flood(recent, NOTHING, "high") for recent in (29, 30)] == [False, True]
    assert [GUARD.is_flood(recent, steady(30), "high") for recent in (149, 150)] == [False, True]


def test_usual_is_counted_over_the_week() -> None:
    """Hours without any count."""
    assert usual_an_hour(steady(4)) == 4
    assert usual_an_hour(Past((4,) * 40, WEEK)) == pytest.approx(4 * 32 / 160)
    assert usual_an_hour(NOTHING) == 0


def test_old_flood_is_not_usual() -> None:
    """A feed that listed its whole archive yesterday may not do so again today."""
    assert usual_an_hour(Past((1,) * 100 + (500,) * 8, WEEK)) < 1


def test_war_becomes_usual() -> None:
    """What has come for a day and a half is told one by one again, however little it was before."""
    guard, escalation = FloodGuard(), Past((60,) * 36, WEEK)
    assert not guard.is_flood(15, escalation, "normal")
    assert guard.is_flood(15, Past((60,) * 4, WEEK), "normal")


def test_first_day_learns_within_hours() -> None:
    """A new installation with a busy list sends summaries at first, and alerts by the evening."""
    assert GUARD.is_flood(25, steady(100, 1), "normal")
    assert not GUARD.is_flood(25, steady(100, 5), "normal")


@given(PASTS, st.integers(min_value=0, max_value=2000), st.sampled_from(["low", "normal", "high"]))
def test_more_is_never_less_of_a_flood(past: Past, recent: int, priority: str) -> None:
    """Whatever came before, one more does not end a flood, and few are never one."""
    assert not GUARD.is_flood(recent, past, priority) or GUARD.is_flood(recent + 1, past, priority)
    assert not GUARD.is_flood(GUARD.least(priority) - 1, past, priority)


@given(st.sampled_from(CauseKind), st.sampled_from(["low", "normal", "high"]), st.integers(min_value=0, max_value=99))
def test_nothing_waits_longer_than_a_quarter_of_an_hour(kind: CauseKind, priority: str, told: int) -> None:
    """However long it lasts."""
    assert timedelta(0) < GUARD.wait(kind, priority, told) <= timedelta(minutes=15)


def test_summaries_come_soon_and_then_at_longer_intervals() -> None:
    """The second mail within minutes is news; the tenth is a flood again."""
    waits = [GUARD.wait(CauseKind.FEED, "normal", told) for told in range(5)]
    assert waits == [timedelta(minutes=minutes) for minutes in (2, 5, 10, 15, 15)]
    assert max(GUARD.wait(CauseKind.RULE, "high", told) for told in range(9)) == timedelta(minutes=5)


def test_shorter_first_wait_shortens_all() -> None:
    """Whoever reads every minute is told every minute, with high priority too."""
    guard = FloodGuard(first_wait=timedelta(seconds=20))
    assert [guard.wait(CauseKind.FEED, "normal", told).total_seconds() for told in range(4)] == [20, 50, 100, 150]
    assert guard.wait(CauseKind.FEED, "high", 9).total_seconds() == 50


def test_first_poll_may_take_its_time() -> None:
    """Its pages are read one after the other; it is old news, and one message is better than three."""
    assert GUARD.wait(CauseKind.FIRST_POLL, "normal", 0) == timedelta(minutes=5)


def test_calls_list_fewer_than_mails() -> None:
    """A call has 20 kB; so there are more of them, and none of the articles is left out."""
    assert (manner().most("email"), manner().most("desk-hook")) == (100, 15)
