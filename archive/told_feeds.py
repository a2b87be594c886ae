"""What the operator was told of the feeds: one text in a row of its own, exchanged only by whom it is as he left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from archive.conflicts import insert_or
from archive.tables import meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KEY = "told-feeds"


def told_feeds(tx: Connection) -> str:
    """The text; empty when nothing was ever told."""
    return str(tx.execute(_READ).scalar_one_or_none() or "")


def exchange_told_feeds(tx: Connection, before: str, after: str) -> bool:
    """Put another text into the place of the one that was read; False when somebody else did meanwhile."""
    tx.execute(insert_or(tx, meta).values(key=_KEY, value="").on_conflict_do_nothing(index_elements=[meta.c.key]))
    return tx.execute(_EXCHANGE, {"before": before, "after": after}).rowcount == 1


_READ = select(meta.c.value).where(meta.c.key == _KEY)
_EXCHANGE = (
    update(meta)
    .where(meta.c.key == _KEY, meta.c.value == bindparam("before", type_=meta.c.value.type))
    .values(value=bindparam("after", type_=meta.c.value.type))
)
