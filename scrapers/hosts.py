"""Host leases: a host is in one pair of hands at a time, across all crawlers.

In: hosts somebody wants to ask something of. Out: a lease in Redis - a token that expires, renewed while it is held -
or HostBusy. Users of one host within this process wait for one another; another process's lease is not waited for.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import structlog

from gateway.redis_link import RedisUnavailable
from scrapers.turns import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterable

    from gateway.redis_link import RedisLink

log = structlog.get_logger()

# ARGV: our name, the lease in ms, then a token for each key. A lease of our own is taken over: whoever had it in this
# process has given it back, only the release is still under way.
_ACQUIRE = """
local taken = {}
for i, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if not holder or string.sub(holder, 1, #ARGV[1]) == ARGV[1] then
    redis.call('SET', key, ARGV[i + 2], 'PX', ARGV[2])
    taken[i] = 1
  else
    taken[i] = 0
  end
end
return taken
"""
# ARGV: the lease in ms, then a token for each key. A lease that vanished with a flush is taken again.
_RENEW = """
local kept = {}
for i, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if not holder or holder == ARGV[i + 1] then
    redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
    kept[i] = 1
  else
    kept[i] = 0
  end
end
return kept
"""
_RELEASE = """
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[i] then redis.call('DEL', key) end
end
return 1
"""


class HostBusy(Exception):
    """Another crawler has the host; trying again later can help."""

    permanent = False

    def __init__(self) -> None:
        super().__init__("the host is in other hands")


def host_of(url: str) -> str:
    """The host of a URL, which leases and politeness go by; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # such as ``http://[``, which a feed may give as an item's link
        return ""


def lease_key(prefix: str, host: str) -> str:
    """The Redis key of a host's lease; the tick passes over hosts for which it exists."""
    return f"{prefix}host:{host}"


class HostLeases:
    """This process's leases; all calls raise RedisUnavailable when Redis cannot be asked."""

    def __init__(self, link: RedisLink, prefix: str, lease_seconds: float = 60) -> None:
        self._prefix = prefix
        self._lease_seconds = lease_seconds
        self._acquire, self._renew, self._release = (link.script(text) for text in (_ACQUIRE, _RENEW, _RELEASE))
        self._name = secrets.token_hex(8)
        self._numbers = itertools.count(1)
        self._turns = Turns()
        self._held: dict[str, str] = {}
        self._given_back: dict[str, str] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @contextlib.asynccontextmanager
    async def hold(self, host: str) -> AsyncIterator[None]:
        """Have the host within the block; raises HostBusy when another process has it."""
        await self._turns.take(host)
        if not await self._lease([host]):
            raise HostBusy
        try:
            yield
        finally:
            self.release(host)

    @contextlib.asynccontextmanager
    async def visit(self, host: str) -> AsyncIterator[None]:
        """Have the host for one request: beside whoever holds it in this process, else as ``hold``."""
        if host in self._held:
            yield
            return
        async with self.hold(host):
            yield

    async def acquire_many(self, hosts: Iterable[str]) -> set[str]:
        """Take those of the hosts that nobody has, in one round trip; ``release`` each of them when done with it."""
        return await self._lease([host for host in dict.fromkeys(hosts) if self._turns.try_take(host)])

    def release(self, host: str) -> None:
        """Give a host back: at once within this process, in Redis together with others released about now."""
        self._given_back[host] = self._held.pop(host)
        self._turns.give(host)
        self._keep_running("release", self._flush)

    async def close(self) -> None:
        """Give everything back and end the renewals."""
        for host in list(self._held):
            self.release(host)
        renewing = self._tasks.pop("renew", None)
        if renewing is not None:
            renewing.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _lease(self, hosts: list[str]) -> set[str]:
        """Lease hosts whose turn this is; those not got have their turn given on, whatever happens."""
        taken: set[str] = set()
        tokens = {host: f"{self._name}:{next(self._numbers)}" for host in hosts}
        try:
            flags = await self._run_acquire(tokens)
            taken = {host for host, flag in zip(hosts, flags, strict=True) if flag}
        finally:
            for host in set(hosts) - taken:
                self._turns.give(host)
        self._held.update({host: tokens[host] for host in taken})
        if taken:
            self._keep_running("renew", self._keep_renewing)
        return taken

    async def _run_acquire(self, tokens: dict[str, str]) -> list[int]:
        if not tokens:
            return []
        arguments: list[str | int | bytes] = [self._name, self._milliseconds, *tokens.values()]
        return cast("list[int]", await self._acquire(self._keys(tokens), arguments))

    async def _flush(self) -> None:
        await asyncio.sleep(0)
        while self._given_back:
            given_back, self._given_back = self._given_back, {}
            with contextlib.suppress(RedisUnavailable):
                await self._release(self._keys(given_back), list(given_back.values()))

    async def _keep_renewing(self) -> None:
        while self._held:
            await asyncio.sleep(self._lease_seconds / 3)
            await self._renew_once()

    async def _renew_once(self) -> None:
        held = dict(self._held)
        if not held:
            return
        try:
            kept = cast("list[int]", await self._renew(self._keys(held), [self._milliseconds, *held.values()]))
        except RedisUnavailable as error:
            log.warning("host_leases_not_renewed", hosts=len(held), reason=str(error.reason))
            return
        lost = kept.count(0)
        if lost:
            log.warning("host_leases_lost", hosts=lost)

    def _keys(self, hosts: Collection[str]) -> list[str]:
        return [lease_key(self._prefix, host) for host in hosts]

    @property
    def _milliseconds(self) -> int:
        return int(self._lease_seconds * 1000)

    def _keep_running(self, name: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        task = self._tasks.get(name)
        if task is None or task.done():
            self._tasks[name] = asyncio.create_task(work())
