"""Who in this process has a host now, and who waits for it."""

from __future__ import annotations

import asyncio
from collections import deque


class Turns:
    """One holder a host at a time; those who wait get it in the order they came."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[asyncio.Future[bool]]] = {}
        self._closed = False

    def try_take(self, host: str) -> bool:
        """Take the host if nobody has it."""
        if host in self._waiting:
            return False
        self._waiting[host] = deque()
        return True

    async def take(self, host: str) -> bool:
        """Take the host, waiting for those who came before; False when nobody may wait any longer."""
        if self.try_take(host):
            return True
        if self._closed:
            return False
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[host].append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result():
                self.give(host)
            raise

    def give(self, host: str) -> None:
        """Let the next one have it."""
        waiting = self._waiting[host]
        while waiting:
            turn = waiting.popleft()
            if not turn.done():
                turn.set_result(True)
                return
        del self._waiting[host]

    def send_away(self) -> None:
        """Tell all who wait, and whoever would, that they will not get it."""
        self._closed = True
        for waiting in self._waiting.values():
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    turn.set_result(False)
