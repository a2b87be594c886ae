"""Pages that are asked for again before their time, because the feed says something else of them now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, bindparam, case, literal_column, or_, select, update

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
    Whoever is at it just now asks for what its entry said before: that reading goes on, and another one follows it. A
    page that stopped its readers is left alone, and how often one did is not forgotten.
    """
    row = tx.execute(_LAST, {"of": entry_id}).one_or_none()
    if row is None:
        plan_tries(tx, entry_id, status, read_at, now)
    else:
        due_at = now if row.tried_at is None else max(now, row.tried_at + BETWEEN_READINGS)
        tx.execute(_ASK, {"of": entry_id, "due": due_at, "now": now, "later": now + BETWEEN_READINGS})


_DUE, _NOW, _LATER = (bindparam(name, type_=page_tries.c.due_at.type) for name in ("due", "now", "later"))
_IS_DUE = page_tries.c.due_at <= _NOW
_IS_AT_WORK = page_tries.c.lease_until > _NOW
_LAST = select(page_tries.c.tried_at).where(page_tries.c.entry_id == bindparam("of"))
_ASK = (
    update(page_tries)
    .where(
        page_tries.c.entry_id == bindparam("of"),
        page_tries.c.status != literal_column("'set_aside'"),
        page_tries.c.tries < MOST_READINGS,
    )
    .values(
        due_at=case(
            (and_(_IS_AT_WORK, _IS_DUE), _LATER),
            (or_(_IS_AT_WORK, page_tries.c.due_at < _DUE), page_tries.c.due_at),
            else_=_DUE,
        )
    )
)
