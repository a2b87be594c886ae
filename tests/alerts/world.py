"""A newsroom in small: an archive on SQLite, a clock that is set by hand, and articles that alert."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alerts.channels.email import EmailChannel, SmtpOptions, Tls
from alerts.channels.webhook import WebhookChannel
from alerts.news import News
from alerts.options import OutboxOptions
from alerts.outbox import Outbox
from alerts.policy import plan_alerts
from alerts.routing import Recipient, Routing, Webhook
from archive.channels import disabled_channels
from archive.commits import commit_article
from archive.deliveries import list_deliveries
from archive.entries import claim_entries
from archive.feeds import sync_feeds
from archive.notices import get_notice
from archive.nouns import ArticleDraft, BodySource, DeliveryState, FeedSpec, Mention, NewEntry, PollRecord
from archive.remembering import remember
from gateway.addresses import Target
from watchlist.mentions import HeldRule

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from alerts.options import Observer
    from alerts.sending import Channel
    from archive.database import Archive
    from archive.nouns import Committed, Delivery, Entry, Notice
    from gateway.outbound import Outbound
    from tests.servers.mail import MailServer
    from tests.servers.webhook import WebhookReceiver

WEBHOOK_FOLDER = Path(__file__).parents[2] / "alerts" / "channels" / "webhook"
START = datetime(2026, 11, 22, 15, 5, tzinfo=UTC)
TITLE = "اشتباكات في هجين شرقي دير الزور"
BODY = "أعلنت قسد اليوم سيطرتها على مدينة هجين. وقال مصدر إن المعارك مستمرة! SDF forces entered Hajin at dawn."
HAJIN = ("hajin", "place", "هجين")
SDF = ("sdf", "actor", "قسد")
NO_NEWS = News()


def recipient(name: str, language: str = "ar", zone: str = "Asia/Damascus") -> Recipient:
    """A person with an address of that name."""
    return Recipient(name, f"{name}@example.org", language, ZoneInfo(zone))


def webhook(receiver: WebhookReceiver, name: str = "desk-hook", number: int = 1) -> Webhook:
    """The endpoint of a receiver, with the exception that loopback needs."""
    return Webhook(name, number, receiver.url, (receiver.secret,), Target.of_url(receiver.url), "en")


def operator(*channels: str) -> Recipient:
    """The operator, reached by these channels."""
    return Recipient("operator", "operator@example.org", "en", ZoneInfo("UTC"), channels)


def mail_channel(server: MailServer, **changes: object) -> EmailChannel:
    """Email by that server, impatient."""
    values: dict[str, object] = {
        "host": server.host,
        "port": server.port,
        "sender": "مرصد <marsad@example.org>",
        "tls": Tls.STARTTLS,
        "tls_context": server.trust,
        "command_timeout_seconds": 0.5,
        "deadline_seconds": 2.0,
    }
    return EmailChannel(SmtpOptions(**{**values, **changes}))  # type: ignore[arg-type]


def hook_channel(hook: Webhook, outbound: Outbound, deadline_seconds: float = 0.5) -> WebhookChannel:
    """An endpoint, impatient."""
    return WebhookChannel(hook, outbound, deadline_seconds=deadline_seconds)


def mentions(field_name: str, text: str, *names: tuple[str, str, str]) -> list[Mention]:
    """The first place each of the names stands at."""
    found = []
    for name_id, kind, name in names:
        if (start := text.find(name)) >= 0:
            found.append(Mention(name_id, kind, name, name, field_name, start, start + len(name), "hit"))
    return found


@dataclass
class World:
    """The archive, its clock, and who is told what."""

    archive: Archive
    routing: Routing = field(default_factory=lambda: Routing(operator("email"), (recipient("desk"),)))
    channels: dict[str, Channel] = field(default_factory=dict)
    now: datetime = START
    observer: Observer | None = None
    published: int = 0

    async def publishes(
        self,
        title: str = TITLE,
        body: str = BODY,
        *names: tuple[str, str, str],
        url: str = "https://news.example/1",
        outlet: str = "جريدة الفرات",
        rule_id: str = "name:hajin",
        body_source: BodySource = BodySource.PAGE,
        read_for_seconds: float = 0,
        feed: str = "https://news.example/feed",
        news: News = NO_NEWS,
    ) -> Committed:
        """An outlet publishes an article that mentions the names; it is committed with its alert and deliveries."""
        self.published += 1
        entry = await self._entry(title, url, FeedSpec(feed, outlet))
        self.later(seconds=read_for_seconds)
        told = names or (HAJIN, SDF)
        draft = ArticleDraft(
            url,
            title,
            body,
            "ar",
            None,
            self.now,
            body_source,
            "ok",
            hashlib.sha256(body.encode()).hexdigest(),
            self.now,
        )
        found = [*mentions("title", title, *told), *mentions("text", body, *told)]
        rule = HeldRule(rule_id, "high", frozenset(name[0] for name in told))
        committed = await self.archive.write(
            commit_article,
            entry,
            draft,
            found,
            lambda elders: plan_alerts([rule], elders, self.routing, news),
            self.now,
        )
        assert committed is not None
        return committed

    async def _entry(self, title: str, url: str, spec: FeedSpec) -> Entry:
        feed = (await self.archive.write(sync_feeds, [spec], self.now))[0]
        key = hashlib.sha256(str(self.published).encode()).hexdigest()
        new = NewEntry(key, key, key, url, key, title, key, "", "", self.now)
        record = PollRecord(feed.id, self.now, "ok", self.now, 0, ok=True)
        found = await self.archive.write(remember, feed, [new], None, False, lambda _: record, self.now)  # noqa: FBT003 - the contract's
        claimed = await self.archive.write(claim_entries, [found.entries[0].id], "token", self.now, 60)
        return claimed[0]

    def outbox(self, **options: object) -> Outbox:
        """An outbox on this world's clock, quick to look again."""
        chosen = {"poll_seconds": 0.02, "record_pause_seconds": 0.02, "jitter": lambda: 0.0, **options}
        settings = OutboxOptions(clock=lambda: self.now, **chosen)  # type: ignore[arg-type]
        return Outbox(self.archive, self.channels, self.routing, settings, self.observer)

    async def delivers(self, **options: object) -> None:
        """Run an outbox until nothing that can be sent is due."""
        stop = asyncio.Event()
        running = asyncio.create_task(self.outbox(**options).run(stop))
        try:
            async with asyncio.timeout(20):
                while await self.archive.read(_sendable_is_due, self.now):
                    assert not running.done(), running.exception()
                    await asyncio.sleep(0.01)
        finally:
            stop.set()
            await running

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)

    def deliveries(self) -> list[Delivery]:
        """All deliveries, the oldest first."""
        return self.archive.read_now(list_deliveries, limit=1000)[::-1]

    def alert_deliveries(self) -> list[Delivery]:
        """Those of alerts."""
        return [delivery for delivery in self.deliveries() if delivery.alert_id is not None]

    def notices(self) -> list[Notice]:
        """The operator notices, each once, the oldest first."""
        ids = dict.fromkeys(delivery.notice_id for delivery in self.deliveries() if delivery.notice_id is not None)
        found = [self.archive.read_now(get_notice, notice_id) for notice_id in ids]
        return [notice for notice in found if notice is not None]


def _sendable_is_due(tx: Connection, now: datetime) -> bool:
    held = disabled_channels(tx)
    due = list_deliveries(tx, state=DeliveryState.DUE, limit=1000)
    return any(delivery.next_attempt_at <= now and delivery.channel not in held for delivery in due)
