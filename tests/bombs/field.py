"""A watch that polls a publisher of bombs and, beside it, an honest one; measured while it does."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from gateway.addresses import Target
from scrapers.conditional import NONE
from scrapers.options import CrawlOptions
from scrapers.parsing.options import ParserOptions
from scrapers.poll import poll_feed
from scrapers.read_article import read_article
from tests.addresses.canary import Canary
from tests.bombs.bomber import HONEST, HOSTILE, READY
from tests.bombs.bombs import bombs
from tests.bombs.memory import Watched
from tests.scrapers.entry_of import link_to
from tests.scrapers.world import Access, World
from tests.servers.http import MEBIBYTE

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from archive.nouns import Feed
    from scrapers.tools import ScrapingTools

HONEST_INTERVAL_SECONDS = 0.5


class AsInProduction(World):
    """With the limits that the service has unless it is told otherwise."""

    crawling = CrawlOptions()
    parsing = ParserOptions()


@dataclass(frozen=True)
class Report:
    """How a bomb went: ``slowest_seconds`` is the honest publisher's longest poll meanwhile."""

    status: str
    seconds: float
    peak_bytes: int
    honest_polls: int
    slowest_seconds: float

    def line(self, name: str) -> str:
        """For the table that ``make test-bombs`` prints."""
        took = f"{self.seconds:5.1f} s {self.peak_bytes / MEBIBYTE:5.0f} MiB"
        return f"{name:22} {self.status:17} {took}; {self.honest_polls} honest polls, {self.slowest_seconds:.2f} s\n"


class Field:
    """Use as ``async with``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        self.canary = await self._stack.enter_async_context(Canary())
        url = f"http://127.0.0.1:{self.canary.port}/canary"
        self._bombs = bombs(url)
        self._bomber = _start(url)
        self._stack.callback(self._end)
        assert self._bomber.stdout is not None
        ports = (await asyncio.to_thread(self._bomber.stdout.readline)).split()
        self.hostile, self.honest = Target(HOSTILE, int(ports[0])), Target(HONEST, int(ports[1]))
        self.world = await self._stack.enter_async_context(AsInProduction(self._folder))
        self.world.tools.crawler.replace_exceptions(frozenset({self.hostile, self.honest}))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def goes_off(self, name: str) -> Report:
        """The bomb of that name is polled, or read as the page of an item, beside honest polls."""
        await self._is_ready(name)
        took = [await self._polls_honest()]
        with Watched() as watched:
            stop = asyncio.Event()
            polling = asyncio.create_task(self._keeps_polling(took, stop))
            began = time.monotonic()
            status = await (self._reads(name) if self._bombs[name].is_page else self._polls(self.hostile, f"/{name}"))
            seconds = time.monotonic() - began
            stop.set()
            await polling
            took.append(await self._polls_honest())
        return Report(status, seconds, watched.peak_bytes, len(took), max(took))

    async def _keeps_polling(self, took: list[float], stop: asyncio.Event) -> None:
        while not stop.is_set():
            took.append(await self._polls_honest())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), HONEST_INTERVAL_SECONDS)

    async def _polls_honest(self) -> float:
        """The seconds it takes; the honest publisher's feed has always changed."""
        began = time.monotonic()
        assert await self._polls(self.honest, "/feed") == "ok"
        return time.monotonic() - began

    async def _polls(self, target: Target, path: str) -> str:
        feed = await self._feed(target, path)
        return (await poll_feed(feed, self._tools(target), self.world.now)).status.value

    async def _reads(self, name: str) -> str:
        feed = await self._feed(self.hostile, "/feed")
        tools, now = self._tools(self.hostile), self.world.now
        entry = link_to(f"http://{HOSTILE}:{self.hostile.port}/{name}", now)
        return (await read_article(entry, feed, tools, now, hold=contextlib.nullcontext())).draft.page_status

    def _tools(self, target: Target) -> ScrapingTools:
        """Each of the two publishers is excepted for its own feed."""
        return replace(self.world.tools, access=Access(target))

    async def _feed(self, target: Target, path: str) -> Feed:
        return replace(await self.world.feed(), url=f"http://{target.host}:{target.port}{path}", validators=NONE)

    async def _is_ready(self, name: str) -> None:
        reader, writer = await asyncio.open_connection(self.hostile.host, self.hostile.port)
        writer.write(f"GET {READY}/{name} HTTP/1.1\r\nConnection: close\r\n\r\n".encode())
        assert b"204" in await reader.read()
        writer.close()

    def _end(self) -> None:
        self._bomber.kill()
        self._bomber.communicate()


def _start(canary: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "tests.bombs.bomber", canary], stdout=subprocess.PIPE, text=True)
