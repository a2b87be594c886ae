"""Countries and bodies in short, in full, with points: each outlet has its way, and none of them is news."""

from __future__ import annotations

from itertools import permutations

import pytest

from scrapers.copies.nouns import Relation
from tests.scrapers.copies.reports import ARABIC, ENGLISH, is_copy, verdict_on

AMERICA = ("U.S.", "US", "USA", "United States", "American")
RAIDED = (
    "{} helicopters circled over {} before dawn on Thursday and left two farm buildings in ruins, shepherds said.\n"
    "A teacher who lives near the canal counted eleven flashes and heard engines until the sun came up.\n"
    "A spokeswoman for the {} embassy gave no comment, and the mayor asked people to stay away from the fields."
)


@pytest.mark.parametrize(("name", "other"), [*permutations(AMERICA, 2)])
def test_country_in_short_or_in_full_is_a_copy(name: str, other: str) -> None:
    """One desk writes initials with points, the next without."""
    here, there = (RAIDED.format(each, "Almiz", each) for each in (name, other))
    assert is_copy(here, there)


@pytest.mark.parametrize(
    ("name", "other"),
    [("U.K.", "British"), ("UN", "U.N."), ("United Nations", "U.N."), ("United Arab Emirates", "UAE")],
)
def test_body_in_short_or_in_full_is_a_copy(name: str, other: str) -> None:
    """Initials stand for the words."""
    assert is_copy(ENGLISH.replace("Police", f"The {name}"), ENGLISH.replace("Police", f"The {other}"))


@pytest.mark.parametrize(
    ("name", "other"), [("أميركا", "أمريكا"), ("الأميركية", "الأمريكية"), ("الولايات المتحدة", "أمريكا")]
)
def test_nation_in_arabic_letters_is_a_copy(name: str, other: str) -> None:
    """Each half of the Arab press writes it in its way."""
    here, there = (f"قالت {each} إنها تتابع الوضع. {ARABIC}" for each in (name, other))
    assert is_copy(here, there)


def test_house_style_hides_no_other_place() -> None:
    """Points in initials say nothing about whether a name elsewhere is spelt otherwise."""
    verdict = verdict_on(RAIDED.format("U.S.", "Almiz", "U.S."), RAIDED.format("US", "Borun", "US"))
    assert verdict.relation is Relation.OTHER_FACTS


def test_other_country_is_other_news() -> None:
    """Two armies fly there."""
    verdict = verdict_on(RAIDED.format("U.S.", "Almiz", "U.S."), RAIDED.format("UK", "Almiz", "UK"))
    assert verdict.relation is Relation.OTHER_FACTS
