"""When a fetch must be over: its own time, without the pauses that politeness asks of us on the way."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# The engine's own timer ends a download at the deadline; this much later the fetch ends whatever still hangs.
GRACE_SECONDS = 1.0


class Deadline:
    """A moment in monotonic seconds, and the timeout that ends what goes on beyond it."""

    def __init__(self, at: float) -> None:
        self.at = at
        self._bound: asyncio.Timeout | None = None
        self._downloads: set[asyncio.Timeout] = set()
        self._is_final = False
        self._is_given_up = False

    def left(self) -> float:
        """The seconds until then."""
        return self.at - time.monotonic()

    def put_off(self, seconds: float) -> None:
        """Let the fetch take longer by a pause that begins now, unless it was told to hurry."""
        if not self._is_final:
            self._move(self.at + seconds)

    def hurry(self, seconds: float) -> None:
        """Let it end after so many seconds at the latest, pauses or not."""
        self._is_final = True
        self._move(min(self.at, time.monotonic() + seconds))

    @contextlib.asynccontextmanager
    async def bounding(self) -> AsyncIterator[None]:
        """Time out what happens within, a little after the deadline."""
        async with asyncio.timeout(self.left() + GRACE_SECONDS) as self._bound:
            yield

    @contextlib.asynccontextmanager
    async def downloading(self) -> AsyncIterator[None]:
        """Time out what the engine does within, in a task of its own, as soon as the fetch is given up."""
        if self._is_given_up:
            raise TimeoutError
        async with asyncio.timeout(None) as download:
            self._downloads.add(download)
            try:
                yield
            finally:
                self._downloads.discard(download)

    def give_up(self) -> None:
        """Nobody waits for the fetch any longer."""
        self._is_given_up = True
        for download in self._downloads:
            download.reschedule(0)

    def _move(self, at: float) -> None:
        if self._bound is not None:
            self._bound.reschedule((self._bound.when() or 0.0) + at - self.at)
        self.at = at
