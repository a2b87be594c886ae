"""One signed call to an endpoint, through the gateway, and what its answer means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standardwebhooks import Webhook as Signer

from alerts.channels.webhook.body import webhook_body
from alerts.channels.webhook.verdicts import answered, failed, refused
from alerts.clock import utc_now
from alerts.sending import Outcome
from archive import failpoints
from gateway.outbound_errors import OutboundFailed, OutboundRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from alerts.message import Message
    from alerts.routing import Recipient, Webhook
    from alerts.sending import SendResult
    from gateway.outbound import Outbound

DEADLINE_SECONDS = 30.0
REPLY_LIMIT = 65_536


class WebhookChannel:
    """Calls one endpoint; see :class:`~alerts.sending.Channel`."""

    def __init__(
        self,
        webhook: Webhook,
        outbound: Outbound,
        *,
        deadline_seconds: float = DEADLINE_SECONDS,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._webhook = webhook
        self._outbound = outbound
        self._deadline_seconds = deadline_seconds
        self._clock = clock

    @property
    def deadline_seconds(self) -> float:
        """The longest a sending takes."""
        return self._deadline_seconds

    async def send(self, message: Message, recipient: Recipient, message_key: str) -> SendResult:  # noqa: ARG002 - an endpoint is its own recipient
        """Post the message; only a 2xx is acceptance. ``message_key`` is the call's ``webhook-id``."""
        body = webhook_body(message)
        now = self._clock()
        try:
            reply = await self._outbound.post(
                self._webhook.url,
                headers=signed_headers(self._webhook.secrets, message_key, now, body),
                body=body,
                exception=self._webhook.exception,
                deadline_seconds=self._deadline_seconds,
                reply_limit=REPLY_LIMIT,
            )
        except OutboundRefused:
            return refused()
        except OutboundFailed as error:
            return failed(error)
        result = answered(reply.status, reply.headers.get("Retry-After"), now)
        if result.outcome is Outcome.SENT:
            failpoints.reach("after-accept-webhook")
        return result


def signed_headers(secrets: tuple[str, ...], message_key: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers of the Standard Webhooks scheme, one signature a secret, so that secrets can be rotated."""
    text = body.decode()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": message_key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret).sign(message_key, now, text) for secret in secrets),
    }
