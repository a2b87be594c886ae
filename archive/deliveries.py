"""The outbox: deliveries that are claimed, sent, tried again, given up and replayed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, literal_column, or_, select, update

from archive.delivery_rows import delivery_from
from archive.nouns import Delivery, DeliveryState
from archive.tables import deliveries

if TYPE_CHECKING:
    from collections.abc import Iterable

_NONE: frozenset[str] = frozenset()


def claim_deliveries(
    tx: Connection,
    token: str,
    now: datetime,
    lease_seconds: float,
    limit: int,
    *,
    exclude_channels: Iterable[str] = _NONE,
    limit_per_channel: int | None = None,
) -> list[Delivery]:
    """Up to ``limit`` due deliveries, theirs being the token until the lease ends; attempts are raised.

    The channels take turns, each with its longest due first, so that one with thousands due does not starve the rest.
    """
    values = {
        "token": token,
        "now": now,
        "until": now + timedelta(seconds=lease_seconds),
        "limit": limit,
        "limit_per_channel": limit if limit_per_channel is None else limit_per_channel,
        "excluded": list(exclude_channels),
    }
    claimed = [delivery_from(row) for row in tx.execute(_CLAIM, values)]
    return sorted(claimed, key=lambda delivery: (delivery.next_attempt_at, delivery.id))


def mark_sent(tx: Connection, delivery_id: int, token: str, now: datetime, status: str = "accepted") -> bool:
    """The receiver accepted it; ``status`` is its answer. False if the token is stale."""
    return _settle(tx, delivery_id, token, state=DeliveryState.SENT, last_status=status, sent_at=now)


def mark_retry(tx: Connection, delivery_id: int, token: str, next_attempt_at: datetime, status: str) -> bool:
    """It is to be tried again then; ``status`` names the failure. False if the token is stale."""
    return _settle(tx, delivery_id, token, state=DeliveryState.DUE, last_status=status, next_attempt_at=next_attempt_at)


def mark_dead(tx: Connection, delivery_id: int, token: str, status: str, now: datetime) -> bool:
    """It is given up until a person replays it; ``status`` says why. False if the token is stale."""
    return _settle(tx, delivery_id, token, state=DeliveryState.DEAD, last_status=status, next_attempt_at=now)


def list_deliveries(tx: Connection, *, state: DeliveryState | None = None, limit: int) -> list[Delivery]:
    """The youngest deliveries, of one state or of all."""
    query = select(deliveries).order_by(deliveries.c.id.desc()).limit(limit)
    if state is not None:
        query = query.where(_in_state(state))
    return [delivery_from(row) for row in tx.execute(query)]


def retry_deliveries(tx: Connection, ids: Iterable[int] | None, now: datetime) -> int:
    """Make these dead or waiting deliveries due now, as if never tried; None means all dead ones. Gives how many."""
    change = update(deliveries).values(state=DeliveryState.DUE.value, attempts=0, next_attempt_at=now)
    if ids is None:
        return tx.execute(change.where(_in_state(DeliveryState.DEAD))).rowcount
    waiting = _in_state(DeliveryState.DUE) & _free(now)
    chosen = deliveries.c.id.in_(list(ids)) & or_(_in_state(DeliveryState.DEAD), waiting)
    return tx.execute(change.where(chosen)).rowcount


def unsent_channels(tx: Connection, ids: Iterable[int]) -> frozenset[str]:
    """The channels of those of these deliveries that no receiver has accepted."""
    unsent = deliveries.c.id.in_(list(ids)) & ~_in_state(DeliveryState.SENT)
    return frozenset(tx.execute(select(deliveries.c.channel).where(unsent).distinct()).scalars())


def due_count(tx: Connection, now: datetime) -> int:
    """How many deliveries ought to be on their way by now."""
    return int(tx.execute(_DUE_COUNT, {"now": now}).scalar_one())


def earliest_attempt(tx: Connection, *, exclude_channels: Iterable[str] = _NONE) -> datetime | None:
    """When the next delivery can be claimed (in the past if one waits already), None if nothing is due ever."""
    due_at: datetime | None = tx.execute(_EARLIEST_ATTEMPT, {"excluded": list(exclude_channels)}).scalar_one()
    return due_at


def _settle(tx: Connection, delivery_id: int, token: str, **changes: Any) -> bool:  # noqa: ANN401 - columns of all types
    values = {"sent_at": None, "next_attempt_at": None, **changes, "delivery_id": delivery_id, "token": token}
    return tx.execute(_SETTLE, values).rowcount == 1


def _in_state(state: DeliveryState) -> ColumnElement[bool]:
    # Written out, not a parameter: only then do the databases use the index of that state.
    return deliveries.c.state == literal_column(f"'{state.value}'")


def _free(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    return or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= now)


_NOW = bindparam("now", type_=deliveries.c.next_attempt_at.type)
_NOT_EXCLUDED = deliveries.c.channel.not_in(bindparam("excluded", expanding=True))
_DUE = (_in_state(DeliveryState.DUE), deliveries.c.next_attempt_at <= _NOW, _free(_NOW))
_TURN = func.row_number().over(
    partition_by=deliveries.c.channel, order_by=(deliveries.c.next_attempt_at, deliveries.c.id)
)
_IN_TURN = select(deliveries.c.id, deliveries.c.next_attempt_at, _TURN.label("turn")).where(*_DUE, _NOT_EXCLUDED)
_QUEUE = _IN_TURN.subquery("queue")
_NEXT = (
    select(_QUEUE.c.id)
    .where(_QUEUE.c.turn <= bindparam("limit_per_channel"))
    .order_by(_QUEUE.c.turn, _QUEUE.c.next_attempt_at, _QUEUE.c.id)
    .limit(bindparam("limit"))
)
# The conditions stand twice: PostgreSQL checks only the outer ones again after waiting for another claim.
_CLAIM = (
    update(deliveries)
    .where(deliveries.c.id.in_(_NEXT), *_DUE)
    .values(attempts=deliveries.c.attempts + 1, lease_token=bindparam("token"), lease_until=bindparam("until"))
    .returning(*deliveries.c)
)
_SETTLE = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("delivery_id"),
        _in_state(DeliveryState.DUE),
        deliveries.c.lease_token == bindparam("token"),
    )
    .values(
        state=bindparam("state"),
        last_status=bindparam("last_status"),
        sent_at=bindparam("sent_at"),
        next_attempt_at=func.coalesce(
            bindparam("next_attempt_at", type_=deliveries.c.next_attempt_at.type), deliveries.c.next_attempt_at
        ),
        lease_token=None,
        lease_until=None,
    )
)
_DUE_COUNT = (
    select(func.count())
    .select_from(deliveries)
    .where(_in_state(DeliveryState.DUE), deliveries.c.next_attempt_at <= _NOW)
)
_CLAIMABLE_AT = case(
    (deliveries.c.lease_until > deliveries.c.next_attempt_at, deliveries.c.lease_until),
    else_=deliveries.c.next_attempt_at,
)
_EARLIEST_ATTEMPT = select(func.min(_CLAIMABLE_AT)).where(_in_state(DeliveryState.DUE), _NOT_EXCLUDED)
