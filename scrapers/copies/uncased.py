"""How surely words are a place's name in scripts that have no capitals: Hebrew, Devanagari, Thai, Han and the like.

A name is known by a list (uncased_places.txt, made by tools/uncased_places.py), or by "village" or "district" beside
it. Some of these scripts set no spaces either: there a word is a syllable or a sign, of which names share some.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded_words

if TYPE_CHECKING:
    from scrapers.copies.wording import Wording

_PLACES: Final = Path(__file__).with_name("uncased_places.txt")
_UNCASED: Final = re.compile(
    "[\u05d0-\u05ea\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u10d0-\u10ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff"
    "\u3400-\u9fff\uac00-\ud7af]"
)
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BEFORE: Final = tuple(
    folded_words(
        "כפר יישוב עיר עיירה עיירת מושב קיבוץ שכונת מחוז נפת गांव गाँव ग्राम शहर कस्बे जिले जिला ज़िले গ্রাম শহর"
        " หมู่บ้าน บ้าน ตำบล อำเภอ จังหวัด เมือง სოფელ სოფელში ქალაქ ქალაქში რაიონ დაბა",
    )
)
_BEHIND: Final = folded_words("गांव गाँव ग्राम शहर कस्बे जिले जिला ज़िले গ্রামে শহরে ከተማ ቀበሌ ወረዳ ዞን መንደር")
_BEHIND_IN_HAN: Final = frozenset("村镇鎮乡鄉县縣市区區省州町")
_NOT_BEHIND: Final = frozenset("民里庄长場场委政")
_NEAR: Final = 3
_LONGEST: Final = 6
_WIDEST: Final = 4
_WIDEST_UNSPACED: Final = 8


def is_uncased(word: str) -> bool:
    """Whether its script has no capitals; Arabic is another matter."""
    return bool(_UNCASED.match(word))


def widest_name(word: str) -> int:
    """How many words a name may have that begins with this one."""
    return _WIDEST_UNSPACED if _UNSPACED.match(word) else _WIDEST


def is_uncased_name(wording: Wording, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` are a place's name, or the part of one that is another's as well."""
    return _is_known(wording.words, start, end) or _is_introduced(wording.words, start, end)


def _is_known(words: tuple[str, ...], start: int, end: int) -> bool:
    near = _NEAR if _UNSPACED.match(words[start]) else 1
    return any(
        name in _places() or (is_hebrew(name) and name[1:] in _places())
        for first in range(max(0, start - near), start + 1)
        for last in range(end, min(len(words), end + near) + 1)
        if len(name := "".join(words[first:last])) > 1
    )


def _is_introduced(words: tuple[str, ...], start: int, end: int) -> bool:
    if "".join(words[max(0, start - _LONGEST) : start]).endswith(_BEFORE):
        return True
    if "".join(words[end : end + 1]) in _BEHIND:
        return True
    behind = words[end : end + _NEAR + 1]
    return any(
        sign in _BEHIND_IN_HAN and "".join(behind[at + 1 : at + 2]) not in _NOT_BEHIND
        for at, sign in enumerate(behind[:_NEAR])
    )


def is_hebrew(word: str) -> bool:
    """Whether it is written in Hebrew letters."""
    return "א" <= word[0] <= "ת"


@cache
def _places() -> frozenset[str]:
    return frozenset(_PLACES.read_text(encoding="utf-8").splitlines())
