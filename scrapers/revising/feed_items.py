"""Items that stand in their feed with other words than before, and which of them are to be read again."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from typing import TYPE_CHECKING

from archive.nouns import BodySource
from archive.sightings import RESTLESS, changed_items, note_edits
from scrapers.revising.compared_words import compared_words, lasting_words
from scrapers.revising.cues import new_cue
from scrapers.revising.deciding import REPLACES, Version, judge_edit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import NewEntry
    from archive.sightings import Sighting

_TAGS = re.compile(r"<[^<>]*>")
_LONGEST_TEXT = 20_000
_LONGEST_TITLE = 1_000
# Of one document, before and now: no feed takes more of our time.
_MOST_CHARACTERS = 200_000


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


def edited_of(changed: Sequence[Sighting]) -> list[Sighting]:
    """Those of the changed items that are to be read again. Pure."""
    edited, left = [], _MOST_CHARACTERS
    for one in changed:
        left -= len(_html(one)) + len(_html(one.now))
        if _is_retitled(one) or (left >= 0 and _is_rewritten(one)):
            edited.append(one)
    return edited


def _is_retitled(sighting: Sighting) -> bool:
    before, now = sighting.title[:_LONGEST_TITLE], sighting.now.title[:_LONGEST_TITLE]
    if not now or compared_words(before) == compared_words(now):
        return False
    return not _is_restless(sighting, before, now) or new_cue([before], [now]) is not None


def _is_restless(sighting: Sighting, before: str, now: str) -> bool:
    """Whether its title changes for ever: it counts, or its last edits changed nothing else."""
    return sighting.only_retitled or (sighting.tries >= RESTLESS and lasting_words(before) == lasting_words(now))


def _is_rewritten(sighting: Sighting) -> bool:
    """Another text counts where it is the article's own, or the article holds a watched name."""
    if not sighting.matched and sighting.body_source is BodySource.PAGE:
        return False
    before, now = Version("", _text(sighting)), Version("", _text(sighting.now))
    return judge_edit(before, now).verdict in REPLACES


def _text(item: Sighting | NewEntry) -> str:
    return unescape(_TAGS.sub("\n", _html(item)))


def _html(item: Sighting | NewEntry) -> str:
    return max(item.content, item.summary, key=len)[:_LONGEST_TEXT]
