"""News from a hub to split roles on PostgreSQL: a crawler serves the callback, and another one when it dies."""

from __future__ import annotations

import contextlib
import json
import socket
from typing import TYPE_CHECKING

import pytest

from tests.journeys.running import free_port
from tests.journeys.split import SplitWorld
from tests.servers.hub import Hub
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bench.harness.pieces import Piece

SELDOM_SECONDS = 3600
_LINK = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='{}' href='{}'/>"


class PushedSplitWorld(SplitWorld):
    """An outlet that is polled once an hour and has a hub."""

    def offers(self, port: int) -> None:
        """The outlet names its hub, and feeds.yaml the callback."""
        self.port = port
        self._settings["MARSAD_PUSH_PORT"] = str(port)
        self.hub = Hub(self.outlet, lease_seconds=86_400)
        self.outlet.links = _LINK.format("hub", self.hub.url) + _LINK.format("self", self.outlet.feed_url)
        self.outlet.opens()
        feeds = self.feeds(SELDOM_SECONDS) | {"websub": {"callback": f"http://127.0.0.1:{port}/push"}}
        self.write("feeds.yaml", json.dumps(feeds))

    async def pushes(self) -> Piece:
        """The outlet publishes, and its hub delivers the feed once somebody listens."""
        await self.until(self._is_open, "the port")
        (piece,) = self.publish()
        assert await self.hub.delivers(self.outlet.feed_url, self.outlet.feed()) == 202
        return piece

    def _is_open(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False


@pytest.fixture
async def split(tmp_path: Path) -> AsyncIterator[PushedSplitWorld]:
    """A world with a hub, whose archive is ready and whose roles are not started yet."""
    postgres = PostgresServer.start()
    with RedisServer(password="not a secret", port=free_port()) as redis:
        async with PushedSplitWorld(tmp_path, postgres, redis, outlets=1) as world:
            await world.migrates()
            world.offers(free_port())
            yield world
    postgres.stop()


async def test_any_crawler_takes_what_hubs_deliver(split: PushedSplitWorld) -> None:
    """The other takes the port over, knows the subscription from the archive, and asks the hub for nothing."""
    _, one, other, _ = await split.starts("scheduler", "crawler", "crawler", "alerter")
    await split.until(lambda: bool(split.hub.subscribers), "a subscription")
    polls = split.outlet.polls
    await split.alerted([await split.pushes()])
    listening = one if b"push_port_open" in one.said else other
    await listening.kill()
    await split.alerted([await split.pushes()])
    assert (split.outlet.polls, len(split.hub.asked), split.doubled()) == (polls, 1, {})


async def test_split_crawlers_end_subscriptions(split: PushedSplitWorld) -> None:
    """The feed leaves feeds.yaml while it is subscribed: the hub is told, and nothing of it stays."""
    await split.starts("scheduler", "crawler", "alerter")
    await split.until(lambda: bool(split.hub.subscribers), "a subscription")
    feeds = split.feeds(SELDOM_SECONDS) | {"websub": {"callback": f"http://127.0.0.1:{split.port}/push"}}
    split.write("feeds.yaml", json.dumps(feeds | {"feeds": [{**feeds["feeds"][0], "enabled": False}]}))
    await split.until(lambda: not split.hub.subscribers, "the end of the subscription")
    ended = [("ended", None, None)]
    await split.until(lambda: split.query("SELECT state, token, secret FROM subscriptions") == ended, "the end")
