"""The world of a journey: outlets, a mail server, a webhook receiver, and the real service between them."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from contextlib import AsyncExitStack, closing
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import urlsplit

from bench.harness.pieces import Piece, piece
from bench.harness.rig import watchlist_text
from scheduler.demo.arrivals import Arrival, from_mail
from scheduler.demo.mail_sink import Envelope
from scheduler.demo.names import ids_of_names
from tests.journeys.outlet import Outlet
from tests.journeys.running import RunningService
from tests.servers.mail import MailServer
from tests.servers.webhook import WebhookReceiver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import TracebackType

OPERATOR = "operator@newsroom.example"
DESK = "desk@newsroom.example"
# A poll whose handing out Redis never confirmed comes again when its lease of a minute ends.
PATIENCE_SECONDS = 200.0
CHANNELS = ("email", "webhook")


class Alert(NamedTuple):
    """An alert as it arrived: by which channel, about the article at which path, for which watched name."""

    channel: str
    path: str
    name: str


class World:
    """Use as ``async with``; the service is configured when it opens, and started by the test."""

    def __init__(self, folder: Path, outlets: int = 1, settings: dict[str, str] | None = None) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._settings = settings or {}
        self._stack = AsyncExitStack()
        self._published = 0
        self.outlets = [Outlet(f"127.71.0.{number + 1}") for number in range(outlets)]
        self.mail = MailServer()
        self.hook = WebhookReceiver()
        self.watchlist = watchlist_text()
        self.flood: str | dict[str, int] = "off"  # each alert is counted by itself

    async def __aenter__(self) -> Self:
        for outlet in self.outlets:
            await self._stack.enter_async_context(outlet)
            outlet.opens()
        await self._stack.enter_async_context(self.mail)
        await self._stack.enter_async_context(self.hook)
        self.service = RunningService(self._folder, self._mail_settings() | self._settings)
        self._stack.push_async_callback(self.service.leave)
        self.configure()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @property
    def outlet(self) -> Outlet:
        """The first outlet."""
        return self.outlets[0]

    def configure(self, *, interval_seconds: int = 1) -> None:
        """Write the three configuration files."""
        self.service.config.mkdir(parents=True, exist_ok=True)
        self.write("hook-url", self.hook.url)
        self.write("hook-secret", self.hook.secret)
        self.write("feeds.yaml", json.dumps(self.feeds(interval_seconds)))
        self.write("watchlist.yaml", self.watchlist)
        self.write("alerts.yaml", json.dumps(self.alerts_settings()))

    def feeds(self, interval_seconds: int = 1) -> dict[str, Any]:
        """``feeds.yaml`` with every outlet."""
        interval = {"min": interval_seconds, "max": interval_seconds}
        feeds = [{"url": outlet.feed_url, "allow_private": True} for outlet in self.outlets]
        return {"first_poll_alert_age": "all", "interval": interval, "pause": "0s", "feeds": feeds}

    def alerts_settings(self) -> dict[str, Any]:
        """``alerts.yaml``: one recipient, one webhook; the operator reads mail and, when it fails, the webhook."""
        hook = {"id": "hook", "url_file": "hook-url", "secret_file": "hook-secret", "allow_private": True}
        return {
            "operator": {"email": OPERATOR, "webhook": "hook"},
            "recipients": [{"id": "desk", "email": DESK, "language": "ar", "timezone": "Asia/Damascus"}],
            "channels": {"email": {"from": "Marsad <marsad@newsroom.example>"}, "webhooks": [hook]},
            "flood": self.flood,
        }

    def write(self, file: str, text: str) -> None:
        """Write a file of the configuration folder."""
        (self.service.config / file).write_text(text, encoding="utf-8")

    def piece(self) -> Piece:
        """An article that nobody has published yet; Arabic and English take turns."""
        self._published += 1
        return piece(self._published)

    def publish(self, count: int = 1, outlet: Outlet | None = None) -> list[Piece]:
        """Let an outlet publish new articles."""
        pieces = [self.piece() for _ in range(count)]
        (outlet or self.outlet).publish(*pieces)
        return pieces

    def alerts(self) -> list[Alert]:
        """The alerts accepted so far by both channels; one that was sent twice is there twice."""
        return [alert for alert, _ in self.accepted()]

    def accepted(self) -> list[tuple[Alert, str]]:
        """The same, each with the id by which its receiver knows it."""
        return [*self._mailed(), *self._called()]

    def notices(self) -> str:
        """What the operator has been told so far, by either channel."""
        mails = [mail.part("plain") for mail in self.mail.mails if mail.recipients == [OPERATOR]]
        calls = [call.body.decode() for call in self.hook.calls if b'"alert.' not in call.body]
        return "\n".join([*mails, *calls])

    async def alerted(self, pieces: Iterable[Piece], channels: Iterable[str] = CHANNELS) -> None:
        """Wait until each article has been alerted by each channel; fails when that takes too long."""
        wanted = {Alert(channel, f"/{one.key}", one.name) for one in pieces for channel in channels}
        await self.until(lambda: not wanted - set(self.alerts()), f"alerts {wanted}")

    async def told(self, *words: str) -> None:
        """Wait until the operator has read these words."""
        await self.until(lambda: all(word in self.notices() for word in words), f"notice {words}")

    async def polled(self, outlet: Outlet, times: int = 1) -> None:
        """Wait until an outlet's feed has been asked for so many more times."""
        wanted = outlet.polls + times
        await self.until(lambda: outlet.polls >= wanted, "polls")

    async def until(self, fulfilled: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait for something; fails with the service's last words."""
        end = time.monotonic() + seconds
        while not fulfilled():
            assert time.monotonic() < end, f"waited in vain for {what}\n{self.last_words()}"
            await asyncio.sleep(0.05)

    def last_words(self) -> str:
        """The end of what the service said."""
        return self.service.last_words()

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Read the archive's file."""
        with closing(sqlite3.connect(f"file:{self.service.archive}?mode=ro", uri=True)) as connection:
            return connection.execute(statement).fetchall()

    def _mailed(self) -> list[tuple[Alert, str]]:
        ids = ids_of_names(self.watchlist)
        found = [from_mail(Envelope(tuple(mail.recipients), mail.content), ids) for mail in self.mail.mails]
        mailed = [one for one in found if isinstance(one, Arrival)]
        return [(Alert("email", urlsplit(one.url).path, one.name), one.message_id) for one in mailed]

    def _called(self) -> list[tuple[Alert, str]]:
        return [
            (_in_call(call.event["data"]), call.id)
            for call in self.hook.calls
            if call.event["type"].startswith("alert.")
        ]

    def _mail_settings(self) -> dict[str, str]:
        trusted = self._folder / "trusted.pem"
        trusted.write_bytes(self.mail._authority.cert_pem.bytes())
        return {
            "MARSAD_SMTP_HOST": self.mail.host,
            "MARSAD_SMTP_PORT": str(self.mail.port),
            "SSL_CERT_FILE": str(trusted),
        }


def _in_call(alert: dict[str, Any]) -> Alert:
    return Alert("webhook", urlsplit(alert["article"]["url"]).path, alert["rule"].removeprefix("name:"))
