"""A process that plays two publishers: one sends bombs, the other has news all the while.

    python -m tests.bombs.bomber CANARY_URL

Prints the ports of both; a bomb lies at the path of its name, and is made when ``/_ready/NAME`` is asked for. Ends
with its parent.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

from tests.bombs.bombs import Bomb, bombs
from tests.scrapers.documents import items, rss
from tests.servers.http import HttpServer, answer

if TYPE_CHECKING:
    from tests.servers.http import Received

READY = "/_ready"
HOSTILE, HONEST = "127.0.0.21", "127.0.0.22"


class Bomber(HttpServer):
    """Makes each bomb when it is asked for."""

    def __init__(self, address: str, by_path: dict[str, Bomb]) -> None:
        super().__init__(address)
        self._by_path = by_path

    async def _behave(self, request: Received, writer: asyncio.StreamWriter) -> None:
        bomb = self._by_path.get(request.path.removeprefix(READY))
        if bomb is not None and request.path.startswith(READY):
            await asyncio.to_thread(bomb.make)
            writer.write(answer(204, {}))
            writer.close()
        elif bomb is None:
            await super()._behave(request, writer)
        else:
            await bomb.send(writer)


class Honest(HttpServer):
    """Has news whenever it is asked."""

    async def _behave(self, request: Received, writer: asyncio.StreamWriter) -> None:
        news = rss(*items(20), title=f"مرصد الفرات {self.connections}").encode()
        self.publishes("/feed", news)
        await super()._behave(request, writer)


async def serve(canary: str) -> None:
    """Answer until the process that started this one is gone."""
    parent = os.getppid()
    by_path = {f"/{name}": bomb for name, bomb in bombs(canary).items()}
    async with Bomber(HOSTILE, by_path) as hostile, Honest(HONEST) as honest:
        sys.stdout.write(f"{hostile.port} {honest.port}\n")
        sys.stdout.flush()
        while os.getppid() == parent:  # noqa: ASYNC110 - no event tells of it
            await asyncio.sleep(0.5)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
