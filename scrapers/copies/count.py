"""A number as it grows word by word."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.copies.number_words import (
    AND_PARTS,
    BEFORE_TEENS,
    BETWEEN_PARTS,
    CONSTRUCT_DUALS,
    DUALS,
    PARTS,
    SCALES,
    TEENS,
    UNITS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEN = 10
_HUNDRED = 100
_THOUSAND = 1_000
_MOST_DIGITS = 12
_ARABIC_AND = "و"
_ARTICLE = "a"


class Count:
    """A number that grows word by word."""

    def __init__(self) -> None:
        self._whole = Decimal(0)
        self._part = Decimal(0)
        self._latest = Decimal(0)  # the scale that was told last
        self._is_closed = False  # no smaller number can follow before a scale does

    def takes(self, words: Sequence[str], at: int) -> int:
        """Whether this number goes on with the word; then it is counted, and how many words were taken."""
        if part := self._takes_part(words, at):
            return part
        if words[at] in BEFORE_TEENS and TEENS.isdisjoint(words[at + 1 : at + 2]):
            return 0
        if words[at] in DUALS:
            return self._takes_dual(DUALS[words[at]])
        if not self._part and not self._whole and _is_construct(words, at):
            return self._takes_dual(CONSTRUCT_DUALS[words[at]])
        return int(self._takes_word(words[at]))

    def _takes_part(self, words: Sequence[str], at: int) -> int:
        """Half of a million, a million and a half, and one and a half million."""
        begins = not self._whole and not self._part
        first = at + int(words[at] == _ARTICLE and at + 1 < len(words) and not begins)
        value = PARTS.get(words[first], AND_PARTS.get(words[first]))
        if value is None or (begins and words[first] in AND_PARTS):
            return 0
        after = first + 1
        while words[after : after + 1] and words[after] in BETWEEN_PARTS:
            after += 1
        scale = SCALES.get(words[after], 0) if after < len(words) else 0
        return self._adds_part(value, scale, after - at)

    def _adds_part(self, value: Decimal, scale: int, taken: int) -> int:
        if not self._whole and scale >= _THOUSAND:
            self._whole, self._part, self._latest = (self._part + value) * scale, Decimal(0), Decimal(scale)
            return taken + 1
        if not self._latest or self._part:
            return 0
        self._whole += self._latest * value
        return taken + 1 if scale == self._latest else 1

    def _takes_dual(self, scale: int) -> int:
        if self._part or 0 < self._whole < _THOUSAND * scale:
            return 0
        self._whole, self._latest = self._whole + 2 * scale, Decimal(scale)
        return 1

    def _takes_word(self, word: str) -> bool:
        if word in TEENS and 0 < self._part % _HUNDRED < _TEN and not self._is_closed:
            return self._adds(_TEN)
        if word in SCALES:
            return self._scales(SCALES[word])
        value = UNITS.get(word)
        if value is None or self._is_closed:
            return False
        if not value:
            return bool(self._part)
        if value == _HUNDRED and 0 < self._part < _TEN:
            return self._scales(_HUNDRED)
        return self._fits(value) and self._adds(value)

    def takes_numeral(self, word: str) -> int:
        """The number in digits that a scale may follow; how many words were taken."""
        if ":" in word or len(word) > _MOST_DIGITS:
            return 0
        self._part, self._is_closed = Decimal(word), True
        return 1

    def takes_eleven(self, words: Sequence[str], start: int) -> int:
        """Arabic "one ten"; how many words were taken."""
        if words[start + 1 : start + 2] and words[start + 1] in TEENS:
            self._part = Decimal(_TEN + 1)
            return 2
        return 0

    def numeral(self) -> str:
        """The number in ASCII digits."""
        return f"{(self._whole + self._part).normalize():f}"

    def _adds(self, value: int) -> bool:
        self._part += value
        return True

    def _scales(self, scale: int) -> bool:
        is_over = self._part >= (_TEN if scale == _HUNDRED else _THOUSAND) and not self._counts_hundreds(scale)
        if is_over or 0 < self._whole <= scale:
            return False
        if scale == _HUNDRED:
            self._part = (self._part or Decimal(1)) * scale
            return True
        self._whole += (self._part or Decimal(1)) * scale
        self._latest = Decimal(scale)
        self._part, self._is_closed = Decimal(0), False
        return True

    def _counts_hundreds(self, scale: int) -> bool:
        """Twelve hundred; nobody says twenty hundred."""
        return scale == _HUNDRED and _TEN < self._part < _HUNDRED and self._part % _TEN > 0 and not self._whole

    def _fits(self, value: int) -> bool:
        """Units fill the place of units, tens that of tens, in either order (Arabic puts units first)."""
        part = self._part % _HUNDRED
        if not self._part:
            return value < _THOUSAND or not self._whole
        if value < _TEN:
            return part % _TEN == 0 and part != _TEN
        return part < (_TEN if value >= 2 * _TEN else 1) and value < _HUNDRED


def _is_construct(words: Sequence[str], at: int) -> bool:
    """Whether a noun follows, not the rest of a number."""
    return words[at] in CONSTRUCT_DUALS and at + 1 < len(words) and not words[at + 1].startswith(_ARABIC_AND)
