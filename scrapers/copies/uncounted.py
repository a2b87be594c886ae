"""What stands in digits and counts nothing, as a pattern: times, dates, phones, counters, notes, names with numbers."""

from __future__ import annotations

import re
from typing import Final

from scrapers.copies.wording import MOST_CHARACTERS
from scrapers.reading.month_names import MONTHS
from scrapers.revising.counted_words import COUNTED_WORDS

_COUNTED: Final = "|".join(sorted(map(re.escape, COUNTED_WORDS), key=len, reverse=True))
_OF_MONTH: Final = r"(?:(?:الشهر )?الجاري|الشهر (?:الماضي|الحالي|المقبل|القادم|الفائت|المنصرم))"
_OF_DAY: Final = r"(?:[ap]\.?m\b\.?|gmt\b|utc\b|o['’]clock\b)"
_MEASURES: Final = (
    r"(?:%|٪|per|млн|млрд|тыс|million|billion|bn|mn|dollars|euros|lira|"
    r"раз|руб|долл|km|m\b|км|метр|بالم|مليون|magnitude|درج)"
)
# What a page says of its own text before the hour, and who looked at it how often.
_ISSUED: Final = (
    r"(?:updated|published|posted|modified|تحديث|تحديثه?ا?|التحديث|محدث|نشر|نشرت|النشر|عدل|تعديل|"
    r"обновлен[оа]?|опубликован[оа]?|оновлен[оа]|опубліковано|güncelle(?:me|ndi|nme)|yayın(?:lanma|landı)?|بروزرسانی|به‌روزرسانی|انتشار|עודכן|פורסם|"
    r"mise? à jour|publié|actualizado|publicado|aktualisiert|veröffentlicht|"
    r"nûkirin|weşandin|نوێکراوەتەوە|بڵاوکراوەتەوە)"
)
_MONTHS: Final = sorted({re.escape(name) for names in MONTHS.values() for name in names}, key=len, reverse=True)
_OF_DATES: Final = (
    rf"(?:{'|'.join(_MONTHS)}|on|at|في|يوم|الساعة|عند|بتاريخ|آخر|от|в|о|saat|le|à|um|am|el|a|las|בשעה|ساعت)"
)
_SEEN: Final = (
    r"(?:viewed|seen|read|shared|شوهدت?|قرئت?|مشاهدته|قراءته|просмотрено|прочитано|переглянуто|görüntülendi|okundu|"
    r"دیده شده|خوانده شده|נצפה|נקרא|vue?|lue?|visto|leído|gelesen)"
)
_TIMES: Final = r"(?:مرة|مرات|بار|times|раз|раза|разів|kez|defa|פעמים|fois|veces|mal)"
_STATION: Final = r"(?:channel|(?:ب|ل|و|لل)?(?:ال)?قناة|телеканала?|канала?|ערוץ|kanal|کانال|شبکه|chaîne|canal)"
_COUNTERS: Final = (
    rf"(?<!\w){_ISSUED}\W{{0,3}}(?:(?:\d+|{_OF_DATES})\W{{1,3}}){{0,6}}?\d{{1,2}}[:.]\d\d(?!\d)",
    rf"(?<!\w){_SEEN}\W{{1,3}}\d[\d.,٬]*\s{_TIMES}(?!\w)",
    # What counts itself, before its number or behind it.
    rf"(?<!\w)(?:{_COUNTED})\s?:\s?\d[\d.,٬]*|^[^\w\n]*(?:{_COUNTED})\s\d[\d.,٬]*(?=[^\w\n]*$)",
    rf"(?<![\d.,])\d[\d.,٬]*\s(?:{_COUNTED})(?!\w)",
)
_PATTERNS: Final = (
    # A day in numbers, alone or with its year; also a picture of several.
    r"(?<![\d/.-])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\d/.-]\d)",
    r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
    r"\b(?:\d{4}\s?(?:هـ|ه\b|هجري\w*|ميلادي\w*|شمسی|خورشیدی|قمری)|(?:19|20)\d\dم\b)",
    rf"(?<!\d)\d{{1,2}} (?:من )?(?:هذا )?{_OF_MONTH}\b",
    r"\b\d{1,2}(?:st|[nr]d|th|-(?:й|го|му|ое|ая|ый))\b",
    # A time of day.
    rf"\b\d{{1,2}}(?:[:.]\d\d)?\s?{_OF_DAY}",
    r"\b\d{3,4}\s?(?:gmt|utc)\b",
    r"\b\d{1,2}h(?:\d\d)?\b",
    rf"(?<![\d.,$€£])(?<!\w)(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.,]*\d|\s?(?:{_MEASURES}|[$€£]))",
    # A phone number. Of a count so long the last three digits are none.
    r"\+\d[\d\s().-]{5,}\d",
    r"(?<![\d.,:٫٬])(?<!\d[ \u00a0\u202f\u2009])0(?:\d{2,4}(?:[ -]\d{3,4}){1,3}(?!\d)|\d+)",
    r"(?<![\d.,])(?!\d+[0٠۰]{3}(?!\d))\d{7,}(?![\d]|[.,]\d)",
    r"\[\d{1,3}\]",
    # An address; a broadcaster, and a headline's source that calls itself by the hours of a day.
    r"\b(?:https?://|www\.|t\.me/)\S+",
    rf"(?<!\w){_STATION}\s\d{{1,3}}\b|\b\d{{1,3}}\s(?:канал|tv)\b|\s[|–—-]\s(?:[^\W\d]+\s){{1,2}}24\s*$",
    # A name. Arabic and Hebrew join short words to numbers.
    r"\b(?!(?:usd|eur|gbp|rs|tl)\d)[a-zа-яёçğışöü]+[-‑]?\d+(?:[-‑]?[a-zа-я]+)?\b|\b[\u0621-\u064a\u0671-\u06d3]{2,}(?<!ال)(?<!ـ)[-‑]\d+\b",
)
_COUNTING_ITSELF: Final = tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in _COUNTERS)
_UNCOUNTED: Final = tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in _PATTERNS)
_GONE: Final = " · "  # parts the numbers on both sides


def without_uncounted(text: str) -> str:
    """The text without what stands in digits and counts nothing."""
    return _without(_UNCOUNTED, without_counters(text))


def without_counters(text: str) -> str:
    """The text without the hour at which it was issued and what its page counts: they change by themselves."""
    return _without(_COUNTING_ITSELF, text[:MOST_CHARACTERS])


def _without(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    for pattern in patterns:
        text = pattern.sub(_GONE, text)
    return text
