"""What must never leave the service, each under a word of its own, planted in its configuration and in the news."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from bench.harness.pieces import NAMES, Piece
from tests.journeys.secrecy.leak_search import NAME_ARABIC
from tests.journeys.world import World
from tests.servers.http import HttpServer
from tests.servers.webhook import WebhookReceiver

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.sentry import SentryIngest

NAME_LATIN = "Qanarystan"
ENTITY, RULE = "qanary-entity", "qanary-rule"
RECIPIENT, OPERATOR = "qanary-recipient@newsroom.example", "qanary-operator@newsroom.example"
TEXT, DAMAGE = "qanary-text", "qanary-damaged-row"
FILLER = f"{TEXT} {NAME_LATIN} {NAME_ARABIC}. ".encode() * 1000
# All secrets begin alike; those that go into a URL hold the signs that its reader may stumble over.
SECRET_STEM = "qanary-key"
SMTP_USER, SMTP_PASSWORD = "qanary-key-smtp-user", "qanary-key-smtp/p@ss:w?rd#%"
REDIS_PASSWORD, DATABASE_PASSWORD = "qanary-key-redis/p@ss:w?rd#%", "qanary-key-database/p@ss:w?rd#%"
HOOK, HOOK_SECRET = "qanary-key-hook", "whsec_" + base64.b64encode(b"qanary-key-signs-every-call-of-it").decode()
FEED_KEY, FEED_USER, FEED_PASSWORD = "qanary-key-feed", "qanary-key-feed-user", "qanary-key-feed/p@ss:w?rd#%"
HEARTBEAT = "qanary-key-heartbeat"


def canary_piece(piece: Piece) -> Piece:
    """The article, about the canary and full of it."""
    written = NAMES[piece.name][piece.language]
    name = NAME_ARABIC if piece.language == "ar" else NAME_LATIN
    paragraphs = tuple(f"{text.replace(written, name)} {TEXT}." for text in piece.paragraphs)
    title = f"{name}: {piece.title} {TEXT}"
    return replace(piece, key=f"{TEXT}-{piece.key}", name=ENTITY, title=title, paragraphs=paragraphs)


class CanaryWorld(World):
    """A world in which everything that is configured or published is a canary; the service reads its secrets in files.

    ``further`` are hooks beside the first, by what is wrong with them.
    """

    further: tuple[str, ...] = ()

    def __init__(self, folder: Path, sentry: SentryIngest, log_format: str, outlets: int = 3) -> None:
        super().__init__(folder, outlets=outlets)
        self.sentry = sentry
        self._seen: set[str] = set()
        self.hook = WebhookReceiver(secret=HOOK_SECRET)
        self.hooks = {fault: WebhookReceiver(secret=HOOK_SECRET) for fault in self.further}
        self.heartbeat = HttpServer("127.71.0.99")
        for outlet in self.outlets:
            outlet.feed_path += f"?key={FEED_KEY}"
        self.watchlist = json.dumps(watchlist(), ensure_ascii=False)
        self._settings = {"MARSAD_LOG_LEVEL": "debug", "MARSAD_LOG_FORMAT": log_format, "FEED_PASSWORD": FEED_PASSWORD}

    async def __aenter__(self) -> Self:
        for server in (*self.hooks.values(), self.heartbeat):
            await self._stack.enter_async_context(server)
        self.keeps_secrets(
            SENTRY_DSN=self.sentry.dsn,
            HEARTBEAT_URL=self.heartbeat.url(f"/{HEARTBEAT}"),
            SMTP_USER=SMTP_USER,
            SMTP_PASSWORD=SMTP_PASSWORD,
        )
        return await super().__aenter__()

    def keeps_secrets(self, **secrets: str) -> None:
        """Put settings into files that the service's environment names; before it is configured."""
        for name, secret in secrets.items():
            file = self._folder / f"secret-{name.lower()}"
            file.write_text(secret, encoding="utf-8")
            self._settings[f"MARSAD_{name}_FILE"] = str(file)

    @property
    def given(self) -> dict[str, str]:
        """The variables that the operator gave the service."""
        return self.service._settings

    def configure(self, *, interval_seconds: int = 1) -> None:
        """Write the configuration; the webhooks' URLs are secrets like any other."""
        super().configure(interval_seconds=interval_seconds)
        self.write("hook-url", f"{self.hook.url}?token={HOOK}")
        self.write("feed-password", FEED_PASSWORD)
        self.write("feed-proxy", f"http://{FEED_USER}:{quote(FEED_PASSWORD, safe='')}@127.71.0.98:1")
        for fault, receiver in self.hooks.items():
            self.write(f"hook-url-{fault}", f"{receiver.url}?token={HOOK}-{fault}")

    def feeds(self, interval_seconds: int = 1) -> dict[str, Any]:
        """``feeds.yaml``; feeds with keys in their URLs, passwords, cookies, a proxy; others that fail."""
        settings = super().feeds(interval_seconds)
        settings["feeds"][0]["credentials"] = {"user": FEED_USER, "password_env": "FEED_PASSWORD"}
        settings["feeds"][1]["credentials"] = {"user": FEED_USER, "password_file": "feed-password"}
        settings["feeds"][0]["cookies"] = {"session": {"file": "feed-password"}}
        settings["feeds"][1]["headers"] = {"X-Key": {"env": "FEED_PASSWORD"}}
        for feed in settings["feeds"]:
            feed["name"] = f"{TEXT} {NAME_ARABIC}"
        closed = {"url": f"http://127.71.0.98:1/{FEED_KEY}", "allow_private": True}
        unknown = {"url": f"https://{FEED_KEY}.invalid/feed"}
        behind = {
            "url": f"https://{FEED_KEY}.invalid/behind",
            "proxy": {"url_file": "feed-proxy", "allow_private": True},
        }
        settings["feeds"] += [closed, unknown, behind]
        return settings

    def alerts_settings(self) -> dict[str, Any]:
        """``alerts.yaml`` with canaries for everyone who is told."""
        settings = super().alerts_settings()
        settings["operator"]["email"] = OPERATOR
        settings["recipients"][0] |= {"id": "qanary-desk", "email": RECIPIENT}
        [hook] = settings["channels"]["webhooks"]
        others = [hook | {"id": f"qanary-hook-{fault}", "url_file": f"hook-url-{fault}"} for fault in self.hooks]
        settings["channels"]["webhooks"] += others
        return settings

    def piece(self) -> Piece:
        """An article about the canary."""
        piece = canary_piece(super().piece())
        self.newest = piece.key
        return piece

    async def brought(self) -> None:
        """Wait until the newest article has been committed."""
        statement = f"SELECT count(*) FROM articles WHERE url LIKE '%{self.newest}'"  # noqa: S608 - ours
        await self.until(lambda: self.query(statement) == [(1,)], "the newest article")

    async def says(self, *events: str, more_than: int = 0) -> None:
        """Wait until the service has logged one of these events, more often than before."""
        await self.until(lambda: self.times(*events) > more_than, f"events {events}")

    def times(self, *events: str) -> int:
        """How often the service has logged one of these events."""
        return sum(self.service.said.count(event.encode()) for event in events)

    async def records(self, *statuses: str) -> None:
        """Wait until attempts at delivery have ended in each of these ways."""
        await self.until(lambda: set(statuses) <= self._statuses(), f"deliveries {statuses}")

    def _statuses(self) -> set[str]:
        found = self.query("SELECT DISTINCT last_status FROM deliveries WHERE last_status IS NOT NULL")
        self._seen |= {status.partition(" ")[0] for (status,) in found}
        return self._seen


def watchlist() -> dict[str, Any]:
    """One watched place in two scripts, and a rule about it."""
    names = {"en": [NAME_LATIN], "ar": [NAME_ARABIC]}
    return {
        "places": [{"id": ENTITY, "name": NAME_LATIN, "names": names}],
        "rules": [{"id": RULE, "when": ENTITY}],
    }
