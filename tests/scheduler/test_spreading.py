"""Pure rules of the tick: first due times after a start, and batches of hosts."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from archive.nouns import Conduct
from scheduler.batches import batches
from scheduler.spreading import latest_due, spread_due
from scrapers.pacing import longest_wait
from scrapers.sites import host_of
from tests.scheduler.nouns import NOON, feed

if TYPE_CHECKING:
    from archive.nouns import Feed

HOSTS = st.dictionaries(st.text("abc", min_size=1), st.lists(st.integers(), min_size=1, max_size=30), max_size=30)


def seeded(seed: int) -> random.Random:
    """A choice that can be repeated."""
    return random.Random(seed)  # noqa: S311 - it spreads load


def spread(feeds: list[Feed], seed: int) -> dict[int, datetime]:
    """When these feeds fall due."""
    return spread_due(feeds, NOON, latest_due(feeds, NOON), seeded(seed))


def due_in(**changes: Any) -> float:  # noqa: ANN401 - fields of any type
    """After how many seconds a feed with these fields falls due."""
    times = spread([feed(1, **changes)], 7)
    return (times[1] - NOON).total_seconds()


def test_new_feed_is_due_at_once() -> None:
    """Its first poll tells whether it works."""
    assert due_in(first_polled_at=None, last_polled_at=None) == 0


def test_failing_feed_stays_planned() -> None:
    """One that has never worked is not asked anew at each start; nor is a gone one, which is asked once a week."""
    for hours, changes in ((20, {"failures": 9}), (24 * 7, {"failures": 9, "conduct": Conduct(gone_sightings=3)})):
        planned = NOON + timedelta(hours=hours)
        assert due_in(first_polled_at=None, next_poll_at=planned, **changes) == hours * 3600


def test_planned_poll_stays_planned() -> None:
    """A restart does not make a thousand feeds due."""
    assert due_in(next_poll_at=NOON + timedelta(minutes=4)) == 240


def test_plan_of_a_wrong_clock_is_not_kept() -> None:
    """A plan beyond the longest interval was made by a clock that ran ahead."""
    assert due_in(next_poll_at=NOON + timedelta(days=400)) <= 60


@given(st.floats(1, 1e6), st.integers(0, 10**6), st.integers(1, 600))
def test_late_feeds_are_spread(late: float, seed: int, shortest: int) -> None:
    """After a stop they come within a minute or their shortest interval, and not all in the same second."""
    feeds = [
        feed(number, next_poll_at=NOON - timedelta(seconds=late), interval_min_seconds=shortest) for number in range(50)
    ]
    times = spread(feeds, seed)
    spans = [(time - NOON).total_seconds() for time in times.values()]
    assert 0 <= min(spans) < max(spans) <= min(shortest, 60)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.integers(0, 99))  # noqa: DTZ001 - made aware below
def test_no_feed_waits_longer_than_its_interval(planned: datetime, seed: int) -> None:
    """Whatever the archive says about the last poll."""
    planned = planned.replace(tzinfo=NOON.tzinfo)
    (time,) = spread([feed(1, next_poll_at=planned)], seed).values()
    assert NOON <= time <= NOON + longest_wait(feed(1))
    assert longest_wait(feed(1)) < timedelta(seconds=1.06 * feed(1).interval_max_seconds)


@given(HOSTS, st.integers(1, 20))
def test_batches_hold_each_feed_once(hosts: dict[str, list[int]], size: int) -> None:
    """Nothing is lost, nothing doubled, no batch is empty."""
    made = batches(hosts, size)
    assert sorted(number for batch in made for number in batch) == sorted(n for ids in hosts.values() for n in ids)
    assert all(made)


@given(HOSTS, st.integers(1, 20))
def test_batches_keep_hosts_together(hosts: dict[str, list[int]], size: int) -> None:
    """One crawler has all due feeds of a host, so that it opens one lease."""
    tagged = {host: [(host, place) for place in range(len(ids))] for host, ids in hosts.items()}
    made: list[list[tuple[str, int]]] = batches(tagged, size)  # type: ignore[arg-type, assignment]
    for host in hosts:
        assert len({number for number, batch in enumerate(made) if any(name == host for name, _ in batch)}) == 1


@given(HOSTS, st.integers(1, 20))
def test_batches_are_bounded(hosts: dict[str, list[int]], size: int) -> None:
    """A batch overshoots its size by at most the last host."""
    for batch in batches(hosts, size):
        assert len(batch) < size + 30


def test_host_of_odd_urls() -> None:
    """Ports and capitals do not make another host; what has none has the empty one."""
    assert host_of("https://ENAB.example:8443/a?b") == "enab.example"
    assert host_of("mailto:a@b.example") == ""
    assert host_of("") == ""
    assert host_of("http://[enab.example/1") == ""
