"""A Sentry ingest on loopback that keeps every envelope as it would be read there."""

from __future__ import annotations

import gzip
import importlib
import sys
import zlib
from dataclasses import dataclass, field
from typing import Self

import brotli
from aiohttp import web

PUBLIC_KEY = "d" * 32
_zstd = importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


@dataclass
class SentryIngest:
    """Use as ``async with``; ``envelopes`` holds what came, decompressed."""

    envelopes: list[str] = field(default_factory=list)
    dsn: str = ""
    _runner: web.AppRunner | None = None

    @property
    def events(self) -> list[str]:
        """The envelopes that carry an error, check-ins left out."""
        return [envelope for envelope in self.envelopes if '"type":"event"' in envelope.replace(" ", "")]

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        app = web.Application(client_max_size=2**24)
        app.router.add_post("/api/1/envelope/", self._receive)
        self._runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.dsn = f"http://{PUBLIC_KEY}@127.0.0.1:{self._runner.addresses[0][1]}/1"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop listening."""
        assert self._runner is not None
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        body = decompressed(await request.read(), request.headers.get("Content-Encoding", ""))
        self.envelopes.append(body.decode("utf-8"))
        return web.json_response({})


def decompressed(body: bytes, coding: str) -> bytes:
    """The body without its content coding; raises KeyError for one that no Sentry client uses."""
    return bytes(_CODINGS[coding](body))


_CODINGS = {
    "": bytes,
    "gzip": gzip.decompress,
    "deflate": zlib.decompress,
    "br": brotli.decompress,
    "zstd": _zstd.decompress,
}
