"""The demo's newsroom answers as news sites do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from scheduler.demo.bulletins import bulletin
from scheduler.demo.newsroom import Newsroom
from scheduler.demo.nouns import Edit, Publication, Republication
from scheduler.demo.scenario import OUTLETS
from scheduler.demo.stories import stories

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def newsroom() -> AsyncIterator[Newsroom]:
    """All outlets, open and empty."""
    newsroom = Newsroom(OUTLETS)
    await newsroom.start()
    yield newsroom
    await newsroom.stop()


@pytest.fixture
async def reader() -> AsyncIterator[aiohttp.ClientSession]:
    """A plain HTTP client."""
    async with aiohttp.ClientSession() as session:
        yield session


def publish(newsroom: Newsroom, outlet: str, key: str) -> str:
    """Let an outlet publish a story; returns its URL."""
    newsroom.happen(Publication(0, outlet, stories()[key]))
    site = newsroom.sites[outlet]
    return site.url_of(site.items[-1])


async def test_each_outlet_has_its_address(newsroom: Newsroom) -> None:
    """Host leases and address exceptions are per host, so outlets must not share one."""
    homes = {site.home for site in newsroom.sites.values()}
    assert len(homes) == len(OUTLETS) >= 6


async def test_unchanged_feed_answers_304(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """The demo shows conditional polling, so the newsroom must honour both validators."""
    publish(newsroom, "banks", "bakery")
    url = newsroom.sites["banks"].feed_url
    async with reader.get(url) as first:
        etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If-None-Match": etag}, {"If-Modified-Since": modified}):
        async with reader.get(url, headers=headers) as again:
            assert again.status == 304


async def test_edited_story_stays_at_its_address(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """An edit is another text of the same item: same link and guid, and no entry more."""
    url = publish(newsroom, "rivers", "grain-talks")
    newsroom.happen(Edit(1, "rivers", "grain-talks", stories()["grain-talks-edited"], frozenset()))
    async with reader.get(url) as page:
        assert "Sinjar" in await page.text()
    assert newsroom.entries_published == 1


async def test_new_item_changes_the_etag(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """An ETag that outlives the news would hide it."""
    url = newsroom.sites["rivers"].feed_url
    async with reader.get(url) as first:
        etag = first.headers["ETag"]
    publish(newsroom, "rivers", "grain-talks")
    async with reader.get(url, headers={"If-None-Match": etag}) as again:
        assert again.status == 200
        assert "SDF and millers" in await again.text()


async def test_item_counts_as_shown_by_an_answer(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """Seconds run from the answer that first showed the entry, not from its publication or a 304."""
    url = publish(newsroom, "banks", "bakery")
    site = newsroom.sites["banks"]
    assert url not in site.shown
    async with reader.get(site.feed_url):
        first = site.shown[url]
    async with reader.get(site.feed_url):
        assert site.shown[url] == first


async def test_minaret_speaks_windows_1256(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """One outlet's feed and pages are in the encoding that old Arabic sites still use."""
    url = publish(newsroom, "minaret", "old-library")
    async with reader.get(url) as page, reader.get(newsroom.sites["minaret"].feed_url) as feed:
        assert "الموصل" in (await page.read()).decode("windows-1256")
        assert "مكتبة في الموصل".encode("windows-1256") in await feed.read()


async def test_mill_pages_are_broken(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """One outlet's pages fail in both ways, so alerts must come from the feed's own text."""
    urls = [publish(newsroom, "mill", key) for key in ("water-cut", "silo-repair")]
    statuses = []
    for url in urls:
        async with reader.get(url) as page:
            statuses.append(page.status)
    assert statuses == [500, 404]


async def test_renewed_guids_keep_their_pages(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """A site that gives everything new guids still serves the same articles: no alert may follow."""
    url = publish(newsroom, "herald", "museum-roof")
    guid = newsroom.sites["herald"].items[0].guid
    newsroom.happen(Republication(0, "herald"))
    assert newsroom.sites["herald"].items[0].guid != guid
    async with reader.get(url) as page:
        assert page.status == 200
    assert newsroom.entries_published == 1


async def test_page_carries_its_furniture(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """A page without menus, buttons and appeals would make extraction look easier than it is."""
    publish(newsroom, "banks", "school-term")
    url = publish(newsroom, "banks", "bakery")
    async with reader.get(url) as page:
        text = await page.text()
    for piece in ("camera icon", ">ع<", "مشاركة", "توصيتك", "مدارس الرقة", "ادعمنا", "ملفات تعريف الارتباط"):
        assert piece in text


async def test_unknown_article_is_not_found(newsroom: Newsroom, reader: aiohttp.ClientSession) -> None:
    """A wrong link must not look like news."""
    async with reader.get(newsroom.sites["banks"].home + "news/nothing") as page:
        assert page.status == 404


def test_bulletins_repeat_themselves_exactly() -> None:
    """The oracle asks for a bulletin again by its number."""
    assert bulletin(7) == bulletin(7)
    assert len({bulletin(number).paragraphs for number in range(60)}) == 60
