"""Which copy group an article belongs to: that of its very text, that of the elder whose copy it is, or a new one.

Whoever joins a group has its row locked until the transaction ends.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Executable, bindparam, select, update

from archive.conflicts import insert_for
from archive.lookups import group_of_text
from archive.tables import articles, copy_groups

if TYPE_CHECKING:
    from datetime import datetime

    from archive.comparisons import Comparison
    from archive.nouns import Article


def join(tx: Connection, text_hash: str, comparison: Comparison, now: datetime) -> tuple[int, bool]:
    """The copy group of a new article, and whether it has other articles.

    Where there is a group of its very text, that one goes before the elder's, unless the text is to stand apart.
    """
    group_id = _elders_group(tx, comparison)
    if group_id is None or _has_group(tx, text_hash, comparison):
        return _join_text(tx, comparison.apart or text_hash, now)
    tx.execute(_ENTER, {"group_id": group_id})
    return group_id, True


def group_to_join(tx: Connection, text_hash: str, comparison: Comparison) -> int | None:
    """The group that ``join`` would give, as far as it is there already; nothing is written."""
    group_id = _elders_group(tx, comparison)
    if group_id is None or _has_group(tx, text_hash, comparison):
        return group_of_text(tx, comparison.apart or text_hash)
    return group_id


def rejoin(tx: Connection, article: Article, text_hash: str, comparison: Comparison, now: datetime) -> tuple[int, bool]:
    """The same for an article that takes another text; nothing leaves a group in which it may stay."""
    group_id = _elders_group(tx, comparison) or (article.group_id if comparison.stays else None)
    if group_id is None or _has_group(tx, text_hash, comparison):
        return _join_text(tx, comparison.apart or text_hash, now)
    if group_id != article.group_id:
        tx.execute(_ENTER, {"group_id": group_id})
    return group_id, True


def group_to_rejoin(tx: Connection, article: Article, text_hash: str, comparison: Comparison) -> int | None:
    """The group that ``rejoin`` would give, as far as it is there already; nothing is written."""
    if text_hash == article.text_hash:
        return article.group_id
    group_id = _elders_group(tx, comparison) or (article.group_id if comparison.stays else None)
    if group_id is None or _has_group(tx, text_hash, comparison):
        return group_of_text(tx, comparison.apart or text_hash)
    return group_id


def lock_group(tx: Connection, group_id: int) -> None:
    """Have a group's row until the transaction ends."""
    tx.execute(_LOCK, {"group_id": group_id})


def _has_group(tx: Connection, text_hash: str, comparison: Comparison) -> bool:
    return not comparison.apart and group_of_text(tx, text_hash) is not None


def _elders_group(tx: Connection, comparison: Comparison) -> int | None:
    """The group that the elder is in by now; None for no copy, or where the elder was forgotten."""
    if not comparison.joins:
        return None
    group_id: int | None = tx.execute(_GROUP_OF, {"elder": comparison.elder_id}).scalar_one_or_none()
    return group_id


def _join_text(tx: Connection, text_hash: str, now: datetime) -> tuple[int, bool]:
    values = {"text_hash": text_hash, "started_at": now, "members": 1}
    row = tx.execute(_join_statement(tx.dialect.name), values).one()
    return row.id, row.members > 1


@cache
def _join_statement(dialect: str) -> Executable:
    # The update is what locks the group's row until this transaction ends.
    return (
        insert_for(dialect, copy_groups)
        .on_conflict_do_update(index_elements=[copy_groups.c.text_hash], set_={"members": copy_groups.c.members + 1})
        .returning(copy_groups.c.id, copy_groups.c.members)
    )


_GROUP_OF = select(articles.c.group_id).where(articles.c.id == bindparam("elder"))
_ENTER = update(copy_groups).where(copy_groups.c.id == bindparam("group_id")).values(members=copy_groups.c.members + 1)
_LOCK = update(copy_groups).where(copy_groups.c.id == bindparam("group_id")).values(members=copy_groups.c.members)
