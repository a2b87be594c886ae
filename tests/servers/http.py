"""A real HTTP server on a loopback address of its own, which behaves as well or as badly as a test asks."""

from __future__ import annotations

import asyncio
import gzip
import importlib
import sys
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import brotli

from gateway.addresses import Target
from tests.servers.listener import Listener

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable

    Behaviour = Callable[["Received", asyncio.StreamWriter], Awaitable[None]]

Headers = dict[str, str]
MEBIBYTE = 1024 * 1024
_zstd = importlib.import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came, and when, in monotonic seconds; header names in lower case."""

    method: str
    path: str
    headers: Headers
    body: bytes
    at: float = field(default_factory=time.monotonic)


def answer(status: int, headers: Headers, body: bytes = b"") -> bytes:
    """A whole answer on the wire."""
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    if not any(name.lower() in {"content-length", "transfer-encoding"} for name in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class HttpServer(Listener):
    """Listens while its block lasts; a path that nothing was said about answers 404."""

    def __init__(self, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        super().__init__(address, port, tls)
        self.requests: list[Received] = []
        self.connections = 0
        self.at_once = 0
        self.most_at_once = 0
        self._behaviours: dict[str, Behaviour] = {}

    @property
    def target(self) -> Target:
        """Its host and port, as an exception to the address policy names them."""
        return Target(self.address, self.port)

    def url(self, path: str = "/", host: str | None = None) -> str:
        """The URL of a path of it, by another of its names if one is given."""
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://{host or self.address}:{self.port}{path}"

    def asked_for(self, path: str) -> list[Received]:
        """The requests that came for a path."""
        return [request for request in self.requests if request.path == path]

    def publishes(
        self, path: str, body: bytes, content_type: str = "application/rss+xml", etag: str | None = None
    ) -> None:
        """Serve a document, and 304 to whoever has this version."""
        headers = {"Content-Type": content_type} | ({"ETag": etag} if etag else {})

        async def behave(request: Received, writer: asyncio.StreamWriter) -> None:
            if etag is not None and request.headers.get("if-none-match") == etag:
                writer.write(answer(304, {"ETag": etag}))
            else:
                writer.write(answer(200, headers, body))

        self._behaviours[path] = behave

    def answers_with(self, path: str, status: int, headers: Headers | None = None, body: bytes = b"") -> None:
        """Give this answer."""
        self.sends(path, answer(status, headers or {}, body))

    def answers_slowly(
        self, path: str, seconds: float, status: int, headers: Headers | None = None, body: bytes = b""
    ) -> None:
        """Give this answer after a while."""

        async def behave(_: Received, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(seconds)
            writer.write(answer(status, headers or {}, body))

        self._behaviours[path] = behave

    def sends(self, path: str, raw: bytes) -> None:
        """Send these bytes, whatever they are, and close."""

        async def behave(_: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(raw)
            writer.close()

        self._behaviours[path] = behave

    def sends_and_stays(self, path: str, raw: bytes) -> None:
        """Send these bytes, and wait for the next request."""

        async def behave(_: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(raw)

        self._behaviours[path] = behave

    def hangs(self, path: str) -> None:
        """Take the request and never answer."""

        async def behave(_: Received, __: asyncio.StreamWriter) -> None:
            await asyncio.Event().wait()

        self._behaviours[path] = behave

    def streams_endlessly(self, path: str, status: int = 200, filler: bytes = b"x" * 0x10000) -> None:
        """Answer as fast as it is read, for ever."""

        async def behave(_: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(answer(status, {"Content-Type": "text/xml", "Transfer-Encoding": "chunked"}))
            while True:
                writer.write(f"{len(filler):x}\r\n".encode() + filler + b"\r\n")
                await writer.drain()

        self._behaviours[path] = behave

    def repeats_endlessly(self, path: str, start: bytes, block: bytes) -> None:
        """Send these bytes, and then the block as fast as it is read, for ever."""

        async def behave(_: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(start)
            while True:
                writer.write(block)
                await writer.drain()

        self._behaviours[path] = behave

    def drips(self, path: str, seconds_a_byte: float = 1.0) -> None:
        """Answer a byte at a time, for ever."""

        async def behave(_: Received, writer: asyncio.StreamWriter) -> None:
            writer.write(answer(200, {"Content-Type": "text/xml", "Content-Length": "50000"}))
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(seconds_a_byte)

        self._behaviours[path] = behave

    def drips_its_head(self, path: str, seconds_a_byte: float = 1.0) -> None:
        """Answer a byte at a time, and never come to the end of the head."""

        async def behave(_: Received, writer: asyncio.StreamWriter) -> None:
            for byte in b"HTTP/1.1 200 OK\r\nX-Filler: " + b"x" * 100_000:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(seconds_a_byte)

        self._behaviours[path] = behave

    def redirects_to(self, path: str, location: str, status: int = 302) -> None:
        """Send whoever asks elsewhere."""
        self.answers_with(path, status, {"Location": location})

    def sends_a_bomb(self, path: str, coding: str, size: int = 64 * MEBIBYTE, status: int = 200) -> None:
        """Answer with a small body that decompresses to ``size`` zeros; codings may be stacked: ``gzip, gzip``."""
        body = bytes(size)
        for one in coding.split(","):
            body = compressed(body, one.strip())
        self.answers_with(path, status, {"Content-Type": "text/xml", "Content-Encoding": coding}, body)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request after the other."""
        self.connections += 1
        while not writer.is_closing():
            request = await _read_request(reader)
            self.requests.append(request)
            await self._behave(request, writer)
            await writer.drain()

    async def _behave(self, request: Received, writer: asyncio.StreamWriter) -> None:
        behaviour = self._behaviours.get(request.path)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if behaviour is None:
                writer.write(answer(404, {"Content-Type": "text/plain"}))
            else:
                await behaviour(request, writer)
        finally:
            self.at_once -= 1
        if request.headers.get("connection") == "close":
            writer.close()


def compressed(body: bytes, coding: str) -> bytes:
    """The body in one content coding."""
    if coding == "gzip":
        return gzip.compress(body, 9)
    if coding == "deflate":
        return zlib.compress(body, 9)
    if coding == "br":
        return bytes(brotli.compress(body, quality=5))
    return bytes(_zstd.compress(body))


async def _read_request(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, path, _ = first.split(" ", 2)
    return Received(method, path, headers, body)
