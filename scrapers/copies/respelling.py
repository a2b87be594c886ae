"""Whether two words are one name in other letters: Muhammad and Mohamed, غوتيريش and جوتيريش."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

# Letters that stand for one sound when a name is carried over into the script; vowels are gone.
_SOUNDS: Final = str.maketrans(
    {
        **dict.fromkeys("طت", "ت"),
        **dict.fromkeys("ضد", "د"),
        **dict.fromkeys("ذزظژ", "ز"),
        **dict.fromkeys("صسثشچ", "س"),
        **dict.fromkeys("حخه", "ه"),
        **dict.fromkeys("قكغجگ", "ك"),
        **dict.fromkeys("فڤو", "ف"),
        **dict.fromkeys("بپ", "ب"),
        **dict.fromkeys("اعي", None),
        **dict.fromkeys("aeiouyh'", None),
        **dict.fromkeys("ckqgx", "k"),
        **dict.fromkeys("sz", "s"),
        **dict.fromkeys("vwf", "f"),
        **dict.fromkeys("td", "t"),
        **dict.fromkeys("pb", "b"),
        **dict.fromkeys("jg", "j"),
        **dict.fromkeys("аеиоуыэюяьъйі", None),
        **dict.fromkeys("хгк", "к"),
        **dict.fromkeys("зс", "с"),
        **dict.fromkeys("вф", "ф"),
        **dict.fromkeys("тд", "т"),
        **dict.fromkeys("пб", "п"),
    }
)
_ONE_SOUND: Final = {"th": "s", "sh": "s", "ch": "s", "ph": "f", "dh": "d", "zh": "z", "ts": "s", "дж": "ж"}
_TWO_LETTERS: Final = re.compile("|".join(_ONE_SOUND))
_ALIKE: Final = 0.75
_SHORTEST: Final = 4


@lru_cache(1 << 14)
def are_respellings(name: str, other: str) -> bool:
    """Whether both may be one name: the same consonants, or nearly the same letters."""
    if name[:1].isdecimal() or other[:1].isdecimal():
        return False
    sounds, others = _sounds(name), _sounds(other)
    if sounds and sounds == others:
        return True
    if min(len(name), len(other)) < _SHORTEST:
        return False
    alike = SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE
    return alike and SequenceMatcher(None, sounds, others, autojunk=False).ratio() >= _ALIKE


def _sounds(name: str) -> str:
    """The sounds, each once in a row."""
    plain = _TWO_LETTERS.sub(lambda found: _ONE_SOUND[found[0]], name).translate(_SOUNDS)
    return "".join(sound for at, sound in enumerate(plain) if plain[at - 1 : at] != sound)
