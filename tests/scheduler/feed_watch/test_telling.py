"""What is told of many feeds, and by a clock that is wrong: decided without any server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from archive.nouns import Feed
from scheduler.feed_watch.memory import Memory, from_json, to_json
from scheduler.feed_watch.telling import Telling, decide
from scheduler.feed_watch.troubles import trouble_of
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FEEDS = 240
LOOK = timedelta(minutes=1)


def feed_of(number: int) -> Feed:
    """A feed that has been well for days."""
    return Feed(
        id=number,
        url=f"https://outlet-{number}.example/feed",
        name=f"مصدر {number}",
        language="ar",
        tags=(),
        enabled=True,
        failures=0,
        guids_unreliable=False,
        first_polled_at=NOON - timedelta(days=9),
        next_poll_at=None,
        validators=None,
        interval_min_seconds=120,
        interval_max_seconds=3_600,
        status=FetchStatus.OK.value,
        status_since=NOON - timedelta(days=9),
        last_polled_at=NOON,
        last_ok_at=NOON,
        added_at=NOON - timedelta(days=9),
    )


def polled(feed: Feed, status: FetchStatus, now: datetime) -> Feed:
    """The feed after one more poll."""
    failures = 0 if status is FetchStatus.OK else feed.failures + 1
    since = feed.status_since if feed.status == status.value else now
    return replace(feed, status=status.value, status_since=since, failures=failures, last_polled_at=now)


def told(feeds: list[Feed], memory: Memory, now: datetime) -> Telling:
    """What is told of feeds as they are, by a scheduler that was just started."""
    troubles = {feed.id: found for feed in feeds if (found := trouble_of(feed)) is not None}
    return decide(feeds, troubles, from_json(to_json(memory)), now)


def hours(count: int, begin: datetime = NOON) -> Iterator[datetime]:
    """The looks of so many hours."""
    for number in range(count * 60):
        yield begin + LOOK * number


def test_feeds_blocked_one_after_the_other_are_no_flood() -> None:
    """A shield before half the web takes us for a robot: each is told once, and its end once, in few notices."""
    feeds = [feed_of(number + 1) for number in range(FEEDS)]
    memory, failing, well = Memory(), [], []
    for now in hours(6):
        status = FetchStatus.BLOCKED if now < NOON + timedelta(hours=2) else FetchStatus.OK
        minute = (now - NOON).seconds // 60 % 60
        for place in range(minute, FEEDS, 60):
            feeds[place] = polled(feeds[place], status, now)
        telling = told(feeds, memory, now)
        memory = telling.memory
        failing += [len(telling.troubles)] if telling.troubles else []
        well += [len(telling.well_again)] if telling.well_again else []
    assert (sum(failing), sum(well)) == (FEEDS, FEEDS)
    assert (len(failing) <= 7, len(well) <= 7) == (True, True)


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-400)], ids=["future", "past"])
def test_wrong_clock_silences_nothing(jump: timedelta) -> None:
    """What was told while the clock was wrong is told again once it is right, within a day at the latest."""
    feed, memory, wrong = feed_of(1), Memory(), NOON + jump
    for status in (FetchStatus.BLOCKED, FetchStatus.BLOCKED, FetchStatus.OK, FetchStatus.OK):
        wrong += timedelta(hours=1)
        feed = polled(feed, status, wrong)
        memory = told([feed], memory, wrong).memory
    feed = feed_of(1)
    for minute in (1, 2):
        feed = polled(feed, FetchStatus.BLOCKED, NOON + timedelta(minutes=minute))
    assert [trouble.state for trouble in told([feed], memory, NOON + timedelta(minutes=2)).troubles] == ["blocked"]


def test_outage_in_a_wrong_future_hides_nobody() -> None:
    """It ended in a year that has not come; a feed that stays away is named all the same."""
    feeds = [feed_of(number + 1) for number in range(6)]
    memory, future = Memory(), NOON + timedelta(days=400)
    for status in (FetchStatus.TIMEOUT, FetchStatus.TIMEOUT, FetchStatus.OK):
        future += timedelta(hours=1)
        feeds = [polled(feed, status if feed.id > 1 else FetchStatus.TIMEOUT, future) for feed in feeds]
        memory = told(feeds, memory, future).memory
    feeds = [polled(feed, FetchStatus.OK if feed.id > 1 else FetchStatus.TIMEOUT, NOON) for feed in feeds]
    memory = told(feeds, memory, NOON).memory
    later = NOON + timedelta(hours=1)
    feeds = [polled(feed, FetchStatus.OK if feed.id > 1 else FetchStatus.TIMEOUT, later) for feed in feeds]
    assert [trouble.feed.id for trouble in told(feeds, memory, later).troubles] == [1]
