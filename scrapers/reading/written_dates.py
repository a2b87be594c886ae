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
_RELATIVE = re.compile(r"(?:^|\s)(?:منذ|قبل(?! الظهر)|il y a)\s|\bago\b|назад|тому|\bonce\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d:])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:h]([0-5]\d)(?::([0-6]\d)(?:[.,]\d{1,9})?)?(?!\d)\s?"
    r"(am|pm|a\.m\.|p\.m\.|صباحا|قبل الظهر|بعد الظهر|مساء|ظهرا|ليلا|ص(?!\w)|م(?!\w))?[\s,]*"
)
_AFTERNOON = frozenset({"pm", "p.m.", "م", "مساء", "ظهرا", "بعد الظهر"})
_NOON = 12
_DAY = timedelta(days=1)
_CENTURY = 2000
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
    """``2024-11-05``, and ``05/11/2024`` with the day first unless the second number can be no month."""
    if match := _YEAR_FIRST.search(text):
        yield from _some(from_numbers(int(match[1]), int(match[3]), int(match[4])))
    if match := _YEAR_LAST.search(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        yield from _some(from_numbers(year, two, one) or from_numbers(year, one, two))


def _named(text: str) -> Iterator[date]:
    """A day, a month's name and a year; the Gregorian date first where a text gives two."""
    for calendar, patterns in _PATTERNS.items():
        for pattern in patterns:
            for match in pattern.finditer(text):
                year = int(match["year"])
                year += _CENTURY if year < 100 else 0  # noqa: PLR2004 - RFC 822 had years of two digits
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
    if match[4] in _AFTERNOON and hour < _NOON:
        hour += _NOON
    elif match[4] and match[4] not in _AFTERNOON and hour == _NOON:
        hour = 0
    clock = timedelta(hours=hour, minutes=minute, seconds=second)
    return instant + clock - offset_of(text[match.end() :], arabic=arabic) if clock < _DAY else instant


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_FROM: dict[Calendar, Callable[[int, int, int], date | None]] = {
    Calendar.GREGORIAN: _gregorian,
    Calendar.LUNAR: from_lunar,
    Calendar.SOLAR: from_solar,
}


def _patterns(calendar: Calendar) -> tuple[re.Pattern[str], ...]:
    """Day before month before year, month before day, and year before month."""
    names = "|".join(sorted(map(re.escape, MONTHS[calendar]), key=len, reverse=True))
    month = rf"(?<!\w)[בו]?(?P<month>{names})(?!\w)"
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
