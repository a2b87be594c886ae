"""Paces to decide from, without a history to learn them by."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapers.cadence.pace import Pace

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def even(per_day: float, at: datetime = NOON) -> Pace:
    """A feed known for very long to publish as often, at any hour; as many as usual came lately."""
    days = 1000.0
    return Pace(
        as_of=at.timestamp(),
        hours=(per_day * days / 24,) * 24,
        hours_watched=(days / 24,) * 24,
        weekdays=(per_day * days / 7,) * 7,
        weekdays_watched=(days / 7,) * 7,
        recent=per_day / 24,
        recent_at=at.timestamp(),
        together=1e6,
        expected=1e6,
    )
