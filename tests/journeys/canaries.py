"""What must never leave the service, each under a word of its own, planted in its configuration and in the news."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bench.harness.pieces import NAMES, Piece
from tests.journeys.world import World
from tests.scrapers.documents import many_attributes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.sentry import SentryIngest

NAME_LATIN, NAME_ARABIC = "Qanarystan", "كنارستان"
ENTITY, RULE = "qanary-entity", "qanary-rule"
RECIPIENT, OPERATOR = "qanary-recipient@newsroom.example", "qanary-operator@newsroom.example"
SMTP_USER, SMTP_PASSWORD = "qanary-smtp-user", "qanary-smtp-password"
HOOK, FEED_KEY = "qanary-hook-token", "qanary-feed-key"
FEED_USER, FEED_PASSWORD = "qanary-feed-user", "qanary-feed-password"
TEXT = "qanary-text"
DAMAGE = "qanary-damaged-row"

# All Latin ones begin alike, in whatever case they come out.
STEMS = ("qanary", NAME_ARABIC)


def leaks(text: str) -> list[str]:
    """The lines in which a canary stands."""
    return [line[:300] for line in text.splitlines() if any(stem in line.lower() for stem in STEMS)]


def canary_piece(piece: Piece) -> Piece:
    """The article, about the canary and full of it."""
    written = NAMES[piece.name][piece.language]
    name = NAME_ARABIC if piece.language == "ar" else NAME_LATIN
    paragraphs = tuple(f"{text.replace(written, name)} {TEXT}." for text in piece.paragraphs)
    title = f"{name}: {piece.title} {TEXT}"
    return replace(piece, key=f"{TEXT}-{piece.key}", name=ENTITY, title=title, paragraphs=paragraphs)


class CanaryWorld(World):
    """A world in which everything that is configured or published is a canary."""

    def __init__(self, folder: Path, sentry: SentryIngest, log_format: str) -> None:
        self.sentry = sentry
        super().__init__(
            folder,
            outlets=3,
            settings={
                "MARSAD_SENTRY_DSN": sentry.dsn,
                "MARSAD_LOG_LEVEL": "debug",
                "MARSAD_LOG_FORMAT": log_format,
                "MARSAD_SMTP_USER": SMTP_USER,
                "MARSAD_SMTP_PASSWORD": SMTP_PASSWORD,
                "FEED_PASSWORD": FEED_PASSWORD,
            },
        )
        for outlet in self.outlets:
            outlet.feed_path += f"?key={FEED_KEY}"
        self.watchlist = json.dumps(watchlist(), ensure_ascii=False)

    def configure(self, *, interval_seconds: int = 1) -> None:
        """Write the configuration; the webhook's URL is a secret like any other."""
        super().configure(interval_seconds=interval_seconds)
        self.write("hook-url", f"{self.hook.url}?token={HOOK}")

    def feeds(self, interval_seconds: int = 1) -> dict[str, Any]:
        """``feeds.yaml``; a feed with a key in its URL and a password, others that fail."""
        settings = super().feeds(interval_seconds)
        settings["feeds"][0]["credentials"] = {"user": FEED_USER, "password_env": "FEED_PASSWORD"}
        for feed in settings["feeds"]:
            feed["name"] = f"{TEXT} {NAME_ARABIC}"
        closed = {"url": f"http://127.71.0.99:1/{FEED_KEY}", "allow_private": True}
        unknown = {"url": f"https://{FEED_KEY}.invalid/feed"}
        settings["feeds"] += [closed, unknown]
        return settings

    def alerts_settings(self) -> dict[str, Any]:
        """``alerts.yaml`` with canaries for everyone who is told."""
        settings = super().alerts_settings()
        settings["operator"]["email"] = OPERATOR
        settings["recipients"][0] |= {"id": "qanary-desk", "email": RECIPIENT}
        return settings

    def piece(self) -> Piece:
        """An article about the canary."""
        return canary_piece(super().piece())

    def misbehave(self) -> None:
        """The other outlets send bad pages and error pages, full of the canary."""
        broken, failing = self.outlets[1:]
        bad, missing = self.piece(), self.piece()
        broken.publish(bad, missing, with_page=False)
        broken.publishes(f"/{bad.key}", many_attributes().replace(b"<p ", f"<p>{TEXT}</p><p ".encode()), "text/html")
        error_page = f"<html><title>{NAME_LATIN}</title><p>{TEXT}</html>".encode()
        failing.answers_with(failing.feed_path, 503, {"Retry-After": TEXT}, error_page)


def watchlist() -> dict[str, Any]:
    """One watched place in two scripts, and a rule about it."""
    names = {"en": [NAME_LATIN], "ar": [NAME_ARABIC]}
    return {
        "places": [{"id": ENTITY, "name": NAME_LATIN, "names": names}],
        "rules": [{"id": RULE, "when": ENTITY}],
    }
