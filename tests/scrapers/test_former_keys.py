"""An upgrade tells nobody of old items again: those in the archive are known by the keys that they were given then."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from sqlalchemy import select

from archive import remembering
from archive.nouns import PollRecord
from archive.tables import entries
from scrapers.parsing.results import FeedItem
from scrapers.reading.keys import key_items, url_hashes, with_former_keys
from tests.scrapers.documents import Item, items, rss
from tests.scrapers.world import START, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from archive.nouns import Entry

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINKS = (
    "https://akhbar.example/amp/{}/",
    "https://akhbar.example/{}.amp.html",
    "https://www.google.com/url?sa=t&url=https%3A%2F%2Fakhbar.example%2F{}",
    "https://akhbar.example/{}?fbclid=a&xtor=RSS-1&print=1",
    "https://akhbar.example/news.php?{}",
    "https://akhbar.example/%E5%CC%ED%E4-{}",
    "https://akhbar.example/{};PHPSESSID=1",
)


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A publisher and all that polls it."""
    async with World(tmp_path) as world:
        yield world


def shown(**changes: str | None) -> list[Item]:
    """Items whose links have other keys than formerly."""
    found = [
        replace(item, link=link.format(place)) for place, (item, link) in enumerate(zip(items(7), LINKS, strict=True))
    ]
    return [replace(item, **changes) for item in found]


async def remembered_formerly(world: World, *found: Item) -> None:
    """An older version has remembered these items."""
    read = [
        FeedItem(item.guid or "", item.link or "", item.title or "", None, item.description or "", "") for item in found
    ]
    keyed = key_items(read, guids_unreliable=False, now=START)
    old = [entry.formerly for entry in with_former_keys(keyed.entries) if entry.formerly is not None]
    feed = await world.feed()
    record = PollRecord(feed.id, START, "ok", START, 0, ok=True)
    write = partial(_record, record=record)
    new = await world.archive.write(
        remembering.remember, feed, old, None, keyed.guids_unreliable, judge=write, now=START
    )
    assert len(new.entries) == len(found)


def _record(_: Sequence[Entry], record: PollRecord) -> PollRecord:
    return record


@pytest.mark.parametrize("guid", [None, "0"], ids=["no guids", "one guid for all"])
async def test_items_without_guids_of_their_own_are_known(world: World, guid: str | None) -> None:
    """Their keys are made of URL keys, so that all of them are others now."""
    found = shown(guid=guid)
    await remembered_formerly(world, *found)
    world.publishes(rss(Item(title="خبر جديد", link="https://akhbar.example/8", guid=guid), *found))
    assert await world.titles() == ["خبر جديد"]


async def test_corrected_titles_are_known(world: World) -> None:
    """Guid and link are the old ones, though the link has another key."""
    found = shown()
    await remembered_formerly(world, *found)
    world.publishes(rss(*(replace(item, title=f"{item.title} - تحديث") for item in found)))
    assert await world.titles() == []


async def test_other_guids_are_known(world: World) -> None:
    """A site that moves to another system while we upgrade."""
    found = shown(date=None)
    await remembered_formerly(world, *found)
    world.publishes(rss(*(replace(item, guid=f"new-{item.guid}") for item in found)))
    assert await world.titles() == []


async def test_articles_are_found_by_both_keys(world: World) -> None:
    """Who asks for an article by its AMP link finds it whichever version has kept it."""
    found = shown()
    await remembered_formerly(world, *found)
    kept = await world.archive.read(lambda tx: {row.url_key for row in tx.execute(select(entries.c.url_key))})
    assert {key for item in found for key in url_hashes(item.link or "")} > kept
    assert len(url_hashes("https://akhbar.example/7")) == 1


async def test_other_form_of_a_link_is_known(world: World) -> None:
    """Once the link was kept under today's key, its AMP form and its plain one are the same item."""
    plain = [replace(item, guid=None, date=None) for item in items(3)]
    world.publishes(rss(*plain))
    assert len(await world.titles()) == 3
    world.publishes(rss(*(replace(item, link=f"{item.link}/amp/?usqp=1") for item in plain)))
    assert await world.titles() == []
