"""A feed with a proxy: nobody learns from where it is watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.poll import poll_feed
from scrapers.push.discovery import NO_OFFER
from tests.scrapers.world import FEED, World
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from pathlib import Path

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>عنب</title><link rel="hub" href="https://hub.example/"/>
<entry><id>1</id><title>هدوء في هجين</title><link href="https://akhbar.example/1"/></entry></feed>"""


@pytest.mark.asyncio(loop_scope="session")
async def test_hub_is_not_told_where_we_are(tmp_path: Path) -> None:
    """A hub would be asked directly, and be given the callback; so the feed is only polled."""
    async with World(tmp_path) as world, ProxyServer() as proxy:
        world.publishes(ATOM)
        assert (await poll_feed(await world.feed(), world.tools, world.now)).offer != NO_OFFER
        proxy.knows(f"{world.publisher.address}:{world.publisher.port}", world.publisher)
        world.access.proxy = proxy.proxy()
        world.publishes(ATOM.replace("هدوء", "عودة الهدوء"))
        assert (await poll_feed(await world.feed(), world.tools, world.now)).offer == NO_OFFER
        assert proxy.asked[-1] == f"GET {world.publisher.url(FEED)}"
