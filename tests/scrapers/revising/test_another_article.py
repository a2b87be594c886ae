"""A page that is not what its feed told of is other news; one that says it in other words is not."""

from __future__ import annotations

import pytest

from scrapers.revising.another_article import is_another_article, is_another_version
from scrapers.revising.deciding import Version, judge_edit

SHELLING = (
    "قتلى في قصف على سوق هجين",
    "قتل مدنيون وأصيب آخرون في قصف مدفعي على سوق شعبي شرق دير الزور.",
)
SHELLED = (
    "لقي سبعة أشخاص حتفهم وجرح عشرون صباح الأحد إثر سقوط قذائف على السوق الشعبي في بلدة هجين بريف دير الزور الشرقي، "
    "بحسب ما أفاد مراسلنا. وقالت مصادر طبية إن القصف المدفعي استمر نحو ساعة وإن القتلى من المدنيين."
)
BOMB = (
    "انفجرت سيارة مفخخة مساء الاثنين عند حاجز لقوات قسد على مدخل هجين شرق دير الزور، ما أدى إلى مقتل عنصرين وإصابة "
    "ثلاثة مدنيين. وتبنى تنظيم داعش الهجوم في بيان على تطبيق تلغرام."
)
FLIGHT = (
    "Dozens flee as fighting nears Hajin",
    "Families leave eastern villages while rival forces exchange fire across the river.",
)
FLED = (
    "Some eighty people packed their belongings on Sunday and headed west, witnesses said, after two days of "
    "shelling around Hajin. Clashes on both banks of the Euphrates have displaced hundreds of families since Friday."
)
WATER = (
    "A new water station opened in Hajin on Monday, two years after the old one was damaged. Engineers said that the "
    "pumps will serve forty thousand people in the town."
)
NAMES = ("هجين", "Hajin", "دير الزور")


@pytest.mark.parametrize(
    ("told", "headline", "body"),
    [
        (SHELLING, "سيارة مفخخة تنفجر عند مدخل هجين", BOMB),
        (FLIGHT, "Water station reopens in Hajin", WATER),
        (("Взрыв на складе в Хаджине", "Трое погибли."), "Сборная сыграла вничью", "Матч прошёл в столице. " * 9),
        (("هجین لرزید", "زلزله‌ای شهر را لرزاند و مردم به خیابان‌ها آمدند، گفت فرماندار شهر."), "", WATER),
    ],
)
def test_other_news_is_another_article(told: tuple[str, str], headline: str, body: str) -> None:
    """The outlet gave its address to other news before the page was read."""
    assert is_another_article(*told, headline, body, NAMES)


@pytest.mark.parametrize(
    ("told", "headline", "body"),
    [
        (SHELLING, SHELLING[0], SHELLED),
        (SHELLING, "سبعة قتلى وعشرون جريحا بقصف على سوق في هجين", SHELLED),
        (SHELLING, "وكالة الفرات", SHELLED),
        (SHELLING, "", SHELLED),
        (FLIGHT, "Families on the run from fighting in the east", FLED),
        (FLIGHT, "", FLED),
        (("هدوء في هجين", ""), "الطرق مفتوحة من جديد", "فتحت الطرق صباح اليوم في هجين وعاد الهدوء إلى البلدة."),
        (("", ""), "الطرق مفتوحة من جديد", SHELLED),
        (("عاجل", "اقرأ المزيد"), "سيارة مفخخة تنفجر عند مدخل هجين", BOMB),
    ],
)
def test_more_about_it_is_the_same_article(told: tuple[str, str], headline: str, body: str) -> None:
    """A teaser is short, and written by another hand."""
    assert not is_another_article(*told, headline, body, NAMES)


@pytest.mark.parametrize(
    ("title", "body", "is_another"),
    [
        ("انفجار سيارة مفخخة عند حاجز", BOMB, True),
        ("ارتفاع حصيلة القصف على سوق هجين إلى سبعة", BOMB, False),
        (SHELLING[0], BOMB, False),
        ("انفجار سيارة مفخخة عند حاجز", f"{SHELLED} {BOMB}", False),
    ],
)
def test_title_and_text_make_another_version(title: str, body: str, *, is_another: bool) -> None:
    """Whoever rewrites a report keeps its title or its words."""
    before, after = Version(SHELLING[0], SHELLED), Version(title, body)
    assert is_another_version(judge_edit(before, after), before, after) is is_another
