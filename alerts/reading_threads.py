"""Reads from the archive what an alert's message says of its article's copies and of the one that it resembles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alerts.reprints import reprints_of, version_of
from alerts.thread import Thread
from archive.groups import first_alert_of, member, members_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.nouns import Alert, Article


def read_thread(tx: Connection, alert: Alert, article: Article) -> Thread:
    """The thread of the group's first alert, which stays the first when its article's text is exchanged."""
    resembled = None if alert.resembles is None else member(tx, alert.resembles)
    members = members_of(tx, article.group_id)
    own = None if any(each.article_id == article.id for each in members) else member(tx, article.id)
    return Thread(
        id=f"alert-{first_alert_of(tx, alert.group_id) or alert.id}",
        reprints=reprints_of(article.id, [*members, own] if own else members),
        resembled=version_of(resembled) if resembled else None,
    )
