"""What `marsad feeds show` says of a source's push, as labelled lines; neither secret nor callback. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.push.standing import delivering
from scheduler.sources.times import at, since
from scrapers.push.trust import is_trusted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from archive.nouns import Subscription


def push_lines(known: Subscription, now: datetime) -> Iterator[tuple[str, str]]:
    """State, hub, what came, and what follows for polls."""
    yield "push", f"{known.state} since {at(known.state_since)} ({since(known.state_since, now)})"
    yield "hub", known.hub or ", ".join(known.hubs) or "none any more"
    if known.state == "active":
        yield "lease", f"until {at(known.lease_until)}"
    if known.failures:
        yield "asked", f"{known.failures} times in vain; again {at(known.next_attempt_at)}"
    if known.delivered or known.rejected or known.missed:
        yield "delivered", f"{known.delivered} times, last {at(known.delivered_at)}; {_amiss(known)}"
    if is_trusted(delivering(known), now):
        yield "so polls", "are up to six times further apart while its hub delivers"


def _amiss(known: Subscription) -> str:
    return f"{known.rejected} without the right signature, {known.missed} polls found what it had missed"
