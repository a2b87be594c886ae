"""Cyrillic script: capitals tell a name from a word; which cases a name stands in is a matter of each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.languages.language import Language, words
from watchlist.text.characters import Script

if TYPE_CHECKING:
    from watchlist.languages.language import Ended

_ENDINGS = words("а у ю е і ы и ом ем ов ам ами ах")


def acronym_may_end(ended: Ended) -> bool:
    """Whether a small ending stands after a name that is all capitals; any other name changes by the dictionary."""
    return ended.listed.isupper() and ended.stem.isupper() and ended.ending in _ENDINGS


CYRILLIC = Language("cyrillic", Script.CYRILLIC, small_heads=True)
