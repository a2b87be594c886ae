"""Pages that are due to be asked for once more, those of each feed in turn: no dead site keeps the others waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, literal_column, select

from archive.page_tries import IS_DUE
from archive.tables import entries, page_tries

if TYPE_CHECKING:
    from datetime import datetime


def due_tries(tx: Connection, now: datetime, limit: int) -> list[tuple[int, str]]:
    """Number and URL of the entries whose pages could not be had, are due, and nobody holds.

    First the longest due of each feed, then the second of each, and so on.
    """
    return [(row.id, row.url) for row in tx.execute(_DUE_TRIES, {"now": now, "limit": limit})]


def due_looks(tx: Connection, now: datetime, limit: int) -> list[tuple[int, str]]:
    """The same of pages that were read, and may have been edited."""
    return [(row.id, row.url) for row in tx.execute(_DUE_LOOKS, {"now": now, "limit": limit})]


def _in_turn(condition: ColumnElement[bool]) -> Select[Any]:
    turn = func.row_number().over(partition_by=entries.c.feed_id, order_by=(page_tries.c.due_at, entries.c.id))
    due = (
        select(entries.c.id, entries.c.url, page_tries.c.due_at, turn.label("turn"))
        .join(page_tries, page_tries.c.entry_id == entries.c.id)
        .where(*IS_DUE, condition)
        .subquery()
    )
    return select(due.c.id, due.c.url).order_by(due.c.turn, due.c.due_at, due.c.id).limit(bindparam("limit"))


_READ: ColumnElement[str] = literal_column("'ok'")
_DUE_TRIES = _in_turn(page_tries.c.status != _READ)
_DUE_LOOKS = _in_turn(page_tries.c.status == _READ)
