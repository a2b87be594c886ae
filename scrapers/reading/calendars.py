"""Two calendars that newsrooms date by beside the Gregorian: the lunar Hijri and the solar one of Iran."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

# Umm al-Qura, the printed calendar of Saudi Arabia: three hexadecimal digits a year from 1410, a bit a month from
# Muharram on, set where the month has 30 days. It follows the moon, so no arithmetic gives it.
_FIRST_LUNAR = 1410
_LUNAR_EPOCH = date(1989, 8, 2)
_LUNAR_MONTHS = (
    "95d2da5d9db2ba4b4aa552b5575b6abd2bc4b89a9552d5adb6a6d4dc9d92aa69562ae56d36ab55aaa94d49d95d2ba5b55aa"
    "d55a9a92e26e55dada6d46a554ba9754eaae5acba9d92b2564bcab55ab556d2ea5e4aa9552daad36c7596d269552da5b4ba"
    "9ba3b4b69b52aa64b696d2ec6d9eb2d54d2aa564ae96dd6ab54b29a9352ba57536ab56aae93"
)
_LUNAR = [int(_LUNAR_MONTHS[place : place + 3], 16) for place in range(0, len(_LUNAR_MONTHS), 3)]
_MONTH_STARTS = list(accumulate((29 + (year >> month & 1) for year in _LUNAR for month in range(12)), initial=0))

# The solar year 1369 began on 21 March 1990; leap years by the 33-year rule, right from 1178 to 1633.
_FIRST_SOLAR = 1369
_LAST_SOLAR = 1499
_SOLAR_EPOCH = date(1990, 3, 21)
_SOLAR_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


def from_lunar(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Hijri one of the years 1410 to 1500, None if there is no such day."""
    place = (year - _FIRST_LUNAR) * 12 + month - 1
    if not (1 <= month <= 12 and 0 <= place < len(_MONTH_STARTS) - 1):  # noqa: PLR2004 - months of a year
        return None
    start, end = _MONTH_STARTS[place : place + 2]
    return _LUNAR_EPOCH + timedelta(start + day - 1) if 1 <= day <= end - start else None


def from_solar(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of one of the Iranian years 1369 to 1499, None if there is no such day."""
    if not (_FIRST_SOLAR <= year <= _LAST_SOLAR and 1 <= month <= 12 and 1 <= day <= _solar_days(year, month)):  # noqa: PLR2004 - the same
        return None
    years = sum(365 + _is_solar_leap(past) for past in range(_FIRST_SOLAR, year))
    return _SOLAR_EPOCH + timedelta(years + sum(_solar_days(year, past) for past in range(1, month)) + day - 1)


def from_numbers(year: int, month: int, day: int) -> date | None:
    """The date of three numbers, by the calendar whose year it can be: no feed is older than 1990."""
    if year < _FIRST_SOLAR:
        return None
    if year < _FIRST_LUNAR:
        return from_solar(year, month, day)
    if year <= _LAST_SOLAR + 1:
        return from_lunar(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _solar_days(year: int, month: int) -> int:
    if month <= 6:  # noqa: PLR2004 - six months of 31 days, five of 30, one of 29
        return 31
    return 30 if month <= 11 or _is_solar_leap(year) else 29  # noqa: PLR2004 - the same


def _is_solar_leap(year: int) -> bool:
    return year % 33 in _SOLAR_LEAPS
