"""Articles that were read before their site was known are read again, once, and nothing is told twice."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from archive import articles, site_rereads
from archive.nouns import BodySource
from archive.rereading import kept_pages
from scheduler.entry_commit import REREAD_AFTER
from scheduler.matching import MatchFailed
from scheduler.rereading.background import LEASE_SECONDS, MOST_ATTEMPTS, PUT_OFF
from scheduler.rereading.reader import Fate, Rereader
from scheduler.rereading.sites import RememberedSites
from scrapers.site_lines.keeping import SiteLines
from scrapers.site_lines.knowledge import Knowledge
from scrapers.site_lines.reading import UnknownSites
from tests.extraction_pages.pages import article_pages, gate_pages
from tests.scheduler.test_site_learning import BOX, HOST, QUIET, read, reads, remembered
from tests.scrapers.world import START

if TYPE_CHECKING:
    from tests.scheduler.newsroom import Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def comes_due(newsroom: Newsroom) -> None:
    """The pages that came together are read; a crawler looks what there is to do."""
    newsroom.passes(seconds=REREAD_AFTER.total_seconds())
    await newsroom.rereads().work()


def bodies(newsroom: Newsroom) -> list[str]:
    """The bodies of all articles, in their order."""
    return newsroom.archive.read_now(
        lambda tx: list(tx.execute(text("SELECT body FROM articles ORDER BY id")).scalars())
    )


def waiting(newsroom: Newsroom) -> list[str]:
    """The sites whose pages are to be read again."""
    return newsroom.archive.read_now(lambda tx: list(tx.execute(text("SELECT site FROM site_rereads")).scalars()))


async def redis_is_back(newsroom: Newsroom) -> None:
    """It is asked again."""
    newsroom.redis.starts()
    async with asyncio.timeout(30):
        while await newsroom.tools.sites.known(HOST, 1) is None:  # noqa: ASYNC110 - there is nothing to wait for
            await asyncio.sleep(0.1)


async def test_first_pages_lose_the_box(newsroom: Newsroom) -> None:
    """What the site writes around all its articles is no mention in any of them; what was told stays told."""
    await reads(newsroom, 1, 2, 3)
    assert [BOX in body for body in bodies(newsroom)] == [True, True, False]
    await comes_due(newsroom)
    assert not any(BOX in body for body in bodies(newsroom))
    assert newsroom.value("SELECT count(*) FROM mentions") == 0
    assert newsroom.value("SELECT count(*) FROM alerts") == 2
    assert newsroom.value("SELECT count(*) FROM deliveries") == 2
    article = newsroom.archive.read_now(articles.get_article, 1)
    assert article is not None
    assert (article.body_source, BOX in article.removed_lines) == (BodySource.PAGE, True)


async def nothing(_site: str, _feed_id: int) -> Knowledge:
    """What is known of a site that was just forgotten."""
    return Knowledge()


async def test_page_that_was_just_read_comes_out_the_same(newsroom: Newsroom) -> None:
    """All that it was read by is kept: address, charset, the day, what its feed said, what went with its site."""
    for number, shown in enumerate([*article_pages(), *gate_pages()], start=1):
        entry = await remembered(newsroom, number)
        newsroom.publisher.publishes(f"/{number}", shown.sent, content_type=shown.content_type)
        await newsroom.work.work(entry.id, HOST)
    newsroom.passes(days=3)
    tools = replace(newsroom.tools, sites=RememberedSites(UnknownSites(), nothing))
    rereader = Rereader(
        newsroom.archive, tools, newsroom.matcher, newsroom._decide, newsroom.clock, copies=newsroom.copies
    )
    kept = newsroom.archive.read_now(kept_pages, START)
    read = [await rereader.reread(page.entry_id) for page in kept]
    assert len(kept) > len(article_pages())
    assert [(each.fate, each.change and each.change.parts) for each in read] == [(Fate.SAME, None)] * len(kept)


async def test_only_pages_that_have_it_are_read(newsroom: Newsroom) -> None:
    """The third page came without the box, and the work is done once for all."""
    await reads(newsroom, 1, 2, 3)
    await comes_due(newsroom)
    assert [(each.fate, each.lost > 0) for each in newsroom.reread] == [(Fate.CHANGED, True)] * 2
    assert waiting(newsroom) == []
    await comes_due(newsroom)
    assert len(newsroom.reread) == 2


async def test_reading_again_teaches_nothing(newsroom: Newsroom) -> None:
    """A page votes once; so nothing that is read again asks for more of it."""
    await reads(newsroom, 1, 2, 3)
    before = await newsroom.tools.sites.known(HOST, 1)
    await comes_due(newsroom)
    assert await newsroom.tools.sites.known(HOST, 1) == before
    assert waiting(newsroom) == []


async def test_pages_are_read_first(newsroom: Newsroom) -> None:
    """Those that come together tell more of their site: until then nothing is due."""
    await reads(newsroom, 1, 2, 3)
    newsroom.passes(seconds=REREAD_AFTER.total_seconds() - 1)
    await newsroom.rereads().work()
    assert newsroom.reread == []
    assert waiting(newsroom) == [HOST]


async def test_lost_redis_loses_no_asking(newsroom: Newsroom) -> None:
    """What is to be done stands in the archive, and what is known is learned from it."""
    await reads(newsroom, 1, 2, 3)
    newsroom.redis.is_flushed()
    await comes_due(newsroom)
    assert not any(BOX in body for body in bodies(newsroom))


async def test_without_redis_the_work_waits(newsroom: Newsroom) -> None:
    """A page that is read without knowing its site would get its box back."""
    await reads(newsroom, 1, 2, 3)
    newsroom.redis.is_killed()
    for _ in range(MOST_ATTEMPTS + 1):
        await comes_due(newsroom)
    assert [BOX in body for body in bodies(newsroom)] == [True, True, False]
    newsroom.passes(seconds=PUT_OFF.total_seconds())
    await redis_is_back(newsroom)
    await newsroom.rereads().work()
    assert not any(BOX in body for body in bodies(newsroom))


async def test_page_read_without_knowledge_is_read_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redis fell silent just when its site was asked for."""

    async def nobody(_sites: SiteLines, _site: str, _feed_id: int) -> None:
        """Nobody can say."""

    await reads(newsroom, 1, 2, 3)
    await comes_due(newsroom)
    with monkeypatch.context() as silent:
        silent.setattr(SiteLines, "known", nobody)
        assert BOX in await read(newsroom, 4)
    await comes_due(newsroom)
    assert BOX not in bodies(newsroom)[3]


