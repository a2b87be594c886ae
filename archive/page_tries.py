"""Pages that are asked for once more: when each is, who is at it, and how it went.

A row is planned with its article and stays until that is forgotten. While its status is ``ok`` the page was read and is
looked at for edits; any other one is that of a page that could not be had, and for which the feed's text stands in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, literal_column, or_, select, update

from archive.conflicts import insert_or
from archive.entries import entry_from
from archive.tables import entries, entry_texts, page_tries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.nouns import Entry


class PageTries(NamedTuple):
    """How often a page was asked for again after ``planned_at``; ``due_at`` is None when it is not any more.

    ``attempts`` counts how often the next try was begun; ``status`` is the page's last one.
    """

    entry_id: int
    tries: int
    attempts: int
    status: str
    planned_at: datetime
    due_at: datetime | None
    tried_at: datetime | None


def plan_tries(tx: Connection, entry_id: int, status: str, now: datetime, due_at: datetime) -> None:
    """Try this entry's page again when the time has come."""
    plan = {"tries": 0, "attempts": 0, "status": status, "planned_at": now, "due_at": due_at}
    tx.execute(insert_or(tx, page_tries).values(entry_id=entry_id, **plan).on_conflict_do_nothing())


def claim_try(tx: Connection, entry_id: int, token: str, now: datetime, lease_seconds: float) -> PageTries | None:
    """Have the try until the lease ends, its attempts raised first; None when it is not due or another one has it."""
    values = {"of": entry_id, "now": now, "token": token, "until": now + timedelta(seconds=lease_seconds)}
    row = tx.execute(_CLAIM, values).one_or_none()
    return tries_of(tx, entry_id) if row else None


def extend_try_leases(tx: Connection, token: str, ids: Iterable[int], now: datetime, lease_seconds: float) -> None:
    """Hold the tries for longer."""
    tx.execute(_EXTEND, {"ids": list(ids), "token": token, "until": now + timedelta(seconds=lease_seconds)})


def release_try(tx: Connection, entry_id: int, token: str, due_at: datetime, *, count_attempt: bool) -> bool:
    """Give a try back until then; False when it is another one's by now."""
    values = {"of": entry_id, "token": token, "due": due_at, "uncounted": 0 if count_attempt else 1}
    return tx.execute(_RELEASE, values).rowcount == 1


def end_try(tx: Connection, entry_id: int, token: str, status: str, now: datetime, *, due_at: datetime | None) -> bool:
    """Note how it went, and when it is tried again, if ever; False when it is another one's by now.

    A page that was asked for meanwhile is due no later than it was asked for, unless it is set aside.
    """
    values = {"of": entry_id, "token": token, "new_status": status, "at": now, "due": due_at}
    return tx.execute(_END, values).rowcount == 1


def plan_look(tx: Connection, entry_id: int, due_at: datetime) -> None:
    """Look at a page that was read at last when the time has come; whoever tried it has ended that."""
    tx.execute(_PLAN_LOOK, {"of": entry_id, "due": due_at})


def leave_page(tx: Connection, entry_id: int, status: str) -> None:
    """Try this entry's page no more, unless somebody is at it; one that was read is still looked at for edits."""
    tx.execute(_LEAVE, {"of": entry_id, "new_status": status})


def tries_of(tx: Connection, entry_id: int) -> PageTries | None:
    """The tries of an entry's page, None when none was ever planned."""
    row = tx.execute(_OF, {"of": entry_id}).one_or_none()
    return PageTries(*row) if row else None


def entry_to_read(tx: Connection, entry_id: int) -> Entry:
    """The entry with what its feed said, as far as that is still kept."""
    row = tx.execute(select(entries).where(entries.c.id == entry_id)).one()
    return entry_from(row, tx.execute(select(entry_texts).where(entry_texts.c.entry_id == entry_id)).one_or_none())


_NOW = bindparam("now", type_=page_tries.c.due_at.type)
IS_DUE = (
    page_tries.c.due_at <= _NOW,
    or_(page_tries.c.lease_until.is_(None), page_tries.c.lease_until <= _NOW),
)
_OWN = (page_tries.c.entry_id == bindparam("of"), page_tries.c.lease_token == bindparam("token"))
_FREE = {"lease_token": None, "lease_until": None}
_NEW_DUE = bindparam("due", type_=page_tries.c.due_at.type)
# A claimed page was due before it was claimed, so another time than that was set while somebody was at it.
_ASKED_MEANWHILE = and_(
    page_tries.c.due_at > bindparam("at", type_=page_tries.c.tried_at.type),
    or_(_NEW_DUE.is_(None), page_tries.c.due_at < _NEW_DUE),
    bindparam("new_status", type_=page_tries.c.status.type) != literal_column("'set_aside'"),
)
_READ: ColumnElement[str] = literal_column("'ok'")
_CLAIM = (
    update(page_tries)
    .where(page_tries.c.entry_id == bindparam("of"), *IS_DUE)
    .values(attempts=page_tries.c.attempts + 1, lease_token=bindparam("token"), lease_until=bindparam("until"))
    .returning(page_tries.c.entry_id)
)
_EXTEND = (
    update(page_tries)
    .where(page_tries.c.entry_id.in_(bindparam("ids", expanding=True)), page_tries.c.lease_token == bindparam("token"))
    .values(lease_until=bindparam("until"))
)
_RELEASE = (
    update(page_tries)
    .where(*_OWN)
    .values(attempts=page_tries.c.attempts - bindparam("uncounted"), due_at=bindparam("due"), **_FREE)
)
_END = (
    update(page_tries)
    .where(*_OWN)
    .values(
        tries=page_tries.c.tries + 1,
        attempts=0,
        status=bindparam("new_status"),
        tried_at=bindparam("at"),
        due_at=case((_ASKED_MEANWHILE, page_tries.c.due_at), else_=_NEW_DUE),
        **_FREE,
    )
)
_PLAN_LOOK = (
    update(page_tries)
    .where(page_tries.c.entry_id == bindparam("of"), page_tries.c.lease_token.is_(None))
    .values(due_at=case((page_tries.c.due_at < _NEW_DUE, page_tries.c.due_at), else_=_NEW_DUE))
)
_LEAVE = (
    update(page_tries)
    .where(page_tries.c.entry_id == bindparam("of"), page_tries.c.lease_token.is_(None), page_tries.c.status != _READ)
    .values(status=bindparam("new_status"), due_at=None)
)
_OF = select(*(page_tries.c[name] for name in PageTries._fields)).where(page_tries.c.entry_id == bindparam("of"))
