"""The scrapers' tests play against a real Valkey and real HTTP servers on loopback.

A Twisted reactor belongs to one event loop for good, so whatever crawls runs on the session's loop: such tests carry
``pytest.mark.asyncio(loop_scope="session")``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.scrapers.reporter import Reporter
from tests.servers.http import HttpServer
from tests.servers.reactor import install_reactor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def reactor() -> None:
    """Twisted's reactor on the session's loop."""
    install_reactor()


@pytest_asyncio.fixture(loop_scope="session")
async def outlet() -> AsyncIterator[HttpServer]:
    """A news site."""
    async with HttpServer("127.0.0.11") as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def other_outlet() -> AsyncIterator[HttpServer]:
    """Another news site."""
    async with HttpServer("127.0.0.12") as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def reporter(reactor: None) -> AsyncIterator[Reporter]:
    """A crawler to which the outlets it is sent to are excepted from the address policy."""
    async with Reporter() as reporter:
        yield reporter
