"""What outlets of several sides call by several names: an army, a group, a government."""

from __future__ import annotations

import pytest

from scrapers.copies.nouns import Relation
from tests.scrapers.copies.reports import is_copy, verdict_on

STRUCK = (
    "{} said late on {} that it had hit a depot near the town of Almiz, and that nobody but fighters had been there.\n"
    "Residents told another story: a baker and his son were carried from the ruins by neighbours before any ambulance "
    "came, and the road to the bridge could not be used until the afternoon.\n"
    "Officials in {} gave no answer when they were asked who had ordered it, and the mayor called for calm."
)
SHELLED = "قال {} مساء أمس إنه قصف مستودعا قرب بلدة هجين، وإن أحدا من المدنيين لم يكن هناك."
RESIDENTS = (
    "وروى السكان قصة أخرى، فقد أخرج الجيران خبازا وابنه من تحت الركام قبل وصول أي سيارة إسعاف، وبقي الطريق إلى الجسر "
    "مقطوعا حتى العصر. ولم يجب المسؤولون حين سئلوا عمن أصدر الأمر، ودعا رئيس البلدية إلى الهدوء."
)


@pytest.mark.parametrize(
    ("name", "other"),
    [("The IDF", "The Israeli military"), ("The IDF", "The Israeli army"), ("Islamic State", "Daesh")],
)
def test_other_name_of_one_side_is_a_copy(name: str, other: str) -> None:
    """Who reprints a wire calls the army as his house does."""
    assert is_copy(STRUCK.format(name, "Monday", "Washington"), STRUCK.format(other, "Monday", "Washington"))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("الجيش الإسرائيلي", "جيش الاحتلال"),
        ("الجيش الإسرائيلي", "الجيش الصهيوني"),
        ("تنظيم داعش", "تنظيم الدولة الإسلامية"),
        ("داعش", "الدولة الإسلامية"),
    ],
)
def test_other_name_of_one_side_in_arabic_is_a_copy(name: str, other: str) -> None:
    """Every second Arab outlet exchanges these in what it takes from agencies."""
    here, there = (f"{SHELLED.format(each)} {RESIDENTS} ونفى {each} ذلك." for each in (name, other))
    assert is_copy(here, there)


@pytest.mark.parametrize("day", ["Tuesday", "Nov. 23", "Sunday"])
def test_other_outlet_names_the_day_in_its_way(day: str) -> None:
    """By where it is, or by the date; that English writes days with a capital makes no name of them."""
    assert is_copy(STRUCK.format("The army", "Monday", "Paris"), STRUCK.format("The army", day, "Paris"))


def test_other_side_is_other_news() -> None:
    """Two armies, two capitals."""
    for other in (("The Syrian army", "Washington"), ("The IDF", "Moscow")):
        first = STRUCK.format("The IDF", "Monday", "Washington")
        verdict = verdict_on(STRUCK.format(other[0], "Monday", other[1]), first)
        assert verdict.relation is Relation.OTHER_FACTS
