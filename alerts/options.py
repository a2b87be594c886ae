"""What the outbox needs to know that is not in ``alerts.yaml``, and whom it tells about its work."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from alerts.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutboxOptions:
    """Times and bounds; clock and jitter can be replaced.

    ``slots_per_channel`` sendings of one channel go on at once, so that a hanging one starves no other. A lease
    outlives every deadline by half a minute or more; else a slow sending would be begun twice.
    """

    poll_seconds: float = 2.0
    lease_seconds: float = 120.0
    slots_per_channel: int = 8
    drain_seconds: float = 15.0
    record_pause_seconds: float = 0.5
    clock: Callable[[], datetime] = utc_now
    jitter: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class Carried:
    """A sending that ended after so many seconds, as ``sent``, ``retry`` or ``dead``; channel 0 is email.

    By then the delivery was committed, and its article's entry first seen, so long ago; None for operator notices.
    """

    channel_number: int
    outcome: str
    seconds: float
    since_commit_seconds: float | None
    since_first_seen_seconds: float | None


class Observer(Protocol):
    """Counts what the outbox does."""

    def carried(self, sending: Carried) -> None:
        """A sending ended."""


class Unobserved:
    """Counts nothing."""

    def carried(self, sending: Carried) -> None:
        """Do nothing."""
