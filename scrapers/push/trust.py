"""Trust: a feed is polled less often while its hub delivers, and as before once a poll finds what push missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

STRETCH = 6
LONGEST = timedelta(hours=2)
GRACE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Delivering:
    """What a feed's push has shown so far, whatever its state."""

    active: bool
    lease_until: datetime | None
    delivered_at: datetime | None
    missed_at: datetime | None


def is_trusted(push: Delivering, now: datetime) -> bool:
    """Whether push may stand in for polls: the lease holds, and it has delivered since it last missed something."""
    if not push.active or push.lease_until is None or push.lease_until <= now or push.delivered_at is None:
        return False
    return push.missed_at is None or push.missed_at < push.delivered_at


def stretched(now: datetime, due: datetime, lease_until: datetime) -> datetime:
    """The next poll of a feed whose push is trusted: later, at most two hours off, and never past its lease."""
    return max(due, min(now + longest_stretch(due - now), lease_until))


def longest_stretch(wait: timedelta) -> timedelta:
    """How long a feed is left alone whose push is trusted, where it else were for this time."""
    return max(wait, min(wait * STRETCH, LONGEST))


def is_missed(published: Iterable[datetime | None], now: datetime) -> bool:
    """Whether push should have brought one of these entries that a poll found: it is past the grace, or has no date."""
    return any(one is None or one <= now - GRACE for one in published)
