"""Tells names from what else GeoNames lists as alternate names: codes, addresses, romanisations made by machines."""

from __future__ import annotations

import re

from watchlist.text.tokens import words_of

_NOT_IN_A_NAME = re.compile(
    r"[\d/()\[\]{},;،؛:!?*=_@#<>|\\\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_CODE = re.compile(r"[A-Z]{1,5}")
# Passport-office Cyrillic (Dajr-ehz-Zor, Eht-Tell'-ehl'-Ab'jad): nobody writes so.
_MACHINE = re.compile(r"\b[Ee]h[dlnrstz]|[bcdfglmnprstvz]'(?![A-Z])", re.IGNORECASE)
_LONGEST = 100


def is_a_name(text: str) -> bool:
    """Whether this may be a name as people write it."""
    if not text.strip() or len(text) > _LONGEST or _NOT_IN_A_NAME.search(text) or not words_of(text):
        return False
    return not (_CODE.fullmatch(text) or _is_romanised(text) or _is_torn(text))


def _is_romanised(text: str) -> bool:
    """Lower case alone (dyr alzwr), or the marks of a machine."""
    is_latin = any(letter.isascii() and letter.isalpha() for letter in text)
    return is_latin and (not any(map(str.isupper, text)) or _MACHINE.search(text) is not None)


def _is_torn(text: str) -> bool:
    """A word that fell apart: د مشق."""
    words = words_of(text)
    return not text.isascii() and len(words) > 1 and len(words[0]) == 1
