"""A feed that is sent elsewhere for good: followed within its own domain, told of and no more where it leaves it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

import pytest
import pytest_asyncio

from archive import feeds
from tests.scheduler.feed_watch.conditions import GOOD
from tests.scheduler.feed_watch.newsstand import Newsstand
from tests.scrapers.documents import items, rss
from tests.servers.http import HttpServer
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.nouns import Feed

pytestmark = pytest.mark.asyncio(loop_scope="session")
OLD, NEW = "/feed.xml", "/rss/all.xml"
HOME, SISTER, STRANGER = "enab.example", "rss.enab.example", "sold.example"
NAME = "عنب بلدي"


class Road(Newsstand):
    """A feed on one server, and another server that it is sent to; a proxy knows both by their names."""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        enter = self._stack.enter_async_context
        self.old, self.new = await enter(HttpServer("127.0.0.31")), await enter(HttpServer("127.0.0.32"))
        proxy = await enter(ProxyServer("127.0.0.33"))
        for name, server in {HOME: self.old, SISTER: self.new, STRANGER: self.new}.items():
            proxy.knows(f"{name}:80", server)
        self.offers({NAME: f"http://{HOME}{OLD}"}, proxy=proxy.proxy())
        self.old.publishes(OLD, GOOD)
        self.new.publishes(NEW, GOOD)
        await self.passes_an_interval()
        return self

    async def moves_to(self, host: str, *, polls: int) -> Feed:
        """The old address leads there for good, as so many polls see; the operator is told what there is to tell."""
        self.old.redirects_to(OLD, f"http://{host}{NEW}", 301)
        for _ in range(polls):
            self.now += timedelta(hours=13)
            await self.polls_what_is_due()
            await self.watch.look()
        return await self.feed()

    async def feed(self) -> Feed:
        """The feed as the archive has it."""
        return (await self.archive.read(feeds.enabled_feeds))[0]


@pytest_asyncio.fixture(loop_scope="session")
async def road(tmp_path: Path) -> AsyncIterator[Road]:
    """The feed was polled where it is configured, and is well."""
    async with Road(tmp_path) as road:
        yield road


async def test_move_to_a_sister_host_is_adopted_on_the_third_sighting(road: Road) -> None:
    """Over more than a day; then the old server is left in peace, news comes from the new one, and nobody is told."""
    assert (await road.moves_to(SISTER, polls=2)).conduct.fetch_url is None
    assert (await road.moves_to(SISTER, polls=1)).conduct.fetch_url == f"http://{SISTER}{NEW}"
    asked = len(road.old.asked_for(OLD))
    road.new.publishes(NEW, rss(*items(5)).encode())
    await road.passes_an_interval()
    assert len(road.old.asked_for(OLD)) == asked
    assert await road.pending() == 5
    assert (await road.feed()).status == "ok"
    assert road.notices() == []


async def test_move_to_another_owner_is_never_adopted(road: Road) -> None:
    """Its news is read, from the old address each time; the operator is told once, by the name that says what to do."""
    feed = await road.moves_to(STRANGER, polls=9)
    assert (feed.conduct.fetch_url, feed.conduct.moved_to) == (None, f"http://{STRANGER}{NEW}")
    assert feed.conduct.moved_sightings == 9
    assert (feed.status, feed.failures) == ("moved", 0)
    road.new.publishes(NEW, rss(*items(5)).encode())
    asked = len(road.old.asked_for(OLD))
    await road.passes_an_interval()
    assert len(road.old.asked_for(OLD)) == asked + 1
    assert await road.pending() == 5
    (notice,) = road.notices()
    assert notice.subject == f"Sources in trouble (1): {NAME} (moved)"
    assert road.told() == {NAME: f"moved: {STRANGER}"}
    assert any(line.startswith("moved: the feed answers from another owner's site") for line in notice.lines)


async def test_end_of_a_move_is_not_told(road: Road) -> None:
    """A redirect to a partner for a night: what was only remarked is not announced as healed."""
    await road.moves_to(STRANGER, polls=3)
    road.old.publishes(OLD, GOOD)
    for _ in range(3):
        await road.passes_an_interval()
    assert (await road.feed()).conduct.moved_to is None
    assert len(road.notices()) == 1
