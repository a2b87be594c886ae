"""Deliveries as nouns, from rows of their table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.nouns import Delivery, DeliveryState

if TYPE_CHECKING:
    from sqlalchemy import Row


def delivery_from(row: Row[Any]) -> Delivery:
    """The delivery that a row of the table ``deliveries`` holds."""
    return Delivery(
        id=row.id,
        alert_id=row.alert_id,
        notice_id=row.notice_id,
        recipient=row.recipient,
        channel=row.channel,
        state=DeliveryState(row.state),
        message_key=row.message_key,
        attempts=row.attempts,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        lease_token=row.lease_token,
        last_status=row.last_status,
        sent_at=row.sent_at,
    )
