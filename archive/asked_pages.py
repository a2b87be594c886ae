"""Pages that are asked for again before their time, because the feed says something else of them now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, bindparam, case, func, literal_column, or_, select, update

from archive.page_tries import plan_tries
from archive.tables import alerts, articles, page_tries

if TYPE_CHECKING:
    from datetime import datetime

BETWEEN_READINGS = timedelta(minutes=15)
# A text that changes all day and tells nobody anything - a ticker, a counter, an advertisement - is read less and less
# often: 30 times on its first day, 5 on the second, then 4 a day.
_SHARE_OF_SILENCE = 8
_LONGEST_BETWEEN = timedelta(hours=6)
MOST_READINGS = 200


def ask_for_page(
    tx: Connection, entry_id: int, status: str, read_at: datetime, now: datetime, *, has_notice: bool = False
) -> None:
    """Have a page asked for that had this status at ``read_at``, when it was asked for first.

    The first edit is read at once; some time is left between the readings that follow, and there is an end to them.
    Whoever is at it just now asks for what its entry said before: that reading goes on, and another one follows it. A
    page that stopped its readers is left alone, and how often one did is not forgotten.
    """
    row = tx.execute(_LAST, {"of": entry_id}).one_or_none()
    if row is None:
        plan_tries(tx, entry_id, status, read_at, now)
        return
    due_at = now
    if row.tried_at is not None:
        silence = timedelta() if has_notice else now - max(row.told_at or read_at, read_at)
        due_at = max(now, row.tried_at + between_readings(silence))
    tx.execute(_ASK, {"of": entry_id, "due": due_at, "now": now, "later": now + BETWEEN_READINGS})


def between_readings(silence: timedelta) -> timedelta:
    """How long a page is left alone of whose article nothing was told for so long."""
    return min(max(BETWEEN_READINGS, silence / _SHARE_OF_SILENCE), _LONGEST_BETWEEN)


_DUE, _NOW, _LATER = (bindparam(name, type_=page_tries.c.due_at.type) for name in ("due", "now", "later"))
_IS_DUE = page_tries.c.due_at <= _NOW
_IS_AT_WORK = page_tries.c.lease_until > _NOW
_TOLD_AT = (
    select(func.max(alerts.c.created_at))
    .join(articles, articles.c.id == alerts.c.article_id)
    .where(articles.c.entry_id == bindparam("of"))
    .scalar_subquery()
)
_LAST = select(page_tries.c.tried_at, _TOLD_AT.label("told_at")).where(page_tries.c.entry_id == bindparam("of"))
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
