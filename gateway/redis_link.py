"""The link to Redis: every call bounded to about a second, and none at all while the breaker is open.

Redis is a cache and a bell; whoever calls must be able to go on without it, so every failure is one exception.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from redis.asyncio import Redis

T = TypeVar("T")


class RedisTrouble(StrEnum):
    """What is wrong with Redis."""

    DOWN = "down"
    TIMEOUT = "timeout"
    FULL = "full"
    READONLY = "readonly"
    LOADING = "loading"
    OTHER = "other"


class RedisUnavailable(Exception):  # noqa: N818 - a condition of the world, not a mistake
    """Redis cannot be used now; trying again later can help."""

    permanent = False

    def __init__(self, reason: RedisTrouble) -> None:
        super().__init__(f"Redis is unavailable: {reason}")
        self.reason = reason


class Script(Protocol):
    """A Lua script known to the server."""

    async def __call__(self, keys: list[str], args: list[str | int | bytes]) -> object:
        """Run it; what it returns is as redis-py gives it."""


class RedisLink:
    """The one way to Redis for asyncio code."""

    def __init__(self, url: str) -> None:
        self._url = url

    @property
    def healthy(self) -> bool:
        """Whether the last call got through."""
        raise NotImplementedError

    async def call(self, work: Callable[[Redis], Awaitable[T]]) -> T:
        """What ``work`` returns; raises RedisUnavailable at once while the breaker is open."""
        raise NotImplementedError

    def script(self, source: str) -> Script:
        """A Lua script to be called like a function; raises what ``call`` raises."""
        raise NotImplementedError

    async def close(self) -> None:
        """Give the connections back."""
        raise NotImplementedError
