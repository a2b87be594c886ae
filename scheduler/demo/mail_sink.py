"""A mail server that takes every message and keeps none: enough of RFC 5321 for one honest client on loopback."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MESSAGE_LIMIT = 10 * 1024 * 1024
_LINE_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as it was accepted: who it is for and its bytes."""

    recipients: tuple[str, ...]
    content: bytes


class MailSink:
    """Listens on 127.0.0.1; ``accept`` is called with each envelope just before its 250 goes out."""

    def __init__(self, accept: Callable[[Envelope], None]) -> None:
        self._accept = accept
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self, port: int = 0) -> None:
        """Listen; port 0 takes a free one, which ``port`` then tells."""
        self._server = await asyncio.start_server(self._converse, "127.0.0.1", port, limit=_LINE_LIMIT)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Take no more connections."""
        if self._server is not None:
            self._server.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ValueError):
            await _Conversation(reader, writer, self._accept).run()
        writer.close()


@dataclass(slots=True)
class _Conversation:
    """One client's connection and the transaction it is in."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    accept: Callable[[Envelope], None]
    sender: str | None = None
    recipients: list[str] = field(default_factory=list)

    async def run(self) -> None:
        await self._reply("220 newsroom.invalid ESMTP")
        while line := await self.reader.readline():
            verb, _, argument = line.decode("utf-8", "replace").strip().partition(" ")
            if verb.upper() == "QUIT":
                return await self._reply("221 goodbye")
            await self._answer(verb.upper(), argument)
        return None

    async def _answer(self, verb: str, argument: str) -> None:
        match verb:
            case "EHLO":
                await self._reply("250-newsroom.invalid", "250-8BITMIME", "250-SMTPUTF8", f"250 SIZE {_MESSAGE_LIMIT}")
            case "MAIL":
                self._reset(_path(argument))
                await self._reply("250 sender ok")
            case "RCPT" if self.sender is not None:
                self.recipients.append(_path(argument))
                await self._reply("250 recipient ok")
            case "DATA" if self.recipients:
                await self._take_message()
            case "HELO" | "RSET":
                self._reset(None)
                await self._reply("250 ok")
            case "NOOP":
                await self._reply("250 ok")
            case "RCPT" | "DATA":
                await self._reply("503 bad sequence of commands")
            case _:
                await self._reply("502 not implemented")

    async def _take_message(self) -> None:
        await self._reply("354 end with a dot on a line of its own")
        content = await self._read_message()
        if content is None:
            await self._reply("552 message too large")
        else:
            self.accept(Envelope(tuple(self.recipients), content))
            await self._reply("250 accepted")
        self._reset(None)

    async def _read_message(self) -> bytes | None:
        """The message with its dots unstuffed, or None when it is too large; raises when the client goes away."""
        lines: list[bytes] = []
        size = 0
        while (line := await self.reader.readuntil(b"\n")) not in {b".\r\n", b".\n"}:
            size += len(line)
            if size <= _MESSAGE_LIMIT:
                lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines) if size <= _MESSAGE_LIMIT else None

    async def _reply(self, *lines: str) -> None:
        self.writer.write("".join(f"{line}\r\n" for line in lines).encode())
        await self.writer.drain()

    def _reset(self, sender: str | None) -> None:
        self.sender, self.recipients = sender, []


def _path(argument: str) -> str:
    """The address of ``FROM:<address> PARAMETERS`` or ``TO:<address>``."""
    return argument.partition(":")[2].strip().partition(" ")[0].strip("<>")
