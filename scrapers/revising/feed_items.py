"""Whether an item that stands in its feed with other words than before is to be read again. Pure."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from archive.nouns import BodySource
from archive.sightings import Sighted
from scrapers.revising.compared_words import compared_words
from scrapers.revising.deciding import REPLACES, Version, judge_edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.nouns import NewEntry
    from archive.sightings import Sighting

_TAGS = re.compile(r"<[^<>]*>")
_LONGEST = 100_000


def sighted(items: Sequence[NewEntry], fresh: Sequence[NewEntry]) -> Sighted:
    """The items of a document that are not fresh; those without a text tell nothing, for their titles are known."""
    keys = {item.item_key for item in fresh}
    known = [item for item in items if item.item_key not in keys and (item.summary or item.content)]
    return Sighted(known, is_edited)


def is_edited(before: Sighting, now: NewEntry) -> bool:
    """Another title always counts; another text where it is the article's own, or the article holds a watched name."""
    if now.title and compared_words(before.title) != compared_words(now.title):
        return True
    if not before.matched and before.body_source is BodySource.PAGE:
        return False
    old, new = (_text(item.summary, item.content) for item in (before, now))
    return judge_edit(Version("", old), Version("", new)).verdict in REPLACES


def _text(summary: str, content: str) -> str:
    html = max(content, summary, key=len)[:_LONGEST]
    return unescape(_TAGS.sub("\n", html))
