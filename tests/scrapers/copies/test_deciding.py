"""What an article is to its elders: one rule a test, in the languages that are read most."""

from __future__ import annotations

import pytest

from scrapers.copies.deciding import judge
from scrapers.copies.nouns import Relation
from tests.scrapers.copies.reports import ARABIC, ENGLISH, OF_EACH_LANGUAGE, RUSSIAN, is_copy, report, verdict_on

OTHER_NEWS = (
    "Ministers of the alliance agreed on a budget for the coming year after a "
    "night of talks in the city hall, officials said, "
    "and farmers will be paid more for milk. The plan needs the assent "
    "of parliament, which meets again in the autumn."
)
EACH_LANGUAGE = pytest.mark.parametrize("body", OF_EACH_LANGUAGE.values(), ids=OF_EACH_LANGUAGE)


@EACH_LANGUAGE
def test_reprint_is_a_copy(body: str) -> None:
    """The complaint that users of every such tool have: the same wire text by another outlet."""
    verdict = verdict_on(f"{body}\nSource: Agencies", body)
    assert (verdict.relation, verdict.differing) == (Relation.COPY, ())
    assert verdict.shared == 1


@EACH_LANGUAGE
def test_part_is_a_copy(body: str) -> None:
    """A teaser shares little of the long text, but the long text holds all of it."""
    words = body.split()
    assert is_copy(" ".join(words[: max(25, len(words) // 2)]), body)


@EACH_LANGUAGE
def test_longer_page_is_a_copy(body: str) -> None:
    """A page that prints the wire below a lead of its own and above another report."""
    assert is_copy(f"{OTHER_NEWS}\n{body}\n{OTHER_NEWS}", body)


@EACH_LANGUAGE
def test_other_number_is_other_news(body: str) -> None:
    """Reports by village and day differ in nothing but their figures, and each is news."""
    told = next(word for word in body.split() if word.isdecimal())
    verdict = verdict_on(body.replace(f" {told} ", " 67 ", 1), body)
    assert verdict.relation is Relation.OTHER_FACTS
    assert verdict.differing == (f"{told} → 67",)


@pytest.mark.parametrize(
    ("elder", "place", "other"),
    [
        (ARABIC, "هجين", "الباغوز"),
        (ARABIC, "دير الزور", "الحسكة"),
        (ARABIC, "محمود الجاسم", "خالد العبيد"),
        (ENGLISH, "Zurmi", "Kaura Namoda"),
        (ENGLISH, "Bello Garba", "Musa Danjuma"),
        (RUSSIAN, "Брянском", "Клинцами"),
    ],
)
def test_other_name_is_other_news(elder: str, place: str, other: str) -> None:
    """The same template about another village or another person."""
    verdict = verdict_on(elder.replace(place, other), elder)
    assert (verdict.relation, verdict.differing) == (Relation.OTHER_FACTS, (f"{place} → {other}",))


def test_template_of_one_outlet_is_a_series() -> None:
    """A daily report of the same outlet with today's figures is never a copy of yesterday's."""
    verdict = verdict_on(ARABIC.replace("12", "31"), ARABIC, outlet="wire.example")
    assert verdict.relation is Relation.SERIES


def test_same_title_by_the_same_outlet_is_the_item_again() -> None:
    """A feed that gives new addresses to old items."""
    elder = report(ARABIC, title="قصف على هجين")
    verdict = judge(report(ARABIC + " م د", title="قَصْف على هجين"), {7: elder})
    assert verdict is not None
    assert verdict.relation is Relation.AGAIN


def test_follow_up_of_one_outlet_is_no_copy() -> None:
    """An outlet repeats what it told yesterday below what is new today, and that is what must be read."""
    sentences = ARABIC.split(". ")
    news = (
        "وتوفي ليل الجمعة اثنان من المصابين متأثرين بجراحهما وشيعهما الأهالي في مقبرة البلدة وسط مطالب بوقف القصف فورا"
    )
    assert judge(report(f"{news}. {'. '.join(sentences[1:])}"), {7: report(ARABIC)}) is None


def test_shared_background_is_no_copy() -> None:
    """The paragraph that stands under every report on the same war says nothing about the news."""
    background = (
        "وتشهد المنطقة منذ سنوات مواجهات متقطعة بين أطراف عدة رغم اتفاقات "
        "التهدئة التي وقعت برعاية دولية، وأدت المعارك إلى "
        "نزوح مئات الآلاف نحو المخيمات الحدودية حيث يعيشون في ظروف صعبة "
        "مع نقص الغذاء والماء والدواء في فصل الشتاء."
    )
    other = (
        "افتتح الوزير معرضا للكتاب في العاصمة يشارك فيه ناشرون من دول عربية وأوروبية ويستمر أسبوعين، "
        "وتوقع المنظمون حضورا واسعا."
    )
    assert (
        judge(report(f"{other}\n{background}", outlet="paper.example"), {7: report(f"{ARABIC}\n{background}")}) is None
    )


def test_best_match_is_named() -> None:
    """One wrong link must not spread: of two elders the closest is named, not the oldest."""
    page = f"{OTHER_NEWS}\n{ENGLISH}"
    verdict = judge(
        report(ENGLISH, outlet="paper.example"), {3: report(page), 5: report(ENGLISH), 9: report(OTHER_NEWS)}
    )
    assert verdict is not None
    assert verdict.number == 5


def test_looser_elder_settles_no_dispute() -> None:
    """A teaser tells neither figure: it must not make a copy of what the full text shows to be other news."""
    teaser = " ".join(ARABIC.split()[:30]).replace(" 3 ", " ")
    verdict = judge(
        report(ARABIC.replace(" 5 ", " 9 "), outlet="paper.example"),
        {3: report(ARABIC), 5: report(teaser, outlet="teasers.example")},
    )
    assert verdict is not None
    assert (verdict.number, verdict.relation) == (3, Relation.OTHER_FACTS)


def test_short_text_matches_nothing() -> None:
    """A failed extraction or a cookie notice stands under many articles."""
    assert judge(report("Read more on our site", outlet="paper.example"), {7: report("Read more on our site")}) is None


def test_rising_toll_is_compared_with_the_last_one() -> None:
    """Readers know of five by now: "3 → 9" would tell them again what they have."""
    first, second, third = (report(ENGLISH.replace("14 people", f"{toll} people")) for toll in (3, 5, 9))
    verdict = judge(third, {1: first, 2: second})
    assert verdict is not None
    assert (verdict.number, verdict.differing) == (2, ("5 → 9",))
