"""Circles on the map: ``within:50km@34.69,40.83``."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from watchlist.places import distance_km

if TYPE_CHECKING:
    from watchlist.places import Point

MOST_KM = 2_000
# A little less than any degree of latitude measures, so that no circle is taken for smaller than it is.
_DEGREE_KM = 110.0
_NUMBER = r"(-?\d{1,4}(?:\.\d{1,20})?)"
_CIRCLE = re.compile(rf"within:{_NUMBER}km@{_NUMBER},{_NUMBER}")


class Circle(NamedTuple):
    """All points at most ``km`` kilometres from a latitude and longitude in degrees, as the crow flies."""

    km: float
    latitude: float
    longitude: float

    @property
    def term(self) -> str:
        """The circle as a term of rules."""
        return f"within:{self.km}km@{self.latitude},{self.longitude}"

    def rows(self) -> range:
        """The whole degrees of latitude that it touches."""
        reach = self.km / _DEGREE_KM
        return range(math.floor(self.latitude - reach), math.floor(self.latitude + reach) + 1)

    def holds(self, point: Point) -> bool:
        """Whether the point lies in it."""
        return distance_km((self.latitude, self.longitude), point) <= self.km


def circle_of(term: str) -> Circle | None:
    """The circle that a term or a part of a rule describes; None when it is not of the form or not on earth."""
    match = _CIRCLE.fullmatch(term)
    circle = Circle(*map(float, match.groups())) if match else None
    return circle if circle is not None and _is_on_earth(circle) else None


def _is_on_earth(circle: Circle) -> bool:
    return abs(circle.latitude) <= 90 and abs(circle.longitude) <= 180 and 0 < circle.km <= MOST_KM  # noqa: PLR2004
