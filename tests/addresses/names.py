"""A name server of the test's own making, in the place of the machine's; literal addresses are read as ever."""

from __future__ import annotations

import itertools
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

PUBLIC = "93.184.216.34"
ALSO_PUBLIC = "2606:2800:220:1:248:1893:25c8:1946"
_ask_the_machine = socket.getaddrinfo

Info = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str | int, ...]]


def names_lead_to(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> None:
    """Each name is answered with these addresses, one answer after the other, the last one for good."""
    coming = itertools.chain(answers, itertools.repeat(answers[-1]))

    def answer(host: str, port: int, *_: object, **__: object) -> list[Info]:
        try:
            flags = socket.AI_NUMERICHOST
            found: list[Info] = _ask_the_machine(host, port, type=socket.SOCK_STREAM, flags=flags)
        except OSError:
            return [_info(address, port) for address in next(coming)]
        return found

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def _info(address: str, port: int) -> Info:
    """As a resolver answers; the canonical name is what a CNAME leads to."""
    if ":" in address:
        return socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "localhost", (address, port, 0, 0)
    return socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "localhost", (address, port)
