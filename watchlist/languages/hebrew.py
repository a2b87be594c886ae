"""Hebrew: the prefixes ו, ש and its compounds, ב כ ל מ, ה, in this order; at least two letters stay."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from watchlist.languages.language import Language, Reading, words
from watchlist.text.characters import Script

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORDER = [("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "כ", "ל", "מ"), ("", "ה")]
_PREFIXES = frozenset("".join(parts) for parts in product(*_ORDER)) - {""}
_LONGEST = max(map(len, _PREFIXES))
_SHORTEST_NAME = 2


def readings(form: str) -> Iterator[Reading]:
    """The token without each prefix it may carry."""
    for length in range(1, min(_LONGEST, len(form) - _SHORTEST_NAME) + 1):
        if form[:length] in _PREFIXES:
            yield Reading(length, "")


_COMMON_WORDS = words(
    """
    הארץ כיוון האלה האלו הזה הזאת הזו מאוד היום השנה הממשלה השבוע כאשר כאילו ולכן לכן מכאן מעבר מדינה מקום
    מאז מול משרד בית בין ביום בעיה במהלך בגלל ברור כלל כמובן למרות לפני לאחר שלום שעות שנים שנה שר הוא היא
    הם המון ושל של
    """
)

_CUES = {
    "place": words(
        """
        עיר העיר כפר הכפר מחוז אזור באזור בעיר בכפר עיירה שכונת
        """
    ),
    "actor": words(
        """
        ארגון תנועת מיליציה מיליציות כוחות לוחמי מפלגת
        """
    ),
}

HEBREW = Language("he", Script.HEBREW, readings, _COMMON_WORDS, cues=_CUES)
