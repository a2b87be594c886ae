"""Every connection that this process begins, heard from the interpreter itself; none may leave the machine."""

from __future__ import annotations

import errno
import ipaddress
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

Dialled = tuple[str, int]


@dataclass
class Dials:
    """Use as ``with``: what is dialled within, ``known`` servers of the test apart.

    ``strayed`` were let through, as they lead to this machine; ``stopped`` were not, as they lead away from it.
    """

    known: set[Dialled] = field(default_factory=set)
    strayed: list[Dialled] = field(default_factory=list)
    stopped: list[Dialled] = field(default_factory=list)

    def __enter__(self) -> Self:
        _listeners.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _listeners.remove(self)

    def hear(self, address: object) -> None:
        """One dial: noted, and refused if it leads away. Twisted's ``connect_ex`` raises the same event."""
        if not isinstance(address, tuple):  # a unix socket
            return
        dialled = (str(address[0]), int(address[1]))
        if dialled in self.known:
            return
        if _stays_here(dialled[0]):
            self.strayed.append(dialled)
            return
        self.stopped.append(dialled)
        raise OSError(errno.ECONNREFUSED, "no test may connect to another machine")


def _stays_here(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:  # a name
        return False
    return address.is_loopback or address.is_unspecified


_listeners: list[Dials] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        for listener in _listeners:
            listener.hear(arguments[1])


sys.addaudithook(_listen)  # for good: no hook can be removed
