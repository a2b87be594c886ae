"""Leases: how long a hub keeps a subscription, when it is renewed, and when a hub that failed is asked again."""

from __future__ import annotations

from datetime import timedelta

ASKED_SECONDS = 10 * 86_400
ASSUMED_SECONDS = 86_400
LONGEST_SECONDS = 30 * 86_400
SHORTEST_RENEWAL = timedelta(seconds=30)
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(days=1)
AFTER_DENIAL = timedelta(days=7)
_DIGITS = 12


def lease(granted: str) -> timedelta:
    """The lease that a hub grants in ``hub.lease_seconds``, at most 30 days; a day where it says nothing usable."""
    usable = granted.isascii() and granted.isdigit() and len(granted) <= _DIGITS and int(granted) > 0
    return timedelta(seconds=min(int(granted), LONGEST_SECONDS) if usable else ASSUMED_SECONDS)


def renewal(granted: timedelta) -> timedelta:
    """When to ask for the next lease: at two thirds of this one, and no hub is asked more than twice a minute."""
    return max(granted * 2 / 3, SHORTEST_RENEWAL)


def retry(failures: int, jitter: float) -> timedelta:
    """When to ask a hub again that failed so often in a row; ``jitter`` is random in [0, 1)."""
    doubled: timedelta = min(FIRST_RETRY * (1 << min(max(failures - 1, 0), 10)), LONGEST_RETRY)
    return doubled * (0.5 + 0.5 * jitter)
