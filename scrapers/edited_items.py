"""Has items read again that stand in their feed with other words than before; what counts, ``revising`` decides."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from archive.sightings import changed_items, note_edits
from scrapers.revising.feed_items import edited_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import NewEntry


async def ask_for_edited(feed_id: int, items: Sequence[NewEntry], archive: Archive, now: datetime) -> None:
    """Have edited items of a document read again; raises ArchiveError.

    Before anything vouches for the document: else whoever is killed in between would never look at it again.
    """
    if not items:
        return
    changed = await archive.read(changed_items, feed_id, items)
    edited = await asyncio.to_thread(edited_of, changed) if changed else []
    if edited:
        await archive.write(note_edits, edited, now)
