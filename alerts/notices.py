"""What the operator must be told about a delivery that failed, and by which channel. Pure.

A notice names the channel and the delivery's number; never a recipient, a watched name or a word of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from alerts.sending import Outcome, Status
from alerts.wording import wording_for
from archive.notices import add_notice

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.routing import Routing
    from alerts.sending import SendResult
    from archive.nouns import Delivery, DeliveryPlan

DEAD_LETTERS_QUIET = timedelta(hours=1)
CHANNEL_QUIET = timedelta(hours=6)
DELAYED_AFTER_ATTEMPTS = 3

_KINDS = {
    Status.MAIL_LOGIN_REFUSED: "channel-login",
    Status.MAIL_TLS_FAILED: "channel-tls",
    Status.MAIL_REFUSED: "channel-refused",
    Status.HOOK_REFUSED: "channel-refused",
    Status.HOOK_REDIRECTS: "channel-refused",
    Status.HOOK_ADDRESS_REFUSED: "channel-refused",
    Status.CHANNEL_MISSING: "channel-refused",
}


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """A notice to be; one of the same ``dedupe_key`` is not repeated while it is ``quiet``."""

    kind: str
    subject: str
    lines: tuple[str, ...]
    deliveries: tuple[DeliveryPlan, ...]
    dedupe_key: str | None = None
    quiet: timedelta | None = None


def notice_of_failure(
    delivery: Delivery, result: SendResult, routing: Routing, *, gave_up: bool, disabled: Collection[str] = ()
) -> NoticePlan | None:
    """The notice that a failed sending calls for, by another channel than the failing one where there is one.

    A notice that failed is itself announced only where another channel works; else two of them could go on for ever.
    """
    kind = _kind(delivery, result, gave_up=gave_up)
    deliveries = routing.notice_deliveries(avoid={delivery.channel, *disabled})
    if kind is None or (delivery.notice_id is not None and any(to.channel == delivery.channel for to in deliveries)):
        return None
    words = wording_for(routing.operator.language).notices[kind]
    told = {
        "channel": delivery.channel,
        "delivery": delivery.id,
        "status": result.text,
        "attempts": delivery.attempts,
    }
    return NoticePlan(
        kind=kind,
        subject=words.subject.format(**told),
        lines=tuple(line.format(**told) for line in words.lines),
        deliveries=deliveries,
        dedupe_key=f"{kind}:{delivery.channel}",
        quiet=DEAD_LETTERS_QUIET if kind in {"dead-letter", "channel-gone"} else CHANNEL_QUIET,
    )


def _kind(delivery: Delivery, result: SendResult, *, gave_up: bool) -> str | None:
    if result.outcome is Outcome.SENT:
        return None
    if result.disables_channel:
        return "channel-gone"
    if gave_up:
        return "dead-letter"
    if result.status in _KINDS:
        return _KINDS[result.status]
    return "channel-delayed" if delivery.attempts >= DELAYED_AFTER_ATTEMPTS else None


def tell_operator(tx: Connection, plan: NoticePlan, now: datetime) -> int | None:
    """Put the notice into the archive, whose outbox delivers it; None while one like it is quiet."""
    return add_notice(
        tx,
        plan.kind,
        plan.subject,
        plan.lines,
        plan.deliveries,
        now,
        dedupe_key=plan.dedupe_key,
        quiet_until=None if plan.quiet is None else now + plan.quiet,
    )
