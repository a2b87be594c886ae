"""Names that wait for each other for ever: the list's owner is told, for they would be silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.watchlist.world import checked
from watchlist.problem import Severity

if TYPE_CHECKING:
    from watchlist.problem import Problem

Names = list[object]
OF_HAJIN = {"names": ["hajin"]}
OF_SDF = {"names": ["sdf"]}


def doubts_of(hajin: Names, sdf: Names, **place: object) -> list[Problem]:
    """What the check says of these names of a place and an actor."""
    return checked(
        places=[
            {"id": "dez", "name": "دير الزور"},
            {"id": "hajin", "name": "Hajin", "names": {"ar": hajin}, **place},
        ],
        actors=[{"id": "sdf", "name": "SDF", "names": {"ar": sdf}}],
    )


def name(text: str, needs: object) -> dict[str, object]:
    """A name that needs this."""
    return {"text": text, "needs": needs}


def test_names_that_wait_for_each_other_are_told() -> None:
    """Neither would ever alert, and nothing would say so."""
    found = doubts_of([name("مدينة هجين", OF_SDF)], [name("قسد", OF_HAJIN)])
    assert [problem.path for problem in found] == [
        ("places", 1, "names", "ar", 0, "needs"),
        ("actors", 0, "names", "ar", 0, "needs"),
    ]
    assert {problem.severity for problem in found} == {Severity.WARNING}
    assert found[0].hint.endswith(": sdf")


def test_name_that_waits_for_itself_is_told() -> None:
    """Its entity has no other name."""
    assert len(doubts_of([name("مدينة هجين", OF_HAJIN)], ["قسد"])) == 1


def test_place_that_waits_for_one_that_waits_for_it_is_told() -> None:
    """The circle may go through the tree of places."""
    outer = {"id": "syria", "name": "Syria", "names": {"ar": [name("سوريا", OF_HAJIN)]}}
    inner = {"id": "hajin", "name": "Hajin", "names": {"ar": [name("مدينة هجين", "parent")]}, "within": "syria"}
    assert len(checked(places=[outer, inner])) == 2


@pytest.mark.parametrize(
    "way_out",
    [
        name("مدينة هجين", [OF_SDF, "quotes"]),
        name("مدينة هجين", [OF_SDF, "context"]),
        name("مدينة هجين", [OF_SDF, {"cues": ["جيب"]}]),
        name("مدينة هجين", [OF_SDF, {"names": ["dez"]}]),
        name("مدينة هجين", [OF_SDF, "parent"]),
        "مدينة هجين",
    ],
)
def test_one_way_out_frees_them_all(way_out: object) -> None:
    """What can be confirmed at all confirms the others in its turn."""
    assert doubts_of([name("بلدة هجين", OF_SDF), way_out], [name("قسد", OF_HAJIN)], within="dez") == []
