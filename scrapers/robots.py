"""Robots rules: whether a host's robots.txt lets us fetch a URL (RFC 9309), with a cache that forgets.

Read afresh after a day; after ten minutes when it could not be read. Until then the rules read last stay in force, and
without any everything is allowed: a watch must not go blind because robots.txt answers 503. The delay that it asks for
is told on. Kept compressed with the verdicts on the URLs asked most often, as the parsed rules of ten thousand hosts
would fill the memory.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.fetching import FetchOutcome
from scrapers.robots_group import beginning, own_group, product_token
from scrapers.robots_verdicts import delay_of, verdict_on
from scrapers.sites import host_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from gateway.addresses import Target
    from gateway.proxies import Proxy
    from scrapers.fetching import FetchResult
    from scrapers.options import CrawlOptions

    ReadRobots = Callable[[str, "Route", float], Awaitable[FetchResult]]
    TellDelay = Callable[[str, float, float], None]

    _Place = tuple[str, Target | None]  # an origin, and the proxy through which it was asked

VERDICTS_A_HOST = 16
LONG_BYTES = (
    16_384  # a file of this size is read beside the event loop, which half a megabyte would hold up for half a second
)
_NO_WORD_OF_RULES = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED})


@dataclass(frozen=True, slots=True)
class Route:
    """How a request reaches its host: its own exception to the address policy, and its proxy."""

    exception: Target | None = None
    proxy: Proxy | None = None


@dataclass(slots=True)
class _HostRules:
    """What one origin says to us: None allows everything."""

    compressed: bytes | None
    expires: float
    delay_seconds: float = 0.0
    is_long: bool = False
    verdicts: dict[str, bool] = field(default_factory=dict)

    async def allows(self, url: str) -> bool:
        if self.compressed is None:
            return True
        verdict = self.verdicts.get(url)
        if verdict is None:
            work = partial(verdict_on, self.compressed, url)
            verdict = await asyncio.to_thread(work) if self.is_long else work()
            if len(self.verdicts) < VERDICTS_A_HOST:
                self.verdicts[url] = verdict
        return verdict


@dataclass(slots=True)
class _Reading:
    """A robots.txt that is being read, and how many wait for it."""

    task: asyncio.Task[None]
    waiting: int = 0


class RobotsRules:
    """The rules of all hosts asked lately.

    ``read`` fetches a robots.txt: it is given the URL, the route of the request and the deadline on ``clock``.
    ``tell_delay`` is told a host, the seconds it asks for between two requests, and for how many seconds that counts.
    """

    def __init__(
        self,
        options: CrawlOptions,
        read: ReadRobots,
        tell_delay: TellDelay,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._options = options
        self._read = read
        self._tell_delay = tell_delay
        self._clock = clock
        self._token = product_token(options.user_agent)
        self._hosts: OrderedDict[_Place, _HostRules] = OrderedDict()
        self._reading: dict[_Place, _Reading] = {}

    async def allows(self, url: str, route: Route, deadline: float) -> bool:
        """Whether the URL may be fetched; reads its origin's robots.txt first when it is not known or too old."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc.lower()}", route.proxy.target if route.proxy else None
        rules = self._hosts.get(place)
        if rules is None or rules.expires <= self._clock():
            await self._refresh(place, route, deadline)
            rules = self._hosts[place]
        return await rules.allows(url)

    async def _refresh(self, place: _Place, route: Route, deadline: float) -> None:
        """Read it once for all who wait; it is given up with the last of them."""
        reading = self._reading.get(place)
        if reading is None:
            reading = self._reading[place] = _Reading(asyncio.create_task(self._read_one(place, route, deadline)))
        reading.waiting += 1
        try:
            await asyncio.shield(reading.task)
        finally:
            reading.waiting -= 1
            if not reading.waiting:
                reading.task.cancel()
            if self._reading.get(place) is reading and (reading.task.done() or not reading.waiting):
                del self._reading[place]

    async def _read_one(self, place: _Place, route: Route, deadline: float) -> None:
        limit = self._clock() + self._options.robots_deadline_seconds
        result = await self._read(f"{place[0]}/robots.txt", route, min(deadline, limit))
        last = self._hosts.get(place)
        is_long = len(result.body) > LONG_BYTES
        work = partial(self._rules_from, result, last)
        self._keep(place, await asyncio.to_thread(work) if is_long else work())

    def _rules_from(self, result: FetchResult, last: _HostRules | None) -> _HostRules:
        now = self._clock()
        if result.outcome is FetchOutcome.OK:
            own = own_group(beginning(result.body, self._options.robots_limit_bytes), self._token)
            delay, until = delay_of(own), now + self._options.robots_keep_seconds
            return _HostRules(zlib.compress(own) if own else None, until, delay, len(own) > LONG_BYTES)
        if _is_absent(result):
            return _HostRules(None, now + self._options.robots_keep_seconds)
        until = now + self._options.robots_failure_seconds
        return replace(last, expires=until) if last else _HostRules(None, until)

    def _keep(self, place: _Place, rules: _HostRules) -> None:
        self._tell_delay(host_of(place[0]), rules.delay_seconds, rules.expires - self._clock())
        self._hosts[place] = rules
        self._hosts.move_to_end(place)
        if len(self._hosts) > self._options.robots_max_hosts:
            self._hosts.popitem(last=False)


def _is_absent(result: FetchResult) -> bool:
    """Whether the host says that it has no rules: any 4xx but "too many requests" (RFC 9309 section 2.3.1.3).

    407 is no word of the host's, but of the proxy on the way to it.
    """
    status = result.status
    return status is not None and status in range(400, 500) and status not in _NO_WORD_OF_RULES
