"""An entry as the archive would give it, of which its feed says little but the link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.nouns import Entry, EntryState

if TYPE_CHECKING:
    from datetime import datetime


def link_to(url: str, now: datetime) -> Entry:
    """A link to read now."""
    return Entry(
        id=1,
        feed_id=1,
        item_key="",
        composite_key="",
        url=url,
        title="هدوء حذر في هجين",
        summary="",
        content="",
        published_at=None,
        first_seen_at=now,
        from_first_poll=False,
        state=EntryState.PENDING,
        attempts=1,
        next_attempt_at=now,
        lease_token=None,
    )
