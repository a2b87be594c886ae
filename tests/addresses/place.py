"""A watch that polls one honest publisher, with a canary beside it that must never be visited."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Self

from gateway.addresses import AddressPolicy
from gateway.outbound import Outbound
from tests.addresses.canary import Canary
from tests.addresses.dials import Dialled, Dials
from tests.scrapers.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from scrapers.crawler import Crawler
    from tests.servers.http import HttpServer

PUBLISHER = "127.0.0.11"


class Place:
    """The crawler, the parser processes and the client of webhooks as the service has them.

    The canary's port is one of those that may be asked, so that nothing but the address can be refused.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = contextlib.AsyncExitStack()
        self._homes: set[Dialled] = set()

    async def __aenter__(self) -> Self:
        self.canary = await self._stack.enter_async_context(Canary())
        self.ports = frozenset({80, 443, self.canary.port})
        self.world = await self._stack.enter_async_context(World(self._folder, PUBLISHER, self.ports))
        self.outbound = Outbound(AddressPolicy(ports=self.ports))
        self._stack.enter_context(self.at_home(self.world.publisher))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @property
    def crawler(self) -> Crawler:
        """The service's crawler."""
        return self.world.tools.crawler

    @contextlib.contextmanager
    def at_home(self, server: HttpServer) -> Iterator[None]:
        """Within, this server too is one that may be dialled."""
        home = (server.address, server.port)
        self._homes.add(home)
        yield
        self._homes.discard(home)

    def listening(self) -> Dials:
        """Hears what is dialled, servers that are at home here apart."""
        return Dials(self._homes)

    @contextlib.contextmanager
    def nobody_strays(self) -> Iterator[None]:
        """What happens within dials nothing but servers that are at home here."""
        visits = self.canary.visits
        with self.listening() as dials:
            yield
        assert (dials.strayed, dials.stopped, self.canary.visits - visits) == ([], [], 0)


def on_the_wire(url: str) -> str:
    """UTF-8, as servers write it into a header."""
    return url.encode().decode("latin-1")
