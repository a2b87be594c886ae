"""English: the plural of a people's name or an acronym (``Houthis``, ``NGOs``), but not of others: Adams is not Adam.

The possessive (``Hajin's``, ``HAJIN'S``) is set apart by its apostrophe and needs no stripping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.languages.language import Language, words
from watchlist.text.characters import Script

if TYPE_CHECKING:
    from watchlist.languages.language import Ended

_ENDINGS_OF_PEOPLES = ("an", "i")
_SHORTEST = 5
_PLURALS = ("s", "S")
_SHORT_PEOPLES = words("arab croat greek jew kurd serb slav turk")


def may_end(ended: Ended) -> bool:
    """Whether the ending is the plural of an American, a Houthi, a Kurd or an NGO."""
    if ended.ending not in _PLURALS:
        return False
    is_acronym = ended.listed.isupper() and ended.stem.isupper() and ended.ending == "s"
    return is_acronym or _is_people(ended.listed.lower())


def _is_people(name: str) -> bool:
    return name in _SHORT_PEOPLES or (len(name) >= _SHORTEST and name.endswith(_ENDINGS_OF_PEOPLES))


_CUES = {
    "place": words(
        """
        city town village province governorate district countryside suburb neighbourhood neighborhood area
        region airport
        """
    ),
    "actor": words("militia militias group forces fighters movement brigade army party faction militants"),
}

ENGLISH = Language("en", Script.LATIN, may_end=may_end, cues=_CUES)
