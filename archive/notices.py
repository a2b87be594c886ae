"""Notices to the operator, delivered like alerts, and not repeated for as long as their key is quiet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from archive.commits import insert_deliveries
from archive.conflicts import insert_or
from archive.nouns import Notice
from archive.tables import notices, quiet_notices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from archive.nouns import DeliveryPlan

_FOR_EVER = datetime.max.replace(microsecond=0, tzinfo=UTC)


def add_notice(  # noqa: PLR0917 - one transaction takes all it writes
    tx: Connection,
    kind: str,
    subject: str,
    lines: Sequence[str],
    deliveries: Sequence[DeliveryPlan],
    now: datetime,
    *,
    dedupe_key: str | None = None,
    quiet_until: datetime | None = None,
) -> int | None:
    """Tell the operator something, by these deliveries; gives the notice's number.

    With a ``dedupe_key``, None comes back while an earlier notice of that key is quiet; this one then keeps the key
    quiet until ``quiet_until``, or for ever.
    """
    if dedupe_key is not None and not _take_turn(tx, dedupe_key, now, quiet_until or _FOR_EVER):
        return None
    insert = notices.insert().returning(notices.c.id)
    values = {"kind": kind, "subject": subject, "lines": lines, "created_at": now}
    notice_id = int(tx.execute(insert, values).scalar_one())
    insert_deliveries(tx, [(None, notice_id, to) for to in deliveries], now)
    return notice_id


def get_notice(tx: Connection, notice_id: int) -> Notice | None:
    """The operator notice with this number."""
    row = tx.execute(_NOTICE, {"notice_id": notice_id}).one_or_none()
    return Notice(row.id, row.kind, row.subject, row.lines, row.created_at) if row else None


def _take_turn(tx: Connection, dedupe_key: str, now: datetime, quiet_until: datetime) -> bool:
    insert = insert_or(tx, quiet_notices).values(dedupe_key=dedupe_key, quiet_until=quiet_until)
    taken = insert.on_conflict_do_update(
        index_elements=[quiet_notices.c.dedupe_key],
        set_={"quiet_until": quiet_until},
        where=quiet_notices.c.quiet_until <= now,
    ).returning(quiet_notices.c.dedupe_key)
    return tx.execute(taken).one_or_none() is not None


_NOTICE = select(notices).where(notices.c.id == bindparam("notice_id"))
