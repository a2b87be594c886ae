"""A feed that says something else of an item it had before has the article read again, and what is new told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import due_pages, page_tries, revisions
from archive.nouns import BodySource
from tests.scheduler.test_revising import HOST, PAGE, told

if TYPE_CHECKING:
    from archive.nouns import Article, Entry
    from tests.scheduler.newsroom import Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="session")
TITLE = "هدوء في هجين"
TEXT = "فتحت الطرق في محيط هجين صباح اليوم بعد أن أغلقت أياما بسبب السيول التي ضربت المنطقة كلها."
HOUR = timedelta(hours=1)


def shows(newsroom: Newsroom, title: str = TITLE, text: str = "", *, path: str = "/1", more: str = "") -> None:
    """The feed's only item has this title and text, and a page unless there is no path."""
    link = f"<link>{newsroom.url(path)}</link>" if path else ""
    newsroom.publishes(
        f'<rss version="2.0"><channel><title>عنب</title><item><title>{title}</title>{link}<guid>1</guid>'
        f"<description>{text}</description>{more}</item></channel></rss>"
    )


async def reads(newsroom: Newsroom) -> Entry:
    """The item is new, and read."""
    (entry,) = await newsroom.remembers()
    await newsroom.work.work(entry.id, HOST if entry.url else "")
    assert told(newsroom) == [("name:hajin", 1, "first")]
    return entry


@pytest_asyncio.fixture(loop_scope="session")
async def entry(newsroom: Newsroom) -> Entry:
    """An item with a page, both of which name Hajin."""
    shows(newsroom, text=TEXT)
    newsroom.shows_page("/1", PAGE)
    return await reads(newsroom)


async def changes(newsroom: Newsroom, entry: Entry) -> Article:
    """An hour later the feed is polled, and all is read that is due; gives the article."""
    newsroom.now += HOUR
    assert (await newsroom.polls()).new_entries == ()
    crawler = newsroom.retries()
    for due in (due_pages.due_tries, due_pages.due_looks):
        for entry_id, url in newsroom.archive.read_now(due, newsroom.now, 10):
            await crawler.work(entry_id, HOST if url else "")
    return newsroom.article_of(entry)


async def test_new_title_is_read_and_told(newsroom: Newsroom, entry: Entry) -> None:
    """The page's text is as it was; the forces stand in the title alone."""
    shows(newsroom, "قسد تعلن فتح الطرق في هجين", TEXT)
    article = await changes(newsroom, entry)
    assert article.title == "قسد تعلن فتح الطرق في هجين"
    assert [rule for rule, _, _ in told(newsroom)] == ["name:hajin", "name:sdf"]
    (old,) = newsroom.archive.read_now(revisions.revisions_of, article.id)
    assert old.title == TITLE


async def test_polls_later_ask_for_nothing(newsroom: Newsroom, entry: Entry) -> None:
    """What the feed says now is what is known of it."""
    shows(newsroom, "قسد تعلن فتح الطرق في هجين", TEXT)
    await changes(newsroom, entry)
    asked = len(newsroom.publisher.asked_for("/1"))
    newsroom.now += timedelta(days=2)
    shows(newsroom, "قسد تعلن فتح الطرق في هجين", TEXT, more="<comments>x</comments>")
    await changes(newsroom, entry)
    assert len(newsroom.publisher.asked_for("/1")) - asked == newsroom.tries_of(entry).tries - 1


async def test_retraction_in_the_title_is_told_without_a_page(newsroom: Newsroom, entry: Entry) -> None:
    """The page is gone; the agency says why in its feed."""
    newsroom.publisher.answers_with("/1", 404)
    shows(newsroom, f"سحب الخبر: {TITLE}", TEXT)
    article = await changes(newsroom, entry)
    assert told(newsroom)[1:] == [("name:hajin", 2, "retracted")]
    assert article.body_source is BodySource.PAGE


async def test_notice_in_the_articles_place_is_told(newsroom: Newsroom) -> None:
    """The feed still has the full text, so the page would be taken for a failed one, but for what it says."""
    shows(newsroom, text=" ".join(PAGE))
    newsroom.shows_page("/1", PAGE)
    entry = await reads(newsroom)
    newsroom.shows_page("/1", ("سحبت الوكالة الخبر بعد أن تبين لها عدم صحته.",))
    article = await changes(newsroom, entry)
    assert told(newsroom)[1:] == [("name:hajin", 2, "retracted")]
    assert "سحبت الوكالة الخبر" in article.body
    assert "الأرصاد" not in article.body


async def test_page_that_says_less_than_its_feed_is_no_edit(newsroom: Newsroom) -> None:
    """It shows its first lines to strangers from today on."""
    shows(newsroom, text=" ".join(PAGE))
    newsroom.shows_page("/1", PAGE)
    entry = await reads(newsroom)
    newsroom.shows_page("/1", (PAGE[0][:100],))
    article = await changes(newsroom, entry)
    assert "الأرصاد" in article.body
    assert len(told(newsroom)) == 1


async def test_feeds_own_text_is_the_article(newsroom: Newsroom) -> None:
    """There is no page; another text in the feed is another version."""
    shows(newsroom, text=TEXT, path="")
    entry = await reads(newsroom)
    shows(newsroom, text=TEXT + " وقالت قسد إن دورياتها انتشرت على الطريق العام حتى إشعار آخر.", path="")
    article = await changes(newsroom, entry)
    assert article.body_source is BodySource.FEED
    assert "دورياتها" in article.body
    assert [rule for rule, _, _ in told(newsroom)] == ["name:hajin", "name:sdf"]
    await changes(newsroom, entry)
    assert len(newsroom.archive.read_now(revisions.revisions_of, article.id)) == 1


async def test_clockwork_of_the_feed_asks_for_nothing(newsroom: Newsroom) -> None:
    """Counters of comments and new dates are in many feeds."""
    shows(newsroom, "أحوال الطقس في هجين", TEXT, path="")
    entry = await reads(newsroom)
    shows(newsroom, "أحوال الطقس في هجين!", TEXT + " 12 تعليق", path="", more="<pubDate>now</pubDate>")
    await changes(newsroom, entry)
    assert newsroom.archive.read_now(page_tries.tries_of, entry.id) is None


async def test_title_that_counts_is_not_kept(newsroom: Newsroom, entry: Entry) -> None:
    """It is asked for a few times for the sake of the text, and then not for its title."""
    for number in range(1500, 1506):
        shows(newsroom, f"{TITLE} ({number})", TEXT)
        article = await changes(newsroom, entry)
    asked = len(newsroom.publisher.asked_for("/1"))
    assert newsroom.archive.read_now(revisions.revisions_of, article.id) == []
    shows(newsroom, f"{TITLE} (1600)", TEXT)
    await changes(newsroom, entry)
    assert len(newsroom.publisher.asked_for("/1")) == asked


async def test_title_alone_is_asked_for_three_times(newsroom: Newsroom, entry: Entry) -> None:
    """Words that change for ever; a retraction is heard all the same."""
    for word in ("الأول", "الثاني", "الثالث", "الرابع", "الخامس"):
        shows(newsroom, f"{TITLE} {word}", TEXT)
        article = await changes(newsroom, entry)
    assert len(newsroom.archive.read_now(revisions.revisions_of, article.id)) == 3
    shows(newsroom, f"سحب الخبر: {TITLE}", TEXT)
    await changes(newsroom, entry)
    assert told(newsroom)[1:] == [("name:hajin", 2, "retracted")]
