"""What is said with the browser about one page: it asks for parts, which are fetched side by side."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from scrapers.rendering.failures import RenderFailed, RenderReason
from scrapers.rendering.frames import Frame, FrameBroken
from scrapers.rendering.records import Wanted

if TYPE_CHECKING:
    from scrapers.rendering.options import RenderOptions
    from scrapers.rendering.parts import Parts
    from scrapers.rendering.process import BrowserProcess
    from scrapers.rendering.records import Document, Part


class Conversation:
    """One page's."""

    def __init__(self, browser: BrowserProcess, parts: Parts) -> None:
        self._browser = browser
        self._parts = parts
        self._telling = asyncio.Lock()

    async def render(self, document: Document, options: RenderOptions) -> bytes:
        """The page's HTML; raises RenderFailed and FrameBroken."""
        values = {"url": document.url, "type": document.content_type}
        limits = {"milliseconds": int(options.seconds * 1000), "most_bytes": options.page_bytes}
        limits |= {"most_parts": options.most_parts}
        await self._tell(Frame("render", values | limits, document.body))
        fetching: set[asyncio.Task[None]] = set()
        try:
            while (frame := await self._browser.hear()).kind == "want":
                if len(fetching) >= options.most_parts:
                    raise FrameBroken("it asks for more than it was told that it may")
                fetching.add(asyncio.create_task(self._fetch(frame)))
        finally:
            for task in fetching:
                task.cancel()
            await asyncio.gather(*fetching, return_exceptions=True)
        if frame.kind != "rendered":
            raise RenderFailed(_reason(frame))
        return frame.body

    async def _fetch(self, frame: Frame) -> None:
        part = await self._parts.get(Wanted(frame.text("url"), frame.text("as")))
        with contextlib.suppress(RenderFailed):
            await self._tell(_answer(frame.number("id"), part))

    async def _tell(self, frame: Frame) -> None:
        async with self._telling:
            await self._browser.tell(frame)


def _answer(number: int, part: Part | None) -> Frame:
    if part is None:
        return Frame("refused", {"id": number})
    return Frame("part", {"id": number, "status": part.status, "type": part.content_type}, part.body)


def _reason(frame: Frame) -> RenderReason:
    try:
        return RenderReason(frame.text("reason"))
    except ValueError:
        raise FrameBroken("no such reason") from None
