"""Cyrillic script: capitals tell a name from a word; endings are a matter of each language."""

from __future__ import annotations

from watchlist.languages.language import Language, words
from watchlist.text.characters import Script

_CUES = {
    "place": words(
        """
        город городе города село селе деревня район районе провинция провинции область місто місті
        """
    ),
    "actor": words(
        """
        группировка группировки движение движения силы отряды боевики партия
        """
    ),
}

CYRILLIC = Language("cyrillic", Script.CYRILLIC, cues=_CUES)
