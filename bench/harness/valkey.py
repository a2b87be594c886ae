"""Lays hands on the Redis of a service under test: its bundled Valkey, or one of the harness's own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING, Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from scheduler.valkey import BundledValkey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Redises:
    """The Valkey server that keeps its files under ``data``."""

    def __init__(self, data: Path) -> None:
        self._server = BundledValkey(data)
        self.pid = 0

    @property
    def url(self) -> str:
        """Where clients connect."""
        return self._server.url

    async def start(self) -> None:
        """Start it, as a server of the harness's own, and learn its process."""
        await asyncio.to_thread(self._server.ensure)
        await self.learn()

    async def stop(self) -> None:
        """Shut it down."""
        await asyncio.to_thread(self._server.stop)

    async def learn(self) -> None:
        """Learn which process it is, so that it can be killed or frozen."""
        self.pid = (await self.say("INFO", "server"))["process_id"]

    async def say(self, *command: str | int) -> Any:  # noqa: ANN401 - whatever Redis answers
        """Send a command."""
        async with self._client() as client:
            return await client.execute_command(*command)  # type: ignore[no-untyped-call]

    async def set_option(self, name: str, value: str | int) -> None:
        """``CONFIG SET``."""
        await self.say("CONFIG", "SET", name, value)

    async def fill(self) -> None:
        """Leave it less memory than it uses, so that every write is refused."""
        await self.learn()
        await self.set_option("maxmemory", 1024)

    def signal(self, number: signal.Signals) -> None:
        """Send its process a signal."""
        os.kill(self.pid, number)

    @contextlib.asynccontextmanager
    async def frozen(self) -> AsyncIterator[None]:
        """Stop its process meanwhile (SIGSTOP), and let it go on."""
        await self.learn()
        self.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal(signal.SIGCONT)

    @contextlib.asynccontextmanager
    async def _client(self) -> AsyncIterator[Redis]:
        client = Redis.from_url(self.url, socket_timeout=5)
        try:
            yield client
        finally:
            with contextlib.suppress(RedisError):
                await client.aclose()
