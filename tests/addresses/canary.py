"""A listener on loopback that nobody has any business with: whoever comes got past the address policy."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

# 0.0.0.0 and [::] lead to these too.
ADDRESSES = ("127.0.0.1", "127.127.127.127", "::1")


class Canary:
    """The same port on each of the addresses, so that every spelling of loopback leads here."""

    def __init__(self) -> None:
        self.visits = 0
        self.port = 0
        self._servers: list[asyncio.Server] = []

    async def __aenter__(self) -> Self:
        for address in ADDRESSES:
            if ":" in address and not socket.has_ipv6:
                continue
            server = await asyncio.start_server(self._visit, address, self.port)
            self.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.close()
        await asyncio.sleep(0)

    async def _visit(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        with contextlib.suppress(OSError):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\ncanary")
            await writer.drain()
        writer.close()
