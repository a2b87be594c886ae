"""Host leases: a host is in one pair of hands at a time, across all crawlers.

In: hosts somebody wants to ask something of. Out: a lease in Redis - a token that expires, renewed while it is held -
or HostBusy. Users of one host within this process wait for one another; another process's lease is not waited for.
A host that was asked something is free only after its pause, for this process and all others.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import structlog

from gateway.redis_link import RedisUnavailable
from scrapers.pauses import Pauses
from scrapers.shared_leases import SharedLeases, Taken
from scrapers.turns import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterable

    from gateway.redis_link import RedisLink

log = structlog.get_logger()

VISIT_SECONDS = 10.0


class HostBusy(Exception):
    """Another crawler has the host; trying again later can help, in ``seconds`` at the earliest if that is known."""

    permanent = False

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__("the host is in other hands")
        self.seconds = seconds


class HostLeases:
    """This process's leases; all calls raise RedisUnavailable when Redis cannot be asked."""

    def __init__(self, link: RedisLink, prefix: str, lease_seconds: float = 60, pauses: Pauses | None = None) -> None:
        self.pauses = pauses or Pauses()
        self._lease_seconds = lease_seconds
        self._shared = SharedLeases(link, prefix, lease_seconds)
        self._turns = Turns()
        self._held: dict[str, str] = {}
        self._given_back: dict[str, tuple[str, float]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._sent_away = asyncio.Event()

    @contextlib.asynccontextmanager
    async def hold(self, host: str) -> AsyncIterator[None]:
        """Have the host within the block; raises HostBusy when another process has it."""
        if not await self._turns.take(host):
            raise HostBusy
        taken = await self._lease([host])
        if not taken.tokens:
            raise HostBusy(taken.pausing.get(host, 0.0))
        try:
            yield
        finally:
            self.release(host)

    @contextlib.asynccontextmanager
    async def visit(self, host: str) -> AsyncIterator[None]:
        """Have the host for one request: beside whoever holds it in this process, else as ``hold``.

        Raises HostBusy too when its turn does not come within ten seconds: the caller has another host in its hands.
        """
        async with contextlib.AsyncExitStack() as stack:
            if host not in self._held:
                try:
                    async with asyncio.timeout(VISIT_SECONDS):
                        await stack.enter_async_context(self.hold(host))
                except TimeoutError:
                    raise HostBusy from None
            yield

    async def rest(self, host: str) -> None:
        """Wait until the host's pause is over."""
        while (left := self.pauses.left(host)) > 0 and not self._sent_away.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._sent_away.wait()

    def send_away(self) -> None:
        """Let nobody wait for a host any longer: HostBusy for all who do, and for whoever would."""
        self._sent_away.set()
        self._turns.send_away()

    async def acquire_many(self, hosts: Iterable[str]) -> set[str]:
        """Take those of the hosts that nobody has, in one round trip; ``release`` each of them when done with it."""
        return set((await self._lease([host for host in dict.fromkeys(hosts) if self._turns.try_take(host)])).tokens)

    def release(self, host: str) -> None:
        """Give a host back after its pause: within this process, and in Redis together with others given back now.

        One that is not held is left as it is: ``close`` has given it back before its user came to the end.
        """
        token, pause = self._held.pop(host, None), self.pauses.left(host)
        if token is None:
            return
        self._given_back[host] = token, pause
        if pause > 0:
            asyncio.get_running_loop().call_later(pause, self._turns.give, host)
        else:
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

    async def _lease(self, hosts: list[str]) -> Taken:
        """Lease hosts whose turn this is; those not got have their turn given on, whatever happens."""
        taken = Taken({}, {})
        try:
            taken = await self._shared.take(hosts)
        finally:
            for host in set(hosts) - taken.tokens.keys():
                self._turns.give(host)
        self._held.update(taken.tokens)
        if taken.tokens:
            self._keep_running("renew", self._keep_renewing)
        return taken

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
