"""The months as newsrooms write them, in one folded spelling, with the calendar they belong to.

A language is a line or two of months.tsv: calendar, language, and its months from the first on, several names of one
month with ``|`` between.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from pathlib import Path

_MARKS = re.compile(
    r"[\u0300-\u036f\u064b-\u065f\u0670\u0640\u0591-\u05c7\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ھ": "ه",
        "ک": "ك", "ڤ": "ف", "ۆ": "و", "ؤ": "و", "ێ": "ي", "ı": "i", "،": ",", "٫": ".", "\u00a0": " ", "\u202f": " ",
    }
)  # fmt: skip
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)

_TABLE = Path(__file__).with_name("months.tsv")


class Calendar(StrEnum):
    """Which year a month's name belongs to."""

    GREGORIAN = "gregorian"
    LUNAR = "lunar"
    SOLAR = "solar"


def fold(text: str) -> str:
    """A date in one spelling: small letters without accents and marks, digits 0 to 9, spaces single."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS).casefold()))
    return " ".join(plain.translate(_LETTERS).translate(_DIGITS).split())


def _months() -> dict[Calendar, dict[str, int]]:
    months: dict[Calendar, dict[str, int]] = {calendar: {} for calendar in Calendar}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        calendar, _, *columns = line.split("\t")
        for number, names in enumerate(columns, 1):
            months[Calendar(calendar)].update(dict.fromkeys(map(fold, names.split("|")), number))
    return months


# By calendar: a folded name to the month's number.
MONTHS = _months()
