"""The link to Redis: every call bounded to about a second, and none at all while the breaker is open.

Redis is a cache and a bell; whoever calls must be able to go on without it, so every failure is one exception.
"""

from __future__ import annotations

import asyncio
import time
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from redis import exceptions
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from gateway.breaker import Breaker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")

CALL_SECONDS = 1.0
_CONNECTIONS = 32


class RedisTrouble(StrEnum):
    """What is wrong with Redis."""

    DOWN = "down"
    TIMEOUT = "timeout"
    FULL = "full"
    READONLY = "readonly"
    LOADING = "loading"
    LOGIN = "login_refused"
    OTHER = "other"


class RedisUnavailable(Exception):
    """Redis cannot be used now; trying again later can help."""

    permanent = False

    def __init__(self, reason: RedisTrouble) -> None:
        super().__init__(f"Redis is unavailable: {reason}")
        self.reason = reason


class RedisLink:
    """The one way to Redis for asyncio code; belongs to the event loop that first calls it.

    A server that answers with an error of ours (a key of the wrong type, a broken script) is ``other`` and leaves the
    breaker closed; all else opens it.
    """

    def __init__(self, url: str) -> None:
        # redis-py 8 repeats a timed out call ten times by default: a frozen server would block it for many seconds.
        self._redis = Redis.from_url(
            url,
            socket_timeout=CALL_SECONDS,
            socket_connect_timeout=CALL_SECONDS,
            retry=Retry(NoBackoff(), 0),
            max_connections=_CONNECTIONS,
        )
        self._breaker = Breaker()
        self._turns = asyncio.Semaphore(_CONNECTIONS)

    @property
    def healthy(self) -> bool:
        """Whether the last call got through."""
        return self._breaker.is_closed

    async def call(self, work: Callable[[Redis], Awaitable[T]]) -> T:
        """What ``work`` returns; raises RedisUnavailable after a second at most, at once while the breaker is open."""
        async with self._turns:
            if not self._breaker.admits(time.monotonic()):
                raise RedisUnavailable(RedisTrouble.DOWN)
            try:
                async with asyncio.timeout(CALL_SECONDS):
                    result = await work(self._redis)
            except (exceptions.RedisError, OSError, TimeoutError) as error:
                raise self._failed(error) from None
        self._breaker.succeeded()
        return result

    def script(self, source: str) -> Script:
        """A Lua script to be called like a function; raises what ``call`` raises."""
        return Script(self, source)

    async def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        await self._redis.aclose()

    def _failed(self, error: Exception) -> RedisUnavailable:
        reason = _trouble(error)
        if reason is not RedisTrouble.OTHER:
            self._breaker.failed(time.monotonic())
        return RedisUnavailable(reason)


class Script:
    """A Lua script; the server is sent its text only when it does not know it yet."""

    def __init__(self, link: RedisLink, source: str) -> None:
        self._link = link
        self._source = source

    async def __call__(self, keys: Sequence[str], args: Sequence[str | int | bytes]) -> object:
        """Run it; what it returns is as redis-py gives it."""

        async def run(redis: Redis) -> object:
            return await redis.register_script(self._source)(keys=keys, args=args)

        return await self._link.call(run)


# In this order: what is told apart first is a kind of what comes after.
_TROUBLES: list[tuple[RedisTrouble, tuple[type[Exception], ...], str]] = [
    (RedisTrouble.FULL, (exceptions.OutOfMemoryError,), "OOM "),
    (RedisTrouble.READONLY, (exceptions.ReadOnlyError,), "READONLY "),
    (RedisTrouble.LOADING, (exceptions.BusyLoadingError,), "LOADING "),
    (RedisTrouble.LOGIN, (exceptions.AuthenticationError, exceptions.NoPermissionError), ""),
    (RedisTrouble.TIMEOUT, (TimeoutError, exceptions.TimeoutError), ""),
    (RedisTrouble.DOWN, (OSError, exceptions.ConnectionError), ""),
]


def _trouble(error: Exception) -> RedisTrouble:
    """The name of what went wrong; inside a script the server's error comes as text only."""
    if isinstance(error.__cause__, exceptions.AuthenticationError):  # redis-py calls it a failed connection
        return RedisTrouble.LOGIN
    for trouble, kinds, words in _TROUBLES:
        if isinstance(error, kinds) or (words and words in str(error)):
            return trouble
    return RedisTrouble.OTHER
