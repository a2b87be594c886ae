"""A real HTTP proxy on loopback: CONNECT and absolute form, with a name server of its own that knows some names."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gateway.proxies import read_proxy_url
from tests.servers.listener import Listener

if TYPE_CHECKING:
    from gateway.addresses import Target
    from gateway.proxies import Proxy
    from tests.servers.http import HttpServer


class ProxyServer(Listener):
    """Listens while its block lasts; ``asked`` are the first lines that came, ``heads`` them with their headers.

    It answers each with its ``refusal`` if it has one, and closes.
    """

    def __init__(self, address: str = "127.0.0.21", login: str = "") -> None:
        super().__init__(address)
        self.login = login
        self.heads: list[str] = []
        self.is_silent = False
        self.refusal: bytes | None = None
        self._names: dict[str, HttpServer] = {}

    @property
    def asked(self) -> list[str]:
        """The first line of each request, without the version."""
        return [head.split("\r\n", 1)[0].removesuffix(" HTTP/1.1") for head in self.heads]

    def proxy(self, *, allow_private: bool = True, host: str | None = None) -> Proxy:
        """It as the configuration names it."""
        login = f"{self.login}@" if self.login else ""
        return read_proxy_url(f"http://{login}{host or self.address}:{self.port}", allow_private=allow_private)

    def knows(self, name: str, server: HttpServer) -> None:
        """Find this server under this ``host:port``."""
        self._names[name] = server

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, answered or passed on."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.heads.append(head)
        if self.is_silent:
            await asyncio.Event().wait()
        if self.refusal is not None:
            writer.write(self.refusal)
            return
        method, where, _ = head.split(" ", 2)
        target = self._names.get(where if method == "CONNECT" else _place(where))
        expected = read_proxy_url(f"http://{self.login}@proxy:1", allow_private=True).authorization or ""
        if self.login and f"Proxy-Authorization: {expected}\r\n" not in head:
            writer.write(b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n")
        elif target is None:
            writer.write(b"HTTP/1.1 502 Unknown\r\nContent-Length: 0\r\n\r\n")
        else:
            await self._relay(head, target.target, reader, writer)

    async def _relay(
        self, head: str, target: Target, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        onward, there = await asyncio.open_connection(target.host, target.port)
        try:
            if head.startswith("CONNECT "):
                writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
                await asyncio.gather(_copy(reader, there), _copy(onward, writer))
            else:
                there.write(_origin_form(head).encode("latin-1"))
                await _copy(onward, writer)
        finally:
            there.close()


def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or 80}"


def _origin_form(head: str) -> str:
    """What goes on to the origin: its path, and nothing that was for the proxy; one request a connection."""
    first, *lines = head.split("\r\n")
    method, url, version = first.split(" ")
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [line for line in lines if not line.lower().startswith(("proxy-", "connection:"))]
    return "\r\n".join([f"{method} {path} {version}", "Connection: close", *kept])


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while chunk := await source.read(65536):
        sink.write(chunk)
        await sink.drain()
    with contextlib.suppress(OSError):
        sink.write_eof()
