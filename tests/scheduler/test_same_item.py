"""The same item again: feeds that give their items other guids, links and dates tell nobody of anything twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
import pytest_asyncio

from tests.scheduler.newsroom import LETTERS, Newsroom
from tests.scrapers.documents import page
from tests.scrapers.world import FEED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOON, EVENING, TOMORROW = (
    "Sat, 21 Nov 2026 11:15:00 GMT",
    "Sat, 21 Nov 2026 17:15:00 GMT",
    "Sun, 22 Nov 2026 11:15:00 GMT",
)
OTHER_FEED = "/ar/politics.xml"
ALARM = "صفارات الإنذار تدوي في هجين"
MANY = 500


@dataclass(frozen=True)
class Shown:
    """An item as a feed shows it; its link is a path of the publisher's."""

    guid: str
    link: str
    title: str
    date: str | None = NOON
    text: str = ""


@pytest_asyncio.fixture(loop_scope="session")
async def room(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A publisher and a crawler."""
    async with Newsroom(tmp_path) as room:
        yield room


async def shows(room: Newsroom, *items: Shown, at: str = FEED) -> None:
    """The feed shows these items now; it is polled, and all that is new is worked off."""
    body = "".join(_xml(room, item) for item in items)
    document = f'<rss version="2.0"><channel><title>عنب</title>{body}</channel></rss>'
    room.publisher.publishes(at, document.encode())
    feeds = await room.feeds(FEED, OTHER_FEED)
    room.passes(minutes=30)
    await room.runs(next(feed.id for feed in feeds if feed.url == room.url(at)))


def _xml(room: Newsroom, item: Shown) -> str:
    date = f"<pubDate>{item.date}</pubDate>" if item.date else ""
    parts = (("title", item.title), ("link", room.url(item.link)), ("guid", item.guid), ("description", item.text))
    return f"<item>{''.join(f'<{name}>{escape(value)}</{name}>' for name, value in parts)}{date}</item>"


def has_page(room: Newsroom, link: str, number: int, head: str = "", more: str = "") -> None:
    """A page of its own, which names Hajin, stands at this path."""
    own = " ".join(f"{word}{str(number).translate(LETTERS)}" for word in ("شارع", "حي", "سوق", "جسر", "معبر", "حاجز"))
    paragraphs = tuple(f"شهدت مدينة هجين صباح اليوم هدوءا حذرا قرب {own} وفق مصادر محلية من {own}." for _ in range(3))
    paragraphs = (*paragraphs, more) if more else paragraphs
    document = page(title="هدوء", paragraphs=paragraphs, head=head).encode()
    room.publisher.publishes(link, document, content_type="text/html; charset=utf-8")


def alerts(room: Newsroom) -> int:
    """How many alerts there are."""
    return int(str(room.value("SELECT count(*) FROM alerts")))


def news(room: Newsroom, count: int) -> list[Shown]:
    """Items with pages, each other news."""
    for number in range(count):
        has_page(room, f"/{number}", number)
    return [Shown(f"g{number}", f"/{number}", f"هدوء في {str(number).translate(LETTERS)}") for number in range(count)]


CHANGES: dict[str, dict[str, str | None]] = {
    "guids": {"guid": "new-{}"},
    "links": {"link": "/ar/news/{}.html"},
    "guids and links": {"guid": "new-{}", "link": "/ar/news/{}.html"},
    "guids and links, dates gone": {"guid": "new-{}", "link": "/ar/news/{}.html", "date": None},
    "guids and links, dates of today": {"guid": "new-{}", "link": "/ar/news/{}.html", "date": EVENING},
    "guids and dates": {"guid": "new-{}", "date": EVENING},
}


def changed(item: Shown, number: int, changes: dict[str, str | None]) -> Shown:
    """The item as another system shows it."""
    return replace(item, **{name: value and value.format(number) for name, value in changes.items()})  # type: ignore[arg-type]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("change", CHANGES)
async def test_feed_that_changes_everything_is_silent(room: Newsroom, change: str) -> None:
    """The site moved to another system. What is truly new among hundreds of old items alerts all the same."""
    old = news(room, MANY if change == "guids and links" else 25)
    await shows(room, *old)
    assert alerts(room) == len(old)
    moved = [changed(item, number, CHANGES[change]) for number, item in enumerate(old)]
    for number, item in enumerate(moved):
        has_page(room, item.link, number)
    has_page(room, "/fresh", 9999)
    await shows(room, Shown("fresh", "/fresh", "خبر جديد"), *moved)
    assert alerts(room) == len(old) + 1
    assert room.value("SELECT count(*) FROM entries WHERE state <> 'done'") == 0
    assert room.value("SELECT count(DISTINCT group_id) FROM articles") == len(old) + 1


@pytest.mark.parametrize(
    "again",
    [
        Shown("new", "/alarm/1", ALARM),
        Shown("new", "/ar/alarm-1.html", ALARM),
        Shown("new", "/alarm/1", ALARM, None),
        Shown("new", "/alarm/1/amp/?utm_source=rss", ALARM, EVENING),
    ],
    ids=["guid", "guid and link", "guid and no date", "guid, form of the link, hour"],
)
async def test_short_item_again_is_silent(room: Newsroom, again: Shown) -> None:
    """A line without a page of its own is the same where outlet, title and words are, and moment or address."""
    await shows(room, Shown("a", "/alarm/1", ALARM, text=ALARM))
    await shows(room, replace(again, text=ALARM))
    assert alerts(room) == 1


@pytest.mark.parametrize(
    "again",
    [
        Shown("b", "/alarm/1", ALARM, TOMORROW),
        Shown("b", "/alarm/2", ALARM, EVENING),
        Shown("b", "/", ALARM, EVENING),
        Shown("b", "/alarm/2", ALARM, None),
        Shown("b", "/alarm/1", f"{ALARM} مجددا", EVENING),
    ],
    ids=["day", "hour and link", "hour, front page", "link and no date", "title"],
)
async def test_alarm_that_sounds_again_alerts(room: Newsroom, again: Shown) -> None:
    """Its words are always the same, and it is news each time."""
    await shows(room, Shown("a", "/" if again.link == "/" else "/alarm/1", ALARM, text=ALARM))
    await shows(room, replace(again, text=ALARM))
    assert alerts(room) == 2


@pytest.mark.parametrize("is_short", [False, True], ids=["page", "short"])
async def test_two_feeds_of_an_outlet_alert_once(room: Newsroom, *, is_short: bool) -> None:
    """The same article under another guid, with other tracking, and with a date in one of them alone."""
    if not is_short:
        has_page(room, "/7", 7)
        has_page(room, "/7?at_medium=RSS", 7)
    await shows(room, Shown("g7", "/7", ALARM, None, ALARM if is_short else ""))
    await shows(room, Shown("x7", "/7?at_medium=RSS", ALARM, NOON, ALARM if is_short else ""), at=OTHER_FEED)
    assert room.value("SELECT count(*) FROM articles") == 2
    assert alerts(room) == 1


async def test_feed_under_a_new_address_alerts_nobody_again(room: Newsroom) -> None:
    """Whoever corrects a feed's address in the configuration has added a feed, and not its news."""
    items = [*news(room, 10), Shown("s", "/short", ALARM, text=ALARM)]
    await shows(room, *items)
    room.passes(days=30)
    await shows(room, *items, at=OTHER_FEED)
    assert room.value("SELECT count(*) FROM articles") == 22
    assert alerts(room) == 11


async def test_own_address_of_the_page_is_a_key(room: Newsroom) -> None:
    """Months later another feed of the outlet links to it otherwise, and its page has a line more by then."""
    has_page(room, "/7", 7)
    await shows(room, Shown("g7", "/7", ALARM, None))
    room.passes(days=60)
    head = '<link rel="canonical" href="/7">'
    has_page(room, "/story.php?id=7", 7, head, more="وتابع الأهالي أعمالهم في السوق كالمعتاد.")
    await shows(room, Shown("x7", "/story.php?id=7", ALARM, EVENING), at=OTHER_FEED)
    assert alerts(room) == 1
    assert room.value("SELECT relation FROM articles WHERE id = 2") == "again"


async def test_items_of_ninety_days_alert_once(room: Newsroom) -> None:
    """A slow site shows its items for months: it is polled weekly, once after a month, and Redis is flushed twice."""
    items = news(room, 5)
    await shows(room, *items)
    for week in range(13):
        room.passes(days=7 if week != 8 else 30)
        if week in {4, 9}:
            room.redis.is_flushed()
            await room.feeds(FEED, OTHER_FEED)
        head = Shown(f"w{week}", f"/w{week}", f"خبر الأسبوع {str(week).translate(LETTERS)}")
        has_page(room, head.link, 100 + week)
        await shows(room, head, *items)
        assert alerts(room) == 5 + week + 1
