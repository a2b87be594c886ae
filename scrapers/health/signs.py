"""Signs: the names for what ails a feed whose polls do not fail."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from scrapers.cadence.keeping import from_json as pace_from_json
from scrapers.health.habits import is_stale
from scrapers.health.keeping import from_json
from scrapers.health.silence import is_silent

if TYPE_CHECKING:
    from archive.nouns import Feed


class Sign(StrEnum):
    """Worst first."""

    SILENT = "silent"
    STALE = "stale"
    TOO_MANY_ITEMS = "too_many_items"
    SLOW = "slow"
    WRONG_CHARSET = "wrong_charset"


def sign_of(feed: Feed) -> tuple[Sign, str | None] | None:
    """The worst sign that a feed shows as the archive has it, with a detail if there is one."""
    health = from_json(feed.volume)
    since, until = feed.last_entry_at, feed.last_ok_at
    if since is not None and until is not None and is_silent(pace_from_json(feed.pace), health.volume, since, until):
        return Sign.SILENT, None
    if since is not None and is_stale(health.habits, since):
        return Sign.STALE, None
    if health.habits.left_out:
        return Sign.TOO_MANY_ITEMS, f"+{health.habits.left_out}"
    if health.habits.is_slow:
        return Sign.SLOW, None
    return (Sign.WRONG_CHARSET, health.habits.charset) if health.habits.charset else None
