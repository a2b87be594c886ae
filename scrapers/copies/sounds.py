"""How a name in Latin or Cyrillic letters sounds: its consonants, and where the vowels are between them.

Romanisations vary in vowels, in doubled letters and in which of several letters stands for a consonant. What they keep
is the row of consonants, where vowels are, and whether the first one is open ("Mahmoud" is not "Mohamed").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOWELS: Final = frozenset("aeiouyаеиоуыэюяйіїє")
_SILENT: Final = frozenset("h'ьъ")
_OPEN: Final = frozenset("aая")
_ROUND: Final = frozenset("ouоую")
_CLASSES: Final = ("ckqgx", "szc", "vwf", "td", "pb", "jg", "хгк", "зсшщцж", "вф", "тд", "пб")
_SOUND: Final = {
    **{letter: letters[0] for letters in _CLASSES for letter in letters},
    "sh": "s",
    "ch": "s",
    "ph": "v",
    "kh": "c",
    "gh": "c",
    "zh": "s",
    "ts": "s",
    "дж": "з",
}
_EITHER: Final = {"th": "st", "dh": "ts", "g": "cj", "c": "cs", "з": "зт"}
_HARD: Final = {"k": "c"}
_MUTE: Final = {"", "e"}  # at the end of a name: Ann and Anne
_LETTERS: Final = re.compile("aw|au|ou|ау|оу|th|dh|sh|ch|ph|kh|gh|zh|ts|дж|.")
_DOUBLED: Final = re.compile(r"(\w)\1+")
_MOST_DOUBTFUL: Final = 3
_LONG: Final = 5
_SHORT: Final = 2


@dataclass(frozen=True, slots=True)
class Sounds:
    """The consonants as they are ``written``, the rows that they may stand for, and the first vowel before each."""

    written: tuple[str, ...]
    rows: frozenset[str]
    vowels: tuple[str, ...]


@lru_cache(1 << 14)
def sounds_of(name: str) -> Sounds:
    """Of one word in lower case without accents."""
    written: list[str] = []
    vowels = [""]
    for letters in _LETTERS.findall(_DOUBLED.sub(r"\1", name)):
        if letters[0] in _VOWELS:
            vowels[-1] = vowels[-1] or ("o" if len(letters) > 1 else letters)
        elif letters not in _SILENT:
            written.append(letters)
            vowels.append("")
    return Sounds(tuple(written), frozenset(_rows(written)), tuple(vowels))


def _rows(written: list[str]) -> Iterator[str]:
    doubtful = 0
    choices = []
    for letters in written:
        either = _EITHER.get(letters, "") if doubtful < _MOST_DOUBTFUL else ""
        doubtful += bool(either)
        choices.append(either or _SOUND.get(letters, letters))
    yield from map("".join, product(*choices))


def sound_alike(name: str, other: str) -> bool:
    """Whether both may be one name: the same consonants, of which few are written otherwise or lie elsewhere."""
    sounds, others = sounds_of(name), sounds_of(other)
    if not sounds.written or sounds.rows.isdisjoint(others.rows):
        return False
    first, its = sounds.vowels[0] or sounds.vowels[1], others.vowels[0] or others.vowels[1]
    if first and its and _is_other_vowel(first, its):
        return False
    written = sum(
        _HARD.get(one, one) != _HARD.get(another, another)
        for one, another in zip(sounds.written, others.written, strict=False)
    )
    moved = sum(map(_is_other_vowel, sounds.vowels, others.vowels))
    moved -= {sounds.vowels[-1], others.vowels[-1]} == _MUTE
    return written + moved <= _allowed(len(sounds.written))


def _is_other_vowel(vowel: str, other: str) -> bool:
    return bool(vowel) != bool(other) or (vowel in _OPEN and other in _ROUND) or (vowel in _ROUND and other in _OPEN)


def _allowed(consonants: int) -> int:
    if consonants <= _SHORT:
        return 0
    return 1 if consonants < _LONG else _SHORT
