"""A circuit breaker: decides whether a call may be tried, knowing how the last ones went. No clock of its own."""

from __future__ import annotations

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 10.0


class Breaker:
    """Opens at a failure; lets one probe through after each pause of 1, 2, 4, 8, 10, 10 ... seconds."""

    def __init__(self) -> None:
        self._pause = 0.0
        self._next_probe = 0.0
        self._probing = False

    @property
    def is_closed(self) -> bool:
        """Whether the last call got through."""
        return self._pause == 0.0

    def admits(self, now: float) -> bool:
        """Whether a call may be tried at ``now`` (monotonic seconds)."""
        if self.is_closed:
            return True
        if now < self._next_probe:
            return False
        self._probing = True
        self._next_probe = now + self._pause
        return True

    def succeeded(self) -> None:
        """A call got through: everything is admitted again."""
        self._pause = 0.0
        self._probing = False

    def failed(self, now: float) -> None:
        """A call failed: a pause begins. Calls that were under way when it began do not lengthen it."""
        if not self.is_closed and not self._probing:
            return
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS) or FIRST_PAUSE_SECONDS
        self._next_probe = now + self._pause
        self._probing = False
