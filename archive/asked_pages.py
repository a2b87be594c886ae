"""Pages that are asked for again before their time, because the feed says something else of them now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, case, literal_column, select, update

from archive.page_tries import plan_tries
from archive.tables import page_tries

if TYPE_CHECKING:
    from datetime import datetime

BETWEEN_READINGS = timedelta(minutes=15)
# Two days without a pause: a title that goes back and forth for ever is no news.
MOST_READINGS = 200


def ask_for_page(tx: Connection, entry_id: int, status: str, read_at: datetime, now: datetime) -> None:
    """Have a page asked for that had this status at ``read_at``, when it was asked for first.

    The first edit is read at once; so long is left between the readings that follow, and there is an end to them.
    Whoever is at it just now asks for what its entry said before, so its claim ends. A page that stopped its readers is
    left alone.
    """
    row = tx.execute(_LAST, {"of": entry_id}).one_or_none()
    if row is None:
        plan_tries(tx, entry_id, status, read_at, now)
    else:
        due_at = now if row.tried_at is None else max(now, row.tried_at + BETWEEN_READINGS)
        tx.execute(_ASK, {"of": entry_id, "due": due_at})


_DUE = bindparam("due", type_=page_tries.c.due_at.type)
_LAST = select(page_tries.c.tried_at).where(page_tries.c.entry_id == bindparam("of"))
_ASK = (
    update(page_tries)
    .where(
        page_tries.c.entry_id == bindparam("of"),
        page_tries.c.status != literal_column("'set_aside'"),
        page_tries.c.tries < MOST_READINGS,
    )
    .values(
        due_at=case((page_tries.c.due_at < _DUE, page_tries.c.due_at), else_=_DUE),
        attempts=0,
        lease_token=None,
        lease_until=None,
    )
)
