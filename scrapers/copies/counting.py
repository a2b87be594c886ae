"""Numbers in words become numerals: "ثلاثة وعشرون ألفا", "twenty-three thousand" and "23 000" are all "23000"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.copies.number_words import ANDS, ELEVENS, SCALES, TEENS, UNITS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_TEN = 10
_HUNDRED = 100
_THOUSAND = 1_000
_MOST_DIGITS = 12

BEGINNINGS = frozenset({*UNITS, *SCALES, *ELEVENS})  # what a number in words may begin with


def numbers_in(words: Sequence[str], breaks: Container[int] = ()) -> Iterator[tuple[int, int, str]]:
    """Each number that is told in words, at least in part: where it begins and ends, and its numeral."""
    done = 0
    for at, word in enumerate(words):
        if word not in BEGINNINGS or at < done:
            continue
        after_numeral = at > done and words[at - 1][0].isdecimal() and at not in breaks
        for start in (at - 1, at) if after_numeral else (at,):
            numeral, end = number_at(words, start, breaks)
            if end > at:
                yield start, end, numeral
                done = end
                break


def number_at(words: Sequence[str], start: int, breaks: Container[int] = ()) -> tuple[str, int]:
    """The number that begins at ``start``, as a numeral, and where it ends; ends at ``start`` if there is none.

    No number goes on over a word that ``breaks`` names, which begins a sentence or clause.
    """
    count = _Count()
    end = start
    if words[start][0].isdecimal():
        end += count.takes_numeral(words[start])
    elif words[start] in ELEVENS:
        end += count.takes_eleven(words, start)
    at = end
    while at < len(words) and not (at in breaks and at > start) and count.takes(words[at]):
        end = at = at + 1
        at += int(at < len(words) and words[at] in ANDS)
    return count.numeral(), end


class _Count:
    """A number that grows word by word."""

    def __init__(self) -> None:
        self._whole = Decimal(0)
        self._part = Decimal(0)
        self._is_closed = False  # no smaller number can follow before a scale does

    def takes(self, word: str) -> bool:
        """Whether this number goes on with the word; then it is counted."""
        if word in TEENS and 0 < self._part < _TEN and not self._is_closed:
            return self._adds(_TEN)
        if word in SCALES:
            return self._scales(SCALES[word])
        value = UNITS.get(word)
        if value is None or self._is_closed:
            return False
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
        if self._part >= (_TEN if scale == _HUNDRED else _THOUSAND) or 0 < self._whole <= scale:
            return False
        if scale == _HUNDRED:
            self._part = (self._part or Decimal(1)) * scale
            return True
        self._whole += (self._part or Decimal(1)) * scale
        self._part, self._is_closed = Decimal(0), False
        return True

    def _fits(self, value: int) -> bool:
        """Units fill the place of units, tens that of tens, in either order (Arabic puts units first)."""
        part = self._part % _HUNDRED
        if not self._part:
            return value < _THOUSAND or not self._whole
        if value < _TEN:
            return part % _TEN == 0 and part != _TEN
        return part < (_TEN if value >= 2 * _TEN else 1) and value < _HUNDRED
