"""One word or number in the form in which it is compared: what writers and keyboards vary in is gone.

Case, accents, vowel signs, lengthening strokes, joiners; the forms of alef, hamza, ya, ta marbuta and the Persian and
Kurdish letters that look like Arabic ones; digits of all scripts; separators of thousands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Longer than any word; what has none of its spaces costs no more than that.
_LONGEST_WORD = 64
_REMEMBERED = 1 << 16

_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ێ": "ي",
        "ے": "ي",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ۃ": "ه",
        "ک": "ك",
        "ڪ": "ك",
        "ڭ": "ك",
        "ڨ": "ق",
        "ۆ": "و",
        "ۇ": "و",
        "ۋ": "و",
        "ڕ": "ر",
        "ڵ": "ل",
        "ء": None,
        "ـ": None,
        "ё": "е",
        "ı": "i",
    }
)
_MARK = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]")
_GROUPS = re.compile(r"\d{1,3}(?:[.,٬'’]\d{3})+")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_DECIMAL = re.compile(r"(\d+)[.,٫،](\d+)")
_NO_DIGITS = re.compile(r"\D+")


@lru_cache(_REMEMBERED)
def folded(word: str) -> str:
    """The word as it is compared; empty if nothing but signs is in it."""
    if word.isascii():
        return word[:_LONGEST_WORD].lower()
    apart = unicodedata.normalize("NFKD", word[:_LONGEST_WORD].casefold())
    plain = _MARK.sub("", unicodedata.normalize("NFKD", apart.casefold())).translate(_LETTERS)
    return plain[:_LONGEST_WORD]


def folded_words(*lines: str) -> frozenset[str]:
    """The words of the lines as they are compared."""
    return frozenset(folded(word) for line in lines for word in line.split())


@lru_cache(_REMEMBERED)
def numerals(written: str) -> tuple[str, ...]:
    """The numbers in a run of digits and separators, in ASCII: "1,200" and "١٢٠٠" are ("1200",), "3,5" is ("3.5",).

    A time of day keeps its colon; a date gives its parts.
    """
    digits = "".join(str(unicodedata.decimal(c, c)) for c in written[:_LONGEST_WORD])
    if clock := _CLOCK.fullmatch(digits):
        return (f"{int(clock[1])}:{clock[2]}",)
    if _GROUPS.fullmatch(digits) or " " in digits:
        return (_plain(_NO_DIGITS.sub("", digits)),)
    if decimal := _DECIMAL.fullmatch(digits):
        fraction = decimal[2].rstrip("0")
        return (f"{_plain(decimal[1])}.{fraction}" if fraction else _plain(decimal[1]),)
    return tuple(_plain(part) for part in _NO_DIGITS.split(digits) if part)


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"
