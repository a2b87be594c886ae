"""How long an answer asks us to wait, by its Retry-After header. Pure; the server chose every character of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=24)


def asked_wait(value: str | None, now: datetime) -> timedelta | None:
    """The wait that the header asks for (RFC 9110, 10.2.3: seconds or a date), at most a day.

    None when it asks for none, cannot be read or names a time that is past.
    """
    text = (value or "").strip()
    wait = _seconds(text) if text.isascii() and text.isdigit() else _until(text, now)
    if wait is None or wait <= timedelta(0):
        return None
    return min(wait, LONGEST)


def _seconds(digits: str) -> timedelta:
    return LONGEST if len(digits) > len("86400") else timedelta(seconds=int(digits))


def _until(text: str, now: datetime) -> timedelta | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
