"""English plurals: of peoples and acronyms, and of no other name."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("Houthi", "Houthis fired at a ship", "Houthis"),
    ("Kurd", "KURDS SEEK TALKS", "KURDS"),
    ("American", "two Americans' release", "Americans"),
    ("NGO", "NGOs warn of hunger", "NGOs"),
    ("Iraqi", "Iraqis vote", "Iraqis"),
]

LEFT_ALONE = [
    ("Adam", "Adams said"),
    ("Hill", "Hills said"),
    ("Ali", "Alis said"),
    ("WHO", "WHOS THERE"),
    ("Israel", "Israels"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND)
def test_people_is_found_in_the_plural(name: str, text: str, surface: str) -> None:
    """Who watches the Houthi reads of Houthis."""
    assert surfaces(watching(name, language="en"), text) == [surface]


@pytest.mark.parametrize(("name", "text"), LEFT_ALONE)
def test_another_name_stays(name: str, text: str) -> None:
    """Roberts is no Robert, and Hills no Hill."""
    assert surfaces(watching(name, language="en"), text) == []
