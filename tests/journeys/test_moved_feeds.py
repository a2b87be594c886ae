"""Feeds that are sent elsewhere for good, between real servers under host names: followed, or only told of."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Self

import pytest

from tests.journeys.outlet import FEED, NamedOutlet
from tests.journeys.world import World
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HOME, SISTER, STRANGER = "enab.example", "rss.enab.example", "sold.example"
NAME = "عنب بلدي"


class Moving(World):
    """An outlet, a server that it moves to, and a proxy that knows both by name, for only a proxy's names are free."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.proxy = ProxyServer("127.71.0.9")
        self.old, self.new = NamedOutlet("127.71.0.1", HOME), NamedOutlet("127.71.0.2", SISTER)
        self.outlets = [self.old, self.new]

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        await self._stack.enter_async_context(self.proxy)
        for host, outlet in {HOME: self.old, SISTER: self.new, STRANGER: self.new}.items():
            self.proxy.knows(f"{host}:80", outlet)
        self.write("feeds.yaml", json.dumps(self.feeds()))
        return self

    def feeds(self, interval_seconds: int = 1) -> dict[str, Any]:
        """``feeds.yaml`` with the old outlet alone."""
        proxy = {"url": f"http://{self.proxy.address}:{self.proxy.port}", "allow_private": True}
        feed = {"url": f"http://{HOME}{FEED}", "name": NAME, "proxy": proxy}
        return super().feeds(interval_seconds) | {"feeds": [feed]}

    async def moves_to(self, host: str) -> None:
        """The outlet is read where it is, and is then sent there for good; five polls see it."""
        await self.service.start()
        pieces = self.publish()
        await self.alerted(pieces)
        self.new.host = host
        self.new.publish(*pieces)
        self.old.redirects_to(FEED, f"http://{host}{FEED}", 301)
        await self.until(lambda: self._conduct()[1] == f"http://{host}{FEED}", "the first sighting")
        await self.polled(self.new, 4)

    async def passes_days(self) -> None:
        """The move was first seen two days ago; the service goes on."""
        await self.service.stop()
        with closing(sqlite3.connect(self.service.archive)) as connection, connection:
            connection.execute("UPDATE feeds SET moved_since = datetime(moved_since, '-2 days')")
        await self.service.start()

    def adopted(self) -> str | None:
        """Where the feed is fetched, when that is not its configured address."""
        return self._conduct()[0]

    def _conduct(self) -> tuple[str | None, str | None]:
        ((fetch_url, moved_to),) = self.query("SELECT fetch_url, moved_to FROM feeds")
        return fetch_url, moved_to


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Moving]:
    """The service is not started yet."""
    async with Moving(tmp_path) as world:
        yield world


async def test_feed_is_followed_within_its_domain(world: Moving) -> None:
    """Not within a day, however often it is seen; then the old server may be switched off, and news still alerts."""
    await world.moves_to(SISTER)
    assert world.adopted() is None
    await world.passes_days()
    await world.until(lambda: world.adopted() is not None, "the adoption")
    assert world.adopted() == f"http://{SISTER}{FEED}"
    await world.polled(world.new, 2)
    asked = world.old.polls
    world.old.answers_with(FEED, 404)
    await world.alerted(world.publish(1, world.new))
    assert world.old.polls == asked
    assert "moved" not in world.notices()


async def test_feed_is_not_followed_to_another_owner(world: Moving) -> None:
    """Not after days either: its news is read by way of the old server, and the operator is told whose it is now."""
    await world.moves_to(STRANGER)
    await world.passes_days()
    asked = world.old.polls
    await world.alerted(world.publish(1, world.new))
    await world.polled(world.new, 3)
    assert world.adopted() is None
    assert world.old.polls > asked
    await world.told(f"{NAME} (moved: {STRANGER})", "write that address as its url")
