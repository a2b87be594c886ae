"""Numbers that stand beside each other by chance are no facts; numbers that changed places are."""

from __future__ import annotations

import pytest

from scrapers.copies.nouns import Relation
from tests.scrapers.copies.reports import is_copy, verdict_on

FLOOD = (
    "The lower town of Brenwick was cut off on Friday after the river rose over the quay and took a footbridge.",
    "Five families were taken from their roofs by a crew of volunteers in the early morning hours.",
    "Mayor Helen Stroud said that the pumps had failed at midnight and that new ones were on the way from the capital.",
    "Two schools will stay shut until the water has gone, and buses go round by the upper bridge.",
)
ARABIC_FLOOD = (
    "انقطعت الطريق إلى البلدة القديمة صباح الجمعة بعد أن فاض النهر وجرف جسرا للمشاة قرب الميناء.",
    "خمس عائلات أنقذها متطوعون من أسطح المنازل في ساعات الفجر الأولى.",
    "وقالت رئيسة البلدية إن المضخات توقفت عند منتصف الليل وإن غيرها في الطريق من العاصمة.",
    "مدرستان ستبقيان مغلقتين حتى انحسار المياه، وتسير الحافلات عبر الجسر العلوي.",
)
SHELLED = "Shells hit villages along the river on Sunday night and burned two barns, the district council said."
RESCUED = "Rescuers worked until dawn, schools stay closed for the week, and the road to the bridge is being cleared."


@pytest.mark.parametrize("paragraphs", [FLOOD, ARABIC_FLOOD], ids=["en", "ar"])
@pytest.mark.parametrize(
    "hours",
    [("09:41 GMT", "10:05 GMT", "10:55 GMT", "11:20 GMT"), ("2016", "2018", "2021", "2022")],
    ids=["hours", "years"],
)
def test_lines_put_between_paragraphs_tell_no_other_number(paragraphs: tuple[str, ...], hours: tuple[str, ...]) -> None:
    """A live page, newest on top, tells each paragraph's hour, a gallery years; a paragraph may begin with a number."""
    page = "\n".join(f"{hour}\n{paragraph}" for paragraph, hour in zip(reversed(paragraphs), hours, strict=True))
    assert is_copy(page, "\n".join(paragraphs))
    assert is_copy("\n".join(paragraphs), page)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("They killed {} people in Almiz and {} people in Borun.", ""),
        ("They killed {} people in Almiz.\nThey killed {} people in Borun.", ""),
        ("In Almiz {} died, in Borun {} died, in Carsk 7 died.", ""),
        ("قتل {} مدنيين في هجين، وقتل {} مدنيين في غرانيج.", "ولم يصدر أي تعليق رسمي."),
    ],
)
def test_tolls_that_changed_places_are_other_news(first: str, then: str) -> None:
    """Three dead in the one village and five in the other is another report than five and three."""
    here, there = (f"{SHELLED}\n{first.format(*tolls)} {then}\n{RESCUED}" for tolls in ((3, 5), (5, 3)))
    assert verdict_on(here, there).relation is Relation.OTHER_FACTS


def test_tolls_that_went_round_are_other_news() -> None:
    """Three villages, each with the toll of the next."""
    toll = "In Almiz {} people died, in Borun {} people died, in Carsk {} people died."
    here, there = (f"{SHELLED}\n{toll.format(*tolls)}\n{RESCUED}" for tolls in ((3, 5, 9), (5, 9, 3)))
    assert verdict_on(here, there).relation is Relation.OTHER_FACTS


def test_moved_sentences_with_their_numbers_are_a_copy() -> None:
    """An editor puts the heavier toll first."""
    here, there = "Police in the north counted 3 wounded.", "Doctors in the south spoke of 5 wounded."
    assert is_copy(f"{SHELLED} {there} {here} {RESCUED}", f"{SHELLED} {here} {there} {RESCUED}")
