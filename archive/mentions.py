"""Mentions: written with their article, and exchanged or added to when it is matched again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from archive.tables import mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.nouns import Mention


def insert_mentions(tx: Connection, article_id: int, found: Sequence[Mention]) -> None:
    """The mentions of an article that has none yet."""
    _insert(tx, article_id, found, 0)


def add_mentions(tx: Connection, article_id: int, found: Sequence[Mention]) -> None:
    """Those of the mentions that a committed article has not, behind those that it has."""
    kept = {
        (row.name_id, row.field, row.start, row.end): row.position
        for row in tx.execute(select(mentions).where(mentions.c.article_id == article_id))
    }
    new = [one for one in found if (one.name_id, one.field, one.start, one.end) not in kept]
    _insert(tx, article_id, new, max(kept.values(), default=-1) + 1)


def _insert(tx: Connection, article_id: int, found: Sequence[Mention], first: int) -> None:
    rows = [{"article_id": article_id, "position": place, **asdict(one)} for place, one in enumerate(found, first)]
    if rows:
        tx.execute(_INSERT, rows)


_INSERT = mentions.insert()
