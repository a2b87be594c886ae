"""A changed list is looked for in what the archive keeps of the last day, and in nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self, cast

import pytest
import pytest_asyncio

from scheduler.catch_up_times import CatchUpTimes
from scheduler.catching_up import CatchingUp
from scheduler.configuration.edition import Edition
from scheduler.stored_matching import StoredMatching
from tests.scheduler.desk import WATCHLIST
from tests.scheduler.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from alerts.routing import Routing
    from scheduler.in_force import InForce

pytestmark = pytest.mark.asyncio(loop_scope="session")

WIDER = WATCHLIST.replace("actors:", "  - {id: dez, name: دير الزور}\nactors:")
NARROWER = WATCHLIST.split("actors:", maxsplit=1)[0]
RULES = "SELECT coalesce(group_concat(DISTINCT rule_id), '') FROM alerts"
SUMMARIES = "SELECT count(*) FROM notices WHERE kind = 'catch-up'"


@dataclass
class Rules:
    """The part of the configuration that counts here."""

    routing: Routing
    first_poll_alert_age: timedelta | None = None


class Desk(Newsroom):
    """A crawler whose list is changed once its two articles are stored."""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.rules = Rules(self.routing)
        self.told = 0
        in_force = cast("InForce", self.rules)
        matching, times = StoredMatching(self.matcher, in_force), CatchUpTimes(settle_seconds=0)
        self.catching_up = CatchingUp(self.archive, matching, self.metrics, self.clock, self._tell, times)
        self._stack.push_async_callback(self.catching_up.stop)
        await self.looks()
        self.publishes_story("1", "2")
        await self.runs(*[feed.id for feed in await self.feeds()])
        return self

    async def changes(self, watchlist: str) -> None:
        """The list comes into force and is caught up with."""
        await self.matcher.replace(Edition(watchlist.encode()))
        await self.looks()
        await self.looks()

    async def looks(self) -> None:
        """The job's turn, and all that it begins."""
        await self.catching_up.look()
        task = self.catching_up._task
        if task is not None:
            await asyncio.wait_for(task, 60)

    def counted(self) -> float:
        """What the metric of alerts says."""
        return self.metrics.registry.get_sample_value("marsad_alerts_total") or 0

    def _tell(self) -> None:
        self.told += 1


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Two articles about Hajin, SDF and Deir ez-Zor, while the last one is on no list."""
    async with Desk(tmp_path) as desk:
        yield desk


async def test_new_name_is_told_of_in_one_summary(desk: Desk) -> None:
    """Both articles, with the mentions that the message shows; the same list again finds nothing."""
    await desk.changes(WIDER)
    assert desk.value(RULES) == "name:dez,name:hajin,name:sdf"
    assert (desk.value(SUMMARIES), desk.told) == (1, 1)
    assert desk.value("SELECT count(DISTINCT article_id) FROM mentions WHERE name_id = 'dez'") == 2
    await desk.changes(WIDER)
    assert (desk.value(SUMMARIES), desk.told) == (1, 1)


async def test_alerts_are_counted(desk: Desk) -> None:
    """A dashboard shows them as it does those of new articles."""
    before = desk.counted()
    await desk.changes(WIDER)
    assert desk.counted() - before == 2


async def test_fewer_names_are_not_told_of(desk: Desk) -> None:
    """Nor are they when they come back: they were alerted on as the articles came."""
    await desk.changes(NARROWER)
    await desk.changes(WATCHLIST)
    assert (desk.value(SUMMARIES), desk.told) == (0, 0)


async def test_old_news_stays_silent(desk: Desk) -> None:
    """What a feed's first poll brought and was too old to alert is no news to a new name either."""
    desk.rules.first_poll_alert_age = timedelta(0)
    await desk.changes(WIDER)
    assert desk.value(SUMMARIES) == 0


async def test_only_a_day_is_looked_through(desk: Desk) -> None:
    """A list that changes after a quiet week brings up nothing of the week before."""
    desk.passes(hours=25)
    await desk.changes(WIDER)
    assert desk.value(SUMMARIES) == 0
