"""Corrections and retractions that come as an item of their own, which repeats the text that it takes back. Pure."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scrapers.revising.cues import new_cue
from scrapers.revising.deciding import LONGEST_NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.revising.cues import Cue
    from scrapers.revising.deciding import Version

# Title and two paragraphs, and how much of each: what another outlet says below is about its own pages.
_OPENING, _LONGEST = 3, 300


def taken_back(before: Iterable[Version], now: Version, *, is_own: bool) -> tuple[Cue, str] | None:
    """What an item says of the texts that it repeats, and the line that does; None where they say so themselves.

    ``is_own``: one of them is of its own outlet. Another outlet's item must open with it.
    """
    lines = list(now.lines()) if is_own else [line[:_LONGEST] for line in _opening(now)]
    found = new_cue((line for text in before for line in text.lines()), lines, in_copy=True)
    return found and (found[0], found[1].strip()[:LONGEST_NOTICE])


def _opening(text: Version) -> Iterable[str]:
    return islice((line for line in text.lines() if line.strip()), _OPENING)
