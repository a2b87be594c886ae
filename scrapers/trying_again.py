"""When a page is asked for once more: one that could not be had, and one that may have been edited. Pure."""

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
# A page that is not there any more is no edit, and will hardly come back.
_NO_LOOK = _FINAL - {FetchStatus.OK} | {FetchStatus.NOT_FOUND, FetchStatus.SOFT_404}


def next_try(status: FetchStatus, tries: int, first_at: datetime, now: datetime) -> datetime | None:
    """When a page with this status is tried again that was tried again so often; None when it never is."""
    if status in _FINAL or tries >= len(WAITS):
        return None
    return max(first_at + WAITS[tries], now + _LEAST)


def next_look(status: FetchStatus, first_at: datetime, now: datetime) -> datetime | None:
    """When a page that was read at ``first_at``, and has this status now, is looked at for edits; None when not again.

    A look that could not be made in its time is not made up for.
    """
    if status in _NO_LOOK:
        return None
    at = next((first_at + wait for wait in WAITS if first_at + wait > now), None)
    return at and max(at, now + _LEAST)
