"""The figures that a text tells: how many, how much - not when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.copies.figure_words import (
    AFTER_AGES,
    AFTER_ARTICLES,
    AGES,
    BEFORE_AGES,
    BEFORE_ARTICLES,
    BEFORE_CERTAIN_YEARS,
    BEFORE_HOURS,
    BEFORE_YEARS,
    BEHIND_MAY,
    CLOCKS,
    COUNTED_NOUNS,
    HOURS,
    MONTH_NAMES,
    ONES,
    WEEKDAY,
)
from scrapers.copies.folding import folded
from scrapers.copies.uncounted import without_uncounted
from scrapers.copies.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scrapers.copies.wording import Wording

_YEAR_DIGITS: Final = 4
_YEARS: Final = range(1900, 2100)
_CALENDAR: Final = range(1, 32)


def figures_of(text: str) -> frozenset[str]:
    """The numbers in a text as ASCII numerals, in words or digits.

    None that tell when, that name something, or that a page counts of itself. A number that may be any is one.
    """
    return frozenset(_figures(wording_of(without_uncounted(text))))


def _figures(wording: Wording) -> Iterator[str]:
    words = wording.words
    for at, word in enumerate(words):
        if not "0" <= word[0] <= "9" or ":" in word:
            continue
        if _tells_when(words, at) or (word == "1" and _is_article(wording, at)):
            continue
        if not (word.isdecimal() and (_is_year(words, at) or _is_day(words, at))):
            yield word


def _tells_when(words: Sequence[str], at: int) -> bool:
    """Which hour, how long ago, or which day of the week."""
    before, after = words[max(0, at - 2) : at][::-1], words[at + 1 : at + 3]
    if not WEEKDAY.isdisjoint(after[:1]) or after == ("o", "clock"):
        return True
    if not BEFORE_HOURS.isdisjoint(before[:1]) and not HOURS.isdisjoint(after[:1]):
        return True
    if not AGES.isdisjoint(after[:1]):
        return not BEFORE_AGES.isdisjoint(before[:1]) or not AFTER_AGES.isdisjoint(after[1:])
    is_clock = not CLOCKS.isdisjoint(before[:1]) and not (before[1:] and before[1][0].isdecimal())
    return is_clock and COUNTED_NOUNS.isdisjoint(after[:1])


def _is_article(wording: Wording, at: int) -> bool:
    if folded(wording.shown[at]) not in ONES:
        return False
    before, after = wording.words[max(0, at - 1) : at], wording.words[at + 1 : at + 2]
    return not BEFORE_ARTICLES.isdisjoint(before) or not AFTER_ARTICLES.isdisjoint(after)


def _is_year(words: Sequence[str], at: int) -> bool:
    if len(words[at]) != _YEAR_DIGITS:
        return False
    before, after = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    if int(words[at]) not in _YEARS:
        return not BEFORE_CERTAIN_YEARS.isdisjoint(before)
    return not BEFORE_YEARS.isdisjoint(before) or COUNTED_NOUNS.isdisjoint(after)


def _is_day(words: Sequence[str], at: int) -> bool:
    """Beside a month's name, or beside a year with nothing between them but another such number.

    What follows a whole date is not of it: "on 5 November 3 died", "3 mars 2026, 5 morts".
    """
    if not _may_be_day(words[at]):
        return False
    before, after = words[max(0, at - 4) : at][::-1], words[at + 1 : at + 3]
    if not COUNTED_NOUNS.isdisjoint(after[:1]):
        return False
    if not MONTH_NAMES.isdisjoint(after[:1]):
        return BEHIND_MAY.isdisjoint(after[1:])
    if not MONTH_NAMES.isdisjoint(before[:1]):
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
    return MONTH_NAMES.isdisjoint(earlier) and not any(map(_may_be_day, earlier))


def _year_from(words: Sequence[str]) -> int | None:
    """How many numbers stand before a year; None when something else does."""
    for place, word in enumerate(words):
        if not word.isdecimal():
            return None
        if len(word) == _YEAR_DIGITS and int(word) in _YEARS:
            return place
    return None
