"""A port that says nothing of us, whatever it is sent: no versions, no echo, no more than a log line a minute.

aiohttp answers what it cannot read with its version and logs a traceback each time, past all handlers and signals.
"""

from __future__ import annotations

import asyncio
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import web

from scheduler.sentry import report

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger()

BETWEEN_LINES_SECONDS = 60.0


class QuietPort:
    """Serves an application from ``open`` to ``close``; ``options`` are those of aiohttp's runner."""

    def __init__(self, host: str, port: int, app: web.Application, **options: Any) -> None:  # noqa: ANN401 - passed on
        app.on_response_prepare.append(_say_nothing_of_us)
        self._host, self._port = host, port
        self._runner = web.AppRunner(app, access_log=None, **options)
        self._options = {"access_log": None, **options}
        self._options.pop("shutdown_timeout", None)
        self._grumble = _Grumble(port)
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen; raises OSError when the port is taken."""
        await self._runner.setup()
        try:
            self._server = await asyncio.get_running_loop().create_server(self._protocol, self._host, self._port)
        except OSError:
            await self._runner.cleanup()
            raise

    async def close(self) -> None:
        """Listen no longer."""
        if self._server is not None:
            self._server.close()
            self._server = None
            await self._runner.cleanup()

    def _protocol(self) -> web.RequestHandler:
        if self._runner.server is None:
            raise RuntimeError("the port is closed")
        return _QuietProtocol(self._runner.server, self._grumble, self._options)


class _QuietProtocol(web.RequestHandler):
    """One connection: what cannot be read, or fails, is answered with a bare status."""

    def __init__(self, manager: web.Server, grumble: _Grumble, options: dict[str, Any]) -> None:
        super().__init__(manager, loop=asyncio.get_running_loop(), **options)
        self._grumble = grumble

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - says how the parser understood it
    ) -> web.StreamResponse:
        """Answer what could not be read (400) or what nobody foresaw (500), and close the connection."""
        if isinstance(exc, web.RequestPayloadError):
            status = HTTPStatus.BAD_REQUEST
        self._grumble.at(exc, is_ours=status >= HTTPStatus.INTERNAL_SERVER_ERROR)
        if request.writer.output_size > 0:
            raise ConnectionError("an answer was begun")
        response = _BareResponse(status=status)
        response.force_close()
        return response

    def log_exception(self, *_args: Any, exc_info: BaseException | None = None, **_more: Any) -> None:  # noqa: ANN401 - a logger's
        """What breaks a connection is told as briefly."""
        self._grumble.at(exc_info, is_ours=True)


class _BareResponse(web.Response):
    """Signals are not asked for an answer to what could not be read."""

    async def _prepare_headers(self) -> None:
        await super()._prepare_headers()
        await _say_nothing_of_us(None, self)


class _Grumble:
    """Tells of a port's failed requests once a minute each: of those refused, and of those that show a fault here."""

    def __init__(self, port: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._port = port
        self._clock = clock
        self._silent_until = {True: 0.0, False: 0.0}
        self._untold = {True: 0, False: 0}

    def at(self, error: BaseException | None, *, is_ours: bool) -> None:
        """A request has failed by this."""
        self._untold[is_ours] += 1
        if self._clock() < self._silent_until[is_ours]:
            return
        self._silent_until[is_ours] = self._clock() + BETWEEN_LINES_SECONDS
        requests, self._untold[is_ours] = self._untold[is_ours], 0
        if is_ours:
            log.error("port_failed", port=self._port, requests=requests, exc_info=error)
            if isinstance(error, Exception):
                report(error)
        else:
            log.info("port_request_refused", port=self._port, requests=requests, error=type(error).__name__)


async def _say_nothing_of_us(_request: web.Request | None, response: web.StreamResponse) -> None:
    response.headers.pop("Server", None)
