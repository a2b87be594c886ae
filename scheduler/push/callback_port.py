"""The port that hubs call: a server of its own, behind the operator's reverse proxy, that says nothing of itself.

It knows only the last part of a path, which nobody can guess. What it is sent is not parsed here, only signed or not.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from archive.database import ArchiveError
from scheduler.push.callbacks import Outcome, Said
from scheduler.quiet_port import QuietPort
from scrapers.push.signature import HEADER
from scrapers.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from archive.nouns import Subscription
    from scheduler.metrics import Metrics
    from scheduler.push.callbacks import Callbacks

log = structlog.get_logger()

BODY_LIMIT = 10 * 1024 * 1024
SECONDS = 20.0
MOST_AT_ONCE = 8
MOST_WAITING = 56
MOST_OF_A_FEED = 16
CLOSING_SECONDS = 1.0
_RETRY_SECONDS = "30"


class CallbackPort:
    """Listens from ``open`` to ``close``; never raises for what it is sent."""

    def __init__(self, host: str, port: int, callbacks: Callbacks, metrics: Metrics) -> None:
        self._host, self._port = host, port
        self._callbacks = callbacks
        self._metrics = metrics
        self._open: QuietPort | None = None
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._turns_of_feeds = Turns()
        self._here = 0
        self._of_feeds: Counter[int] = Counter()

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self._open is not None

    async def open(self) -> None:
        """Listen; raises OSError when the port is taken."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_get("/{path:.*}", self._get, allow_head=False)
        app.router.add_post("/{path:.*}", self._post)
        port = QuietPort(
            self._host,
            self._port,
            app,
            auto_decompress=False,
            keepalive_timeout=15,
            shutdown_timeout=CLOSING_SECONDS,
        )
        await port.open()
        self._open = port
        log.info("push_port_open", port=self._port)

    async def close(self) -> None:
        """Listen no longer."""
        if self._open is not None:
            port, self._open = self._open, None
            await port.close()

    async def _get(self, request: web.Request) -> web.Response:
        return await self._answer(request, self._verified)

    async def _post(self, request: web.Request) -> web.Response:
        return await self._answer(request, self._delivered)

    async def _answer(self, request: web.Request, work: Callable[[web.Request], Awaitable[Said]]) -> web.Response:
        said = await self._bounded(request, work)
        self._metrics.push_requests.labels(said.outcome.value).inc()
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
        if said.status is HTTPStatus.SERVICE_UNAVAILABLE:
            headers["Retry-After"] = _RETRY_SECONDS
        return web.Response(status=said.status, text=said.text, headers=headers)

    async def _bounded(self, request: web.Request, work: Callable[[web.Request], Awaitable[Said]]) -> Said:
        if self._here >= MOST_AT_ONCE + MOST_WAITING:
            return Said(Outcome.CROWDED, HTTPStatus.SERVICE_UNAVAILABLE)
        self._here += 1
        try:
            async with asyncio.timeout(SECONDS):
                return await work(request)
        except TimeoutError:
            return Said(Outcome.TIMEOUT, HTTPStatus.REQUEST_TIMEOUT)
        except web.HTTPRequestEntityTooLarge:
            return Said(Outcome.TOO_BIG, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except ArchiveError as error:
            log.warning("push_not_kept", error=type(error).__name__)
            return Said(Outcome.NOT_KEPT, HTTPStatus.SERVICE_UNAVAILABLE)
        finally:
            self._here -= 1

    async def _verified(self, request: web.Request) -> Said:
        known = await self._callbacks.find(_token(request))
        if known is None:
            return Said(Outcome.UNKNOWN, HTTPStatus.NOT_FOUND)
        return await self._callbacks.verify(known, request.query)

    async def _delivered(self, request: web.Request) -> Said:
        known = await self._callbacks.find(_token(request))
        refusal = self._callbacks.refuse(known)
        if refusal is not None or known is None:
            return refusal or Said(Outcome.UNKNOWN, HTTPStatus.GONE)
        if self._of_feeds[known.feed_id] >= MOST_OF_A_FEED:
            return Said(Outcome.CROWDED, HTTPStatus.SERVICE_UNAVAILABLE)
        self._of_feeds[known.feed_id] += 1
        try:
            taken = await self._taken(request, known)
            return taken if isinstance(taken, Said) else await self._callbacks.kept(taken)
        finally:
            self._of_feeds -= Counter([known.feed_id])

    async def _taken(self, request: web.Request, known: Subscription) -> Said | asyncio.Future[bool]:
        """The body is read only for a subscription that takes it, one at a time, so that no hub keeps others out."""
        feed = str(known.feed_id)
        await self._turns_of_feeds.take(feed)
        try:
            async with self._turns:
                body = await request.read()
                content_type = request.headers.get("Content-Type")
                return await self._callbacks.deliver(known, body, content_type, request.headers.get(HEADER))
        finally:
            self._turns_of_feeds.give(feed)


def _token(request: web.Request) -> str:
    """The last part of the path: what stands before it is the reverse proxy's to choose."""
    return request.path.rstrip("/").rpartition("/")[2]
