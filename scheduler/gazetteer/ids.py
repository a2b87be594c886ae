"""Readable ids for imported places: the same place gets the same id at every import."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 80
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['’‘ʼʾʿ`]")
_ARABIC = "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a _ w y a i a p ch zh g k y"
_CYRILLIC = "a b v g g d e ie e zh z i i i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia"
_HEBREW = "a b g d h v z h t y k k l m m n n s a p f ts ts q r sh t"


def _letters(letters: str, roman: str) -> dict[str, str]:
    return dict(zip(letters, roman.replace("_", "").split(" "), strict=True))


_ROMAN = str.maketrans(
    {
        **_letters("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءؤئأإآپچژگکی", _ARABIC),
        **_letters("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя", _CYRILLIC),
        **_letters("אבגדהוזחטיכךלמםנןסעפףצץקרשת", _HEBREW),
        "ı": "i",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "ڕ": "r",
        "ڵ": "l",
        "ۆ": "o",
        "ێ": "e",
        "ە": "e",
    }
)


def slug(name: str) -> str:
    """The name in small Latin letters, digits and hyphens; a short digest of it where no letter can be romanised."""
    roman = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name.lower()).translate(_ROMAN))
    bare = "".join(letter for letter in roman if not unicodedata.combining(letter))
    made = _NOT_IN_AN_ID.sub("-", bare).strip("-")[:_LONGEST].strip("-")
    return made or sha256(name.encode()).hexdigest()[:12]


def readable_ids(wanted: Mapping[str, str]) -> dict[str, str]:
    """An id for each number or code; where several want the same one, each carries its own: ru-moscow-region-48."""
    often = Counter(wanted.values())
    return {key: made if often[made] == 1 else f"{made}-{slug(_after_dot(key))}" for key, made in wanted.items()}


def _after_dot(key: str) -> str:
    return key.rpartition(".")[2]
