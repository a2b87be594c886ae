"""What is too much at once is judged by what is usual, and nobody waits long for what is held."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.flood import FloodGuard, usual_an_hour
from archive.causes import Cause, CauseKind
from archive.guards import Arrival, Before
from archive.nouns import AlertPlan, DeliveryPlan
from archive.volumes import Past, Slot, Volume

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEK = 7 * 24.0
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
GUARD = FloodGuard()
NOTHING = Past()
PLAN = AlertPlan("hajin", 1, "normal", frozenset({"hajin"}), (DeliveryPlan("amal", "email"),))
ARRIVAL = Arrival(1)
FEED, RULE = Cause(CauseKind.FEED, "1"), Cause(CauseKind.RULE, "hajin")


def hourly(counts: tuple[int, ...], hours: float, feed: int = 1) -> Past:
    """So many came in each hour, all within ten minutes of it."""
    times = [f"{NOON - timedelta(hours=ago):%Y-%m-%d %H:0}" for ago in range(len(counts))]
    return Past(tuple(Slot(feed, time, count) for time, count in zip(times, counts, strict=True)), hours)


def spread(*feeds: tuple[int, int]) -> Past:
    """Each feed, by its number, brought so many in each ten minutes of the week."""
    times = [f"{NOON - timedelta(minutes=10 * ago):%Y-%m-%d %H:%M}"[:-1] for ago in range(7 * 24 * 6)]
    return Past(tuple(Slot(feed, time, count) for feed, count in feeds for time in times), WEEK)


PASTS = st.builds(
    hourly,
    st.lists(st.integers(min_value=1, max_value=1000), max_size=168).map(tuple),
    st.floats(min_value=0, max_value=WEEK),
)


def steady(an_hour: int, hours: float = WEEK) -> Past:
    """So many came in each hour."""
    return hourly((an_hour,) * int(hours), hours)


def volume(recent: Mapping[int, int], past: Past = NOTHING, *held: str) -> Volume:
    """What the archive knows of a feed or a rule."""
    return Volume(recent, held.__contains__, lambda: past)


def is_flood(recent: int, past: Past, priority: str) -> bool:
    """Whether one more of a feed is too many."""
    return GUARD.is_flood(CauseKind.FEED, volume({1: recent}, past), priority)


@pytest.mark.parametrize("past", [NOTHING, steady(1), hourly((3,), WEEK), hourly((40,), 0.5)])
def test_first_ten_are_never_too_many(past: Past) -> None:
    """A quiet installation, a first day, a feed that wakes up: people hear of the beginning at once."""
    assert [is_flood(recent, past, "normal") for recent in (0, 9, 10)] == [False, False, True]


def test_busy_feed_may_bring_much() -> None:
    """Thirty an hour are five in ten minutes; ten times that is what no feed does by chance."""
    assert [is_flood(recent, steady(30), "normal") for recent in (20, 49, 50)] == [False, False, True]


def test_high_priority_may_bring_three_times_as_many() -> None:
    """When much happens, people need it most."""
    assert [is_flood(recent, NOTHING, "high") for recent in (29, 30)] == [False, True]
    assert [is_flood(recent, steady(30), "high") for recent in (149, 150)] == [False, True]


def test_usual_is_counted_over_the_week() -> None:
    """Hours without any count."""
    assert usual_an_hour(steady(4)) == 4
    assert usual_an_hour(hourly((4,) * 40, WEEK)) == pytest.approx(4 * 32 / 160)
    assert usual_an_hour(NOTHING) == 0


def test_old_flood_is_not_usual() -> None:
    """A feed that listed its whole archive yesterday may not do so again today."""
    assert usual_an_hour(hourly((1,) * 100 + (500,) * 8, WEEK)) < 1


def test_war_becomes_usual() -> None:
    """What has come for a day and a half is told one by one again, however little it was before."""
    assert not is_flood(15, hourly((60,) * 36, WEEK), "normal")
    assert is_flood(15, hourly((60,) * 4, WEEK), "normal")


def test_first_day_learns_within_hours() -> None:
    """A new installation with a busy list sends summaries at first, and alerts by the evening."""
    assert is_flood(25, steady(100, 1), "normal")
    assert not is_flood(25, steady(100, 5), "normal")


@given(PASTS, st.integers(min_value=0, max_value=2000), st.sampled_from(["low", "normal", "high"]))
def test_more_is_never_less_of_a_flood(past: Past, recent: int, priority: str) -> None:
    """Whatever came before, one more does not end a flood, and few are never one."""
    assert not is_flood(recent, past, priority) or is_flood(recent + 1, past, priority)
    assert not is_flood(29 if priority == "high" else 9, past, priority)


def test_known_flood_goes_on_while_the_least_comes() -> None:
    """Each priority by itself; what is usual is not asked again."""
    recent = {1: 12}
    assert not GUARD.is_flood(CauseKind.FEED, volume(recent, steady(100)), "normal")
    assert GUARD.is_flood(CauseKind.FEED, volume(recent, steady(100), "normal"), "normal")
    assert not GUARD.is_flood(CauseKind.FEED, volume({1: 9}, steady(100), "normal"), "normal")
    assert not GUARD.is_flood(CauseKind.FEED, volume({1: 40}, steady(100), "normal"), "high")


def rule_floods(recent: Mapping[int, int], past: Past) -> bool:
    """Whether one more of a rule is too many."""
    return GUARD.is_flood(CauseKind.RULE, volume(recent, past), "normal")


def test_feed_counts_for_a_rule_with_three() -> None:
    """Three feeds with very much are what their own floods are for; four are a name that stands everywhere."""
    assert not rule_floods(dict.fromkeys(range(3), 50), NOTHING)
    assert rule_floods(dict.fromkeys(range(4), 3), NOTHING)


def test_wave_of_one_feed_hides_no_flood_of_its_rule() -> None:
    """It always brings thirty in ten minutes: that a name stands in ten other feeds now is a flood all the same."""
    others = dict.fromkeys(range(2, 12), 1)
    assert rule_floods(others, NOTHING)
    assert rule_floods({1: 30} | others, spread((1, 30)))
    assert rule_floods({1: 30} | others, spread((1, 2)))


def test_wave_of_one_feed_makes_no_flood_of_its_rule() -> None:
    """What it always brings is no part of what others bring: nine are not too many beside it."""
    assert not rule_floods({1: 30} | dict.fromkeys(range(2, 11), 1), spread((1, 30)))


def test_old_wave_of_one_feed_is_not_usual_of_its_rule() -> None:
    """Eight hours of five hundred would make thousands usual; they count with three in ten minutes."""
    assert rule_floods(dict.fromkeys(range(2, 13), 1), hourly((500,) * 16, WEEK))


def test_rule_of_many_quiet_feeds_may_bring_much() -> None:
    """Three hundred feeds that write of it twice a day are four in ten minutes; ten times that is a flood."""
    times = [f"{NOON - timedelta(minutes=10 * ago):%Y-%m-%d %H:%M}"[:-1] for ago in range(7 * 24 * 6)]
    past = Past(tuple(Slot(number % 300, times[number % len(times)], 1) for number in range(4200)), WEEK)
    assert not rule_floods(dict.fromkeys(range(38), 1), past)
    assert rule_floods(dict.fromkeys(range(45), 1), past)


def cause(plan: AlertPlan = PLAN, arrival: Arrival = ARRIVAL, **floods: int) -> Cause | None:
    """Why an alert is held where so many came of its feed, and so many of its rule from as many feeds."""
    recent = defaultdict[Cause, dict[int, int]](dict)
    recent[FEED] = {1: floods.get("feed", 0)}
    recent[RULE] = dict.fromkeys(range(floods.get("rule", 0)), 1)
    return GUARD.causes([plan], arrival, lambda cause: volume(recent[cause]))[0]


def test_feed_is_to_blame_before_a_rule() -> None:
    """Which of both the reader is told."""
    assert (cause(feed=9, rule=9), cause(feed=10, rule=10), cause(feed=9, rule=10)) == (None, FEED, RULE)


def test_first_poll_is_a_cause_of_its_own() -> None:
    """Whatever else comes; a site that lists three is told one by one."""
    assert cause(arrival=Arrival(1, listed=4)) == Cause(CauseKind.FIRST_POLL, "1")
    assert cause(arrival=Arrival(1, listed=3), feed=50) is None


@pytest.mark.parametrize("reason", ["corrected", "retracted"])
def test_correction_is_never_held(reason: str) -> None:
    """Whoever was told what is not so must not wait to hear it, in a flood or a first poll."""
    plan = replace(PLAN, reason=reason)
    assert (cause(plan, feed=99, rule=99), cause(plan, Arrival(1, listed=99))) == (None, None)


def test_air_campaign_alerts_at_once() -> None:
    """Thirty reports of high priority in ten minutes from one feed that is quiet else; the thirty-first waits."""
    high = replace(PLAN, priority="high")
    assert (cause(high, feed=29), cause(high, feed=30)) == (None, FEED)
    assert cause(high, feed=29, rule=29) is None


def wait(kind: CauseKind, priority: str, told: int, guard: FloodGuard = GUARD) -> timedelta:
    """How long an alert waits after so many summaries of the last hour."""
    return guard.tell_at(kind, priority, Before(told), NOON) - NOON


@given(
    st.sampled_from(CauseKind),
    st.sampled_from(["low", "normal", "high"]),
    st.integers(min_value=0, max_value=99),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=9)),
    st.integers(min_value=1, max_value=120),
)
def test_nothing_waits_longer_than_is_written(
    kind: CauseKind, priority: str, told: int, planned: timedelta | None, seconds: int
) -> None:
    """Seven and a half times ``wait_seconds``, a third of that with high priority and at a first poll."""
    guard = FloodGuard(first_wait=timedelta(seconds=seconds))
    before = Before(told, None if planned is None else NOON + planned)
    waited = guard.tell_at(kind, priority, before, NOON) - NOON
    shorter = priority == "high" or kind is CauseKind.FIRST_POLL
    assert timedelta(0) <= waited <= guard.first_wait * (2.5 if shorter else 7.5) <= guard.longest_wait


def test_summaries_come_soon_and_then_at_longer_intervals() -> None:
    """The second mail within minutes is news; the tenth is a flood again."""
    waits = [wait(CauseKind.FEED, "normal", told) for told in range(5)]
    assert waits == [timedelta(minutes=minutes) for minutes in (2, 5, 10, 15, 15)]
    assert max(wait(CauseKind.RULE, "high", told) for told in range(9)) == timedelta(minutes=5)


def test_what_is_told_anyway_takes_others_along() -> None:
    """One mail in three minutes, not two."""
    planned = NOON + timedelta(minutes=3)
    assert GUARD.tell_at(CauseKind.FEED, "normal", Before(3, planned), NOON) == planned


def test_shorter_first_wait_shortens_all() -> None:
    """Whoever reads every minute is told every minute, with high priority too."""
    guard = FloodGuard(first_wait=timedelta(seconds=20))
    assert [wait(CauseKind.FEED, "normal", told, guard).total_seconds() for told in range(4)] == [20, 50, 100, 150]
    assert wait(CauseKind.FEED, "high", 9, guard).total_seconds() == 50


def test_first_poll_may_take_its_time() -> None:
    """Its pages are read one after the other; it is old news, and one message is better than three."""
    assert {wait(CauseKind.FIRST_POLL, "normal", told) for told in range(5)} == {timedelta(minutes=5)}


def test_calls_list_fewer_than_mails() -> None:
    """A call has 20 kB; so there are more of them, and both list five hundred articles at once."""
    assert (GUARD.listed("email"), GUARD.listed("desk-hook")) == (100, 15)
    assert (GUARD.summaries("email"), GUARD.summaries("desk-hook")) == (5, 34)
