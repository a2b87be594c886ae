"""Finds circles of rules in which no place of the list lies: such a part of a rule never holds.

Often latitude and longitude were exchanged, which is seen when places lie in the circle the other way round.
"""

from __future__ import annotations

import math
from itertools import chain
from typing import TYPE_CHECKING

from watchlist.places import PlaceTree
from watchlist.problem import Problem, Severity
from watchlist.rules.circles import Circle, circle_of
from watchlist.rules.parser import Scope, parse_rule
from watchlist.rules.terms import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from watchlist.places import Located, Point
    from watchlist.settings import WatchlistSettings

# Half the diagonal of a square of one degree, which is longest at the equator, and a little more.
_CELL_KM = 80.0


def empty_circles(settings: WatchlistSettings, listed: Iterable[Located], ids: Collection[str]) -> Iterator[Problem]:
    """Warnings about the rules of a sound watchlist, given the places of lists beside it and all ids."""
    if not any("within:" in rule.when for rule in settings.rules):
        return
    places = list(chain(settings.places, listed))
    scope, points = Scope(ids, PlaceTree(places)), _Points(place.at for place in places if place.at is not None)
    for at, rule in enumerate(settings.rules):
        condition = parse_rule(rule.when, scope)
        for term in sorted(terms(condition) | terms(condition, wanted=False)):
            circle = circle_of(term)
            if circle is not None and not points.any_in(circle):
                yield _problem(at, circle, points)


class _Points:
    """Points by the square of one degree that they lie in."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._cells: dict[tuple[int, int], list[Point]] = {}
        for point in points:
            self._cells.setdefault((math.floor(point[0]), math.floor(point[1])), []).append(point)

    def __bool__(self) -> bool:
        return bool(self._cells)

    def any_in(self, circle: Circle) -> bool:
        """Whether any of them lies in it."""
        wide = circle._replace(km=circle.km + _CELL_KM)
        return any(
            any(map(circle.holds, points))
            for (lat, lon), points in self._cells.items()
            if wide.holds((lat + 0.5, lon + 0.5))
        )


def _problem(at: int, circle: Circle, points: _Points) -> Problem:
    hint = "is its latitude before its longitude?"
    exchanged = circle._replace(latitude=circle.longitude, longitude=circle.latitude)
    if not points:
        hint = "no place has `at`: give it to those that are meant"
    elif abs(exchanged.latitude) <= 90 and points.any_in(exchanged):  # noqa: PLR2004
        hint = f"latitude comes first; places of the list lie in {_written(exchanged)}"
    message = f"no place of the list lies in {_written(circle)}, so this never holds"
    return Problem(("rules", at, "when"), message, hint, Severity.WARNING)


def _written(circle: Circle) -> str:
    return f"within:{circle.km:.10g}km@{circle.latitude:.10g},{circle.longitude:.10g}"
