"""What becomes of a delivery after a sending: decided purely, then written in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.notices import NoticePlan, notice_of_failure, tell_operator
from alerts.schedule import next_attempt_at
from alerts.sending import Outcome
from archive.channels import disable_channel
from archive.deliveries import mark_dead, mark_retry, mark_sent

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.routing import Routing
    from alerts.sending import SendResult
    from archive.nouns import Delivery


@dataclass(frozen=True, slots=True)
class Settlement:
    """The delivery's next state, and what else follows from the sending."""

    delivery_id: int
    outcome: Outcome
    status: str
    next_attempt_at: datetime | None = None
    disables: str | None = None
    notice: NoticePlan | None = None


def settlement(
    delivery: Delivery,
    result: SendResult,
    routing: Routing,
    now: datetime,
    *,
    jitter: float,
    disabled: Collection[str] = (),
) -> Settlement:
    """Sent, tried again at a time, or a dead letter once all attempts are used up."""
    if result.outcome is Outcome.SENT:
        return Settlement(delivery.id, Outcome.SENT, result.text)
    again = None
    if result.outcome is Outcome.RETRY:
        again = next_attempt_at(
            delivery.attempts, now, jitter=jitter, retry_after=result.retry_after, slow_down=result.slow_down
        )
    return Settlement(
        delivery_id=delivery.id,
        outcome=Outcome.DEAD if again is None else Outcome.RETRY,
        status=result.text,
        next_attempt_at=again,
        disables=delivery.channel if result.disables_channel else None,
        notice=notice_of_failure(delivery, result, routing, gave_up=again is None, disabled=disabled),
    )


def settle(tx: Connection, decided: Settlement, token: str, now: datetime) -> bool:
    """Write it; False, and nothing written, when the token is stale."""
    if not _mark(tx, decided, token, now):
        return False
    if decided.disables is not None:
        disable_channel(tx, decided.disables, decided.status, now)
    if decided.notice is not None:
        tell_operator(tx, decided.notice, now)
    return True


def _mark(tx: Connection, decided: Settlement, token: str, now: datetime) -> bool:
    if decided.outcome is Outcome.SENT:
        return mark_sent(tx, decided.delivery_id, token, now, decided.status)
    if decided.next_attempt_at is None:
        return mark_dead(tx, decided.delivery_id, token, decided.status, now)
    return mark_retry(tx, decided.delivery_id, token, decided.next_attempt_at, decided.status)
