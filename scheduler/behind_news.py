"""Requests that can wait give way to the news of their host."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class BehindNews:
    """Rests until no entries of the host wait for their first reading, or so long, and then for the host's pause."""

    def __init__(
        self,
        rest: Callable[[str], Awaitable[None]],
        has_news: Callable[[str], bool],
        longest_seconds: float = 20.0,
        step_seconds: float = 0.5,
    ) -> None:
        self._rest = rest
        self._has_news = has_news
        self._longest_seconds = longest_seconds
        self._step_seconds = step_seconds

    async def __call__(self, host: str) -> None:
        """Return when it is time for a request that can wait."""
        until = time.monotonic() + self._longest_seconds
        while True:
            if not self._has_news(host) or time.monotonic() >= until:
                break
            await asyncio.sleep(self._step_seconds)
        await self._rest(host)
