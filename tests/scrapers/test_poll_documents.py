"""Polls of what is no plain feed: indexes of sitemaps, listing pages, and feeds whose items are mostly known."""

from __future__ import annotations

import gzip
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive.nouns import Validators
from scrapers import child_documents
from scrapers.listing import Listing
from scrapers.reading.feed import read_feed
from scrapers.statuses import FetchStatus
from tests.scrapers.documents import Item, items, page, rss
from tests.scrapers.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAUSE = 0.4
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
CARDS = '<html><body><div class="card"><a href="/ar/1">قصف على هجين</a></div>{}</body></html>'


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A publisher and all that polls it."""
    async with World(tmp_path) as world:
        yield world


def index(world: World, *children: tuple[str, str]) -> str:
    """An index of sitemaps on the publisher's own host, each with the time of its last change."""
    parts = "".join(
        f"<sitemap><loc>{path if ':' in path else world.publisher.url(path)}</loc><lastmod>{time}</lastmod></sitemap>"
        for path, time in children
    )
    return f"<sitemapindex>{parts}</sitemapindex>"


def sitemap(world: World, *names: str) -> bytes:
    """A packed sitemap of these pages."""
    urls = "".join(f"<url><loc>{world.publisher.url(f'/ar/{name}')}</loc></url>" for name in names)
    return gzip.compress(URLSET.format(urls).encode())


async def test_newest_sitemaps_are_read(world: World) -> None:
    """Of an index the three newest are fetched, packed or not, and none of another host."""
    paths = [f"/{year}.xml.gz" for year in range(2020, 2025)]
    for path in paths:
        world.publisher.publishes(path, sitemap(world, f"{path[1:5]}-a", f"{path[1:5]}-b"))
    dated = [(path, f"{path[1:5]}-05-05T10:00:00Z") for path in paths]
    world.publishes(index(world, *dated, ("https://elsewhere.example/2025.xml", "2025-05-05T10:00:00Z")))
    result = await world.polls()
    assert (result.status, len(result.new_entries)) == (FetchStatus.OK, 6)
    assert [len(world.publisher.asked_for(path)) for path in paths] == [0, 0, 1, 1, 1]
    assert (await world.feed()).validators == Validators()


async def test_known_sitemap_is_not_asked_again(world: World) -> None:
    """A part that has not changed to the second is left alone; one that has is read."""
    for path, name in (("/a.xml", "1"), ("/b.xml", "2")):
        world.publisher.publishes(path, sitemap(world, name))
    world.publishes(index(world, ("/a.xml", "2024-05-05T10:00:00Z"), ("/b.xml", "2024-05-05T11:00:00Z")))
    assert len((await world.polls()).new_entries) == 2
    world.publisher.publishes("/b.xml", sitemap(world, "2", "3"))
    world.publishes(index(world, ("/a.xml", "2024-05-05T10:00:00Z"), ("/b.xml", "2024-05-05T12:00:00Z")))
    result = await world.polls()
    assert [entry.url.rsplit("/", 1)[1] for entry in result.new_entries] == ["3"]
    assert [len(world.publisher.asked_for(path)) for path in ("/a.xml", "/b.xml")] == [1, 2]


async def test_sitemap_that_fails_is_told(world: World) -> None:
    """What the others have is news; the one that cannot be read names the poll's state."""
    world.publisher.publishes("/a.xml", sitemap(world, "1"))
    world.publisher.answers_with("/b.xml", 500, {})
    world.publishes(index(world, ("/a.xml", "2024-05-05T10:00:00Z"), ("/b.xml", "2024-05-05T11:00:00Z")))
    result = await world.polls()
    assert (result.status, len(result.new_entries)) == (FetchStatus.SERVER_ERROR, 1)


async def test_sitemaps_of_an_index_are_apart(world: World) -> None:
    """The parts of an index are requests like any other: the host has its pause before each."""
    for name in "abc":
        world.publisher.publishes(f"/{name}.xml", sitemap(world, name))
    world.publishes(index(world, *((f"/{name}.xml", "2024-05-05T10:00:00Z") for name in "abc")))
    world.pauses.raise_to(world.publisher.address, PAUSE, 60)
    assert len((await world.polls()).new_entries) == 3
    times = [request.at for request in world.publisher.requests if request.path != "/robots.txt"]
    assert len(times) == 4
    assert min(later - earlier for earlier, later in pairwise(times)) >= PAUSE - 0.01


