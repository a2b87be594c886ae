"""Hints: what a server's answer and its document ask about the time of the next poll, as far as that is sensible."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.cadence.hours import DAY
from scrapers.cadence.rates import per_day

if TYPE_CHECKING:
    from scrapers.cadence.pace import Pace

LONGEST_RETRY_AFTER_SECONDS = DAY
LONGEST_MAX_AGE_SECONDS = 900.0
LONGEST_UNDOUBTED_PERIOD_SECONDS = 3_600.0
_WAITING_STATUSES = frozenset({429, 503})
_PERIODS = {"hourly": 3_600.0, "daily": DAY, "weekly": 7 * DAY, "monthly": 30 * DAY, "yearly": 365 * DAY}
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hints:
    """What was asked for, in seconds: the answer's status and headers, and the document's own period."""

    status: int | None = None
    retry_after_seconds: float | None = None
    max_age_seconds: float | None = None
    period_seconds: float | None = None


NO_HINTS = Hints()


def asked_pause(hints: Hints) -> float:
    """Seconds that must pass whatever the feed's limits: Retry-After of a 429 or 503, at most a day."""
    if hints.status not in _WAITING_STATUSES:
        return 0.0
    return min(max(hints.retry_after_seconds or 0.0, 0.0), LONGEST_RETRY_AFTER_SECONDS)


def useful_wait(hints: Hints, pace: Pace, now: float) -> float:
    """Seconds within which asking again is said to be useless: a cache's age up to 15 minutes, a plausible period."""
    cached = min(max(hints.max_age_seconds or 0.0, 0.0), LONGEST_MAX_AGE_SECONDS)
    period = hints.period_seconds or 0.0
    return max(cached, period if _plausible(period, pace, now) else 0.0)


def max_age(cache_control: str | None, age: str | None = None) -> float | None:
    """The seconds that an answer stays fresh by its Cache-Control and Age headers (RFC 9111); None: not told."""
    found = _MAX_AGE.search(cache_control or "")
    if found is None:
        return None
    spent = _NUMBER.fullmatch(age or "")
    return max(0.0, float(found[1]) - (float(spent[1]) if spent else 0.0))


def period_of(ttl: str | None, update_period: str | None = None, update_frequency: str | None = None) -> float | None:
    """The seconds between changes by RSS ``ttl`` (minutes) or the Syndication module; None: not told."""
    minutes = _NUMBER.fullmatch(ttl or "")
    if minutes and int(minutes[1]):
        return int(minutes[1]) * 60.0
    period = _PERIODS.get((update_period or "").strip().lower())
    times = _NUMBER.fullmatch(update_frequency or "1")
    return period / max(int(times[1]), 1) if period and times else None


def _plausible(period: float, pace: Pace, now: float) -> bool:
    """Whether a document's period is short, or at least no news is to be expected within it."""
    return period <= LONGEST_UNDOUBTED_PERIOD_SECONDS or per_day(pace, now) * period / DAY < 1
