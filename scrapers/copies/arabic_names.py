"""Whether two words in Arabic script are one name: a village one letter off is another village.

What keyboards and habits vary in is folded before, and short words may be joined to a name. Names carried over from
other scripts vary besides in long vowels and in the letters for sounds that Arabic lacks; in names of its own roots
a long vowel makes another name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Final, NamedTuple

from scrapers.copies.names import ordinary_words

_ARTICLE: Final = "ال"
_JOINED: Final = ("وب", "ول", "و", "ف", "ب", "ل", "ك")
_TO_THE: Final = "لل"
_SHORTEST: Final = 3
_VOWELS: Final = "اوي"
_ENDS: Final = "اه"
_LONGER_ENDS: Final = "اهي"
_DOUBLED: Final = re.compile(r"(\w)\1+")
_OF_ONE_SOUND: Final = ("غجگ", "طت")
_OF_NEAR_SOUND: Final = ("طتد", "ذزظژصسثشچ", "قكغجگ", "فڤ", "بپ")
_ROOT: Final = 3
_LONG: Final = 5
_PARTICIPLE: Final = "م"  # before the three letters of a root
_FEWEST_FORMS: Final = 3


def _table(classes: tuple[str, ...]) -> dict[int, str]:
    return {ord(letter): letters[0] for letters in classes for letter in letters}


_ONE_SOUND: Final = _table(_OF_ONE_SOUND)
_NEAR_SOUND: Final = _table(_OF_NEAR_SOUND)
_WITHOUT_VOWELS: Final = str.maketrans("", "", _VOWELS)


@lru_cache(1 << 14)
def are_one_arabic(name: str, other: str) -> bool:
    """Both folded, one word each."""
    return any(_are_one(one, another) for one in _forms(name) for another in _forms(other))


class _Form(NamedTuple):
    """A name as it may be meant: ``joined`` to a short word or not, with or without its ``article``."""

    joined: bool
    article: bool
    bare: str


@lru_cache(1 << 14)
def _forms(name: str) -> tuple[_Form, ...]:
    forms = [(False, name)]
    forms += [(True, name[len(joined) :]) for joined in _JOINED if name.startswith(joined)]
    forms += [(True, _ARTICLE + name[2:])] if name.startswith(_TO_THE) else []
    return tuple(
        _Form(joined, has_article, _ended(_DOUBLED.sub(r"\1", bare)))
        for joined, rest in forms
        for has_article in (rest.startswith(_ARTICLE),)
        if len(bare := rest.removeprefix(_ARTICLE)) >= _SHORTEST
    )


def _ended(name: str) -> str:
    """Its last letter in one of the forms that vary: alef and ta marbuta, in longer names also ya without points."""
    return name[:-1] + _ENDS[0] if name[-1] in (_ENDS if len(name) < _LONG else _LONGER_ENDS) else name


def _are_one(name: _Form, other: _Form) -> bool:
    if name.article != other.article and (name.joined or other.joined):
        return False
    if name.bare.translate(_ONE_SOUND) == other.bare.translate(_ONE_SOUND):
        return True
    return not name.joined and not other.joined and _are_carried_over(name.bare, other.bare)


def _are_carried_over(name: str, other: str) -> bool:
    consonants, others = _consonants(name), _consonants(other)
    if consonants.translate(_NEAR_SOUND) != others.translate(_NEAR_SOUND) or len(consonants) < _ROOT:
        return False
    if len(consonants) >= _LONG:
        return True
    if len(consonants) == _ROOT and consonants != others:
        return False
    return not _has_root(consonants) and not _has_root(others) and _has_vowels_of(name, other)


def _consonants(name: str) -> str:
    return name.translate(_WITHOUT_VOWELS)


def _has_root(consonants: str) -> bool:
    """Whether Arabic or Persian makes ordinary words of these, as one makes names of them."""
    root = consonants[1:] if len(consonants) > _ROOT and consonants[0] == _PARTICIPLE else consonants
    return len(root) == _ROOT and root in _roots()


@cache
def _roots() -> frozenset[str]:
    forms: dict[str, int] = defaultdict(int)
    for word in ordinary_words():
        forms[_consonants(word)] += not word.startswith(_ARTICLE)
    return frozenset(root for root, count in forms.items() if len(root) == _ROOT and count >= _FEWEST_FORMS)


def _has_vowels_of(name: str, other: str) -> bool:
    """A long vowel more or less, not another one."""
    shorter, longer = sorted(("".join(sign for sign in each if sign in _VOWELS) for each in (name, other)), key=len)
    rest = iter(longer)
    return all(vowel in rest for vowel in shorter)
