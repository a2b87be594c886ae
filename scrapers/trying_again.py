"""When a page that could not be had is tried again. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from datetime import datetime

# After the first reading; whoever was late is not hurried.
WAITS = (timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12))
_LEAST = timedelta(minutes=15)
# Nothing is there to be read, we must not read it, or reading it has stopped the service.
_FINAL = frozenset(
    {
        FetchStatus.OK,
        FetchStatus.NO_LINK,
        FetchStatus.NOT_A_PAGE,
        FetchStatus.GONE,
        FetchStatus.ROBOTS_DENIED,
        FetchStatus.REFUSED_ADDRESS,
        FetchStatus.SET_ASIDE,
    }
)


def next_try(status: FetchStatus, tries: int, first_at: datetime, now: datetime) -> datetime | None:
    """When a page with this status is tried again that was tried again so often; None when it never is."""
    if status in _FINAL or tries >= len(WAITS):
        return None
    return max(first_at + WAITS[tries], now + _LEAST)
