"""An outlet whose pages all give one text, or that sounds an alarm day by day: each is news of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.scheduler.test_same_item import EVENING, NOON, TOMORROW, Shown, alerts, room, shows
from tests.scrapers.documents import page

if TYPE_CHECKING:
    from tests.scheduler.newsroom import Newsroom

__all__ = ["room"]

pytestmark = pytest.mark.asyncio(loop_scope="session")

ABOUT = (
    "وكالة الفرات للأنباء مؤسسة إعلامية مستقلة تأسست عام ألفين وثلاثة عشر وتعنى بتغطية الأحداث في شمال وشرق سوريا.",
    "تضم الوكالة شبكة واسعة من المراسلين في المدن والأرياف وتصدر بعدة لغات وتلتزم بمواثيق الشرف الصحفي المعمول بها.",
    "جميع المواد المنشورة على الموقع محمية بموجب قوانين حقوق النشر ولا يجوز إعادة نشرها من دون إذن خطي من الإدارة.",
)
TITLES = ("هدوء في هجين بعد السيول", "مقتل مدنيين في قصف على سوق هجين", "إضراب عام في هجين")


async def test_titles_over_what_a_site_says_of_itself_are_all_told(room: Newsroom) -> None:
    """Its pages cannot be read, and the title alone names Hajin; the same items under other guids are silent."""
    items = [Shown(f"g{number}", f"/{number}", title) for number, title in enumerate(TITLES)]
    again = [replace(item, guid=f"new-{item.guid}", link=f"/ar{item.link}") for item in items]
    for item in (*items, *again):
        _publishes(room, item)
    for number, item in enumerate(items):
        await shows(room, item)
        assert alerts(room) == number + 1
    await shows(room, *again)
    assert room.value("SELECT count(*) FROM articles") == 6
    assert alerts(room) == 3
    assert room.value("SELECT count(DISTINCT group_id) FROM articles") == 3


def _publishes(room: Newsroom, item: Shown, heading: str = "") -> None:
    document = page(title=heading or f"{item.title} الآن", paragraphs=ABOUT).encode()
    room.publisher.publishes(item.link, document, content_type="text/html; charset=utf-8")


async def test_title_over_what_a_site_said_long_ago_is_told(room: Newsroom) -> None:
    """The words are older than the window; equal texts are known for good, and would be a copy of the old ones."""
    first, other = Shown("g0", "/0", TITLES[0], None), Shown("g1", "/1", TITLES[1], None)
    for item in (first, other):
        _publishes(room, item, "الفرات")
    await shows(room, first)
    room.passes(days=30)
    room.redis.is_flushed()
    await shows(room, other)
    assert alerts(room) == 2
    assert room.value("SELECT relation FROM articles WHERE id = 2") == "series"
    await shows(room, replace(first, guid="again"), replace(other, guid="again too"))
    assert alerts(room) == 2


async def test_other_headline_at_the_same_address_is_silent(room: Newsroom) -> None:
    """A feed that gives new guids to what it edits: it is the same article, whatever its headline says now."""
    item = Shown("g1", "/1", TITLES[0])
    for shown in (item, replace(item, guid="g2", title=TITLES[1])):
        _publishes(room, shown, "الفرات")
        await shows(room, shown)
    assert room.value("SELECT count(*) FROM articles") == 2
    assert room.value("SELECT count(DISTINCT group_id) FROM articles") == 1
    assert alerts(room) == 1


ALARM = "صفارات الإنذار في هجين"
SIRENS = (
    "تدوي الآن صفارات الإنذار في مدينة هجين والقرى المحيطة بها وعلى جميع السكان التوجه فورا إلى أقرب ملجأ والبقاء فيه "
    "حتى إعلان انتهاء الخطر."
)


@pytest.mark.parametrize(
    ("again", "told"),
    [
        (Shown("b", "/alarm/2", ALARM, TOMORROW), 2),
        (Shown("b", "/alarm/2", f"{ALARM} مجددا", TOMORROW), 2),
        (Shown("b", "/alarm/1", f"{ALARM} مجددا", TOMORROW), 2),
        (Shown("b", "/alarm/1", ALARM, TOMORROW), 1),
        (Shown("b", "/alarm/2", ALARM, EVENING), 1),
        (Shown("b", "/alarm/2", ALARM, NOON), 1),
    ],
    ids=["day", "day and title", "day and title, same link", "issued again", "hour", "link"],
)
async def test_alarm_of_another_day_is_told(room: Newsroom, again: Shown, told: int) -> None:
    """It has enough words to be compared, and they are yesterday's: the danger is today's."""
    await shows(room, Shown("a", "/alarm/1", ALARM, text=SIRENS))
    await shows(room, replace(again, text=SIRENS))
    assert room.value("SELECT count(*) FROM articles") == 2
    assert alerts(room) == told


async def test_undated_alarm_of_another_day_is_told(room: Newsroom) -> None:
    """Then the day counts on which it was seen."""
    for number in range(3):
        await shows(room, Shown(f"g{number}", f"/alarm/{number}", ALARM, None, SIRENS))
        room.passes(days=1)
    assert alerts(room) == 3
    assert room.value("SELECT count(DISTINCT group_id) FROM articles") == 3
