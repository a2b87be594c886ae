"""The furniture of a site is learned from its committed pages, and no longer matched once it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from archive import articles, entries
from scrapers.site_lines.lines import line_key, page_print
from tests.extraction_pages.pages import gate_pages
from tests.scheduler.newsroom import LEAD
from tests.scrapers.documents import page

if TYPE_CHECKING:
    from archive.nouns import Entry
    from tests.scheduler.newsroom import Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOST = "127.0.0.1"
# Names a watched place; the articles beside it are about none.
BOX = "انفجار عبوة ناسفة وسط مدينة هجين"
QUIET = "وصلت إلى المدينة صباح اليوم قافلة جديدة محملة بمواد البناء والخشب لترميم مدارس الحي الغربي"


async def reads(newsroom: Newsroom, *numbers: int, box: str = BOX) -> list[str]:
    """The bodies of these pages of one site, each with the box below its own text, read one after the other."""
    return [await read(newsroom, number, box) for number in numbers]


async def read(newsroom: Newsroom, number: int, box: str = BOX) -> str:
    """The body of one such page, as the archive has it."""
    entry = await remembered(newsroom, number, box)
    await newsroom.work.work(entry.id, HOST)
    article = await newsroom.archive.read(articles.article_of_entry, entry.id)
    assert article is not None
    return article.body


async def remembered(newsroom: Newsroom, number: int, box: str = BOX, text_of: int = 0) -> Entry:
    """The entry of such a page, pending; ``text_of`` is the page whose title and text it has, if not its own."""
    link = newsroom.url(f"/{number}")
    item = f"<item><title>قافلة {text_of or number}</title><link>{link}</link><guid>{number}</guid></item>"
    newsroom.publishes(f'<rss version="2.0"><channel><title>عنب</title>{item}</channel></rss>')
    shows(newsroom, number, box, text_of)
    (entry,) = await newsroom.remembers()
    return entry


def shows(newsroom: Newsroom, number: int, box: str = BOX, text_of: int = 0) -> None:
    """Such a page is there."""
    own = tuple(f"{QUIET} {_own_words(text_of or number, place)}." for place in range(1, 5))
    shown = page(title=f"قافلة {text_of or number}", paragraphs=(*own, box)).encode()
    newsroom.publisher.publishes(f"/{number}", shown, content_type="text/html; charset=utf-8")


def _own_words(number: int, place: int) -> str:
    """So many that pages are no copies of each other, though they begin alike."""
    return " ".join(f"{'أب' * number}{letter}{'جد' * place}" for letter in "هوزحطيكلمنسعفصق")


async def test_third_page_is_without_the_box(newsroom: Newsroom) -> None:
    """The place in the box is no news of the third page, and what was taken away is kept to be explained."""
    bodies = await reads(newsroom, 1, 2, 3)
    assert [BOX in body for body in bodies] == [True, True, False]
    assert newsroom.value("SELECT count(DISTINCT article_id) FROM mentions") == 2
    assert newsroom.value("SELECT count(*) FROM alerts") == 2
    assert BOX in str(newsroom.value("SELECT removed_lines FROM articles ORDER BY id DESC LIMIT 1"))


async def test_page_that_was_not_committed_teaches_nothing(newsroom: Newsroom) -> None:
    """A worker that is killed amid its work reads the page again; it is one page all the same."""
    await read(newsroom, 1)
    entry = await remembered(newsroom, 2)
    for _ in range(2):
        await newsroom.reads(entry)
    assert BOX in await read(newsroom, 3)


async def test_copies_teach_nothing(newsroom: Newsroom) -> None:
    """One text under three addresses shares all its lines, and none of them is furniture."""
    paragraphs = tuple(f"{LEAD} {'أب' * place}" for place in range(1, 6))
    newsroom.publishes_story("1", "2", "3", "4")
    for path in ("/1", "/2", "/3", "/4"):
        newsroom.shows_page(path, paragraphs)
    for entry in await newsroom.remembers():
        await newsroom.work.work(entry.id, HOST)
    bodies = newsroom.archive.read_now(lambda tx: list(tx.execute(text("SELECT body FROM articles")).scalars()))
    assert len(bodies) == 4
    assert all(body.count("\n") >= 4 for body in bodies)


async def test_copy_of_an_old_text_is_no_witness(newsroom: Newsroom) -> None:
    """Published again when its first page is forgotten: nothing in it is that page's own."""
    for number in (1, 2):
        newsroom.passes(days=31)
        await newsroom.work.work((await remembered(newsroom, number, text_of=1)).id, HOST)
    known = await newsroom.tools.sites.known(HOST, 1)
    assert known is not None
    day = newsroom.tools.sites.day - 31
    assert {page for line in known.lines for page in known.pages_of(line, day)} == {page_print(newsroom.url("/1"))}


async def test_page_that_is_no_article_is_no_witness(newsroom: Newsroom) -> None:
    """What a wall says before every article may stand in one."""
    (wall,) = [page for page in gate_pages() if page.expected == "paywall"]
    entry = await remembered(newsroom, 1)
    newsroom.publisher.publishes("/1", wall.sent, content_type=wall.content_type)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.value("SELECT page_status FROM articles") == "paywall"
    assert newsroom.redis.order("KEYS", "*lines*") == []


async def test_page_that_was_read_at_last_is_a_witness(newsroom: Newsroom) -> None:
    """It is one of the site's pages like any other, once it is committed."""
    await read(newsroom, 1)
    entry = await remembered(newsroom, 2)
    newsroom.publisher.answers_with("/2", 503)
    await newsroom.work.work(entry.id, HOST)
    assert BOX in await read(newsroom, 3)
    newsroom.passes(seconds=900)
    shows(newsroom, 2)
    await newsroom.retries().work(entry.id, HOST)
    known = await newsroom.tools.sites.known(HOST, 1)
    assert known is not None
    assert len(known.pages_of(line_key(BOX), newsroom.tools.sites.day)) == 3


async def test_flushed_redis_is_taught_by_the_archive(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what was taken away before: the newest bodies alone would have forgotten it."""
    monkeypatch.setattr("scrapers.site_lines.relearning.MOST_ARTICLES", 2)
    await reads(newsroom, 1, 2, 3, 4)
    newsroom.redis.is_flushed()
    assert BOX not in await read(newsroom, 5)


async def test_articles_of_last_month_teach_nothing(newsroom: Newsroom) -> None:
    """A site that was made anew has other furniture."""
    await reads(newsroom, 1, 2)
    newsroom.redis.is_flushed()
    newsroom.passes(days=31)
    assert BOX in await read(newsroom, 3)


async def test_without_redis_pages_are_read_all_the_same(newsroom: Newsroom) -> None:
    """Nothing waits for what is only known there."""
    await reads(newsroom, 1, 2)
    entry = await remembered(newsroom, 3)
    newsroom.redis.is_killed()
    assert BOX in (await newsroom.reads(entry)).draft.body
    newsroom.redis.starts()
    assert await newsroom.archive.read(entries.pending_count) == 1
