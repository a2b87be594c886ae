"""Which of the items that stand in their feed with other words than before are to be read again. Pure."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from archive.nouns import BodySource
from archive.sightings import RESTLESS
from scrapers.revising.compared_words import compared_words, lasting_words
from scrapers.revising.cues import new_cue
from scrapers.revising.deciding import REPLACES, Version, judge_edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.nouns import NewEntry
    from archive.sightings import Sighting

_TAGS = re.compile(r"<[^<>]*>")
_LONGEST_TEXT = 20_000
_LONGEST_TITLE = 1_000
# Of one document, before and now: no feed takes more of our time.
_MOST_CHARACTERS = 200_000


def edited_of(changed: Sequence[Sighting]) -> list[Sighting]:
    """Those of the changed items that are to be read again, and whether they have a notice now."""
    edited, left = [], _MOST_CHARACTERS
    for one in changed:
        left -= len(_html(one)) + len(_html(one.now))
        is_read = left >= 0
        if _is_retitled(one) or (is_read and _is_rewritten(one)):
            edited.append(one._replace(has_notice=_has_notice(one, reads_text=is_read)))
    return edited


def _is_retitled(sighting: Sighting) -> bool:
    before, now = sighting.title[:_LONGEST_TITLE], sighting.now.title[:_LONGEST_TITLE]
    if not now or compared_words(before) == compared_words(now):
        return False
    return not _is_restless(sighting, before, now) or new_cue([before], [now]) is not None


def _is_restless(sighting: Sighting, before: str, now: str) -> bool:
    """Whether its title changes for ever: it counts, or its last edits changed nothing else."""
    return sighting.only_retitled or (sighting.tries >= RESTLESS and lasting_words(before) == lasting_words(now))


def _has_notice(sighting: Sighting, *, reads_text: bool) -> bool:
    before, now = [sighting.title[:_LONGEST_TITLE]], [sighting.now.title[:_LONGEST_TITLE]]
    if reads_text:
        before += _text(sighting).split("\n")
        now += _text(sighting.now).split("\n")
    return new_cue(before, now) is not None


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
