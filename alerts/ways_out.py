"""Opens every channel that ``alerts.yaml`` and the environment describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.channels.email import EmailChannel
from alerts.channels.webhook import WebhookChannel
from alerts.settings import EMAIL

if TYPE_CHECKING:
    from alerts.channels.email import SmtpOptions
    from alerts.routing import Routing
    from alerts.sending import Channel
    from gateway.outbound import Outbound


def open_channels(routing: Routing, smtp: SmtpOptions | None, outbound: Outbound) -> dict[str, Channel]:
    """The channels by name. Without a mail server there is no email; its deliveries wait and the operator is told."""
    channels: dict[str, Channel] = {webhook.id: WebhookChannel(webhook, outbound) for webhook in routing.webhooks}
    if smtp is not None:
        channels[EMAIL] = EmailChannel(smtp)
    return channels
