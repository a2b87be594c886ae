"""How long a host is left in peace after each request: as configured, or longer where its robots.txt asks for more.

Kept within this process; between crawlers a host lease that was given back keeps the pause.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_DELAY_SECONDS = 30.0
_MOST_DELAYS = 20_000


class Pauses:
    """The pause between two requests to one host; ``seconds`` is that of a host which asks for none of its own."""

    def __init__(self, seconds: float = 0.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._asked: OrderedDict[str, float] = OrderedDict()
        self._delays: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def of(self, host: str) -> float:
        """The pause of this host, in seconds."""
        delay, until = self._delays.get(host, (0.0, 0.0))
        return max(self.seconds, delay) if self._clock() < until else self.seconds

    def left(self, host: str, longest: float = LONGEST_DELAY_SECONDS) -> float:
        """How many seconds, by a pause of at most ``longest`` or the configured one, the host is to be left alone."""
        asked = self._asked.get(host)
        if asked is None:
            return 0.0
        return max(0.0, asked + min(self.of(host), max(longest, self.seconds)) - self._clock())

    def asked(self, host: str) -> None:
        """A request to the host has ended now."""
        now = self._clock()
        self._asked[host] = now
        self._asked.move_to_end(host)
        self._forget(now - max(self.seconds, LONGEST_DELAY_SECONDS))

    def raise_to(self, host: str, seconds: float, keep_seconds: float) -> None:
        """The host asks for this delay, which counts up to 30 s and for so long; the longest in force counts."""
        now, delay = self._clock(), min(seconds, LONGEST_DELAY_SECONDS)
        in_force, until = self._delays.get(host, (0.0, 0.0))
        if now < until and delay < in_force:
            return
        self._delays.pop(host, None)
        if delay > 0:
            self._delays[host] = delay, now + keep_seconds
        if len(self._delays) > _MOST_DELAYS:
            self._delays.popitem(last=False)

    def _forget(self, before: float) -> None:
        while self._asked and next(iter(self._asked.values())) < before:
            self._asked.popitem(last=False)
