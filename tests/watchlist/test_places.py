"""The tree of places and the distances between them."""

from __future__ import annotations

import pytest

from watchlist.places import PlaceTree, distance_km
from watchlist.settings import PlaceSettings

HAJIN, ALBUKAMAL, MADRID = (34.695, 40.831), (34.452, 40.919), (40.4165, -3.7026)


def tree(**within: str | None) -> PlaceTree:
    """Places by the place that they lie in."""
    return PlaceTree(PlaceSettings(id=place, name=place, within=outer) for place, outer in within.items())


def test_around_goes_outwards() -> None:
    """What confirms a village is its district, its governorate, its country; never a neighbour."""
    places = tree(syria=None, dez="syria", hajin="dez", raqqa="syria")
    assert places.around("hajin") == {"dez", "syria"}
    assert places.around("syria") == frozenset()


def test_circle_and_gap_end() -> None:
    """A list that is wrong is refused elsewhere; here it must only come to an end."""
    assert tree(a="b", b="a").around("a") == {"b"}
    assert tree(a="nowhere").around("a") == frozenset()
    assert tree(a="a").around("a") == frozenset()


def test_soundness_is_told_at_once() -> None:
    """A check looks at each of a million places only when one of them must be wrong."""
    assert tree().is_sound
    assert tree(syria=None, dez="syria", hajin="dez", raqqa="syria").is_sound
    assert not tree(syria=None, dez="nowhere").is_sound
    assert not tree(a="a").is_sound
    assert not tree(syria=None, a="b", b="c", c="b").is_sound


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (HAJIN, HAJIN, 0),
        (HAJIN, ALBUKAMAL, 28.2),
        (HAJIN, MADRID, 3906),
        ((0, 180), (0, -180), 0),
        ((90, 0), (-90, 0), 20015),
    ],
)
def test_distance_is_that_of_the_globe(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    """Across the date line and over the poles too."""
    assert distance_km(one, other) == pytest.approx(km, rel=0.01, abs=0.001)
