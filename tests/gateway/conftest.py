"""The gateway's tests play against a real Valkey and real HTTP servers on loopback."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
import trustme

from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def endpoint() -> AsyncIterator[HttpServer]:
    """A webhook's receiver."""
    async with HttpServer("127.0.0.1") as server:
        yield server


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """The one certificate authority that the client of these tests trusts."""
    return trustme.CA()


@pytest.fixture(scope="session")
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """A client's context that trusts it."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context
