"""Drains due deliveries from the archive, by itself: a queue can only make it look sooner.

Each channel has slots of its own and deliveries are claimed only into free ones, so a claimed delivery is sent at once
and its lease never runs out while it waits behind a slow one.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import structlog

from alerts.courier import Courier, pause_of
from alerts.errors import AlertsError
from alerts.options import Observer, OutboxOptions, Unobserved
from alerts.schedule import SLOW_DELAY
from archive.channels import disabled_channels
from archive.deliveries import claim_deliveries, earliest_attempt
from archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.routing import Routing
    from alerts.sending import Channel
    from archive.database import Archive
    from archive.nouns import Delivery

log = structlog.get_logger()

_LEASE_MARGIN_SECONDS = 30.0


class _Sight(NamedTuple):
    """What a look into the archive shows: disabled channels, and when the next delivery is due."""

    disabled: frozenset[str]
    due_at: datetime | None


class Outbox:
    """Sends what is due, until it is told to stop. One object serves one event loop."""

    def __init__(
        self,
        archive: Archive,
        channels: Mapping[str, Channel],
        routing: Routing,
        options: OutboxOptions | None = None,
        observer: Observer | None = None,
    ) -> None:
        self._archive = archive
        self._options = options or OutboxOptions()
        self._observer = observer or Unobserved()
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._busy: Counter[str] = Counter()
        self._tokens: dict[int, str] = {}
        self._paused_until: dict[str, datetime] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.configure(channels, routing)

    def configure(self, channels: Mapping[str, Channel], routing: Routing) -> None:
        """Use another configuration from now on; sendings under way end by the old one."""
        longest = max((channel.deadline_seconds for channel in channels.values()), default=0.0)
        if longest + _LEASE_MARGIN_SECONDS > self._options.lease_seconds:
            raise AlertsError(f"the delivery lease must outlive a sending of {longest:.0f} s by half a minute")
        self._courier = Courier(self._archive, channels, routing, self._options, self._observer)
        self._paused_until.clear()

    def wake(self) -> None:
        """Look for due deliveries now; may be called from any thread, before and after :meth:`run` too."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to wake
                self._loop.call_soon_threadsafe(self._wake.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until ``stop`` is set, then finish what is under way within the drain time."""
        self._loop = asyncio.get_running_loop()
        stopping = asyncio.create_task(self._wake_on(stop))
        try:
            while not stop.is_set():
                self._wake.clear()
                if not await self._round_or_none():
                    await self._sleep()
        finally:
            stopping.cancel()
            await self._drain()

    async def _wake_on(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    async def _sleep(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), self._options.poll_seconds)

    async def _drain(self) -> None:
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._options.drain_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _round_or_none(self) -> int:
        try:
            return await self._round()
        except ArchiveError as error:
            log.warning("outbox_waits_for_archive", error=type(error).__name__)
            return 0

    async def _round(self) -> int:
        """Claim what fits into the free slots and start sending it; gives how many."""
        now = self._options.clock()
        waiting = self._full() | {channel for channel, until in self._paused_until.items() if now < until}
        sight = await self._archive.read(_look, waiting)
        if sight.due_at is None or sight.due_at > now:
            return 0
        token = secrets.token_hex(16)
        claimed = await self._claim(token, now, waiting | sight.disabled)
        for delivery in claimed:
            self._start(delivery, token, sight.disabled)
        return len(claimed)

    def _full(self) -> frozenset[str]:
        return frozenset(channel for channel, busy in self._busy.items() if busy >= self._options.slots_per_channel)

    async def _claim(self, token: str, now: datetime, excluded: Collection[str]) -> list[Delivery]:
        slots = self._options.slots_per_channel
        free = slots - max((busy for channel, busy in self._busy.items() if channel not in excluded), default=0)
        return await self._archive.write(
            claim_deliveries,
            token,
            now,
            self._options.lease_seconds,
            limit=8 * slots,
            exclude_channels=excluded,
            limit_per_channel=free,
        )

    def _start(self, delivery: Delivery, token: str, disabled: Collection[str]) -> None:
        """Begin sending, unless an earlier claim of ours is still at it: then that one goes on with the new token."""
        under_way = delivery.id in self._tokens
        self._tokens[delivery.id] = token
        if under_way:
            return
        self._busy[delivery.channel] += 1
        task = asyncio.create_task(self._carry(self._courier, delivery, disabled))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, courier: Courier, delivery: Delivery, disabled: Collection[str]) -> None:
        try:
            result = await courier.carry(delivery, lambda: self._tokens[delivery.id], disabled)
            if pause := pause_of(result, SLOW_DELAY):
                self._paused_until[delivery.channel] = self._options.clock() + pause
        finally:
            del self._tokens[delivery.id]
            self._busy[delivery.channel] -= 1
            self._wake.set()


def _look(tx: Connection, waiting: Collection[str]) -> _Sight:
    disabled = frozenset(disabled_channels(tx))
    return _Sight(disabled, earliest_attempt(tx, exclude_channels=disabled.union(waiting)))
