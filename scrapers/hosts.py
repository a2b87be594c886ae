"""Host leases: a host is in one pair of hands at a time, across all crawlers.

In: hosts somebody wants to ask something of. Out: a lease in Redis - a token that expires, renewed while it is held -
or HostBusy. Users of one host within this process wait for one another; another process's lease is not waited for.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from gateway.redis_link import RedisUnavailable
from scrapers.shared_leases import SharedLeases
from scrapers.turns import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable

    from gateway.redis_link import RedisLink

log = structlog.get_logger()


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


class HostLeases:
    """This process's leases; all calls raise RedisUnavailable when Redis cannot be asked."""

    def __init__(self, link: RedisLink, prefix: str, lease_seconds: float = 60) -> None:
        self._lease_seconds = lease_seconds
        self._shared = SharedLeases(link, prefix, lease_seconds)
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
        taken: dict[str, str] = {}
        try:
            taken = await self._shared.take(hosts)
        finally:
            for host in set(hosts) - taken.keys():
                self._turns.give(host)
        self._held.update(taken)
        if taken:
            self._keep_running("renew", self._keep_renewing)
        return set(taken)

    async def _flush(self) -> None:
        await asyncio.sleep(0)
        while self._given_back:
            given_back, self._given_back = self._given_back, {}
            with contextlib.suppress(RedisUnavailable):
                await self._shared.give_back(given_back)

    async def _keep_renewing(self) -> None:
        while self._held:
            await asyncio.sleep(self._lease_seconds / 3)
            await self._renew_once()

    async def _renew_once(self) -> None:
        held = dict(self._held)
        if not held:
            return
        try:
            lost = await self._shared.renew(held)
        except RedisUnavailable as error:
            log.warning("host_leases_not_renewed", hosts=len(held), reason=str(error.reason))
            return
        if lost:
            log.warning("host_leases_lost", hosts=lost)

    def _keep_running(self, name: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        task = self._tasks.get(name)
        if task is None or task.done():
            self._tasks[name] = asyncio.create_task(work())
