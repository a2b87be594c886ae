"""What the news calls a country where CLDR has a form for maps and menus: Turkey besides Türkiye, السعودية, Congo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.gazetteer.cldr import Names

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*")  # Myanmar (Burma)
_AFTER_COMMA = re.compile(r"[,،].*")  # Гонконг, ОАР Китаю
_BETWEEN_DASHES = re.compile(r"\s[-–—]\s")  # Congo - Kinshasa

_IN_THE_NEWS: dict[str, Names] = {
    "AE": {"ar": ["الإمارات"], "en": ["UAE"], "fa": ["امارات"], "fr": ["Émirats"]},
    "CD": {
        "ar": ["جمهورية الكونغو الديمقراطية", "الكونغو الديمقراطية"],
        "en": ["DR Congo", "DRC"],
        "fa": ["جمهوری دموکراتیک کنگو"],
        "fr": ["République démocratique du Congo", "RDC", "RD Congo"],
        "he": ["הרפובליקה הדמוקרטית של קונגו"],
        "tr": ["Demokratik Kongo Cumhuriyeti", "Kongo Demokratik Cumhuriyeti"],
        "ru": ["Демократическая Республика Конго", "ДР Конго"],
        "uk": ["Демократична Республіка Конго", "ДР Конго"],
    },
    "CF": {"ar": ["أفريقيا الوسطى"], "fr": ["Centrafrique"]},
    "CG": {
        "ar": ["جمهورية الكونغو"],
        "fr": ["République du Congo"],
        "tr": ["Kongo Cumhuriyeti"],
        "ru": ["Республика Конго"],
        "uk": ["Республіка Конго"],
    },
    "GB": {"ar": ["بريطانيا"], "en": ["Britain", "UK"], "fr": ["Grande-Bretagne"], "tr": ["İngiltere"]},
    "HK": {"ar": ["هونغ كونغ"]},
    "MM": {
        "ar": ["بورما"],
        "en": ["Burma"],
        "fa": ["برمه"],
        "fr": ["Birmanie"],
        "he": ["בורמה"],
        "ru": ["Бирма"],
        "uk": ["Бірма"],
    },
    "PS": {
        "ar": ["فلسطين"],
        "en": ["Palestine"],
        "fa": ["فلسطین"],
        "fr": ["Palestine"],
        "he": ["פלסטין"],
        "ku": ["Filistîn"],
        "ckb": ["فەلەستین"],
        "tr": ["Filistin"],
        "ru": ["Палестина"],
        "uk": ["Палестина"],
    },
    "SA": {"ar": ["السعودية"], "fa": ["عربستان"]},
    "US": {"ar": ["أمريكا"], "en": ["USA"], "fa": ["آمریکا"], "ru": ["США"], "uk": ["США"]},
}


def country_spellings(code: str, english: str, cldr: Names, wanted: Sequence[str]) -> Names:
    """CLDR's names first, then GeoNames' ``english`` one and those of the news, in the ``wanted`` languages."""
    others = _IN_THE_NEWS.get(code, {})
    found = {language: [*map(_as_written, cldr.get(language, ())), *others.get(language, ())] for language in wanted}
    if "en" in found:
        found["en"] = [*found["en"], english.strip()]
    return {language: list(dict.fromkeys(names)) for language, names in found.items() if names}


def _as_written(name: str) -> str:
    """Without brackets and what follows a comma, with words for signs."""
    bare = _AFTER_COMMA.sub("", _IN_BRACKETS.sub(" ", name)).strip()
    return _BETWEEN_DASHES.sub("-", bare).replace(" & ", " and ").replace("о-ва", "острова")
