"""Feeds in few words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from archive.nouns import Feed, Validators

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_FEED: dict[str, Any] = {
    "language": "ar",
    "tags": (),
    "interval_min_seconds": 120,
    "interval_max_seconds": 900,
    "enabled": True,
    "status": "ok",
    "failures": 0,
    "guids_unreliable": False,
    "first_polled_at": NOON,
    "last_polled_at": NOON,
    "last_ok_at": NOON,
    "next_poll_at": None,
    "validators": Validators(),
}


def feed(number: int, host: str = "enab.example", **changes: Any) -> Feed:  # noqa: ANN401 - fields of any type
    """A feed of that number on that host; ``changes`` are fields that matter to the test."""
    fields: dict[str, Any] = {**_FEED, "id": number, "url": f"https://{host}/{number}", "name": "عنب بلدي", **changes}
    return Feed(**fields)
