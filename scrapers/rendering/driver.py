"""The process that drives the browser: it renders page after page, as the crawler tells it by its standard input.

Out, by standard output: ``ready`` once the browser has started, ``want`` for each thing that a page asks for, and
``rendered`` or ``failed``. It ends when its input does, and the browser with it. Arguments: the browser's
path, and how much memory one process of it may take.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.rendering.confinement import confine
from scrapers.rendering.failures import RenderReason
from scrapers.rendering.frames import Frame, packed, read_frame
from scrapers.rendering.records import Document, Part

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from scrapers.rendering.records import Wanted

MOST_BYTES_IN = 16 * 1024 * 1024


class Driver:
    """Renders one page at a time, and asks the crawler for its parts meanwhile."""

    def __init__(self, reader: asyncio.StreamReader, out: int) -> None:
        self._reader = reader
        self._out = out
        self._asked: dict[int, asyncio.Future[Frame]] = {}
        self._count = 0
        self._pages: asyncio.Queue[Frame] = asyncio.Queue()

    async def run(self, browser: str, *, is_isolated: bool) -> None:
        """Start the browser and serve until the crawler has nothing more to say."""
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - once the process is confined

        from scrapers.rendering.launching import launch  # noqa: PLC0415 - the same

        async with async_playwright() as playwright:
            try:
                started = await launch(playwright, browser, Path.cwd())
            except Error:
                self._say(Frame("failed", {"reason": RenderReason.UNAVAILABLE}))
                return
            is_sandboxed = os.geteuid() != 0  # for root it must be started without, see launching
            confined = {"isolated": is_isolated, "sandboxed": is_sandboxed}
            self._say(Frame("ready", {"version": started.version, **confined}))
            serving = asyncio.create_task(self._serve(started))
            await self._listen()
            serving.cancel()
            os._exit(0)  # without waiting for a browser that may hang: it ends with us

    async def _listen(self) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                frame = await read_frame(self._reader, MOST_BYTES_IN)
                if frame.kind == "render":
                    self._pages.put_nowait(frame)
                elif (asked := self._asked.pop(frame.number("id"), None)) is not None and not asked.done():
                    asked.set_result(frame)

    async def _serve(self, browser: Browser) -> None:
        while True:
            self._say(await self._render(browser, await self._pages.get()))

    async def _render(self, browser: Browser, frame: Frame) -> Frame:
        from playwright.async_api import Error  # noqa: PLC0415 - once the process is confined

        from scrapers.rendering.session import render  # noqa: PLC0415 - the same

        document = Document(frame.text("url"), frame.text("type"), frame.body)
        try:
            seconds, most_parts = frame.number("milliseconds") / 1000, frame.number("most_parts")
            html = (await render(browser, document, self._ask, seconds, most_parts)).encode()
        except TimeoutError:
            return Frame("failed", {"reason": RenderReason.TIMEOUT})
        except Error:
            return Frame("failed", {"reason": RenderReason.CRASHED})
        if len(html) > frame.number("most_bytes"):
            return Frame("failed", {"reason": RenderReason.TOO_BIG})
        return Frame("rendered", body=html)

    async def _ask(self, wanted: Wanted) -> Part | None:
        self._count += 1
        answer = self._asked[self._count] = asyncio.get_running_loop().create_future()
        self._say(Frame("want", {"id": self._count, "url": wanted.url, "as": wanted.kind}))
        frame = await answer
        if frame.kind == "refused":
            return None
        return Part(frame.number("status"), frame.text("type"), frame.body)

    def _say(self, frame: Frame) -> None:
        rest = memoryview(packed(frame))
        while rest:
            rest = rest[os.write(self._out, rest) :]


async def _main(browser: str, out: int, *, is_isolated: bool) -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await Driver(reader, out).run(browser, is_isolated=is_isolated)


def main() -> None:
    """Confine this process, keep its voice for frames alone, and serve."""
    browser, memory_bytes = sys.argv[1:]
    is_isolated = confine(int(memory_bytes))
    out, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    asyncio.run(_main(browser, out, is_isolated=is_isolated))


if __name__ == "__main__":
    main()
