"""The tree of places, which lie within which, and how far apart they are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

Point = tuple[float, float]

_EARTH_RADIUS_KM = 6371.0088


class Located(Protocol):
    """A place, from the watchlist itself or from a list beside it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def within(self) -> str | None:
        """The id of the place that it lies in."""

    @property
    def at(self) -> Point | None:
        """Its latitude and longitude in degrees."""


class PlaceTree:
    """Places by the place that they lie in; a circle is cut where it closes, an unknown outer place is none."""

    def __init__(self, places: Iterable[Located]) -> None:
        self.ids: set[str] = set()
        self._outer: dict[str, str] = {}
        self._at: dict[str, Point] = {}
        self.add((place.id, place.within, place.at) for place in places)

    def add(self, places: Iterable[tuple[str, str | None, Point | None]]) -> None:
        """More places: of each the id, what it lies within, and where."""
        ids, outer, points = self.ids, self._outer, self._at
        for place_id, within, at in places:
            ids.add(place_id)
            if at is not None:
                points[place_id] = at
            if within is not None:
                outer[place_id] = within

    def __contains__(self, place_id: str) -> bool:
        return place_id in self.ids

    @property
    def is_sound(self) -> bool:
        """Whether each way outwards ends, by way of known places."""
        sound: set[str] = set()
        return all(self._ends(outer, sound) for outer in set(self._outer.values()))

    def _ends(self, place_id: str, sound: set[str]) -> bool:
        """Whether this way does; ``sound`` learns it of all places on the way."""
        way: set[str] = set()
        at: str | None = place_id
        while at is not None and at not in sound:
            if at in way or at not in self.ids:
                return False
            way.add(at)
            at = self._outer.get(at)
        sound |= way
        return True

    def at(self, place_id: str) -> Point | None:
        """Its latitude and longitude in degrees, if the list has them."""
        return self._at.get(place_id)

    def around(self, place_id: str) -> frozenset[str]:
        """The places that it lies within, outwards to the top, without itself."""
        found: set[str] = set()
        outer = self._outer.get(place_id)
        while outer is not None and outer in self.ids and outer not in found:
            found.add(outer)
            outer = self._outer.get(outer)
        return frozenset(found - {place_id})


def distance_km(one: Point, other: Point) -> float:
    """The length of the great circle between two points of latitude and longitude in degrees (haversine)."""
    (lat, lon), (other_lat, other_lon) = map(radians, one), map(radians, other)
    chord = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))
