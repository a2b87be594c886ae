"""Steps: what is to be done about a subscription now."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from archive.nouns import PushState

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Subscription

MOST_ENDINGS = 3
BETWEEN_MOVES = timedelta(minutes=1)  # two crawlers that disagree about the callback ask no hub more often
DELIVERING = frozenset({PushState.PENDING, PushState.ACTIVE, PushState.EXPIRED})


class Step(StrEnum):
    """The next thing to do."""

    WAIT = "wait"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    EXPIRE = "expire"
    END = "end"


def next_step(known: Subscription, now: datetime, *, callback: str | None) -> Step:
    """What to do; ``callback`` is where hubs are to deliver, None while push is not configured.

    A hub that does not answer the end is told it thrice.
    """
    if known.state is PushState.ENDING:
        return Step.UNSUBSCRIBE if known.failures < MOST_ENDINGS else Step.END
    if callback is None or not known.enabled:
        return _to_end(known.state)
    if known.state is PushState.ACTIVE and known.lease_until is not None and known.lease_until <= now:
        return Step.EXPIRE
    is_time = known.next_attempt_at <= now or _delivers_elsewhere(known, callback, now)
    return Step.SUBSCRIBE if known.hubs and is_time else Step.WAIT


def takes_content(known: Subscription) -> bool:
    """Whether what is delivered for it is looked at; after a lease's end too, for the signature still holds."""
    return known.state in DELIVERING and known.enabled


def has_lease(known: Subscription, now: datetime) -> bool:
    """Whether its hub delivers as far as we know."""
    return known.state is PushState.ACTIVE and known.lease_until is not None and known.lease_until > now


def _delivers_elsewhere(known: Subscription, callback: str, now: datetime) -> bool:
    """Whether its hub was told another address than the one by which hubs reach us now."""
    is_other = known.state in DELIVERING and known.callback is not None and known.callback != callback
    return is_other and now - known.state_since >= BETWEEN_MOVES


def _to_end(state: PushState) -> Step:
    if state is PushState.EXPIRED:
        return Step.END
    return Step.UNSUBSCRIBE if state in DELIVERING else Step.WAIT
