"""The instant an item says it was published, or None: a date may be wrong, and never hides an item."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from time import struct_time

# The first feeds are of 1999; an earlier year is another calendar (Hijri 1446) or a default of 1970.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_CLOCK_SKEW = timedelta(minutes=10)


def read_instant(raw: str, parsed: struct_time | None) -> datetime | None:
    """The date as aware UTC; ``raw`` is what stood in the feed, ``parsed`` what the library made of it."""
    digits = raw.strip()
    if digits.isascii() and digits.isdigit():
        return _from_epoch(digits)
    if parsed is None:
        return None
    try:
        instant = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return instant if instant >= _EARLIEST else None


def believable(instant: datetime | None, now: datetime) -> datetime | None:
    """The instant, or None when it lies in the future (ten minutes of clock skew apart) or before the first feeds."""
    return instant if instant is not None and _EARLIEST <= instant <= now + _CLOCK_SKEW else None


def _from_epoch(digits: str) -> datetime | None:
    """Seconds or milliseconds since 1970, as some feeds write; feedparser reads them as a year and month."""
    if len(digits) not in (10, 13):
        return None
    return datetime.fromtimestamp(int(digits[:10]), UTC)
