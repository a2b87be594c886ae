"""The private port: /healthz (alive), /readyz (fit for work) and /metrics; nothing that was configured shows there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from scheduler.foundation import StartProblem
from scheduler.quiet_port import QuietPort

if TYPE_CHECKING:
    from collections.abc import Callable

    from scheduler.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the service knows of itself."""

    started: bool
    archive: bool
    redis: bool
    configuration: bool

    @property
    def status(self) -> str:
        """``ok``, ``degraded`` (works, something needs a person) or ``failing``."""
        if not (self.started and self.archive):
            return "failing"
        return "ok" if self.redis and self.configuration else "degraded"


class HealthPort:
    """Serves the vitals and metrics of one process."""

    def __init__(self, host: str, port: int, vitals: Callable[[], Vitals], metrics: Metrics) -> None:
        self._host, self._port = host, port
        self._vitals = vitals
        self._metrics = metrics
        self._open: QuietPort | None = None

    async def start(self) -> None:
        """Listen; a port of 0 means not at all. Raises StartProblem when the port is taken."""
        if not self._port:
            return
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._text)
        port = QuietPort(self._host, self._port, app)
        try:
            await port.open()
        except OSError as error:
            advice = "set MARSAD_HTTP_PORT to another, or to 0 for none"
            raise StartProblem(f"cannot listen on the private port {self._port}: {error.strerror}; {advice}") from error
        self._open = port

    async def stop(self) -> None:
        """Stop listening."""
        if self._open is not None:
            await self._open.close()

    async def _healthz(self, _request: web.Request) -> web.Response:
        vitals = self._vitals()
        return _answer(vitals, well=vitals.status != "failing")

    async def _readyz(self, _request: web.Request) -> web.Response:
        vitals = self._vitals()
        return _answer(vitals, well=vitals.status == "ok")

    async def _text(self, _request: web.Request) -> web.Response:
        return web.Response(body=self._metrics.text(), content_type="text/plain")


def _answer(vitals: Vitals, *, well: bool) -> web.Response:
    parts = {"archive": vitals.archive, "redis": vitals.redis, "configuration": vitals.configuration}
    return web.json_response({"status": vitals.status, **parts}, status=200 if well else 503)
