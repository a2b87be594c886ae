"""The configuration in force: typed, exchanged file by file while the roles work, and never replaced by a bad one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from scheduler.configuration.alerts_file import load_alerts, plan_alerts_file
from scheduler.configuration.files import ALERTS, FEEDS, WATCHLIST, parse_settings
from scrapers.settings import FeedsSettings

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

    from alerts.routing import Routing
    from alerts.settings import AlertsSettings
    from scheduler.configuration.edition import Edition
    from scheduler.configuration.keeper import Apply
    from scheduler.configuration.shrinking import Counts
    from scheduler.matching import Matcher

log = structlog.get_logger()

FeedsListener = Callable[[FeedsSettings], Awaitable[None]]
AlertsListener = Callable[["AlertsInForce"], None]


@dataclass(frozen=True, slots=True)
class AlertsInForce:
    """``alerts.yaml`` as it stands, and with its secrets."""

    settings: AlertsSettings = field(repr=False)
    routing: Routing


class InForce:
    """What the roles read of the configuration, and whom each file's change is told to."""

    def __init__(self, folder: Path, secrets: Mapping[str, str], *, sends: bool) -> None:
        """``sends``: this process sends alerts, and so needs the secrets of webhooks."""
        self._folder = folder
        self._secrets = secrets
        self._sends = sends
        self._feeds = FeedsSettings()
        self._alerts: AlertsInForce | None = None
        self._feeds_listeners: list[FeedsListener] = []
        self._alerts_listeners: list[AlertsListener] = []
        self._matcher: Matcher | None = None

    @property
    def routing(self) -> Routing:
        """Who is told by which channel."""
        if self._alerts is None:
            raise RuntimeError("alerts.yaml has not been read yet")
        return self._alerts.routing

    @property
    def first_poll_alert_age(self) -> timedelta | None:
        """How old an entry of a feed's first poll may be and still alert; None: any age."""
        return self._feeds.longest_alert_age

    def on_feeds(self, listener: FeedsListener) -> None:
        """Tell ``listener`` of every feeds.yaml put in force."""
        self._feeds_listeners.append(listener)

    def on_alerts(self, listener: AlertsListener) -> None:
        """Tell ``listener`` of every alerts.yaml put in force."""
        self._alerts_listeners.append(listener)

    def match_with(self, matcher: Matcher) -> None:
        """Put watchlists in force in this matcher."""
        self._matcher = matcher

    def appliers(self) -> dict[str, Apply]:
        """How each file that this process needs is put in force; alerts.yaml first, so that notices can go out."""
        found: dict[str, Apply] = {ALERTS: self._apply_alerts}
        if self._matcher is not None:
            found[WATCHLIST] = self._matcher.replace
        if self._feeds_listeners:
            found[FEEDS] = self._apply_feeds
        return found

    async def _apply_alerts(self, edition: Edition) -> Counts:
        settings, routing = await asyncio.to_thread(self._load_alerts, edition.content)
        self._alerts = AlertsInForce(settings, routing)
        for listener in self._alerts_listeners:
            listener(self._alerts)
        webhooks = settings.channels.webhooks
        _tell_private(webhooks=sum(webhook.allow_private for webhook in webhooks))
        return {"recipients": len(settings.recipients), "webhooks": len(webhooks), "routes": len(settings.routes)}

    def _load_alerts(self, content: bytes) -> tuple[AlertsSettings, Routing]:
        if self._sends:
            return load_alerts(content, self._folder, self._secrets)
        return plan_alerts_file(content)

    async def _apply_feeds(self, edition: Edition) -> Counts:
        settings, _ = await asyncio.to_thread(parse_settings, FEEDS, edition.content, FeedsSettings)
        for listener in self._feeds_listeners:
            await listener(settings)
        self._feeds = settings
        enabled = [feed for feed in settings.feeds if feed.enabled]
        proxies = [feed.proxy for feed in enabled if feed.proxy is not None and feed.proxy.allow_private]
        _tell_private(feeds=sum(feed.allow_private for feed in enabled), proxies=len(proxies))
        return {"feeds": sum(feed.enabled for feed in settings.feeds)}


def _tell_private(**excepted: int) -> None:
    """No start and no change passes in silence over what may be on a private network."""
    if any(excepted.values()):
        log.warning("private_addresses_excepted", **excepted)
