"""A feed on a port of its own: asked only while ``ports`` in feeds.yaml allows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

import pytest

from tests.journeys.outlet import FEED, NamedOutlet
from tests.journeys.world import World
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PLACE = "enab.example:8443"
NAME = "عنب بلدي"


class OddPort(World):
    """An outlet on a port of its own; a proxy knows its name, for a loopback address is refused whatever its port."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.proxy = ProxyServer("127.71.0.9")
        self.outlets = [NamedOutlet("127.71.0.1", PLACE)]

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        await self._stack.enter_async_context(self.proxy)
        self.proxy.knows(PLACE, self.outlet)
        self.allows()
        return self

    def feeds(self, interval_seconds: int = 1) -> dict[str, Any]:
        """``feeds.yaml`` with the outlet, by way of the proxy."""
        proxy = {"url": f"http://{self.proxy.address}:{self.proxy.port}", "allow_private": True}
        return super().feeds(interval_seconds) | {
            "feeds": [{"url": f"http://{PLACE}{FEED}", "name": NAME, "proxy": proxy}]
        }

    def allows(self, *ports: int) -> None:
        """``feeds.yaml`` names these further ports."""
        self.write("feeds.yaml", json.dumps(self.feeds() | {"ports": ports}))

    def status(self) -> str:
        """How the archive has the feed."""
        return str(dict(self.query("SELECT name, status FROM feeds"))[NAME])


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[OddPort]:
    """The service is not started yet."""
    async with OddPort(tmp_path) as world:
        yield world


async def test_feed_on_another_port_needs_ports(world: OddPort) -> None:
    """Refused by its name and never asked; read, with its pages, once the port is allowed; refused again without."""
    pieces = world.publish()
    await world.service.start()
    await world.until(lambda: world.status() == "refused_address", "the refusal")
    assert world.proxy.asked == []
    world.allows(8080, 8443)
    await world.alerted(pieces)
    assert world.status() in {"ok", "unchanged"}
    assert world.outlet.asked_for(f"/{pieces[0].key}")
    world.allows(8080)
    await world.until(lambda: world.status() == "refused_address", "the refusal")
    asked = len(world.proxy.asked)
    await world.told(f"{NAME} (refused_address)", "add its port under ports")
    assert len(world.proxy.asked) == asked
