"""A circle in which no place lies is pointed out, and the one that was meant is named."""

from __future__ import annotations

import pytest

from watchlist.empty_circles import empty_circles
from watchlist.settings import WatchlistSettings

HAJIN = {"id": "hajin", "name": "هجين", "at": [34.69, 40.83]}
OSLO = {"id": "oslo", "name": "Oslo", "at": [59.91, 10.75]}
FIJI = {"id": "suva", "name": "Suva", "at": [-18.14, 178.44]}
AGADEZ = {"id": "agadez", "name": "أغاديز"}


def said(when: str, *places: dict[str, object], listed: tuple[dict[str, object], ...] = ()) -> list[tuple[str, str]]:
    """What is doubted about a rule over these places, some of them in lists: message and hint."""
    settings = WatchlistSettings.model_validate({"places": places, "rules": [{"id": "r", "when": when}]})
    others = WatchlistSettings.model_validate({"places": listed}).places
    ids = {place.id for place in (*settings.places, *others)}
    return [(problem.message, problem.hint) for problem in empty_circles(settings, others, ids)]


@pytest.mark.parametrize(
    "when", ["within:50km@34.69,40.83", "NOT within:9km@34.69,40.8 AND hajin", "within:2000km@20,40.8 OR hajin"]
)
def test_circle_that_holds_a_place_passes(when: str) -> None:
    """The place may be in the list itself or in one beside it."""
    assert said(when, HAJIN, OSLO) == said(when, OSLO, HAJIN) == []
    assert said(when, OSLO, listed=(HAJIN,)) == []


def test_exchanged_numbers_are_recognised() -> None:
    """Maps and spreadsheets often give the longitude first; the rule would be silent for ever."""
    ((message, hint),) = said("within:50km@40.83,34.69", HAJIN, OSLO)
    assert message == "no place of the list lies in within:50km@40.83,34.69, so this never holds"
    assert hint == "latitude comes first; places of the list lie in within:50km@34.69,40.83"


def test_empty_circle_is_doubted_in_any_part() -> None:
    """Beneath NOT it excludes nothing."""
    ((_, hint),) = said("hajin AND NOT (oslo OR within:1.5km@-33.86,151.2)", HAJIN, OSLO)
    assert hint == "is its latitude before its longitude?"


def test_circle_across_the_date_line_holds_what_lies_beyond() -> None:
    """Degrees begin anew there, kilometres do not."""
    assert said("within:500km@-18,-179.9", FIJI) == []


def test_places_without_coordinates_lie_in_no_circle() -> None:
    """Then it is the list that lacks something."""
    ((_, hint),) = said("within:50km@16.97,7.99", AGADEZ)
    assert hint == "no place has `at`: give it to those that are meant"


def test_small_circle_at_the_edge_of_a_degree() -> None:
    """Squares are looked at that the circle only touches."""
    edge = {"id": "edge", "name": "Edge", "at": [0.0001, 0.0001]}
    assert said("within:1km@-0.003,-0.003", edge) == []
