"""The figures that a text tells: how many, how much - not when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded_words
from scrapers.copies.wording import wording_of
from scrapers.reading.month_names import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEBREW_IN = "ב"
_NAMES = [name.split()[0] for names in MONTHS.values() for name in names]
_MONTHS: Final = folded_words(*_NAMES, *(f"{_HEBREW_IN}{name}" for name in _NAMES if "א" <= name[0] <= "ת"))
_YEAR_WORDS: Final = folded_words("عام سنة لعام العام بعام لسنة سال года году год годы year since")
_BEFORE_YEARS: Final = _MONTHS | _YEAR_WORDS
_YEAR_DIGITS: Final = 4
_YEARS: Final = range(1900, 2100)
_CALENDAR: Final = range(1, 32)


def figures_of(text: str) -> frozenset[str]:
    """The numbers in a text as ASCII numerals, in words or digits; no times of day, no dates, no years."""
    return frozenset(_figures(wording_of(text).words))


def _figures(words: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if not "0" <= word[0] <= "9" or ":" in word:
            continue
        if not (word.isdecimal() and (_is_year(word, words[max(0, at - 1) : at]) or _is_day(words, at))):
            yield word


def _is_year(word: str, before: Sequence[str]) -> bool:
    if len(word) != _YEAR_DIGITS:
        return False
    return int(word) in _YEARS or not _BEFORE_YEARS.isdisjoint(before)


def _is_day(words: Sequence[str], at: int) -> bool:
    """Beside a month's name, or beside a year with nothing between them but another such number.

    What follows a whole date is not of it: "on 5 November 3 died", "3 mars 2026, 5 morts".
    """
    if not _may_be_day(words[at]):
        return False
    before, after = words[max(0, at - 4) : at][::-1], words[at + 1 : at + 3]
    if not _MONTHS.isdisjoint(after[:1]):
        return True
    if not _MONTHS.isdisjoint(before[:1]):
        return not (before[1:] and _may_be_day(before[1]))
    return _year_from(after) is not None or _begins_a_date(before)


def _may_be_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and int(word) in _CALENDAR  # noqa: PLR2004 - a day's or month's digits


def _begins_a_date(before: Sequence[str]) -> bool:
    """Whether a year stands before, and no day or month before that; ``before`` runs backwards."""
    at = _year_from(before[:2])
    if at is None:
        return False
    earlier = before[at + 1 : at + 2]
    return _MONTHS.isdisjoint(earlier) and not any(map(_may_be_day, earlier))


def _year_from(words: Sequence[str]) -> int | None:
    """How many numbers stand before a year; None when something else does."""
    for place, word in enumerate(words):
        if not word.isdecimal():
            return None
        if len(word) == _YEAR_DIGITS and int(word) in _YEARS:
            return place
    return None
