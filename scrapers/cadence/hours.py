"""Hours: where an instant, in seconds since 1970, stands in the day and the week (UTC)."""

from __future__ import annotations

DAY = 86_400.0
HOUR = 3_600.0
_THURSDAY = 3  # the first of January 1970


def hour_of(at: float) -> int:
    """The hour of the day."""
    return int(at % DAY // HOUR)


def weekday_of(at: float) -> int:
    """The day of the week, 0 for Monday."""
    return (int(at // DAY) + _THURSDAY) % 7