async def test_what_went_stays_away(newsroom: Newsroom) -> None:
    """A box of last week is forgotten; a page that had it does not get it back when it is read for another's sake."""
    other = "هدوء حذر في مدينة هجين بعد ليلة من القصف"
    await reads(newsroom, 1, 2, 3)
    await comes_due(newsroom)
    newsroom.redis.is_flushed()
    forget = text("UPDATE articles SET removed_lines = '[]', body = body || :line")
    newsroom.archive.write_now(lambda tx: tx.execute(forget, {"line": f"\n{other}"}))
    await reads(newsroom, 4, 5, 6, box=other)
    await comes_due(newsroom)
    assert not any(BOX in body or other in body for body in bodies(newsroom))


async def test_dead_crawlers_site_is_anothers(newsroom: Newsroom) -> None:
    """Its lease ends, and the work is begun anew; three times, then the site is left alone."""
    await reads(newsroom, 1, 2, 3)
    newsroom.passes(seconds=REREAD_AFTER.total_seconds())
    for _ in range(MOST_ATTEMPTS):
        await newsroom.archive.write(site_rereads.claim_site, "dead", newsroom.now, LEASE_SECONDS)
        await newsroom.rereads().work()
        assert newsroom.reread == []
        newsroom.passes(seconds=LEASE_SECONDS + 1)
    await newsroom.rereads().work()
    assert (newsroom.reread, waiting(newsroom)) == ([], [])


