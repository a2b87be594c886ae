"""The constant that spends the budget."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.cadence.budget import Demand, constant_for, demand, requests
from scrapers.cadence.law import interval
from scrapers.cadence.pace import NOTHING_LEARNED, learn
from tests.scrapers.cadence.paces import even

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHORTEST, LONGEST = timedelta(minutes=2), timedelta(days=1)


def a_feed(minutes_between: float) -> Demand:
    """What a feed asks for that published thirty times, so far apart."""
    published = [NOW - timedelta(minutes=minutes_between) * number for number in range(30)]
    pace = learn(NOTHING_LEARNED, published, NOW)
    return demand(pace, NOW, weight=1, shortest=SHORTEST, longest=LONGEST)


def test_budget_is_spent() -> None:
    """Neither more than promised to the guests' hosts, nor less than could be had."""
    feeds = [a_feed(minutes) for minutes in (7, 31, 190, 1300)]
    assert requests(feeds, constant_for(feeds, 200)) == pytest.approx(200, rel=1e-6)


def test_law_spends_what_the_budget_reckons() -> None:
    """The polls that the law then makes are those that the constant was found for."""
    constant = constant_for([demand(even(30), NOW, weight=2, shortest=SHORTEST, longest=LONGEST)], 60)
    at, polls = NOW, 0
    while at < NOW + timedelta(days=7):
        at += interval(even(30, at), at, weight=2, constant=constant, shortest=SHORTEST, longest=LONGEST)
        polls += 1
    assert polls / 7 == pytest.approx(60, rel=0.01)


def test_large_budget_asks_every_feed_at_its_shortest() -> None:
    """No limit is broken to spend what is left."""
    feeds = [a_feed(minutes) for minutes in (7, 190)]
    assert requests(feeds, constant_for(feeds, 1e9)) == pytest.approx(2 * 720)


def test_small_budget_asks_every_feed_at_its_longest() -> None:
    """Nor does a feed wait longer than its user allows."""
    feeds = [a_feed(minutes) for minutes in (7, 190)]
    assert requests(feeds, constant_for(feeds, 0)) == pytest.approx(2)


def test_no_feeds_need_no_budget() -> None:
    """A service without feeds starts."""
    assert constant_for([], 100) > 0


def test_one_feed_more_moves_the_others_little() -> None:
    """Adding a source does not shake the timing of a thousand."""
    feeds = [a_feed(minutes) for minutes in (7, 31, 190, 1300)] * 100
    before = constant_for(feeds, 10_000)
    assert before < constant_for([*feeds, a_feed(7)], 10_000) < before * 1.01


def test_ten_thousand_feeds_are_reckoned_at_once() -> None:
    """The constant can be found anew every few minutes."""
    pace = learn(NOTHING_LEARNED, [NOW - timedelta(minutes=49) * number for number in range(30)], NOW)
    began = time.process_time()
    feeds = [demand(pace, NOW, weight=1 + number % 3, shortest=SHORTEST, longest=LONGEST) for number in range(10_000)]
    constant_for(feeds, 280_000)
    assert time.process_time() - began < 3


@given(
    st.lists(st.tuples(st.floats(0.01, 100), st.floats(0.1, 10), st.floats(10, 1000)), min_size=1, max_size=30),
    st.floats(0, 1e5),
)
def test_budget_is_met_as_far_as_limits_allow(limits: list[tuple[float, float, float]], budget: float) -> None:
    """For any feeds: the budget, or the nearest that the limits allow."""
    feeds = [Demand(*each) for each in limits]
    allowed = min(max(budget, sum(each.fewest for each in feeds)), sum(each.most for each in feeds))
    assert requests(feeds, constant_for(feeds, budget)) == pytest.approx(allowed, rel=1e-4)
