"""Datelines: another place or toll before the same words is other news, another outlet's desk is not."""

from __future__ import annotations

import pytest

from scrapers.copies.aligning import align
from scrapers.copies.facts import compared
from scrapers.copies.wording import wording_of
from tests.scrapers.copies.reports import is_copy

SHELLS = (
    "shells hit the market district late on Sunday and damaged several shops, a school and two parked ambulances, "
    "residents told reporters by telephone after the fires had been put out"
)
SHELLED = (
    "تعرضت أحياء سكنية لقصف مدفعي مساء أمس مصدره مناطق سيطرة النظام ما أدى إلى وقوع إصابات بين المدنيين وأضرار "
    "مادية كبيرة في الممتلكات العامة والخاصة وفق ما أفادت به مصادر محلية"
)


@pytest.mark.parametrize(
    ("before", "elders", "body"),
    [
        ("IDLIB (AP) —", "HAMA (AP) —", SHELLS),
        ("IDLIB, Nov 23 (AP) —", "HAMA, Nov 23 (AP) —", SHELLS),
        ("حلب - وكالات", "درعا - وكالات", SHELLED),
        ("حلب - (رويترز) -", "درعا - (رويترز) -", SHELLED),
        ("Three dead:", "Nine dead:", SHELLS),
        ("3 قتلى:", "تسعة قتلى:", SHELLED),
    ],
)
def test_other_dateline_is_other_news(before: str, elders: str, body: str) -> None:
    """Short reports tell in it alone where it happened, and to how many."""
    assert not is_copy(f"{before} {body}", f"{elders} {body}")


@pytest.mark.parametrize(
    ("before", "elders", "body"),
    [
        ("IDLIB (AP) —", "", SHELLS),
        ("", "IDLIB (AP) —", SHELLS),
        ("IDLIB (AP) —", "Idleb (Reuters) —", SHELLS),
        ("BEIRUT (AP) —", "GENEVA (Reuters) —", SHELLS),
        ("IDLIB (AP) — In Idlib", "BEIRUT (Reuters) — In Idlib", SHELLS),
        ("Reuters -", "AFP -", SHELLS),
        ("Nov 23:", "Nov 24:", SHELLS),
        ("بيروت - وكالات:", "القاهرة - وكالات:", SHELLED),
        ("رويترز -", "أ ف ب -", SHELLED),
        ("دمشق - وكالات", "درعا - سانا", SHELLED),
        ("دمشق - رويترز:", "بيروت - وكالة فرانس برس:", SHELLED),
    ],
)
def test_desk_is_no_fact(before: str, elders: str, body: str) -> None:
    """Each outlet puts its own desk and agency before what it reprints."""
    assert is_copy(f"{before} {body}", f"{elders} {body}")


def test_one_outlet_has_one_desk() -> None:
    """What it tells from another city is other news, wherever outlets have desks."""
    here, there = (wording_of(f"{city} - {SHELLS}") for city in ("Beirut", "Damascus"))
    alignment = align(here.words, there.words, (1, 1))
    (difference,) = compared(here, there, alignment, is_same_outlet=True).differences
    assert (difference.told, difference.elders) == ("Beirut", "Damascus")
    assert compared(here, there, alignment).differences == ()
