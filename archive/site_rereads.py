"""Sites whose archived pages are to be read again, for more is known of their furniture than when they were read.

A row is asked for with the article that shows it, in one transaction, and goes when the work is done. So nothing is
forgotten when a process is killed or Redis is lost; whoever does the work holds a lease on the row.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from archive.conflicts import insert_or
from archive.tables import site_rereads

if TYPE_CHECKING:
    from datetime import datetime


class SiteReread(NamedTuple):
    """A site whose pages somebody is at; ``attempts`` counts how often that was begun since they were done last."""

    site: str
    asked_at: datetime
    attempts: int


def ask_reread(tx: Connection, site: str, now: datetime, due_at: datetime) -> None:
    """Have the pages of a site read again; one that waits already is due when it was."""
    insert = insert_or(tx, site_rereads).values(site=site, asked_at=now, due_at=due_at, attempts=0)
    tx.execute(insert.on_conflict_do_update(index_elements=[site_rereads.c.site], set_={"asked_at": now}))


def is_site_due(tx: Connection, token: str, now: datetime) -> bool:
    """Whether there is a site to be claimed."""
    return tx.execute(_DUE, {"now": now, "token": token}).scalar() is not None


def claim_site(tx: Connection, token: str, now: datetime, lease_seconds: float) -> SiteReread | None:
    """Have the site that is due longest until the lease ends; None when none is, or another crawler is at one."""
    site = tx.execute(_DUE, {"now": now, "token": token}).scalar()
    if site is None:
        return None
    until = now + timedelta(seconds=lease_seconds)
    row = tx.execute(_CLAIM, {"of": site, "now": now, "token": token, "until": until}).one_or_none()
    return SiteReread(*row) if row else None


def hold_site(tx: Connection, site: str, token: str, now: datetime, lease_seconds: float) -> bool:
    """Have it for longer; False when it is another one's by now."""
    values = {"of": site, "token": token, "until": now + timedelta(seconds=lease_seconds)}
    return tx.execute(_HOLD, values).rowcount == 1


def put_site_off(tx: Connection, site: str, token: str, due_at: datetime, *, count_attempt: bool) -> None:
    """Give it back until then."""
    tx.execute(_PUT_OFF, {"of": site, "token": token, "due": due_at, "uncounted": 0 if count_attempt else 1})


def finish_site(tx: Connection, done: SiteReread, token: str, again_at: datetime) -> None:
    """All its pages are done; when it was asked for anew meanwhile, it is due again then."""
    if not tx.execute(_FINISH, {"of": done.site, "token": token, "asked": done.asked_at}).rowcount:
        tx.execute(_AGAIN, {"of": done.site, "token": token, "due": again_at})


_NOW = bindparam("now", type_=site_rereads.c.due_at.type)
_FREE = or_(site_rereads.c.lease_until.is_(None), site_rereads.c.lease_until <= _NOW)
_OTHERS = site_rereads.alias("others")
_SOMEBODY = exists().where(_OTHERS.c.lease_until > _NOW, _OTHERS.c.lease_token != bindparam("token"))
_DUE = (
    select(site_rereads.c.site)
    .where(site_rereads.c.due_at <= _NOW, _FREE, ~_SOMEBODY)
    .order_by(site_rereads.c.due_at, site_rereads.c.site)
    .limit(1)
)
_OWN = (site_rereads.c.site == bindparam("of"), site_rereads.c.lease_token == bindparam("token"))
_CLAIM = (
    update(site_rereads)
    .where(site_rereads.c.site == bindparam("of"), _FREE)
    .values(attempts=site_rereads.c.attempts + 1, lease_token=bindparam("token"), lease_until=bindparam("until"))
    .returning(site_rereads.c.site, site_rereads.c.asked_at, site_rereads.c.attempts)
)
_HOLD = update(site_rereads).where(*_OWN).values(lease_until=bindparam("until"))
_GIVEN_BACK = update(site_rereads).where(*_OWN).values(due_at=bindparam("due"), lease_token=None, lease_until=None)
_PUT_OFF = _GIVEN_BACK.values(attempts=site_rereads.c.attempts - bindparam("uncounted"))
_AGAIN = _GIVEN_BACK.values(attempts=0)
_FINISH = delete(site_rereads).where(
    *_OWN, site_rereads.c.asked_at == bindparam("asked", type_=site_rereads.c.asked_at.type)
)
