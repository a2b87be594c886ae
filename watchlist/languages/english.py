"""English: the possessive (``Hajin's``, ``HAJIN'S``), set apart by its apostrophe, so that nothing needs stripping."""

from __future__ import annotations

from watchlist.languages.language import Language, words
from watchlist.text.characters import Script

_CUES = {
    "place": words(
        """
        city town village province governorate district countryside suburb neighbourhood neighborhood area
        region airport
        """
    ),
    "actor": words("militia militias group forces fighters movement brigade army party faction militants"),
}

ENGLISH = Language("en", Script.LATIN, cues=_CUES)
