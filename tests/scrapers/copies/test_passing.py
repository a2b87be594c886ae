"""Numbers that change while the text stays the same are no facts; words that exclude each other are."""

from __future__ import annotations

import pytest

from scrapers.copies.nouns import Relation
from tests.scrapers.copies.reports import ARABIC, ENGLISH, PERSIAN, RUSSIAN, verdict_on

AGAIN_BY_ITSELF = [
    (ARABIC, "شوهد 1203 مرة", "شوهد 1377 مرة"),
    (ARABIC, "آخر تحديث 10:45", "آخر تحديث 12:45"),
    (ARABIC, "المشاهدات: 950", "المشاهدات: 1,204"),
    (ENGLISH, "Views: 1,204", "Views: 1,377"),
    (ENGLISH, "Updated 10:45 GMT", "Updated 11:15 GMT"),
    (ENGLISH, "Updated: Nov 23, 2026 at 10:45 GMT", "Updated: Nov 24, 2026 at 11:15 GMT"),
    (ENGLISH, "12 comments", "31 comments"),
    (RUSSIAN, "950 просмотров", "1350 просмотров"),
    (RUSSIAN, "Обновлено 23 ноября 2026 в 10:45", "Обновлено 24 ноября 2026 в 11:45"),
    (PERSIAN, "۹۵۰ بازدید", "۱۲۰۰ بازدید"),
]


@pytest.mark.parametrize(("body", "line", "elders"), AGAIN_BY_ITSELF)
def test_what_a_page_counts_of_itself_is_no_fact(body: str, line: str, elders: str) -> None:
    """An outlet that issues its item again with other counters would alert each time."""
    verdict = verdict_on(f"{body}\n{line}", f"{body}\n{elders}", outlet="wire.example")
    assert (verdict.relation, verdict.differing) == (Relation.AGAIN, ())


def test_hour_of_what_happened_is_a_fact() -> None:
    """The siren sounded again."""
    verdict = verdict_on(f"{ENGLISH} The siren sounded at 10:45.", f"{ENGLISH} The siren sounded at 11:15.")
    assert verdict.relation is Relation.OTHER_FACTS


@pytest.mark.parametrize(
    ("elder", "told", "others"),
    [
        (ENGLISH, "north", "south"),
        (ARABIC, "الشرقي", "الغربي"),
        (ARABIC, "المدفعية", "المدفعية التركية|المدفعية الروسية"),
        (PERSIAN, "شامگاه", "شمال|جنوب"),
        (RUSSIAN, "беспилотники", "российские беспилотники|турецкие беспилотники"),
        (RUSSIAN, "соседней", "северной|южной"),
    ],
)
def test_words_that_exclude_each_other_are_facts(elder: str, told: str, others: str) -> None:
    """Another army, another side of the town: in most languages without a capital."""
    assert told in elder
    one, _, other = others.rpartition("|")
    verdict = verdict_on(elder.replace(told, other), elder.replace(told, one or told))
    assert verdict.relation is Relation.OTHER_FACTS


@pytest.mark.parametrize(("told", "written"), [("الإسرائيلية", "العبرية"), ("الأمريكية", "الأميركية")])
def test_one_actor_in_other_words_is_a_copy(told: str, written: str) -> None:
    """Outlets call armies what they like."""
    here, there = (ARABIC.replace("المدفعية", f"المدفعية {name}") for name in (told, written))
    assert verdict_on(here, there).relation is Relation.COPY
