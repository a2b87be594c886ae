"""Russian names in other cases, by their endings alone; what ends otherwise stays as it is."""

from __future__ import annotations

import re

_AFTER_GUTTURALS = re.compile(r"(?<=[гкхжчшщ])ы$")
# By the case's name in a slot: what replaces an ending; the first that fits counts.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "gen": (("ий", "ого"), ("й", "я"), ("ь", "я"), ("а", "ы")),
    "loc": (("ий", "ом"), ("й", "е"), ("ь", "е"), ("а", "е")),
    "ins": (("ий", "им"), ("й", "ем"), ("ь", "ем"), ("а", "ой"), ("ов", "овым"), ("ёв", "ёвым"), ("ев", "евым")),
}
_AFTER_CONSONANT = {"gen": "а", "loc": "е", "ins": "ом"}
_CONSONANTS = "бвгдзклмнпрстфхцчшщж"
_IRREGULAR = {"Пётр": "Петр"}


def declined(name: str, case: str) -> str:
    """Each word of a name in that case: "gen", "loc" or "ins"."""
    return " ".join(_word(_IRREGULAR.get(word, word), case) for word in name.split(" "))


def _word(word: str, case: str) -> str:
    for ending, other in _ENDINGS[case]:
        if word.endswith(ending):
            return _AFTER_GUTTURALS.sub("и", word.removesuffix(ending) + other)
    return word + _AFTER_CONSONANT[case] if word[-1] in _CONSONANTS else word
