"""What the command line asks of this room: try a channel, list deliveries, send dead letters again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.errors import AlertsError
from alerts.message import Reader
from alerts.sample import sample_alert
from alerts.settings import EMAIL, OPERATOR
from archive.causes import CauseKind
from archive.channels import disabled_channels, enable_channel
from archive.deliveries import list_deliveries, retry_deliveries, unsent_channels
from archive.held_alerts import all_held
from archive.nouns import DeliveryState
from archive.summaries import summary_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.routing import Recipient, Routing
    from alerts.sending import Channel, SendResult
    from archive.held_alerts import HeldAlert
    from archive.nouns import Delivery

_HELD_STATUS = {CauseKind.FEED: "flood_of_feed", CauseKind.RULE: "flood_of_rule", CauseKind.FIRST_POLL: "first_poll"}


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A delivery as a person reads it in a list; without a number, an alert that will be delivered with others."""

    id: int | None
    about: str
    recipient: str
    channel: str
    state: str
    attempts: int
    status: str
    created_at: datetime
    next_attempt_at: datetime | None


async def send_test_alert(
    channel_name: str,
    channels: Mapping[str, Channel],
    routing: Routing,
    now: datetime,
    *,
    recipient: str | None = None,
) -> SendResult:
    """Send a marked test alert through the real channel, by default to the operator; nothing is kept of it.

    Raises :class:`AlertsError` for a channel or recipient that is not configured.
    """
    channel = channels.get(channel_name)
    if channel is None:
        raise AlertsError(f"there is no such channel; there are: {', '.join(sorted(channels)) or 'none'}")
    reader = _reader(routing, recipient or (OPERATOR if channel_name == EMAIL else channel_name))
    message = sample_alert(now, Reader(reader.language, reader.timezone))
    return await channel.send(message, reader, secrets.token_hex(16))


def _reader(routing: Routing, name: str) -> Recipient:
    found = routing.recipient(name)
    if found is None:
        known = ", ".join(recipient.id for recipient in routing.recipients)
        raise AlertsError(f"there is no such recipient; there are: {OPERATOR}{', ' if known else ''}{known}")
    return found


def delivery_rows(tx: Connection, *, state: DeliveryState | None = None, limit: int = 100) -> list[DeliveryRow]:
    """The youngest deliveries of one state or of all; those of a disabled channel say that they are held.

    Among all are the alerts that are held to be told together.
    """
    held, summaries = disabled_channels(tx), summary_numbers(tx)
    listed = [
        DeliveryRow(
            id=delivery.id,
            about=_about(delivery, summaries),
            recipient=delivery.recipient,
            channel=delivery.channel,
            state="held" if delivery.state is DeliveryState.DUE and delivery.channel in held else delivery.state.value,
            attempts=delivery.attempts,
            status=delivery.last_status or "",
            created_at=delivery.created_at,
            next_attempt_at=delivery.next_attempt_at if delivery.state is DeliveryState.DUE else None,
        )
        for delivery in list_deliveries(tx, state=state, limit=limit)
    ]
    if state is None:
        listed = [*(_held_row(one) for one in all_held(tx, limit)), *listed]
    return sorted(listed, key=lambda row: row.created_at, reverse=True)[:limit]


def _held_row(held: HeldAlert) -> DeliveryRow:
    return DeliveryRow(
        id=None,
        about=f"alert {held.alert_id}",
        recipient=held.to.recipient,
        channel=held.to.channel,
        state="held",
        attempts=0,
        status=_HELD_STATUS[held.cause.kind],
        created_at=held.raised_at,
        next_attempt_at=held.tell_at,
    )


def _about(delivery: Delivery, summaries: Collection[int]) -> str:
    if delivery.alert_id is not None:
        return f"alert {delivery.alert_id}"
    return f"{'summary' if delivery.notice_id in summaries else 'notice'} {delivery.notice_id}"


def retry(tx: Connection, ids: Collection[int] | None, now: datetime) -> int:
    """Make these deliveries, or all dead ones, due again, and enable their channels; gives how many are due again."""
    meant = disabled_channels(tx) if ids is None else unsent_channels(tx, ids)
    for channel in meant:
        enable_channel(tx, channel)
    return retry_deliveries(tx, ids, now)