async def test_long_pause_spreads_an_index_over_polls(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that wants half a minute is never given up for it: one part now, the next one with the next poll."""
    monkeypatch.setattr(child_documents, "PAUSES_SECONDS", PAUSE / 2)
    for name in "abc":
        world.publisher.publishes(f"/{name}.xml", sitemap(world, name))
    world.publishes(index(world, *((f"/{name}.xml", "2024-05-05T10:00:00Z") for name in "abc")))
    world.pauses.raise_to(world.publisher.address, PAUSE, 60)
    polls = [await world.polls() for _ in range(4)]
    assert [len(poll.new_entries) for poll in polls] == [1, 1, 1, 0]
    assert {poll.status for poll in polls} == {FetchStatus.OK}


async def test_long_pause_goes_round_among_undated_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing tells which of them has changed, so each has its turn; one that fails holds up no other."""
    monkeypatch.setattr(child_documents, "PAUSES_SECONDS", PAUSE / 2)
    for name in "ab":
        world.publisher.publishes(f"/{name}.xml", sitemap(world, name))
    world.publisher.answers_with("/c.xml", 500, {})
    world.publishes(index(world, *((f"/{name}.xml", "") for name in "abc")))
    world.pauses.raise_to(world.publisher.address, PAUSE, 60)
    polls = [await world.polls() for _ in range(6)]
    assert sum(len(poll.new_entries) for poll in polls[:3]) == 2
    assert [len(world.publisher.asked_for(f"/{name}.xml")) for name in "abc"] == [2, 2, 2]


async def test_listing_page_gives_items(world: World) -> None:
    """A site without a feed is polled like one; when its markup changes, that is a failure with a name."""
    world.access.listing = Listing("div.card")
    world.publishes(CARDS.format(""))
    assert await world.titles() == ["قصف على هجين"]
    world.publishes(CARDS.format('<div class="card"><a href="/ar/2">هدوء</a></div>'))
    assert await world.titles() == ["هدوء"]
    world.publishes(page())
    result = await world.polls()
    assert (result.status, (await world.feed()).failures) == (FetchStatus.PAGE_BROKEN, 1)


async def test_known_items_are_passed_over_unread(world: World) -> None:
    """A document of known items and a new one brings the new one, and vouches for all."""
    world.publishes(rss(*items(3)), etag='"1"')
    await world.polls()
    assert len(await world.tools.known.of((await world.feed()).id)) == 3
    world.publishes(rss(*items(4)), etag='"2"')
    result = await world.polls()
    assert (result.status, [entry.title for entry in result.new_entries]) == (FetchStatus.OK, [items(4)[3].title])
    assert (await world.feed()).validators.etag == '"2"'


async def test_known_items_alone_are_a_sound_feed(world: World) -> None:
    """A feed whose head alone changed has items, though none had to be read."""
    world.publishes(rss(*items(2)))
    await world.polls()
    world.publishes(rss(*items(2), title="عنوان جديد"))
    assert (await world.polls()).status is FetchStatus.OK


async def test_repeated_guids_show_through_the_cut(world: World) -> None:
    """The first item under another's guid comes when the other is known: both are news all the same."""
    world.publishes(rss(*items(2)))
    await world.polls()
    world.publishes(rss(replace(items(1)[0], title="خبر آخر تماماً"), *items(2)))
    assert await world.titles() == ["خبر آخر تماماً"]
    assert (await world.feed()).guids_unreliable


async def test_whole_document_is_read_once_a_day(world: World) -> None:
    """Should what is known ever be wrong, it hides an item for a day and no longer."""
    world.publishes(rss(*items(2)))
    await world.polls()
    feed_id = (await world.feed()).id
    every = read_feed(rss(*items(3)).encode(), "https://news.example/feed", None).digests
    await world.tools.known.keep(feed_id, every)
    world.publishes(rss(*items(3)))
    assert await world.titles() == []
    world.passes(days=1)
    world.publishes(rss(*items(3), title="عنوان جديد"))
    assert len(await world.titles()) == 1


async def test_changed_guids_of_all_items_are_no_news(world: World) -> None:
    """A publisher who moves to another system gives 500 known items new guids: nobody is told of them again."""
    old = [replace(item, date=None) for item in items(500)]
    world.publishes(rss(*old))
    assert len((await world.polls()).new_entries) == 500
    moved = [replace(item, guid=f"https://new.example/?p={number}") for number, item in enumerate(old)]
    world.publishes(rss(Item(title="خبر جديد", link="https://news.example/ar/new", guid="new"), *moved))
    assert await world.titles() == ["خبر جديد"]
    world.publishes(rss(*moved))
    assert await world.titles() == []
