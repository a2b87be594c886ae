"""Steps: what is to be done about a subscription now."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from archive.nouns import PushState

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Subscription

MOST_ENDINGS = 3
DELIVERING = frozenset({PushState.PENDING, PushState.ACTIVE, PushState.EXPIRED})


class Step(StrEnum):
    """The next thing to do."""

    WAIT = "wait"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    EXPIRE = "expire"
    END = "end"


def next_step(known: Subscription, now: datetime, *, wanted: bool) -> Step:
    """What to do; ``wanted`` is whether push is configured. A hub that does not answer the end is told it thrice."""
    if known.state is PushState.ENDING:
        return Step.UNSUBSCRIBE if known.failures < MOST_ENDINGS else Step.END
    if not (wanted and known.enabled):
        return _to_end(known.state)
    if known.state is PushState.ACTIVE and known.lease_until is not None and known.lease_until <= now:
        return Step.EXPIRE
    return Step.SUBSCRIBE if known.hubs and known.next_attempt_at <= now else Step.WAIT


def takes_content(known: Subscription) -> bool:
    """Whether what is delivered for it is looked at; after a lease's end too, for the signature still holds."""
    return known.state in DELIVERING and known.enabled


def _to_end(state: PushState) -> Step:
    if state is PushState.EXPIRED:
        return Step.END
    return Step.UNSUBSCRIBE if state in DELIVERING else Step.WAIT
