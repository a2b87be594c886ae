"""Stretches of a text, and which of many are near. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stretch(NamedTuple):
    """Where something stands in a text."""

    start: int
    end: int


class Stretches:
    """Many stretches of one text, asked which of them is near without looking at each."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        listed = list(stretches)
        self._starts = sorted(each.start for each in listed)
        self._ends = sorted(each.end for each in listed)

    def touch(self, area: Stretch) -> bool:
        """Whether one has a part in the area."""
        return bisect_left(self._starts, area.end) > bisect_right(self._ends, area.start)

    def touch_beside(self, area: Stretch, mention: Stretch) -> bool:
        """Whether one has a part in the area and none in the mention within it."""
        before = bisect_right(self._ends, mention.start) > bisect_right(self._ends, area.start)
        return before or bisect_left(self._starts, area.end) > bisect_left(self._starts, mention.end)
