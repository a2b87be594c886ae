"""The consonants of a name, romanised roughly: Rakka, Raqqah and الرقة have the same ones, Callinicum others.

They tell which Latin spellings of unknown language write a place's own name, and which are other names.
"""

from __future__ import annotations

import re
import unicodedata

_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "ath",
        "eth",
        "ad",
        "ed",
        "adh",
        "an",
        "en",
        "az",
        "ez",
        "il",
        "ul",
    ]
)
_WORDS = re.compile(r"[^\W\d_]+")
_ARABIC = str.maketrans(dict(zip("بپتثجچدذرزژسشصضطظغفقكکگلمن", "ppttjsddrsssssdtdgfkkkglmn", strict=True)))
_CYRILLIC = str.maketrans(dict(zip("бвгґджзклмнпрстфцчшщ", "pvggdjsklmnprstfssss", strict=True)))
_DIGRAPHS = (("dj", "j"), ("kh", ""), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("gh", "g"), ("ph", "f"))
_LETTERS = str.maketrans({"b": "p", "q": "k", "c": "k", "z": "s", "ç": "s", "ş": "s", "ğ": "g"})
_UNHEARD = re.compile("[^pvtsjdrgfklmn]")
_DOUBLED = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """The consonants in order, doubled ones once, articles left out; empty for scripts it does not know."""
    words = _WORDS.findall(name.lower())
    kept = [_without_article(word) for word in words if word not in _ARTICLES]
    return _DOUBLED.sub(r"\1", "".join(map(_consonants, kept)))


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > len("ال") + 1 else word


def _consonants(word: str) -> str:
    for letters, sound in _DIGRAPHS:
        word = word.replace(letters, sound)
    bare = "".join(c for c in unicodedata.normalize("NFD", word.translate(_LETTERS)) if not unicodedata.combining(c))
    return _UNHEARD.sub("", bare.translate(_ARABIC).translate(_CYRILLIC))
