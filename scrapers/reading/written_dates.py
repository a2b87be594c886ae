"""Dates as people write them, in a dozen languages and three calendars: patterns over a folded text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from scrapers.reading.calendars import from_lunar, from_numbers, from_solar
from scrapers.reading.month_names import MONTHS, Calendar, fold
from scrapers.reading.zones import offset_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# "Two hours ago": nothing says ago from when.
_RELATIVE = re.compile(r"(?:^|\s)(?:منذ|قبل(?! الظهر| از ?ظهر)|il y a)\s|\bago\b|назад|тому|\bonce\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d:])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:h]([0-5]\d)(?::([0-6]\d)(?:[.,]\d{1,9})?)?(?!\d)\s?"
    r"(am|pm|a\.m\.|p\.m\.|صباحا|قبل الظهر|بعد الظهر|مساء|عصرا|ظهرا|ليلا|ص(?!\w)|م(?!\w)"
    r"|ق\.ظ|ب\.ظ|قبل ?از ?ظهر|بعد ?از ?ظهر)?[.\s,]*"
)
_AFTERNOON = frozenset(
    {"pm", "p.m.", "م", "مساء", "عصرا", "ظهرا", "ليلا", "بعد الظهر", "ب.ظ", "بعدازظهر", "بعد ازظهر", "بعد از ظهر"}
)
# The hours that the words for noon and night leave as they are: 11:30 at noon, 1:30 at night.
_AS_IT_IS = {"ظهرا": range(10, 13), "ليلا": range(6)}
_NOON = 12
_DAY = timedelta(days=1)
_MONTH_FIRST = re.compile(r"/\d{4},? \d{1,2}:\d\d(?::\d\d)? [ap]m\b")
_CENTURY = 2000
_FIRST_YEAR = 1990  # no feed is older
_LAST_YEAR = 9999  # a zone would lead beyond what a datetime holds
_LONGEST = 200


def read_written(raw: str, *, arabic: bool) -> datetime | None:
    """The instant that a written date names, as aware UTC; a date without a time is its midnight."""
    text = fold(raw[:_LONGEST])
    if _RELATIVE.search(text):
        return None
    days = (day for read in (_numeric, _named) for day in read(text))
    day = next(days, None)
    return None if day is None or day.year == _LAST_YEAR else _at(day, text, arabic=arabic)


def _numeric(text: str) -> Iterator[date]:
    """``2024-11-05``, and ``05/11/2024`` with the day first unless the second number can be no month.

    Systems that write ``11/5/2024 10:30:00 AM`` were left in American English, and put the month first.
    """
    if match := _YEAR_FIRST.search(text):
        yield from _some(from_numbers(int(match[1]), int(match[3]), int(match[4])))
    if match := _YEAR_LAST.search(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        day_first, month_first = from_numbers(year, two, one), from_numbers(year, one, two)
        is_american = match[2] == "/" and _MONTH_FIRST.search(text) is not None
        yield from _some((month_first if is_american else None) or day_first or month_first)


def _named(text: str) -> Iterator[date]:
    """A day, a month's name and a year; the Gregorian date first where a text gives two."""
    for calendar, patterns in _PATTERNS.items():
        for pattern in patterns:
            for match in pattern.finditer(text):
                year = int(match["year"])
                if len(match["year"]) == 2:  # noqa: PLR2004 - RFC 822 had years of two digits
                    year += _CENTURY if year < _FIRST_YEAR % 100 else _CENTURY - 100
                yield from _some(_FROM[calendar](year, MONTHS[calendar][match["month"]], int(match["day"])))


def _some(found: date | None) -> Iterator[date]:
    if found is not None:
        yield found


def _at(day: date, text: str, *, arabic: bool) -> datetime | None:
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC)
    match = _TIME.search(text)
    if match is None:
        return instant
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    hour = _of_half_day(hour, match[4])
    clock = timedelta(hours=hour, minutes=minute, seconds=second)
    return instant + clock - offset_of(text[match.end() :], arabic=arabic) if clock < _DAY else instant


def _of_half_day(hour: int, half: str | None) -> int:
    """The hour from 0 to 23 that a clock of twelve hours shows in the morning or afternoon."""
    if half is None or hour > _NOON or hour in _AS_IT_IS.get(half, ()):
        return hour
    if half == "ليلا" and hour == _NOON:
        return 0
    return hour % _NOON + (_NOON if half in _AFTERNOON else 0)


def _gregorian(year: int, month: int, day: int) -> date | None:
    return from_numbers(year, month, day) if year >= _FIRST_YEAR else None


_FROM: dict[Calendar, Callable[[int, int, int], date | None]] = {
    Calendar.GREGORIAN: _gregorian,
    Calendar.LUNAR: from_lunar,
    Calendar.SOLAR: from_solar,
}


def _patterns(calendar: Calendar) -> tuple[re.Pattern[str], ...]:
    """Day before month before year, month before day, and year before month."""
    names = "|".join(sorted(map(re.escape, MONTHS[calendar]), key=len, reverse=True))
    month = rf"(?<!\w)[בו]?(?P<month>{names})(?: ?ماه)?(?!\w)"
    other = rf"(?:[\s/|(,-]*(?:{names})\)?)?"
    day = r"(?<![\d:])(?P<day>\d{1,2})(?!\d)(?:er|st|[nr]d|th|ي|\.)?"
    year = r"(?P<year>\d{4}|\d{2}(?![\d:]))(?!\d)"
    gap, words = r"[\s,./-]*", r"(?:\s(?:من|de|of)\s)?"
    return (
        re.compile(rf"{day}{words}{gap}{month}{other}\.?\)?{words}{gap}{year}"),
        re.compile(rf"{month}{gap}{day}{gap}(?P<year>\d{{4}})(?!\d)"),
        re.compile(rf"(?<!\d)(?P<year>\d{{4}}){gap}{month}{gap}{day}"),
    )


_PATTERNS = {calendar: _patterns(calendar) for calendar in Calendar}
