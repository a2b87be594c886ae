"""The whole cadence on simulated newsrooms: what it is worth in minutes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scrapers.cadence.decision import Situation, next_poll
from scrapers.cadence.pace import NOTHING_LEARNED, learn

START = datetime(2026, 11, 2, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
LEARNING, DAYS = 10 * DAY, 20 * DAY
Policy = Callable[[list[datetime], datetime, datetime | None], datetime]


@dataclass
class Score:
    """What the days after learning cost and brought."""

    requests: int = 0
    entries: int = 0
    delay: timedelta = timedelta(0)

    def mean_minutes(self) -> float:
        """The mean time from publication to the poll that saw it."""
        return self.delay / self.entries / MINUTE


def newsroom(per_day: int, chance: random.Random) -> list[datetime]:
    """Entries published between 7 and 19 UTC at random."""
    days = range(DAYS // DAY)
    hours = [day * 24 + chance.uniform(7, 19) for day in days for _ in range(per_day)]
    return [START + timedelta(hours=hour) for hour in sorted(hours)]


def cadence(constant: float) -> Policy:
    """The service's own policy for one feed."""
    pace = NOTHING_LEARNED

    def policy(new: list[datetime], at: datetime, asked: datetime | None) -> datetime:
        nonlocal pace
        pace = learn(pace, new, at, asked_before=asked)
        return next_poll(Situation(at, 2 * MINUTE, DAY, constant, 0.5, pace))

    return policy


def watch(published: list[datetime], policy: Policy, score: Score) -> None:
    """Poll one feed for all the days."""
    at, asked, seen = START + 7 * MINUTE, None, 0
    while at < START + DAYS:
        new = [entry for entry in published[seen : seen + 500] if entry <= at]
        seen += len(new)
        if at > START + LEARNING:
            score.requests += 1
            score.entries += len(new)
            score.delay += sum((at - entry for entry in new), timedelta(0))
        at, asked = policy(new, at, asked), at


def test_learned_cadence_halves_the_delay_of_equal_intervals() -> None:
    """The same requests, spent where and when news comes, are worth more than twice as many."""
    feeds = [newsroom(per_day, random.Random(per_day)) for per_day in (1, 3, 8, 20, 60)]  # noqa: S311 - a simulation
    learned, equal = Score(), Score()
    for feed in feeds:
        watch(feed, cadence(0.12), learned)
    every = 10 * DAY * len(feeds) / learned.requests
    for feed in feeds:
        watch(feed, lambda _new, at, _asked: at + every, equal)
    assert abs(equal.requests - learned.requests) <= len(feeds)
    assert learned.mean_minutes() < 0.5 * equal.mean_minutes()
