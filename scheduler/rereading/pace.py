"""How fast articles are read again: the news goes first, but does not hold them up for ever."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Pace:
    """Between two articles passes a pause and then, while entries are at work or wait, ``busy_seconds`` at most.

    That is well below the lease of a site: whoever rests still has it.
    """

    is_idle: Callable[[], bool]
    pause_seconds: float = 2.0
    busy_seconds: float = 20.0

    async def rest(self) -> None:
        """Wait until the next article may be read."""
        until = time.monotonic() + self.busy_seconds
        while True:
            await asyncio.sleep(self.pause_seconds)
            if self.is_idle() or time.monotonic() >= until:
                return
