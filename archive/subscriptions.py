"""Subscriptions at the hubs of feeds: one row a feed, from what it offers to what its hub delivers.

How they come to stand at their hubs is written by archive.hub_changes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, Update, and_, func, or_, select, update

from archive.conflicts import insert_or
from archive.nouns import PushState, Subscription
from archive.tables import feeds, subscriptions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

NOT_AGAIN = timedelta(days=3650)  # until the feed offers a hub again
_S = subscriptions.c
_LIVE = (PushState.PENDING.value, PushState.ACTIVE.value, PushState.EXPIRED.value, PushState.ENDING.value)
NOTHING_ASKED: dict[str, Any] = {"asked_mode": None, "asked_at": None}
_UNTOUCHED: dict[str, Any] = {"failures": 0, "delivered": 0, "rejected": 0, "missed": 0}
FORGOTTEN: dict[str, Any] = {
    **NOTHING_ASKED,
    **dict.fromkeys(("hub", "callback", "token", "secret", "lease_until", "delivered_at", "missed_at", "unread_since")),
    "failures": 0,
}


def offers(tx: Connection) -> dict[int, tuple[tuple[str, ...], str]]:
    """Hubs and topic that each feed was last seen to offer."""
    return {row.feed_id: (row.hubs, row.topic) for row in tx.execute(select(_S.feed_id, _S.hubs, _S.topic))}


def note_offer(tx: Connection, feed_id: int, hubs: Sequence[str], topic: str, now: datetime) -> None:
    """Keep what a feed offers now; another topic, or the loss of the hub that was asked, begins anew."""
    known = tx.execute(select(_S.hub, _S.hubs, _S.topic).where(_S.feed_id == feed_id)).one_or_none()
    offer: dict[str, Any] = {"hubs": list(hubs), "topic": topic}
    if known is None:
        row = {"feed_id": feed_id, **offer, **_UNTOUCHED, "state": PushState.OFFERED.value}
        insert = insert_or(tx, subscriptions).on_conflict_do_nothing()
        tx.execute(insert, [{**row, "state_since": now, "next_attempt_at": now}])
    elif not hubs:
        tx.execute(of_row(feed_id).values(hubs=[], next_attempt_at=now + NOT_AGAIN))
    elif known.topic == topic and (known.hub is None or known.hub in hubs):
        tx.execute(of_row(feed_id).values(offer if known.hubs else {**offer, "next_attempt_at": now}))
    else:
        begun = {"state": PushState.OFFERED.value, "state_since": now, "next_attempt_at": now}
        tx.execute(of_row(feed_id).values(**offer, **FORGOTTEN, **begun))


def waiting(
    tx: Connection, now: datetime, limit: int, *, callback: str | None, moved_before: datetime
) -> list[Subscription]:
    """Those that something is to be done about.

    ``callback`` is where hubs are to deliver, None while push is not configured; hubs that were told of another one
    before ``moved_before`` are to hear of it.
    """
    is_due = _S.next_attempt_at <= now
    is_over = and_(_S.state == PushState.ACTIVE.value, _S.lease_until <= now)
    unwanted = and_(_S.state.in_(_LIVE[:3]), ~feeds.c.enabled)
    ending = and_(_S.state == PushState.ENDING.value, is_due)
    if callback is not None:
        elsewhere = and_(_S.state.in_(_LIVE[:3]), _S.callback != callback, _S.state_since <= moved_before)
        to_ask = and_(feeds.c.enabled, func.json_array_length(_S.hubs) > 0, or_(is_due, elsewhere))
        condition = or_(to_ask, is_over, unwanted, ending)
    else:
        condition = or_(_S.state.in_(_LIVE[:3]), ending)
    return _found(tx, _ALL.where(condition).order_by(_S.next_attempt_at).limit(limit))


def of_token(tx: Connection, token: str) -> Subscription | None:
    """The one whose callback this is."""
    return next(iter(_found(tx, _ALL.where(_S.token == token))), None)


def of_feed(tx: Connection, feed_id: int) -> Subscription | None:
    """That of a feed; None when it was never seen to offer any."""
    return next(iter(_found(tx, _ALL.where(_S.feed_id == feed_id))), None)


def active(tx: Connection) -> list[Subscription]:
    """Those that hubs have confirmed."""
    return _found(tx, _ALL.where(_S.state == PushState.ACTIVE.value))


def live_count(tx: Connection) -> int:
    """How many a hub may still have something to say about."""
    return int(tx.execute(select(func.count()).where(_S.state.in_(_LIVE))).scalar_one())


def state_counts(tx: Connection) -> dict[str, int]:
    """How many subscriptions have each state."""
    return dict(tx.execute(select(_S.state, func.count()).group_by(_S.state)).all())


def accept(tx: Connection, feed_id: int, now: datetime) -> None:
    """Signed content came; until it is settled it counts as unread, and so does what came before it."""
    since = func.coalesce(_S.unread_since, now)
    tx.execute(of_row(feed_id).values(unread_since=since, delivered=_S.delivered + 1))


def note_delivered(tx: Connection, feed_id: int, accepted_at: datetime) -> None:
    """The content accepted then was read, or said that there is news."""
    tx.execute(of_row(feed_id).values(delivered_at=accepted_at))


def settle(tx: Connection, feed_id: int, accepted_at: datetime, waiting_since: datetime | None) -> None:
    """The content accepted then needs nothing more; what was accepted after it waits to be read since then, if any."""
    tx.execute(of_row(feed_id).where(_S.unread_since == accepted_at).values(unread_since=waiting_since))


def unsettled(tx: Connection, before: datetime) -> list[tuple[int, datetime]]:
    """Feeds whose content was accepted before then and never read: whoever had it is gone."""
    query = select(_S.feed_id, _S.unread_since).where(_S.unread_since < before)
    return [(row.feed_id, row.unread_since) for row in tx.execute(query)]


def reject(tx: Connection, feed_id: int) -> None:
    """Content came without the right signature."""
    tx.execute(of_row(feed_id).values(rejected=_S.rejected + 1))


def note_missed(tx: Connection, feed_id: int, now: datetime, not_asked_since: datetime) -> None:
    """A poll found what push should have brought; the hub is asked anew unless it was lately."""
    tx.execute(of_row(feed_id).values(missed_at=now, missed=_S.missed + 1))
    long_ago = or_(_S.asked_at.is_(None), _S.asked_at < not_asked_since)
    settled = and_(_S.state == PushState.ACTIVE.value, _S.state_since < not_asked_since, long_ago)
    tx.execute(of_row(feed_id).where(settled).values(next_attempt_at=now))


_ALL: Select[Any] = select(subscriptions, feeds.c.url.label("feed_url"), feeds.c.enabled).join(
    feeds, feeds.c.id == _S.feed_id
)


def of_row(feed_id: int) -> Update:
    """A change of a feed's row."""
    return update(subscriptions).where(_S.feed_id == feed_id)


def _found(tx: Connection, query: Select[Any]) -> list[Subscription]:
    return [_subscription(row) for row in tx.execute(query)]


def _subscription(row: Row[Any]) -> Subscription:
    values = row._asdict()
    return Subscription(**{**values, "state": PushState(values["state"])})
