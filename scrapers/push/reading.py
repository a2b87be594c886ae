"""What a hub delivered, read as an extra document of its feed: parsed in a parser process, keyed and remembered.

It neither sets nor clears validators, for no later answer of the feed's server is vouched for by a hub's document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from archive import remembering
from archive.failpoints import reach
from scrapers.cadence.keeping import to_json
from scrapers.edited_items import ask_for_edited
from scrapers.pacing import learned_pace
from scrapers.parsing.results import ParseFailed
from scrapers.reading.keys import key_items, with_former_keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.nouns import Entry, Feed
    from scrapers.tools import ScrapingTools


@dataclass(frozen=True, slots=True)
class Content:
    """Content that was delivered with the right signature; without a body it only says that there is news."""

    feed_id: int
    topic: str
    body: bytes = field(repr=False)
    content_type: str | None
    accepted_at: datetime

    @property
    def is_thin(self) -> bool:
        """Whether the feed must be asked for what is new."""
        return not self.body.strip()


async def read_content(feed: Feed, content: Content, tools: ScrapingTools, now: datetime) -> tuple[Entry, ...] | None:
    """The entries that were new; None when it is no document with items, so that the feed itself must be asked."""
    if content.is_thin or tools.access.grants_of(feed.url).listing is not None:
        return None
    known = await tools.known.of(feed.id)
    try:
        parsed = await tools.parsers.parse_feed(content.body, content.topic, content.content_type, known)
    except ParseFailed:
        return None
    if not parsed.items:
        return () if parsed.known else None
    keyed = key_items(parsed.items, guids_unreliable=feed.guids_unreliable, now=now)
    await ask_for_edited(feed.id, keyed.entries, tools.archive, now)
    fresh = with_former_keys(await tools.seen.unseen_entries(feed.id, keyed.entries))
    if not fresh:
        return ()
    reach("before-remember")
    new = await tools.archive.write(
        remembering.remember_pushed,
        feed.id,
        fresh,
        now,
        guids_unreliable=keyed.guids_unreliable,
        learn=partial(_learned, feed, now),
    )
    reach("after-remember")
    return tuple(new)


def _learned(feed: Feed, now: datetime, entries: Sequence[Entry]) -> str | None:
    """The feed's pace after these entries, for polls to go by when push ends; None when they taught nothing."""
    pace = learned_pace(feed, entries, now)
    return None if pace is None else to_json(pace)
