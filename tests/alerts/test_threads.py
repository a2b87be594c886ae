"""Alerts of one copy group, read from the archive: one thread, with what came between them."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alerts.message import AlertMessage, Reader
from alerts.news import News, Reason
from alerts.reading import read_message
from alerts.settings import EMAIL
from alerts.thread import Version
from archive import groups
from archive.articles import get_article
from archive.changes import Change
from archive.nouns import ArticleDraft
from archive.replacing import reread_article
from tests.alerts.world import BODY, HAJIN, SDF, START, TITLE, World, mail_channel

if TYPE_CHECKING:
    import pytest

    from archive.nouns import Committed
    from tests.servers.mail import MailServer

DRAFTED = tuple(field.name for field in fields(ArticleDraft))
DAMASCUS = ZoneInfo("Asia/Damascus")
RTL = "\u200f"


async def reprinted(world: World, outlet: str, *names: tuple[str, str, str], news: News | None = None) -> Committed:
    """Another outlet has the same text, five minutes later."""
    world.later(minutes=5)
    url = f"https://{outlet}.example/1"
    feed = f"https://{outlet}.example/feed"
    return await world.publishes(TITLE, BODY, *names, url=url, outlet=outlet, feed=feed, news=news or News())


def told_of(world: World, number: int) -> AlertMessage:
    """The message of a delivery, the oldest is 0."""
    found = world.archive.read_now(read_message, world.alert_deliveries()[number], Reader("en", DAMASCUS))
    assert isinstance(found, AlertMessage)
    return found


async def test_copies_are_told_with_the_next_alert(world: World) -> None:
    """Silent copies are a line of the message that a copy with more names brings."""
    await world.publishes(TITLE, BODY, HAJIN)
    await reprinted(world, "gazette", HAJIN)
    await reprinted(world, "herald", HAJIN, SDF)
    told = told_of(world, 1)
    assert told.reprints.outlets == ("جريدة الفرات", "gazette")
    assert (told.reason, told.changes) == (Reason.NAMES, (Change("قسد"),))
    assert told.thread == told_of(world, 0).thread


async def test_thread_outlives_a_text(world: World) -> None:
    """The page was read at last after the alert: who has its full text is told of beneath the same mail."""
    await world.publishes("خبر", "في هجين الآن.", HAJIN)
    first = told_of(world, 0)
    article = world.archive.read_now(get_article, 1)
    assert article is not None
    said = {name: getattr(article, name) for name in DRAFTED}
    full = ArticleDraft(
        **{**said, "title": TITLE, "body": BODY, "text_hash": hashlib.sha256(BODY.encode()).hexdigest()}
    )
    await world.archive.write(reread_article, article, full, [], lambda _: (), world.now)
    await reprinted(world, "gazette", HAJIN, SDF)
    assert told_of(world, 1).thread == first.thread


async def test_held_back_group_names_its_earliest(world: World) -> None:
    """A text that was archived silently and alerts by a later copy was somebody else's first."""
    world.routing = replace(world.routing, routes=())
    await world.publishes(TITLE, BODY, SDF, rule_id="name:sdf")
    await reprinted(world, "gazette", HAJIN)
    told = told_of(world, 1)
    assert told.reprints.earliest == Version("جريدة الفرات", "https://news.example/1", START)
    assert told.reprints.fullest is None


async def test_resembled_article_is_read(world: World) -> None:
    """A twin is told with the report that it resembles, in a thread of its own."""
    first = await world.publishes(TITLE, BODY, HAJIN)
    world.later(minutes=5)
    news = News(resembles=first.article_id, differing=(Change("الشعفة", "هجين"),))
    twin = BODY.replace("هجين", "الشعفة")
    await world.publishes(TITLE, twin, ("shafah", "place", "الشعفة"), rule_id="name:shafah", news=news)
    told = told_of(world, 1)
    assert told.resembled == Version("جريدة الفرات", "https://news.example/1", START)
    assert told.changes == (Change("الشعفة", "هجين"),)
    assert told.thread != told_of(world, 0).thread


async def test_mail_carries_it(world: World, server: MailServer) -> None:
    """Through the wire, in both bodies, with the mark in the subject and the thread of the first."""
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes(TITLE, BODY, HAJIN, news=News(frozenset({"3"})))
    await world.delivers()
    await reprinted(world, "gazette", HAJIN, news=News(frozenset({"5"}), {"name:hajin": frozenset({"5"})}))
    await world.delivers()
    first, second = server.mails
    assert second.message["Subject"].startswith("[تحديث] هجين")
    assert second.message["References"] == first.message["References"]
    for kind in ("plain", "html"):
        body = second.part(kind)
        assert f"أرقام تغيّرت: {RTL}3{RTL} ← {RTL}5{RTL}" in body
        assert "نُشر أيضًا في مصدر آخر: جريدة الفرات" in body
        assert "سبق تنبيه عن الخبر نفسه." in body


async def test_late_member_of_a_great_group_knows_its_copies(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read beside the first of the group, though it is none of them."""
    monkeypatch.setattr(groups, "_MEMBERS", groups._MEMBERS.limit(2))
    await world.publishes(TITLE, BODY, HAJIN)
    await reprinted(world, "gazette", HAJIN)
    await reprinted(world, "herald", HAJIN, SDF)
    told = told_of(world, 1)
    assert told.reprints.outlets == ("جريدة الفرات", "gazette")
    assert told.reprints.earliest == Version("جريدة الفرات", "https://news.example/1", START)
