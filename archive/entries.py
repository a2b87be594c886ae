"""Entries between being remembered and being done: due, claimed, released."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)

from archive.nouns import Entry, EntryState
from archive.tables import entries, entry_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class KeyRow(NamedTuple):
    """What a seen key is rebuilt from."""

    id: int
    feed_id: int
    composite_key: str
    state: EntryState


def due_entries(tx: Connection, now: datetime, limit: int) -> list[tuple[int, str]]:
    """Number and URL of the pending entries whose time has come and that nobody holds, longest due first."""
    return [(row.id, row.url) for row in tx.execute(_DUE, {"now": now, "limit": limit})]


def entry_urls(tx: Connection, ids: Iterable[int]) -> list[tuple[int, str]]:
    """Number and URL of those of the entries that are pending."""
    return [(row.id, row.url) for row in tx.execute(_URLS, {"ids": list(ids)})]


def claim_entries(tx: Connection, ids: Iterable[int], token: str, now: datetime, lease_seconds: float) -> list[Entry]:
    """Those of the entries that could be claimed, theirs being the token until the lease ends; attempts are raised."""
    values = {"ids": list(ids), "now": now, "token": token, "until": now + timedelta(seconds=lease_seconds)}
    claimed = {row.id: row for row in tx.execute(_CLAIM, values)}
    texts = {row.entry_id: row for row in tx.execute(_TEXTS, {"ids": list(claimed)})} if claimed else {}
    return [entry_from(claimed[entry_id], texts.get(entry_id)) for entry_id in sorted(claimed)]


def release_entry(tx: Connection, entry_id: int, token: str, next_attempt_at: datetime, *, count_attempt: bool) -> bool:
    """Give a claimed entry back until its next attempt; False if the token is stale or the entry no longer pending."""
    uncounted = 0 if count_attempt else 1
    values = {"entry_id": entry_id, "token": token, "next_at": next_attempt_at, "uncounted": uncounted}
    return tx.execute(_RELEASE, values).rowcount == 1


def extend_leases(
    tx: Connection, token: str, ids: Iterable[int], now: datetime, lease_seconds: float
) -> frozenset[int]:
    """Hold the entries for longer; gives those that are still the token's."""
    values = {"ids": list(ids), "token": token, "until": now + timedelta(seconds=lease_seconds)}
    return frozenset(row.id for row in tx.execute(_EXTEND, values))


def recent_keys(tx: Connection, since: datetime, after_id: int, limit: int) -> list[KeyRow]:
    """The composite keys of entries first seen since then, a page: those with the lowest numbers above ``after_id``."""
    rows = tx.execute(_RECENT_KEYS, {"since": since, "after_id": after_id, "limit": limit})
    return [KeyRow(row.id, row.feed_id, row.composite_key, EntryState(row.state)) for row in rows]


def first_seen_at(tx: Connection, entry_id: int) -> datetime | None:
    """When the poll began that first showed the entry; None when it is no longer kept."""
    seen_at: datetime | None = tx.execute(_FIRST_SEEN_AT, {"entry_id": entry_id}).scalar_one_or_none()
    return seen_at


def count_since(tx: Connection, since: datetime) -> int:
    """How many entries were seen since then, without what first polls found."""
    return int(tx.execute(_COUNT_SINCE, {"since": since}).scalar_one())


def pending_count(tx: Connection) -> int:
    """How many entries are still to be worked on."""
    return int(tx.execute(_PENDING_COUNT).scalar_one())


# Written out, not a parameter: only then do the databases use the index of pending entries.
_PENDING = entries.c.state == literal_column("'pending'")
_NOW = bindparam("now", type_=entries.c.next_attempt_at.type)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)

_URLS = select(entries.c.id, entries.c.url).where(entries.c.id.in_(_IDS), _PENDING).order_by(entries.c.id)


def _claimable() -> Sequence[ColumnElement[bool]]:
    free = or_(entries.c.lease_until.is_(None), entries.c.lease_until <= _NOW)
    return (_PENDING, entries.c.next_attempt_at <= _NOW, free)


_DUE = (
    select(entries.c.id, entries.c.url)
    .where(*_claimable())
    .order_by(entries.c.next_attempt_at, entries.c.id)
    .limit(bindparam("limit"))
)
_FREE_AMONG = select(entries.c.id).where(entries.c.id.in_(_IDS), *_claimable()).with_for_update(skip_locked=True)
_CLAIM = (
    update(entries)
    .where(entries.c.id.in_(_FREE_AMONG))
    .values(attempts=entries.c.attempts + 1, lease_token=bindparam("token"), lease_until=bindparam("until"))
    .returning(*entries.c)
)
_TEXTS = select(entry_texts).where(entry_texts.c.entry_id.in_(_IDS))
_RELEASE = (
    update(entries)
    .where(entries.c.id == bindparam("entry_id"), _PENDING, entries.c.lease_token == bindparam("token"))
    .values(
        attempts=entries.c.attempts - bindparam("uncounted"),
        next_attempt_at=bindparam("next_at"),
        lease_token=None,
        lease_until=None,
    )
)
_EXTEND = (
    update(entries)
    .where(entries.c.id.in_(_IDS), _PENDING, entries.c.lease_token == bindparam("token"))
    .values(lease_until=bindparam("until"))
    .returning(entries.c.id)
)
_RECENT_KEYS = (
    select(entries.c.id, entries.c.feed_id, entries.c.composite_key, entries.c.state)
    .where(entries.c.id > bindparam("after_id"), entries.c.first_seen_at >= bindparam("since"))
    .order_by(entries.c.id)
    .limit(bindparam("limit"))
)
_FIRST_SEEN_AT = select(entries.c.first_seen_at).where(entries.c.id == bindparam("entry_id"))
_COUNT_SINCE = (
    select(func.count())
    .select_from(entries)
    .where(entries.c.first_seen_at >= bindparam("since", type_=entries.c.first_seen_at.type))
    .where(~entries.c.from_first_poll)
)
_PENDING_COUNT = select(func.count()).select_from(entries).where(_PENDING)


def entry_from(row: Row[Any], text: Row[Any] | None) -> Entry:
    """The entry that a row of the table ``entries`` holds, with its row of ``entry_texts``."""
    return Entry(
        id=row.id,
        feed_id=row.feed_id,
        item_key=row.item_key,
        composite_key=row.composite_key,
        url=row.url,
        title=text.title if text else "",
        summary=text.summary if text else "",
        content=text.content if text else "",
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
        from_first_poll=row.from_first_poll,
        state=EntryState(row.state),
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        lease_token=row.lease_token,
    )
