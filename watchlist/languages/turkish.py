"""Turkish: the chain of endings that is written onto a name without an apostrophe (``Türklerin``, ``Halebi``).

The chain is given in normal form, where ı and i, u and ü, ş and s, ç and c, ğ and g are one letter; the stem is then
held to the name's own letters, and the chain's first vowel to the stem's last.
"""

from __future__ import annotations

import re

from watchlist.languages.language import Ended, Language, words
from watchlist.text.characters import Script
from watchlist.text.normal_form import normal_form

_V, _C = r"(?<=[aeiou])", r"(?<=[^aeiou])"
_NUMBER = r"(?:l[ae]r)?"
_FROM = r"(?:l[iu])?"  # from there; -lik, -siz, -ci and -ce make other words: Türkçe, gençlik
_HIS = rf"(?:{_V}s[iu]|{_C}[iu]|l[ae]r[iu])(?:n[iu]n?|n[ae]|nd[ae]n?|yl[ae]|nc[ae])?"
_MINE = rf"(?:{_C}[iu]m|(?:{_C}[iu])?[mn][iu]z)(?:[iu]n?|[ae]|d[ae]n?|l[ae])?"
_CASE = rf"{_V}(?:y[iuae]|n[iu]n|yl[ae])|{_C}(?:[iu]n?|[ae]|l[ae])|[dt][ae]n?"
_RELATION = r"(?:ki(?:l[ae]r)?(?:n[iu]n?|n[ae]|nd[ae]n?|[iu]n?|[ae]|d[ae]n?)?)?"
_COPULA = rf"(?:{_V}y(?:d[iu]|m[iu]s|s[ae])|{_C}(?:[dt][iu]|m[iu]s|s[ae])|[dt][iu]r)?"
_AFTER_ITS = r"n(?:[iuae]|d[ae]n?|c[ae])|yl[ae]"
_CHAIN = re.compile(rf"{_NUMBER}{_FROM}{_NUMBER}(?:{_HIS}|{_MINE}|{_CASE})?{_RELATION}{_COPULA}")
_CHAIN_OF_ITS = re.compile(rf"(?:{_AFTER_ITS}){_RELATION}{_COPULA}")

_LOWER = str.maketrans("Iİ", "ıi")
_PLAIN = str.maketrans("âîû", "aiu")
_FRONT, _BACK = frozenset("eiöü"), frozenset("aıou")
# Words from Arabic in -al and -at take front endings: Kemali, cemaati.
_EITHER = frozenset("lt")
_SOFTENED = {"b": "p", "c": "ç", "d": "t", "ğ": "k", "g": "k"}
_LONGEST_ACRONYM = 5
_SHORTEST_TYPED_PLAIN = 4
_SHORTEST_POSSESSED = 4


def may_end(ended: Ended) -> bool:
    """Whether the ending is a chain that fits the name, letter by letter."""
    stem, ending = normal_form(ended.stem), normal_form(ended.ending)
    if not (_CHAIN.fullmatch(stem[-1] + ending, 1) or _follows_its(ended, ending)) or not _keeps_acronym(ended):
        return False
    if len(stem) > _SHORTEST_TYPED_PLAIN and (ended.stem + ended.ending).isascii():
        return True  # perhaps typed without the letters that only Turkish has
    return _keeps_letters(_lower(ended.listed), _lower(ended.stem)) and _harmonises(_lower(ended.stem), ended.ending)


def _follows_its(ended: Ended, ending: str) -> bool:
    """Whether the ending may follow a possessive, as in Bakanlığına; short words are none: Adana is not of Ada."""
    may_be_its = len(ended.listed) >= _SHORTEST_POSSESSED and _lower(ended.listed)[-1] in "ıiuü"
    return may_be_its and _CHAIN_OF_ITS.fullmatch(ending) is not None


def _lower(word: str) -> str:
    return word.translate(_LOWER).lower().translate(_PLAIN)


def _keeps_acronym(ended: Ended) -> bool:
    return len(ended.listed) > _LONGEST_ACRONYM or not ended.listed.isupper() or ended.stem.isupper()


def _keeps_letters(listed: str, stem: str) -> bool:
    """Whether the stem is the name's, its last consonant softened or not; foreign accents count for nothing."""
    if stem == listed:
        return True
    if stem[:-1] == listed[:-1] and _SOFTENED.get(stem[-1]) == listed[-1]:
        return len([letter for letter in listed if letter in _FRONT | _BACK]) > 1
    return not set(stem + listed) & set("çğıöşü") and normal_form(stem) == normal_form(listed)


def _harmonises(stem: str, ending: str) -> bool:
    vowels = [letter for letter in stem if letter in _FRONT | _BACK]
    first = next((letter for letter in _lower(ending) if letter in _FRONT | _BACK), None)
    if not vowels or first is None or stem[-1] in _EITHER:
        return True
    return (first in _FRONT) == (vowels[-1] in _FRONT)


_CUES = {
    "place": words("şehri kenti ilçesi köyü bölgesi"),
    "actor": words("örgütü milisleri güçleri"),
}

TURKISH = Language("tr", Script.LATIN, may_end=may_end, cues=_CUES)
