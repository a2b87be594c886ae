"""What stands in digits and counts nothing, as a pattern: times, dates, phones, counters, notes, names with numbers."""

from __future__ import annotations

import re
from typing import Final

from scrapers.copies.wording import MOST_CHARACTERS
from scrapers.revising.counted_words import COUNTED_WORDS

_COUNTED: Final = "|".join(sorted(map(re.escape, COUNTED_WORDS), key=len, reverse=True))
_OF_DAY: Final = r"(?:[ap]\.?m\b\.?|gmt\b|utc\b|o['’]clock\b)"
_AT: Final = r"(?:at|by|until|till|from|saat|saati|в|к|до|с|о|об|ב|الساعة|ساعت|عند)"
_MEASURES: Final = (
    r"(?:%|٪|per|млн|млрд|тыс|million|billion|bn|mn|dollars|euros|lira|раз|руб|долл|km|m\b|км|метр|بالم|مليون)"
)
_PATTERNS: Final = (
    # A day in numbers, alone or with its year; also a picture of several.
    r"(?<![\d/.-])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\d/.-]\d)",
    r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
    r"\b(?:\d{4}\s?(?:هـ|ه\b|هجري\w*|ميلادي\w*|شمسی|خورشیدی|قمری)|(?:19|20)\d\dم\b)",
    r"\b\d{1,2} (?:من )?(?:الشهر )?الجاري\b",
    r"\b\d{1,2}(?:st|[nr]d|th|-(?:й|го|му|ое|ая|ый))\b",
    # A time of day.
    rf"\b\d{{1,2}}(?:[:.]\d\d)?\s?{_OF_DAY}",
    r"\b\d{3,4}\s?(?:gmt|utc)\b",
    r"\b\d{1,2}h(?:\d\d)?\b",
    rf"\b{_AT}\s(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])(?!\s?{_MEASURES})",
    # A phone number. Of a count so long the last three digits are none.
    r"\+\d[\d\s().-]{5,}\d",
    r"(?<![\d.,:٫٬])(?<!\d[ \u00a0\u202f\u2009])0(?:\d{2,4}(?:[ -]\d{3,4}){1,3}(?!\d)|\d+)",
    r"(?<![\d.,])(?!\d+[0٠۰]{3}(?!\d))\d{7,}(?![\d]|[.,]\d)",
    r"\[\d{1,3}\]",
    # A name. Arabic and Hebrew join short words to numbers.
    r"\b(?!(?:usd|eur|gbp|rs|tl)\d)[a-zа-яёçğışöü]+[-‑]?\d+(?:[-‑]?[a-zа-я]+)?\b|\b[\u0621-\u064a\u0671-\u06d3]{2,}(?<!ال)(?<!ـ)[-‑]\d+\b",
    # What counts itself, before its number or behind it.
    rf"(?<!\w)(?:{_COUNTED})\s?:\s?\d[\d.,]*|^[^\w\n]*(?:{_COUNTED})\s\d[\d.,]*(?=[^\w\n]*$)",
    rf"(?<![\d.,])\d[\d.,]*\s(?:{_COUNTED})(?!\w)",
)
_UNCOUNTED: Final = tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in _PATTERNS)
_GONE: Final = " · "  # parts the numbers on both sides


def without_uncounted(text: str) -> str:
    """The text without what stands in digits and counts nothing."""
    text = text[:MOST_CHARACTERS]
    for pattern in _UNCOUNTED:
        text = pattern.sub(_GONE, text)
    return text
