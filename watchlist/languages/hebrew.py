"""Hebrew: the prefixes ו, ש and its compounds, ב כ ל מ, ה, in this order; at least two letters stay.

After ב כ ל the article ה of a name falls, and after any prefix its ו as a consonant is doubled or not.
"""

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
_TAKE_THE_ARTICLE = frozenset("בכל")

# With ב כ ל these make other words and phrases of every day: ``בארץ`` is no mention of הארץ, ``בפועל`` none of הפועל.
_IDIOMATIC = words(
    """
    אדם אור איש אישה אמת אתר ארץ בוקר בית בסיס בסוף גוף גיל דעת דרך הר זמן חוף חודש חופש חזית חיים חלק טבע טוב
    יום יחס ילד ים כבוד כוח כיוון כלל כסף לב לילה מטרה מים מקום מקרה מחיר סדר סוף ספר סרט עבודה עבר עולם עיר
    עצם ערב עתיד פועל פנים צורך קו קצב ראש ראשון רוב רוח רחוב רגע שבוע שביל שורה שוק שטח שיר שלב שלום שנה תוך תור
    """
)


def readings(form: str) -> Iterator[Reading]:
    """The token without each prefix it may carry: ``ושבחיפה`` as ``חיפה``, ``בכנסת`` as ``הכנסת`` too."""
    for length in range(1, min(_LONGEST, len(form) - _SHORTEST_NAME) + 1):
        if form[:length] not in _PREFIXES:
            continue
        yield from _begun(form, length, "")
        if form[length - 1] in _TAKE_THE_ARTICLE:
            rest = form[length:]
            yield from _begun(form, length, "ה", alone=len(rest) > _SHORTEST_NAME and rest not in _IDIOMATIC)


def _begun(form: str, cut: int, lead: str, *, alone: bool = True) -> Iterator[Reading]:
    """The rest of a token, also with its first ו as the other spelling has it: ``בוורשה``, ``בושינגטון``."""
    yield Reading(cut, lead, alone)
    if form[cut] == "ו":
        doubled = form[cut + 1] == "ו"
        yield Reading(cut + 1, lead, alone) if doubled else Reading(cut, lead + "ו", alone)


_COMMON_WORDS = words(
    """
    הארץ כיוון האלה האלו הזה הזאת הזו מאוד היום השנה הממשלה השבוע כאשר כאילו ולכן לכן מכאן מעבר מדינה מקום
    מאז מול משרד בית בין ביום בעיה במהלך בגלל ברור כלל כמובן למרות לפני לאחר שלום שעות שנים שנה שר הוא היא
    הם המון ושל של המצרים
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
