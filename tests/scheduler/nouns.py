"""Feeds and routings in few words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from alerts.resolving import resolve_routing
from alerts.settings import AlertsSettings
from archive.nouns import Feed, Validators

if TYPE_CHECKING:
    from alerts.routing import Routing

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


def routing_in(language: str) -> Routing:
    """An operator who reads this language."""
    operator = {"email": "operator@desk.example", "language": language}
    return resolve_routing(AlertsSettings.model_validate({"operator": operator}), {}, str)
