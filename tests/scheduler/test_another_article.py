"""A page that shows another article later: what was told of the one does not silence the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scheduler.test_revising import HOST, PAGE, WITH_SDF, entry, looks, shows, told
from tests.scrapers.documents import page

if TYPE_CHECKING:
    from archive.nouns import Entry
    from tests.scheduler.newsroom import Newsroom

__all__ = ["entry"]

pytestmark = pytest.mark.asyncio(loop_scope="session")

SHELLING = (
    "قتل مدنيون في قصف مدفعي استهدف السوق الشعبي وسط بلدة هجين مساء الأحد وسط حالة من الذعر بين السكان.",
    "وهرعت سيارات الإسعاف إلى المكان لنقل الجرحى فيما لم تعلن أي جهة مسؤوليتها عن الهجوم الذي جاء بعد هدنة هشة. " * 3,
    "ودانت منظمات حقوقية استهداف الأسواق وطالبت بفتح تحقيق دولي مستقل ومحاسبة المسؤولين عنه أمام القضاء. " * 3,
)
TWICE = [("name:hajin", 1, "first")] * 2
TEASER = "فتحت الطرق في محيط هجين صباح اليوم بعد أن أغلقت أياما بسبب السيول."


async def reads_the_feed_alone(newsroom: Newsroom) -> Entry:
    """The page cannot be had; the feed's title and teaser are told of."""
    shows_item(newsroom, "عودة حركة المرور إلى هجين بعد السيول")
    newsroom.publisher.answers_with("/1", 503)
    (entry,) = await newsroom.remembers()
    await newsroom.work.work(entry.id, HOST)
    assert told(newsroom) == TWICE[:1]
    return entry


def shows_item(newsroom: Newsroom, title: str) -> None:
    """The feed's only item has this title."""
    newsroom.publishes(
        f'<rss version="2.0"><channel><title>عنب</title><item><title>{title}</title><link>{newsroom.url("/1")}</link>'
        f"<guid>1</guid><description>{TEASER}</description></item></channel></rss>"
    )


def shows_article(newsroom: Newsroom, title: str, *paragraphs: str) -> None:
    """The page has a headline of its own."""
    shown = page(title=title, paragraphs=paragraphs).encode()
    newsroom.publisher.publishes("/1", shown, content_type="text/html; charset=utf-8")


async def test_newest_article_under_an_old_address_is_told(newsroom: Newsroom, entry: Entry) -> None:
    """The old address leads to the newest article, whose own item comes a minute later."""
    await shows(newsroom, entry, *SHELLING)
    newsroom.publishes_story("1", "2")
    newsroom.shows_page("/2", SHELLING)
    (new,) = await newsroom.remembers()
    await newsroom.work.work(new.id, HOST)
    assert told(newsroom) == TWICE


async def test_page_rewritten_with_a_wire_does_not_silence_it(newsroom: Newsroom, entry: Entry) -> None:
    """One outlet's page takes a wire's words before the wire itself comes by another feed."""
    await shows(newsroom, entry, *SHELLING)
    title = "مجزرة في سوق هجين"
    wire = page(title=title, paragraphs=SHELLING).encode()
    newsroom.publisher.publishes("/wire", wire, content_type="text/html; charset=utf-8")
    item = f"<item><title>{title}</title><link>{newsroom.url('/wire')}</link><guid>w</guid></item>"
    channel = f'<rss version="2.0"><channel><title>w</title>{item}</channel></rss>'
    newsroom.publisher.publishes("/other-feed", channel.encode(), content_type="application/rss+xml")
    feeds = await newsroom.feeds("/feed", "/other-feed")
    newsroom.passes(seconds=60)
    await newsroom.runs(*(feed.id for feed in feeds))
    assert told(newsroom) == TWICE


async def test_rewritten_page_is_told_of_once_by_itself(newsroom: Newsroom, entry: Entry) -> None:
    """What was told of an article counts for it whatever its page says at later looks."""
    before = newsroom.article_of(entry)
    after = await shows(newsroom, entry, *SHELLING)
    assert after.group_id != before.group_id
    await shows(newsroom, entry, *SHELLING, PAGE[0])
    await looks(newsroom, entry)
    assert told(newsroom) == TWICE[:1]


async def test_name_in_the_feeds_title_alone_is_told_once(newsroom: Newsroom) -> None:
    """The page is of another town: what was told by the title is not told again."""
    entry = await reads_the_feed_alone(newsroom)
    shows_article(
        newsroom, "قسد تعلن حملة أمنية", *(text.replace("هجين", "البلدة") for text in (WITH_SDF * 3, *SHELLING))
    )
    await looks(newsroom, entry)
    assert told(newsroom) == [*TWICE[:1], ("name:sdf", 1, "first")]


async def test_other_news_on_a_late_page_is_told(newsroom: Newsroom) -> None:
    """Of the same town: what its teaser told of does not silence it, and later looks tell nothing again."""
    entry = await reads_the_feed_alone(newsroom)
    shows_article(newsroom, "مجزرة في سوق هجين الشعبي", *SHELLING)
    await looks(newsroom, entry)
    assert told(newsroom) == TWICE
    await looks(newsroom, entry)
    assert told(newsroom) == TWICE


@pytest.mark.parametrize("headline", ["عودة حركة المرور إلى هجين بعد السيول", "انحسار السيول يعيد الحركة إلى طرق هجين"])
async def test_late_page_that_says_more_is_told_once(newsroom: Newsroom, headline: str) -> None:
    """In other words than its teaser: one article, one alert."""
    entry = await reads_the_feed_alone(newsroom)
    shows_article(newsroom, headline, *PAGE)
    await looks(newsroom, entry)
    assert newsroom.article_of(entry).body.endswith(PAGE[-1].strip())
    assert told(newsroom) == TWICE[:1]


async def test_item_that_tells_of_another_event_is_told(newsroom: Newsroom) -> None:
    """One guid and one address for the newest report: title and text are others."""
    shows_item(newsroom, "عودة حركة المرور إلى هجين بعد السيول")
    shows_article(newsroom, "عودة حركة المرور إلى هجين بعد السيول", *PAGE)
    (entry,) = await newsroom.remembers()
    await newsroom.work.work(entry.id, HOST)
    shows_item(newsroom, "قتلى وجرحى بقصف سوق شعبي في هجين")
    shows_article(newsroom, "قتلى وجرحى بقصف سوق شعبي في هجين", *SHELLING)
    newsroom.passes(seconds=60)
    assert (await newsroom.polls()).new_entries == ()
    await looks(newsroom, entry)
    assert told(newsroom) == TWICE
    await looks(newsroom, entry)
    assert told(newsroom) == TWICE
