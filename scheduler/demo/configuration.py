"""Writes the three configuration files of a service whose feeds and sinks are all on loopback."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

RECIPIENT = "desk@newsroom.example"
OPERATOR = "operator@newsroom.example"


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """A feed on loopback and the limits of its interval."""

    url: str
    name: str
    language: str | None = None
    min_seconds: int = 1
    max_seconds: int = 1


def write_feeds(folder: Path, feeds: Sequence[PolledFeed], **service_wide: Any) -> None:  # noqa: ANN401 - as the file
    """``feeds.yaml``, in JSON, which is YAML too; each feed's own host and port are allowed to be private.

    No pause is kept between two requests, for what listens on loopback is our own.
    """
    lines = [
        {
            "url": feed.url,
            "name": feed.name,
            "interval": {"min": feed.min_seconds, "max": feed.max_seconds},
            "allow_private": True,
            **({"language": feed.language} if feed.language else {}),
        }
        for feed in feeds
    ]
    settings = {"pause": "0s", **service_wide, "feeds": lines}
    _write(folder / "feeds.yaml", json.dumps(settings, ensure_ascii=False, indent=1))


def write_alerts(
    folder: Path, webhook_url: str, webhook_secret: str, *, by_email: bool = True, flood: str | Mapping[str, int] = "on"
) -> None:
    """``alerts.yaml`` and the secret files it names: one webhook and, ``by_email``, one recipient.

    With ``flood`` off each alert is told by itself, however many come at once; a mapping sets its limits.
    """
    _write(folder / "webhook-url", webhook_url)
    _write(folder / "webhook-secret", webhook_secret)
    webhook = {
        "id": "desk-webhook",
        "url_file": str(folder / "webhook-url"),
        "secret_file": str(folder / "webhook-secret"),
        "allow_private": True,
    }
    settings: dict[str, Any] = {
        "operator": {"email": OPERATOR},
        "recipients": [{"id": "desk", "email": RECIPIENT, "timezone": "Asia/Damascus"}] if by_email else [],
        "channels": {"email": {"from": "Marsad <marsad@newsroom.example>"}, "webhooks": [webhook]},
        "flood": flood,
    }
    _write(folder / "alerts.yaml", json.dumps(settings, indent=1))


def write_watchlist(folder: Path, text: str) -> None:
    """``watchlist.yaml`` as given."""
    _write(folder / "watchlist.yaml", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
