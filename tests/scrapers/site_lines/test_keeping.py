"""What is known of sites outlives a crawler, is shared by all, and costs nobody anything when Redis is away."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from scrapers.site_lines.keeping import SiteLines, Witness
from scrapers.site_lines.knowledge import Knowledge
from scrapers.site_lines.lines import line_key, page_print

if TYPE_CHECKING:
    from gateway.redis_link import RedisLink
    from tests.servers.redis import RedisServer

SITE, PREFIX = "enab.example", "marsad:generation-1:"
BOX = line_key("الأكثر قراءة هذا الأسبوع") or b""
OTHER = page_print("https://enab.example/other")


class Crawler:
    """One of several that share a Redis; the test says what day it is."""

    def __init__(self, link: RedisLink, prefix: str = PREFIX) -> None:
        self.now = datetime(2026, 11, 22, tzinfo=UTC)
        self.sites = SiteLines(link, prefix, lambda: self.now, self._relearn)
        self.archived = Knowledge()
        self.asked: list[tuple[str, int]] = []

    async def reads(self, number: int) -> Witness:
        """A page with the box, read but not committed."""
        known = await self.sites.known(SITE, 1)
        assert known is not None
        return Witness(SITE, page_print(f"https://enab.example/{number}"), (BOX,), known)

    async def commits(self, *numbers: int) -> None:
        """Pages with the box, one after the other."""
        for number in numbers:
            await self.sites.note(await self.reads(number))

    async def pages(self) -> int:
        """On how many pages the box is known to have been."""
        known = await self.sites.known(SITE, 1)
        assert known is not None
        return known.other_pages(BOX, OTHER, self.sites.day)

    async def _relearn(self, site: str, feed_id: int) -> Knowledge:
        self.asked.append((site, feed_id))
        return self.archived


@pytest.fixture
def crawler(link: RedisLink) -> Crawler:
    """A crawler of a new site."""
    return Crawler(link)


async def test_committed_pages_count(crawler: Crawler) -> None:
    """Reading alone does not: its worker may be killed and read it again."""
    witness = await crawler.reads(1)
    assert await crawler.pages() == 0
    await crawler.sites.note(witness)
    assert await crawler.pages() == 1


async def test_page_counts_once(crawler: Crawler) -> None:
    """Told twice, by two workers or after a crash."""
    await crawler.commits(1, 1)
    await crawler.sites.note(await crawler.reads(1))
    assert await crawler.pages() == 1


async def test_crawlers_teach_one_another(crawler: Crawler, link: RedisLink) -> None:
    """Whoever gets the site's next page."""
    await crawler.commits(1)
    other = Crawler(link)
    await other.commits(2)
    assert await crawler.pages() == 2


async def test_no_vote_is_lost_at_once(crawler: Crawler) -> None:
    """Pages that are committed at the same time were judged by the same knowledge."""
    witnesses = [await crawler.reads(number) for number in (1, 2, 3)]
    await asyncio.gather(*map(crawler.sites.note, witnesses))
    assert await crawler.pages() == 3


async def test_lost_site_is_learned_from_the_archive(crawler: Crawler, redis_server: RedisServer) -> None:
    """Redis may vanish at any moment; the archive is asked once, and by whoever reads the site's next page."""
    await crawler.commits(1)
    redis_server.is_flushed()
    crawler.archived = Knowledge().having_seen(page_print("a"), [BOX], crawler.sites.day)
    crawler.asked.clear()
    assert [await crawler.pages() for _ in range(3)] == [1, 1, 1]
    assert crawler.asked == [(SITE, 1)]


async def test_new_site_asks_the_archive_once(crawler: Crawler) -> None:
    """That it knows nothing is kept too."""
    assert [await crawler.pages() for _ in range(3)] == [0, 0, 0]
    assert len(crawler.asked) == 1


async def test_restored_archive_starts_anew(crawler: Crawler, link: RedisLink) -> None:
    """Its generation is another, and it learns from what it holds."""
    await crawler.commits(1, 2)
    assert await Crawler(link, "marsad:generation-2:").pages() == 0


async def test_site_expires(crawler: Crawler, redis_server: RedisServer) -> None:
    """Nothing may pile up in Redis for ever."""
    await crawler.commits(1)
    names = redis_server.order("KEYS", "*")
    assert isinstance(names, list)
    assert [redis_server.order("TTL", name) for name in names] == [30 * 24 * 3600]


async def test_box_of_last_month_is_forgotten(crawler: Crawler) -> None:
    """However busy the site is."""
    await crawler.commits(1, 2)
    crawler.now += timedelta(days=31)
    assert await crawler.pages() == 0


async def test_site_costs_little(crawler: Crawler, redis_server: RedisServer) -> None:
    """Ten thousand sites must fit beside all else."""
    for number in range(60):
        lines = tuple(line_key(f"فقرة {'أ' * number} {'ب' * place}") or b"" for place in range(20))
        witness = await crawler.reads(number)
        await crawler.sites.note(Witness(SITE, witness.page, lines, witness.known))
    (name,) = redis_server.order("KEYS", "*")  # type: ignore[misc]  # the server's answer is any object
    size = redis_server.order("MEMORY", "USAGE", name)
    assert isinstance(size, int)
    assert size < 13_000


async def test_without_redis_nothing_is_known(crawler: Crawler, redis_server: RedisServer) -> None:
    """Extraction goes on without, and a page that cannot be counted is no failure."""
    witness = await crawler.reads(1)
    redis_server.is_killed()
    assert await crawler.sites.known(SITE, 1) is None
    await crawler.sites.note(witness)


async def test_full_redis_is_no_failure(crawler: Crawler, redis_server: RedisServer) -> None:
    """Then nothing more is learned."""
    witness = await crawler.reads(1)
    redis_server.fills_up()
    await crawler.sites.note(witness)
    assert await crawler.sites.known(SITE, 1) is None


async def test_garbage_in_redis_is_replaced(crawler: Crawler, redis_server: RedisServer) -> None:
    """Corrupted values break nothing."""
    redis_server.order("SET", f"{PREFIX}lines:1:{SITE}", "garbage")
    await crawler.commits(1, 2)
    assert await crawler.pages() == 2
