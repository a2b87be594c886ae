"""The wording of a text: its words as they are compared, beside how they are written.

Of a long text the first part alone: a copy shows itself in its first words, and no text may cost more than another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scrapers.copies.counting import may_begin, number_at
from scrapers.copies.folding import folded, numerals

MOST_WORDS = 3_000
_MOST_CHARACTERS = 40_000
_REMEMBERED_TEXTS = 1_024

# Vowel signs, lengthening strokes and joiners stand inside words and would part them.
_SIGNS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]+")
_PIECES = re.compile(
    r"(\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,:٫٬،]\d+)*)"
    r"|([\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+)"
    r"|([.!?؟۔…\n\u2028\u2029])|([,;:،؛()])"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """``words`` as they are compared, numbers as numerals; as ``shown`` in the text; ``openings`` of sentences."""

    words: tuple[str, ...]
    shown: tuple[str, ...]
    openings: frozenset[int]


@lru_cache(_REMEMBERED_TEXTS)
def wording_of(text: str) -> Wording:
    """The text's first ``MOST_WORDS`` words."""
    words: list[str] = []
    shown: list[str] = []
    openings = {0}
    counted = False
    breaks = openings.copy()
    for number, letters, end, _pause in _PIECES.findall(_SIGNS.sub("", text[:_MOST_CHARACTERS])):
        if letters:
            if word := folded(letters):
                words.append(word)
                shown.append(letters)
                counted = counted or may_begin(word)
        elif number:
            values = numerals(number)
            words += values
            shown += values if len(values) > 1 else (number,)
        else:
            breaks.add(len(words))
            if end:
                openings.add(len(words))
        if len(words) >= MOST_WORDS:
            break
    if not counted:
        return Wording(tuple(words), tuple(shown), frozenset(openings))
    return _with_numerals(words, shown, openings, breaks)


def _with_numerals(words: list[str], shown: list[str], openings: set[int], breaks: set[int]) -> Wording:
    """The same, with each number in words as one numeral."""
    kept_words: list[str] = []
    kept_shown: list[str] = []
    kept_openings = set()
    at = 0
    while at < len(words):
        if at in openings:
            kept_openings.add(len(kept_words))
        numeral, end = number_at(words, at, breaks) if words[at][0].isdecimal() or may_begin(words[at]) else ("", at)
        kept_words.append(numeral if end > at else words[at])
        end = max(end, at + 1)
        kept_shown.append(" ".join(shown[at:end]))
        at = end
    return Wording(tuple(kept_words), tuple(kept_shown), frozenset(kept_openings))
