"""Keeping: volume and habits as a line of JSON and back; what is damaged or foreign reads as nothing known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isfinite
from typing import Any

from scrapers.health.habits import NO_HABITS, Habits
from scrapers.health.volume import NOTHING_COUNTED, Volume

VERSION = 1
LONGEST_TEXT = 2_000
_WEEKDAYS = 7
_MOST = 1e11


@dataclass(frozen=True, slots=True)
class Health:
    """What one column keeps of a feed."""

    volume: Volume = NOTHING_COUNTED
    habits: Habits = NO_HABITS


NOTHING_KNOWN = Health()


def to_json(health: Health) -> str:
    """Compact JSON, figures to four digits."""
    volume, habits = health.volume, health.habits
    counted = [
        None if volume.as_of is None else round(volume.as_of),
        [_short(each) for each in volume.entries],
        [_short(each) for each in volume.days],
        _short(volume.silences),
        _short(volume.squares),
    ]
    newest = None if habits.newest is None else round(habits.newest)
    shown = [habits.slow, int(habits.is_slow), habits.charset, newest, habits.still, habits.left_out]
    return json.dumps([VERSION, counted, shown], separators=(",", ":"))


def from_json(text: str | None) -> Health:
    """What ``to_json`` wrote."""
    if not text or len(text) > LONGEST_TEXT:
        return NOTHING_KNOWN
    try:
        return _read(json.loads(text))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return NOTHING_KNOWN


def _read(plain: Any) -> Health:  # noqa: ANN401 - any JSON
    version, (as_of, entries, days, silences, squares), (slow, is_slow, charset, newest, still, *later) = plain
    if version != VERSION or not isinstance(charset, str):
        raise ValueError("another version")
    volume = Volume(_time(as_of), _week(entries), _week(days), _figure(silences), _figure(squares))
    left_out = int(_figure(later[0])) if later else 0  # releases before did not count it
    habits = Habits(int(_figure(slow)), bool(is_slow), charset, _time(newest), int(_figure(still)), left_out)
    return Health(volume, habits)


def _week(row: Any) -> tuple[float, ...]:  # noqa: ANN401 - any JSON
    if len(row) != _WEEKDAYS:
        raise ValueError("not a week")
    return tuple(_figure(each) for each in row)


def _figure(each: Any) -> float:  # noqa: ANN401 - any JSON
    number = float(each)
    if not isfinite(number) or not 0 <= number <= _MOST:
        raise ValueError("not a count")
    return number


def _time(each: Any) -> float | None:  # noqa: ANN401 - any JSON
    return None if each is None else _figure(each)


def _short(number: float) -> float:
    return float(f"{number:.4g}")
