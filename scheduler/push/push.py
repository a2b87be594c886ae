"""Push, put together: what polls tell it, what hubs send it, and what it asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from archive import subscriptions
from archive.database import ArchiveError
from gateway.addresses import DEFAULT_PORTS, AddressPolicy
from gateway.outbound import Outbound
from scheduler.identity import user_agent
from scheduler.push.arrivals import Arrivals
from scheduler.push.callback_port import CallbackPort
from scheduler.push.callbacks import Callbacks, hub_host
from scheduler.push.keeping import Keeping

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from datetime import datetime
    from typing import Any

    from archive.nouns import Entry, Subscription
    from scheduler.environment import Environment
    from scheduler.jobs import Jobs
    from scheduler.metrics import Metrics
    from scheduler.push.standing import Standing
    from scrapers.settings import FeedsSettings
    from scrapers.tools import ScrapingTools

log = structlog.get_logger()

KEEP_SECONDS = 5.0


class Push:
    """Idle, but for noting what feeds offer, until feeds.yaml names a public callback."""

    def __init__(
        self,
        *,
        environment: Environment,
        tools: ScrapingTools,
        standing: Standing,
        begin: Callable[[tuple[Entry, ...]], None],
        poll: Callable[[list[int]], Coroutine[Any, Any, None]],
        due: Callable[[int, datetime], None],
        tell: Callable[[str, int], Awaitable[None]],
        metrics: Metrics,
        clock: Callable[[], datetime],
    ) -> None:
        """``poll`` polls feeds at once, ``due`` has one polled then, ``tell`` names a hub that stopped delivering."""
        self._environment = environment
        self._archive = tools.archive
        self._due = due
        self._tell = tell
        self._clock = clock
        self._is_taken = False
        self._is_idle = False
        self._standing = standing
        self._arrivals = Arrivals(
            tools=tools,
            standing=standing,
            begin=begin,
            poll=poll,
            due=due,
            metrics=metrics,
            clock=clock,
        )
        callbacks = Callbacks(tools.archive, self._arrivals.take, self._stopped, clock)
        self._port = CallbackPort(environment.push_host, environment.push_port, callbacks, metrics)
        self._keeping = Keeping(tools.archive, tools.access, self._stopped, clock)

    def configure(self, settings: FeedsSettings) -> None:
        """Subscribe with the callback of this feeds.yaml, or end what there is when it has none."""
        ports = frozenset({*DEFAULT_PORTS.values(), *settings.ports})
        self._keeping.outbound = Outbound(AddressPolicy(ports=ports), user_agent=user_agent(self._environment.contact))
        self._keeping.callback = settings.websub.callback if settings.websub is not None else None

    def schedule(self, jobs: Jobs) -> None:
        """Hand the work to the clock."""
        jobs.every(KEEP_SECONDS, "push", self.run, at_once=True)

    async def run(self) -> None:
        """One pass over everything that is due."""
        wanted = self._keeping.callback is not None
        if self._is_idle and not wanted:
            return
        try:
            await self._standing.refresh(wanted=wanted)
            if await self._listen(wanted=wanted):
                await self._arrivals.recover()
                await self._keeping.run()
        except ArchiveError as error:
            log.warning("push_put_off", error=type(error).__name__)

    async def stop(self, timeout_seconds: float) -> None:
        """Take nothing more, and read what was taken."""
        await self._port.close()
        await self._arrivals.stop(timeout_seconds)

    async def _listen(self, *, wanted: bool) -> bool:
        """Listen while a hub may have something to say; whether there is anything to do at all."""
        live = await self._archive.read(subscriptions.live_count)
        if not (wanted or live):
            await self._port.close()
            self._is_idle = True
            return False
        self._is_idle = False
        if self._port.is_open:
            return True
        try:
            await self._port.open()
        except OSError as error:
            self._say_taken(error)
            return False
        self._is_taken = False
        return True

    def _say_taken(self, error: OSError) -> None:
        """Once, however often it is tried."""
        if not self._is_taken:
            log.warning("push_port_taken", port=self._environment.push_port, reason=error.strerror)
        self._is_taken = True

    async def _stopped(self, over: list[Subscription]) -> None:
        """Poll at once what push no longer brings, and say which hub it was."""
        for known in over:
            self._due(known.feed_id, self._clock())
        hosts = [hub_host(known) for known in over]
        for host in dict.fromkeys(hosts):
            await self._tell(host, hosts.count(host))
