"""Who is told what by which channel: ``alerts.yaml`` with its secrets resolved, frozen, ready for policy and outbox.

Secrets and addresses stay out of every ``repr``, so that no log line or error report can carry them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from alerts.settings import EMAIL, OPERATOR, Priority
from archive.nouns import DeliveryPlan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from zoneinfo import ZoneInfo

    from alerts.flood import FloodGuard
    from gateway.addresses import Target


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person or mailing list, or the reader of a webhook (then without an address)."""

    id: str = field(repr=False)
    email: str | None = field(repr=False)
    language: str
    timezone: ZoneInfo
    channels: tuple[str, ...] = field(default=(EMAIL,), repr=False)


@dataclass(frozen=True, slots=True)
class Webhook:
    """An endpoint; ``number`` is what logs and metrics call it, ``secrets`` are newest first."""

    id: str = field(repr=False)
    number: int
    url: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    exception: Target | None = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where alerts of some priorities go; None means all."""

    priorities: frozenset[str]
    recipients: frozenset[str] | None = field(repr=False)
    channels: frozenset[str] | None = field(repr=False)

    def reaches(self, recipient: str) -> bool:
        """Whether this route leads to the recipient."""
        return self.recipients is None or recipient in self.recipients

    def uses(self, channel: str) -> bool:
        """Whether this route may use the channel."""
        return self.channels is None or channel in self.channels


_EVERYWHERE = Route(frozenset(), None, None)


@dataclass(frozen=True, slots=True)
class Routing:
    """All that ``alerts.yaml`` decides. A webhook is called once an alert, however many recipients name it.

    Without ``flood`` each alert is told by itself, however many there are.
    """

    operator: Recipient
    recipients: tuple[Recipient, ...] = ()
    webhooks: tuple[Webhook, ...] = ()
    routes: tuple[Route, ...] = ()
    flood: FloodGuard | None = None

    def deliveries(self, priority: str) -> tuple[DeliveryPlan, ...]:
        """Where an alert of this priority goes; a priority that no route names goes to everyone."""
        routes = [route for route in self.routes if priority in route.priorities] or [_EVERYWHERE]
        plans = dict.fromkeys(plan for route in routes for plan in self._along(route))
        if not plans and not self.recipients and not self.webhooks:
            return (DeliveryPlan(OPERATOR, EMAIL),)
        return tuple(plans)

    @property
    def alerts_by_email(self) -> bool:
        """Whether an alert of any priority goes to anybody by email."""
        return any(plan.channel == EMAIL for priority in get_args(Priority) for plan in self.deliveries(priority))

    def _along(self, route: Route) -> Iterator[DeliveryPlan]:
        for recipient in self.recipients:
            if route.reaches(recipient.id):
                yield from (self._plan(recipient, name) for name in recipient.channels if route.uses(name))
        named = {name for recipient in self.recipients for name in recipient.channels}
        for webhook in self.webhooks:
            asked_for = route.channels is not None and webhook.id in route.channels
            if asked_for or (webhook.id not in named and route.uses(webhook.id)):
                yield DeliveryPlan(webhook.id, webhook.id)

    @staticmethod
    def _plan(recipient: Recipient, channel: str) -> DeliveryPlan:
        return DeliveryPlan(recipient.id if channel == EMAIL else channel, channel)

    def notice_deliveries(self, avoid: Collection[str] = ()) -> tuple[DeliveryPlan, ...]:
        """Where an operator notice goes: by every channel of the operator that is not to be avoided, else by all."""
        plans = tuple(DeliveryPlan(OPERATOR, channel) for channel in self.operator.channels)
        return tuple(plan for plan in plans if plan.channel not in avoid) or plans

    def recipient(self, name: str) -> Recipient | None:
        """Whoever a delivery's recipient names, or None when it left the configuration."""
        if name == OPERATOR:
            return self.operator
        for recipient in self.recipients:
            if recipient.id == name:
                return recipient
        return self._reader(name)

    def _reader(self, name: str) -> Recipient | None:
        webhook = self.webhook(name)
        if webhook is None:
            return None
        return Recipient(name, None, webhook.language, self.operator.timezone, (name,))

    def webhook(self, name: str) -> Webhook | None:
        """The endpoint of that id."""
        return next((webhook for webhook in self.webhooks if webhook.id == name), None)

    def channel_number(self, name: str) -> int:
        """What logs and metrics call a channel: 0 is email, 1 the first webhook, -1 one that is gone."""
        if name == EMAIL:
            return 0
        webhook = self.webhook(name)
        return webhook.number if webhook else -1
