"""Which pages are asked for once more, planned in the transaction that commits what they gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import page_tries
from scrapers.statuses import FetchStatus
from scrapers.trying_again import next_look, next_try

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from archive.nouns import Committed, Entry
    from scrapers.read_article import ReadArticle
    from watchlist.mentions import Evaluation


def ask_again(  # noqa: PLR0917 - all that is known of a commit
    tx: Connection, committed: Committed, entry: Entry, read: ReadArticle, found: Evaluation | None, now: datetime
) -> None:
    """A page that could not be had is tried again; one in which watched names stand is looked at for edits.

    Not so the old news of a feed's first poll, of which nobody was told.
    """
    status, is_news = FetchStatus(read.draft.page_status), bool(committed.alert_ids) or not entry.from_first_poll
    due_at = next_try(status, 0, now, now) or (next_look(status, now, now) if is_news and _has_hits(found) else None)
    if due_at is not None:
        page_tries.plan_tries(tx, entry.id, status.value, now, due_at)


def look_later(tx: Connection, _committed: Committed, entry_id: int, found: Evaluation, now: datetime) -> None:
    """A page that was read at last may be edited like any other."""
    tries = page_tries.tries_of(tx, entry_id) if _has_hits(found) else None
    due_at = next_look(FetchStatus.OK, tries.planned_at, now) if tries else None
    if due_at is not None:
        page_tries.plan_look(tx, entry_id, due_at)


def _has_hits(found: Evaluation | None) -> bool:
    return found is not None and bool(found.held or any(mention.counts for mention in found.mentions))
