"""Many feeds at once: one notice when they fall, one when they rise; flapping and recovery of one feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.scheduler.feed_watch.conditions import GOOD
from tests.scheduler.feed_watch.newsstand import Newsstand
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOSTS = 6


class Town(Newsstand):
    """A feed on each of six servers."""

    async def opens(self) -> None:
        """All are well, and polled."""
        self.servers = [HttpServer(f"127.0.1.{number + 1}") for number in range(HOSTS)]
        for server in self.servers:
            await self._stack.enter_async_context(server)
            server.publishes("/feed.xml", GOOD)
        self.offers({f"مصدر {number}": server.url("/feed.xml") for number, server in enumerate(self.servers)})
        await self.passes_an_interval()

    def all_break(self, *numbers: int) -> None:
        """These servers, or all, hang up on whoever asks."""
        for number in numbers or range(HOSTS):
            self.servers[number].sends("/feed.xml", b"")

    def all_are_well(self) -> None:
        """Every server answers again."""
        for server in self.servers:
            server.publishes("/feed.xml", GOOD)

    def kinds(self) -> list[str]:
        """The kinds of all notices."""
        return [notice.kind for notice in self.notices()]

    async def pass_intervals(self, count: int) -> None:
        """So many intervals pass."""
        for _ in range(count):
            await self.passes_an_interval()


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Six feeds that are well."""
    async with Town(tmp_path) as town:
        await town.opens()
        yield town


async def test_dead_network_is_one_notice(town: Town) -> None:
    """It names how many and whose fault it may be, and no feed; another tells when it is over."""
    town.all_break()
    await town.pass_intervals(2)
    assert town.kinds() == ["feeds-unreachable"]
    assert town.notices()[0].subject.startswith("6 sources")
    assert "this machine's own connection" in "".join(town.notices()[0].lines)
    await town.pass_intervals(5)
    town.all_are_well()
    await town.pass_intervals(30)
    assert town.kinds() == ["feeds-unreachable", "feeds-reachable"]


async def test_feed_that_stays_away_after_an_outage_is_named(town: Town) -> None:
    """The network is back, one server is not: nobody must take it for well."""
    town.all_break()
    await town.pass_intervals(3)
    town.all_are_well()
    town.all_break(2)
    await town.pass_intervals(60)
    assert town.kinds() == ["feeds-unreachable", "feeds-reachable", "feeds-failing"]
    assert town.told() == {"مصدر 2": "connection_failed"}


async def test_recovery_is_told_once(town: Town) -> None:
    """Of one that was told, after two good polls."""
    town.all_break(0)
    await town.pass_intervals(2)
    town.all_are_well()
    await town.pass_intervals(8)
    assert town.kinds() == ["feeds-failing", "feeds-well-again"]
    assert "مصدر 0" in town.notices()[1].subject


async def test_troubles_are_measured(town: Town) -> None:
    """By state, and gone from the metrics when they are over."""
    town.all_break(0)
    await town.pass_intervals(2)
    assert b'marsad_feed_troubles{state="connection_failed"} 1.0' in town.metrics.text()
    town.all_are_well()
    await town.pass_intervals(8)
    assert b"marsad_feed_troubles{" not in town.metrics.text()


async def test_hiccup_is_not_told(town: Town) -> None:
    """One failed poll is nothing, and so is the good one after it."""
    town.all_break(0)
    await town.pass_intervals(1)
    town.all_are_well()
    await town.pass_intervals(6)
    assert town.kinds() == []


async def test_flapping_feed_does_not_flood(town: Town) -> None:
    """A feed that fails and recovers all day is one notice that it fails, and one that it is well, a day."""
    for _ in range(6):
        town.all_break(0)
        await town.pass_intervals(4)
        town.all_are_well()
        await town.pass_intervals(4)
    assert town.kinds() == ["feeds-failing", "feeds-well-again"]


async def test_removed_feed_is_forgotten(town: Town) -> None:
    """It neither recovers nor fails any more."""
    town.all_break(0)
    await town.pass_intervals(2)
    town.specs = town.specs[1:]
    await town.pass_intervals(3)
    assert town.kinds() == ["feeds-failing"]
