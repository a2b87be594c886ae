"""How far back a command goes, as its user writes it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import typer

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def age_of(text: str) -> timedelta:
    """An age like 12h, 30d or 4w."""
    match = re.fullmatch(r"(\d{1,5})([hdw])", text.strip())
    if match is None:
        raise typer.BadParameter("write a number with its unit, like 12h, 30d or 4w")
    return int(match[1]) * _UNITS[match[2]]


def moment_of(text: str, now: datetime) -> datetime:
    """The moment so long ago, or a date or time like 2026-11-20 or 2026-11-20T18:00, in UTC unless it says another."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return now - age_of(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
