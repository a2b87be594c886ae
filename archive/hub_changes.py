"""What changes at hubs: asked, verified, denied, ended. Each is one statement over the row as it was known.

Whatever asks a hub for something claims the row first: two processes never ask for the same thing at once, and one that
dies in between has left behind when to ask again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Update, and_

from archive.nouns import PushState, Subscription
from archive.subscriptions import FORGOTTEN, NOTHING_ASKED, of_row
from archive.tables import subscriptions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_S = subscriptions.c


def claim(
    tx: Connection, known: Subscription, now: datetime, next_attempt_at: datetime, asked: Mapping[str, str]
) -> bool:
    """Whether the caller may ask the hub; its failure is presumed, and counted, until the hub verifies.

    ``asked`` are the columns that are to be as asked: hub, callback, token, secret, asked_mode, state.
    """
    since = known.state_since if asked.get("state", known.state) == known.state else now
    change = _as_known(known).values(
        **asked, state_since=since, asked_at=now, failures=known.failures + 1, next_attempt_at=next_attempt_at
    )
    return tx.execute(change).rowcount == 1


def move(tx: Connection, known: Subscription, state: PushState, now: datetime, next_attempt_at: datetime) -> bool:
    """Put a subscription, if it is still as known, into another state that asks nobody for anything."""
    forgotten = FORGOTTEN if state is PushState.ENDED else NOTHING_ASKED
    change = {"state": state.value, "state_since": now, "next_attempt_at": next_attempt_at}
    return tx.execute(_as_known(known).values(**change, **forgotten)).rowcount == 1


def confirm(tx: Connection, known: Subscription, now: datetime, lease_until: datetime, renew_at: datetime) -> bool:
    """The hub verified what was asked: active until the lease ends."""
    since = known.state_since if known.state is PushState.ACTIVE else now
    change = _as_asked(known).values(
        **NOTHING_ASKED,
        state=PushState.ACTIVE.value,
        state_since=since,
        lease_until=lease_until,
        next_attempt_at=renew_at,
        failures=0,
    )
    return tx.execute(change).rowcount == 1


def confirm_end(tx: Connection, known: Subscription, now: datetime) -> bool:
    """The hub verified that it shall deliver no more."""
    change = {"state": PushState.ENDED.value, "state_since": now, "next_attempt_at": now}
    return tx.execute(_as_asked(known).values(**FORGOTTEN, **change)).rowcount == 1


def _as_known(known: Subscription) -> Update:
    """The row, if nobody has asked for anything since it was read."""
    same = and_(_S.state == known.state.value, _S.next_attempt_at == known.next_attempt_at)
    return of_row(known.feed_id).where(same)


def _as_asked(known: Subscription) -> Update:
    """The row, if what was asked of the hub is still waited for under this token."""
    return of_row(known.feed_id).where(
        _S.asked_mode.is_not(None), _S.asked_mode == known.asked_mode, _S.token == known.token
    )
