"""What a channel is and what it answers: the one interface the outbox knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import timedelta

    from alerts.message import Message
    from alerts.routing import Recipient


class Outcome(StrEnum):
    """What to do with the delivery now."""

    SENT = "sent"
    RETRY = "retry"
    DEAD = "dead"


class Status(StrEnum):
    """Every way a sending can end; the only words about it that are stored, logged or counted."""

    ACCEPTED = "accepted"
    MAIL_TEMPORARY = "mail_temporary"
    MAIL_RECIPIENT_REFUSED = "mail_recipient_refused"
    MAIL_REFUSED = "mail_refused"
    MAIL_LOGIN_REFUSED = "mail_login_refused"
    MAIL_TLS_FAILED = "mail_tls_failed"
    MAIL_UNREACHABLE = "mail_unreachable"
    MAIL_TIMEOUT = "mail_timeout"
    MAIL_DROPPED = "mail_dropped"
    HOOK_REFUSED = "hook_refused"
    HOOK_REDIRECTS = "hook_redirects"
    HOOK_GONE = "hook_gone"
    HOOK_OVERLOADED = "hook_overloaded"
    HOOK_FAILED = "hook_failed"
    HOOK_UNREACHABLE = "hook_unreachable"
    HOOK_TIMEOUT = "hook_timeout"
    HOOK_ADDRESS_REFUSED = "hook_address_refused"
    CHANNEL_MISSING = "channel_missing"
    RECIPIENT_GONE = "recipient_gone"
    CONTENT_GONE = "content_gone"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class SendResult:
    """How a sending ended. ``code`` is the receiver's own, ``pauses_channel`` that others should wait as well."""

    outcome: Outcome
    status: Status
    code: int | None = None
    retry_after: timedelta | None = None
    slow_down: bool = False
    pauses_channel: bool = False
    disables_channel: bool = False

    @property
    def text(self) -> str:
        """The status as it is stored: ``hook_failed 500``."""
        return str(self.status) if self.code is None else f"{self.status} {self.code}"


SENT = SendResult(Outcome.SENT, Status.ACCEPTED)


class Channel(Protocol):
    """A way out. ``deadline_seconds`` bounds every :meth:`send`, whatever the receiver does."""

    @property
    def deadline_seconds(self) -> float:
        """The longest a sending takes."""

    async def send(self, message: Message, recipient: Recipient, message_key: str) -> SendResult:
        """Send one message; ``message_key`` is the same for every attempt. Raises nothing a receiver can provoke."""
