"""Keeping: a pace as a line of JSON and back. What is damaged or foreign reads as nothing learned: never an error."""

from __future__ import annotations

import json
from typing import Any

from scrapers.cadence.pace import NOTHING_LEARNED, Pace

VERSION = 1
LONGEST_TEXT = 4_000
_MOST = 1e9
_LATEST = 1e11
_HOURS = 24
_WEEKDAYS = 7


def to_json(pace: Pace) -> str:
    """The pace as compact JSON, figures to four digits; empty when nothing was learned."""
    if pace.as_of is None:
        return ""
    scalars = [_short(each) for each in (pace.recent, pace.together, pace.expected)]
    sums = (pace.hours, pace.hours_watched, pace.weekdays, pace.weekdays_watched)
    times = [round(pace.as_of), round(pace.recent_at)]
    return json.dumps(
        [VERSION, times, scalars, *([_short(each) for each in row] for row in sums)], separators=(",", ":")
    )


def from_json(text: str | None) -> Pace:
    """The pace that ``to_json`` wrote."""
    if not text or len(text) > LONGEST_TEXT:
        return NOTHING_LEARNED
    try:
        return _read(_DECODER.decode(text))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return NOTHING_LEARNED


def _read(kept: Any) -> Pace:  # noqa: ANN401 - whatever stands in the text
    version, times, scalars, hours, hours_watched, weekdays, weekdays_watched = kept
    if version != VERSION:
        raise ValueError("the pace of another version")
    as_of, recent_at = _row(times, 2, _LATEST)
    recent, together, expected = _row(scalars, 3)
    return Pace(
        as_of=as_of,
        hours=_row(hours, _HOURS),
        hours_watched=_row(hours_watched, _HOURS),
        weekdays=_row(weekdays, _WEEKDAYS),
        weekdays_watched=_row(weekdays_watched, _WEEKDAYS),
        recent=recent,
        recent_at=recent_at,
        together=together,
        expected=expected,
    )


def _row(kept: Any, length: int, most: float = _MOST) -> tuple[float, ...]:  # noqa: ANN401 - the same
    row = tuple(map(float, kept))
    if len(row) != length or not (min(row) >= 0 and max(row) <= most):
        raise ValueError("the pace is damaged")
    return row


def _refuse(constant: str) -> float:
    """NaN and infinity, which JSON does not know but Python reads."""
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _short(number: float) -> float:
    return float(f"{number:.4g}")