async def test_busy_crawler_waits(newsroom: Newsroom) -> None:
    """News comes first."""
    await reads(newsroom, 1, 2, 3)
    newsroom.passes(seconds=REREAD_AFTER.total_seconds())
    busy = newsroom.rereads(is_idle=False)
    await busy.look()
    await busy.stop()
    assert newsroom.reread == []


async def test_text_is_not_given_up_for_the_feeds(newsroom: Newsroom) -> None:
    """An update, or a new rule, takes the page for a wall: nobody has asked for that here."""
    await reads(newsroom, 1, 2, 3)
    wall = zlib.compress(b"<html><title>Subscribe</title><body><h1>Log in</h1><form><input type=password></form>")
    newsroom.archive.write_now(
        lambda tx: tx.execute(text("UPDATE raw_pages SET compressed = :wall WHERE entry_id = 1"), {"wall": wall})
    )
    before = bodies(newsroom)
    await comes_due(newsroom)
    assert [each.fate for each in newsroom.reread] == [Fate.NOT_READ, Fate.CHANGED]
    assert (bodies(newsroom)[0], waiting(newsroom)) == (before[0], [])


async def test_crawler_that_is_never_idle_goes_on(newsroom: Newsroom) -> None:
    """A large service has entries at work all day, or one host that rests; what is known is put right all the same."""
    await reads(newsroom, 1, 2, 3)
    newsroom.passes(seconds=REREAD_AFTER.total_seconds())
    async with asyncio.timeout(20):
        await newsroom.rereads(is_idle=False, busy_seconds=0.1).work()
    assert not any(BOX in body for body in bodies(newsroom))


async def test_stopping_is_no_attempt(newsroom: Newsroom) -> None:
    """A service that is updated four times in a row has not been killed by a page."""
    await reads(newsroom, 1, 2, 3)
    newsroom.passes(seconds=REREAD_AFTER.total_seconds())
    for _ in range(MOST_ATTEMPTS + 1):
        stopped = newsroom.rereads(is_idle=False)
        await stopped.look()
        await asyncio.sleep(0.3)
        await stopped.stop()
        newsroom.passes(seconds=LEASE_SECONDS + 1)
    await newsroom.rereads().work()
    assert not any(BOX in body for body in bodies(newsroom))


async def test_failed_match_is_tried_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A matcher process died; the page is not to blame."""

    async def fails(_text: object) -> None:
        raise MatchFailed("its process has ended")

    await reads(newsroom, 1, 2, 3)
    with monkeypatch.context() as broken:
        broken.setattr(newsroom.matcher, "evaluate", fails)
        await comes_due(newsroom)
    assert [BOX in body for body in bodies(newsroom)] == [True, True, False]
    newsroom.passes(seconds=PUT_OFF.total_seconds())
    await newsroom.rereads().work()
    assert not any(BOX in body for body in bodies(newsroom))


async def test_articles_of_yesterday_are_left_alone(newsroom: Newsroom) -> None:
    """Who looks for old news looks for it with the command."""
    await reads(newsroom, 1, 2)
    newsroom.passes(days=2)
    await read(newsroom, 3)
    await comes_due(newsroom)
    assert [BOX in body for body in bodies(newsroom)] == [True, True, False]


async def test_copies_of_the_clean_text_are_silent(newsroom: Newsroom) -> None:
    """The article's alerts go with it into the copy group of its new text."""
    lead = f"دخلت قوات قسد مدينة هجين صباح اليوم. {QUIET}"
    own = tuple(f"{lead} {'أب' * place}." for place in range(1, 5))
    first = await remembered(newsroom, 1)
    newsroom.shows_page("/1", (*own, BOX))
    await newsroom.work.work(first.id, HOST)
    await reads(newsroom, 2, 3)
    await comes_due(newsroom)
    told = newsroom.value("SELECT count(*) FROM alerts")
    copy = await remembered(newsroom, 4, text_of=1)
    newsroom.shows_page("/4", own)
    await newsroom.work.work(copy.id, HOST)
    assert newsroom.value("SELECT count(DISTINCT group_id) FROM articles WHERE id IN (1, 4)") == 1
    assert newsroom.value("SELECT count(*) FROM alerts") == told
