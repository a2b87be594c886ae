"""The figures that a text tells: how many, how much - not when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapers.copies.folding import folded_words
from scrapers.copies.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTHS: Final = folded_words(
    "يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "جانفي فيفري أفريل ماي جوان جويلية أوت كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين",
    "محرم صفر رجب شعبان رمضان شوال ذي ذو ربيع جمادى",
    "ژانویه فوریه آوریل مه ژوئن ژوئیه جولای اوت سپتامبر اکتبر نوامبر دسامبر فروردین اردیبهشت خرداد تیر مرداد",
    "شهریور مهر آبان آذر دی بهمن اسفند",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
)
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
        before, after = words[max(0, at - 2) : at], words[at + 1 : at + 3]
        if not (word.isdecimal() and (_is_year(word, before) or _is_day(word, before, after))):
            yield word


def _is_year(word: str, before: Sequence[str]) -> bool:
    if len(word) != _YEAR_DIGITS:
        return False
    return int(word) in _YEARS or not _BEFORE_YEARS.isdisjoint(before[-1:])


def _is_day(word: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Beside a month's name, or beside a year with nothing between them but another such number."""
    if len(word) > 2 or int(word) not in _CALENDAR:  # noqa: PLR2004 - a day's or month's digits
        return False
    if not _MONTHS.isdisjoint([*before[-1:], *after[:1]]):
        return True
    return _reaches_year(after) or _reaches_year(before[::-1])


def _reaches_year(words: Sequence[str]) -> bool:
    for word in words:
        if not word.isdecimal():
            return False
        if len(word) == _YEAR_DIGITS and int(word) in _YEARS:
            return True
    return False
