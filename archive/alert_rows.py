"""Alerts as nouns, from rows of their table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.nouns import Alert

if TYPE_CHECKING:
    from sqlalchemy import Row


def alert_from(row: Row[Any]) -> Alert:
    """The alert that a row of the table ``alerts`` holds."""
    return Alert(
        id=row.id,
        rule_id=row.rule_id,
        group_id=row.group_id,
        revision=row.revision,
        article_id=row.article_id,
        priority=row.priority,
        covers=frozenset(row.covers),
        created_at=row.created_at,
    )
