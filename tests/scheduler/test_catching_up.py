"""A changed list is looked for in what the archive keeps of the last day, and in nothing else."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self, cast

import pytest
import pytest_asyncio
from sqlalchemy import update

from archive.tables import articles
from scheduler.catch_up_times import CatchUpTimes
from scheduler.catching_up import CatchingUp
from scheduler.configuration.edition import Edition
from scheduler.matching import Matcher, MatchFailed
from scheduler.stored_matching import StoredMatching
from tests.scheduler.desk import WATCHLIST
from tests.scheduler.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from alerts.routing import Routing
    from scheduler.in_force import InForce
    from watchlist.mentions import Evaluation, Text

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


class FragileMatcher(Matcher):
    """Its processes die at each article that holds one of these words."""

    def __init__(self) -> None:
        super().__init__(1)
        self.dies_at = frozenset[str]()
        self.deaths = 0

    async def evaluate(self, text: Text) -> Evaluation:
        """What the processes find, if they survive it."""
        if any(word in text.text for word in self.dies_at):
            self.deaths += 1
            raise MatchFailed("ProcessExpired")
        return await super().evaluate(text)


class Desk(Newsroom):
    """A crawler whose list is changed once its two articles are stored."""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.fragile = FragileMatcher()
        self._stack.push_async_callback(self.fragile.stop)
        await self.fragile.replace(Edition(WATCHLIST.encode()))
        self.rules = Rules(self.routing)
        self.told = 0
        matching = StoredMatching(self.fragile, cast("InForce", self.rules))
        times = CatchUpTimes(settle_seconds=0, resume_seconds=0)
        self.catching_up = CatchingUp(
            self.archive, matching, metrics=self.metrics, clock=self.clock, told=self._tell, times=times
        )
        self._stack.push_async_callback(self.catching_up.stop)
        await self.looks_until(lambda: self.is_applied(WATCHLIST))
        self.publishes_story("1", "2")
        await self.runs(*[feed.id for feed in await self.feeds()])
        return self

    async def changes(self, watchlist: str) -> None:
        """The list comes into force and is caught up with; the job's turns after that find nothing to do."""
        await self.fragile.replace(Edition(watchlist.encode()))
        await self.looks_until(lambda: self.is_applied(watchlist))
        for _ in range(10):
            await self.looks()

    async def looks_until(self, happened: Callable[[], bool]) -> None:
        """The job has its turns until this is so."""
        async with asyncio.timeout(60):
            while not happened():
                await self.looks()

    async def looks(self) -> None:
        """The job's turn, and a while for what it begins."""
        await self.catching_up.look()
        await asyncio.sleep(0.01)

    def is_applied(self, watchlist: str) -> bool:
        """Whether the archive says that this list was applied to all articles."""
        known = self.value("SELECT coalesce(max(value), '{}') FROM meta WHERE key = 'catch-up'")
        state = json.loads(str(known))
        return state.get("edition") == Edition(watchlist.encode()).digest and state["since"] is None

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


async def test_text_read_again_brings_no_figures(desk: Desk) -> None:
    """A text that was exchanged in silence, for it was no news, is none because a list has changed since."""
    before = desk.value("SELECT count(*) FROM alerts WHERE rule_id = 'name:hajin'")
    longer = update(articles).values(body=articles.c.body + " ولم يجرح في هجين سوى 41 شخصًا.")
    await desk.archive.write(lambda tx: tx.execute(longer))
    await desk.changes(WIDER)
    assert desk.value("SELECT count(*) FROM alerts WHERE rule_id = 'name:dez'") == 2
    assert desk.value("SELECT count(*) FROM alerts WHERE rule_id = 'name:hajin'") == before


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


TOLD_OF = "SELECT count(DISTINCT article_id) FROM mentions WHERE name_id = 'dez'"


async def test_article_that_kills_is_passed_over(desk: Desk) -> None:
    """It is tried three times, for something else may have been to blame; then the others are told of."""
    desk.fragile.dies_at = frozenset({"رقم 1"})
    await desk.changes(WIDER)
    assert desk.fragile.deaths == 3
    assert (desk.value(TOLD_OF), desk.value(SUMMARIES), desk.told) == (1, 1, 1)


async def test_article_that_recovers_is_told_of(desk: Desk) -> None:
    """A process that was killed by something else costs no article."""
    desk.fragile.dies_at = frozenset({"رقم 1"})
    await desk.fragile.replace(Edition(WIDER.encode()))
    await desk.looks_until(lambda: desk.fragile.deaths == 2)
    desk.fragile.dies_at = frozenset()
    await desk.changes(WIDER)
    assert (desk.value(TOLD_OF), desk.value(SUMMARIES)) == (2, 1)


async def test_passed_over_article_has_its_tries_again_by_the_next_list(desk: Desk) -> None:
    """One failure by the new list does not pass over what failed by the old one."""
    desk.fragile.dies_at = frozenset({"رقم 1"})
    await desk.changes(NARROWER)
    assert desk.fragile.deaths == 3
    await desk.fragile.replace(Edition(WIDER.encode()))
    await desk.looks_until(lambda: desk.fragile.deaths == 4)
    desk.fragile.dies_at = frozenset()
    await desk.changes(WIDER)
    assert desk.value(TOLD_OF) == 2


async def test_list_that_changes_meanwhile_is_applied_instead(desk: Desk) -> None:
    """What a page was matched by is no longer in force; the newer list finds all of it."""
    desk.fragile.dies_at = frozenset({"رقم 1"})
    await desk.fragile.replace(Edition(NARROWER.encode()))
    await desk.looks_until(lambda: desk.fragile.deaths == 1)
    desk.fragile.dies_at = frozenset()
    await desk.changes(WIDER)
    assert (desk.value(TOLD_OF), desk.value(SUMMARIES)) == (2, 1)
