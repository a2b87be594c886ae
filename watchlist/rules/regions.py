"""In which of the regions that rules name a place lies: worked out when the place is first met, then remembered.

So a rule about a country costs no more than one about a village, and neither holds a copy of the list of places.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from watchlist.rules.circles import Circle, circle_of
from watchlist.rules.terms import is_region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchlist.places import PlaceTree


class Regions:
    """The regions among some terms, on the map of a watchlist."""

    def __init__(self, terms: Iterable[str], places: PlaceTree) -> None:
        self._named = {term for term in terms if is_region(term)}
        self._circles = _by_latitude(self._named)
        self._places = places if self._named else None
        self._known: dict[str, tuple[str, ...]] = {}

    def around(self, entity: str) -> tuple[str, ...]:
        """The terms of the regions that an entity lies in; none for what is no place."""
        if self._places is None:
            return ()
        if entity not in self._known:
            self._known[entity] = (
                *self._outer_places(entity, self._places),
                *self._circles_around(entity, self._places),
            )
        return self._known[entity]

    def _outer_places(self, entity: str, places: PlaceTree) -> Iterable[str]:
        outer = {f"under:{place}" for place in (entity, *places.around(entity))}
        return sorted(outer & self._named) if entity in places else ()

    def _circles_around(self, entity: str, places: PlaceTree) -> Iterable[str]:
        point = places.at(entity)
        if point is None:
            return ()
        return [circle.term for circle in self._circles.get(math.floor(point[0]), ()) if circle.holds(point)]


def _by_latitude(terms: Iterable[str]) -> dict[int, list[Circle]]:
    rows: dict[int, list[Circle]] = {}
    for circle in filter(None, map(circle_of, sorted(terms))):
        for row in circle.rows():
            rows.setdefault(row, []).append(circle)
    return rows
