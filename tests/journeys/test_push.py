"""News from a hub: published there, alerted at the desk, whatever is killed in between."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bench.service.figures import percentile
from tests.journeys.running import free_port
from tests.journeys.world import World
from tests.servers.hub import Hub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bench.harness.pieces import Piece

PUBLISHED = 20
SELDOM_SECONDS = 3600
_ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'


class PushedWorld(World):
    """An outlet that is polled once an hour and has a hub."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(folder, settings={"MARSAD_PUSH_PORT": str(self.port)})

    async def begins(self) -> None:
        """The service is subscribed."""
        self.hub = Hub(self.outlet, lease_seconds=86_400)
        self.topic = self.outlet.feed_url
        link = "<atom:link {} rel='{}' href='{}'/>"
        self.outlet.links = link.format(_ATOM, "hub", self.hub.url) + link.format(_ATOM, "self", self.topic)
        self.outlet.opens()
        feeds = self.feeds(SELDOM_SECONDS) | {"websub": {"callback": f"http://127.0.0.1:{self.port}/push"}}
        self.write("feeds.yaml", json.dumps(feeds))
        await self.service.start()
        await self.until(lambda: bool(self.hub.subscribers), "a subscription")

    async def listens(self) -> None:
        """The service was started again; wait until hubs can reach it."""
        await self.until(self._is_open, "the port")

    async def pushes(self) -> Piece:
        """The outlet publishes, and its hub delivers the feed."""
        (piece,) = self.publish()
        assert await self.hub.delivers(self.topic, self.outlet.feed()) == 202
        return piece

    def _is_open(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[PushedWorld]:
    """A world with a hub; the service is not started yet."""
    async with PushedWorld(tmp_path) as world:
        yield world


async def test_entry_at_the_hub_is_alerted(world: PushedWorld) -> None:
    """Twenty entries, one after the other, without a single poll; `pytest -s` shows how long they take."""
    await world.begins()
    polls, seconds = world.outlet.polls, []
    for _ in range(PUBLISHED):
        began = time.monotonic()
        piece = await world.pushes()
        await world.alerted([piece], ["webhook"])
        seconds.append(time.monotonic() - began)
    p50, p95 = percentile(seconds, 50), percentile(seconds, 95)
    print(f"\nentry at the hub to alert accepted: p50 {p50:.2f} s, p95 {p95:.2f} s, {PUBLISHED} entries")  # noqa: T201 - a figure
    assert world.outlet.polls == polls
    assert len(world.alerts()) == len(set(world.alerts()))


@pytest.mark.parametrize("point", ["before-remember", "inside-remember", "after-remember"])
async def test_killed_while_reading_loses_nothing(world: PushedWorld, point: str) -> None:
    """The hub gets no answer, and this one never comes again: the feed is polled for what it brought."""
    await world.begins()
    await world.service.stop()
    await world.service.start(MARSAD_FAILPOINT=point)
    await world.listens()
    (piece,) = world.publish()
    with pytest.raises(aiohttp.ClientError):
        await world.hub.delivers(world.topic, world.outlet.feed())
    await world.until(lambda: not world.service.running, "the kill")
    await world.service.ended()
    await world.service.start()
    await world.alerted([piece])
    assert len(world.alerts()) == len(set(world.alerts()))


async def test_what_was_taken_outlives_a_kill(world: PushedWorld) -> None:
    """The hub forgets what it was told is taken, and the feed does not show it any more."""
    await world.begins()
    pieces = world.publish(5)
    delivered = world.outlet.feed()
    world.outlet.withdraws()
    assert await world.hub.delivers(world.topic, delivered) == 202
    await world.service.kill()
    await world.service.start()
    await world.alerted(pieces)
    assert len(world.alerts()) == len(set(world.alerts()))


async def test_subscription_outlives_a_kill(world: PushedWorld) -> None:
    """Nothing is asked of the hub again, and its next delivery is believed."""
    await world.begins()
    await world.service.kill()
    await world.service.start()
    await world.listens()
    await world.alerted([await world.pushes()])
    assert len(world.hub.asked) == 1


async def test_secrets_of_push_are_told_nobody(world: PushedWorld) -> None:
    """Neither log nor metrics nor what a hub is answered show secret or token."""
    await world.begins()
    await world.alerted([await world.pushes()])
    subscriber = world.hub.subscribers[world.topic]
    _, metrics = await world.service.ask("/metrics")
    said = world.service.said.decode() + metrics
    assert "marsad_push_requests_total" in metrics
    assert not [one for one in (subscriber.secret, subscriber.callback.rpartition("/")[2]) if one in said]
