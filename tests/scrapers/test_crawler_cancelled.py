"""A fetch that is cut off in the middle: the host is free again at once, for nobody waits for its answer."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from scrapers.crawler import FetchOutcome
from tests.scrapers.reporter import Reporter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.http import HttpServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOM = 4.0
MOMENTS = (0.0, 0.001, 0.01, 0.3)
WAYS: dict[str, Callable[[HttpServer], None]] = {
    "silence": lambda outlet: outlet.hangs("/feed"),
    "dripping head": lambda outlet: outlet.drips_its_head("/feed"),
    "dripping body": lambda outlet: outlet.drips("/feed"),
    "endless body": lambda outlet: outlet.streams_endlessly("/feed"),
}


async def gives_up(reporter: Reporter, outlet: HttpServer, moment: float) -> None:
    """A fetch is begun and cancelled so many seconds later."""
    fetching = asyncio.create_task(reporter.fetches(outlet))
    await asyncio.sleep(moment)
    fetching.cancel()
    async with asyncio.timeout(ROOM):
        await asyncio.wait([fetching])


@pytest.mark.parametrize("way", WAYS)
async def test_host_is_free_again(reactor: None, outlet: HttpServer, way: str) -> None:
    """The next feed of that host must not wait out a deadline that was not its own."""
    async with Reporter(deadline_seconds=20.0) as reporter:
        for moment in MOMENTS:
            WAYS[way](outlet)
            await gives_up(reporter, outlet, moment)
            outlet.publishes("/feed", b"<rss/>")
            began = time.monotonic()
            assert (await reporter.fetches(outlet)).outcome is FetchOutcome.OK
            assert time.monotonic() - began < ROOM, moment


async def test_waiting_for_a_turn_is_given_up(reactor: None, outlet: HttpServer) -> None:
    """Whoever is cut off while it waits for the host does not take a turn later on."""
    outlet.answers_slowly("/feed", 0.5, 200)
    async with Reporter(deadline_seconds=20.0) as reporter:
        first = asyncio.create_task(reporter.fetches(outlet))
        await asyncio.sleep(0.2)
        await gives_up(reporter, outlet, 0.1)
        assert (await first).outcome is FetchOutcome.OK
        await asyncio.sleep(0.1)
        assert len(outlet.asked_for("/feed")) == 1


async def test_stop_does_not_wait_for_it(reactor: None, outlet: HttpServer) -> None:
    """A service that is told to stop cuts off its fetches, and is gone soon after."""
    outlet.hangs("/feed")
    async with Reporter(deadline_seconds=20.0) as reporter:
        await gives_up(reporter, outlet, 0.2)
        began = time.monotonic()
    assert time.monotonic() - began < ROOM
