"""Whether two words are one name in other letters: Muhammad and Mohamed, غوتيريش and جوتيريش."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from scrapers.copies.arabic_names import are_one_arabic
from scrapers.copies.folding import folded_words
from scrapers.copies.sounds import sound_alike, sounds_of
from scrapers.copies.uncased import is_hebrew

_ALIKE: Final = 0.75
_SHORTEST_STEM: Final = 3
_JOINED_IN_HEBREW: Final = "ובלמהשכ"
_HEBREW_VOWELS: Final = str.maketrans("", "", "וי")
_LONG: Final = 5
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_CASES: Final = frozenset({""}) | folded_words(
    "а я у ю е и ы о й ь ой ей ою ею ом ем ём ам ям ами ями ах ях ов ев ів ове ові еві",
    "ого его ому ему ый ий ым им ых их ыми ими ая яя ую юю ое ее ые ие ової ова",
)


@lru_cache(1 << 14)
def are_respellings(name: str, other: str) -> bool:
    """Whether both folded words may be one name: the same consonants, or nearly the same letters."""
    if name[:1].isdecimal() or other[:1].isdecimal():
        return False
    if name == other:
        return True
    if _ARABIC.match(name) or _ARABIC.match(other):
        return are_one_arabic(name, other)
    if is_hebrew(name):
        return _are_one_hebrew(*sorted((name, other), key=len))
    if sound_alike(name, other):
        return True
    return _are_cases(name, other) if _CYRILLIC.match(name) else _is_letter_more(name, other)


def _are_one_hebrew(shorter: str, longer: str) -> bool:
    """With a short word joined to one, or with more of the letters that stand for vowels."""
    if longer[1:] == shorter and longer[0] in _JOINED_IN_HEBREW:
        return True
    return len(shorter) > _SHORTEST_STEM and longer.translate(_HEBREW_VOWELS) == shorter.translate(_HEBREW_VOWELS)


def _are_cases(name: str, other: str) -> bool:
    """Of one noun or adjective."""
    stem = next((at for at, (one, its) in enumerate(zip(name, other, strict=False)) if one != its), None)
    stem = min(len(name), len(other)) if stem is None else stem
    starts = range(max(_SHORTEST_STEM, stem - 2), stem + 1)
    return any(name[at:] in _CASES and other[at:] in _CASES for at in starts)


def _is_letter_more(name: str, other: str) -> bool:
    """A consonant was put in or left out; another one makes another name."""
    sounds, others = sorted(("".join(sounds_of(each).written) for each in (name, other)), key=len)
    if len(sounds) < _LONG - 1 or len(others) != len(sounds) + 1 or sounds[0] != others[0]:
        return False
    alike = SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE
    return alike and any(others[:at] + others[at + 1 :] == sounds for at in range(1, len(others)))
