"""The gateway's tests play against a real Valkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A server of this test's own, as it may be broken."""
    with RedisServer() as server:
        yield server
