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
        for place in places:
            self.ids.add(place.id)
            if place.at is not None:
                self._at[place.id] = place.at
            if place.within is not None:
                self._outer[place.id] = place.within

    def __contains__(self, place_id: str) -> bool:
        return place_id in self.ids

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
