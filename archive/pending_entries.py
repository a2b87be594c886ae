"""Entries as they are when they have just been remembered; also those that never are, read beside the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.nouns import Entry, EntryState, NewEntry

if TYPE_CHECKING:
    from datetime import datetime


def pending_entry(
    new: NewEntry, now: datetime, *, entry_id: int = 0, feed_id: int = 0, from_first_poll: bool = False
) -> Entry:
    """The entry, which nobody has tried to read yet; the ids are 0 where the archive does not know it."""
    return Entry(
        id=entry_id,
        feed_id=feed_id,
        item_key=new.item_key,
        composite_key=new.composite_key,
        url=new.url,
        title=new.title,
        summary=new.summary,
        content=new.content,
        published_at=new.published_at,
        first_seen_at=now,
        from_first_poll=from_first_poll,
        state=EntryState.PENDING,
        attempts=0,
        next_attempt_at=now,
        lease_token=None,
    )


def bare_link(url: str, title: str = "") -> NewEntry:
    """An item of which its feed says nothing else."""
    return NewEntry(
        item_key="",
        composite_key="",
        guid=None,
        url=url,
        url_key="",
        title=title,
        title_hash="",
        summary="",
        content="",
        published_at=None,
    )
