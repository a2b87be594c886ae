"""The rule for the host where a page was found in the end is followed, and what it gives is kept beside the feed's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive.origins import Origin
from scrapers.read_article import SentPage, read_page
from scrapers.site_rules.rule import Part, SiteRule, SiteRules
from tests.scrapers.documents import PARAGRAPHS, Item, page, rss
from tests.scrapers.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.nouns import Entry
    from scrapers.read_article import ReadArticle

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXT = "سطر وحده عن الشعفة " + "وما جرى في سوقها القديم صباح اليوم " * 9 + "كما قال شهود."
HTML = page(title="عنوان الصفحة الطويل").replace("</h1>", f"</h1><div class=x>{TEXT}</div><time>12/3/2025</time>")
RULE = SiteRule("127.0.0.1", body=".x", title="h1", date="time", author=".gone")


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A publisher and all that reads it."""
    async with World(tmp_path) as world:
        world.tools.rules.replace(SiteRules([RULE]))
        world.publisher.publishes("/ar/1", HTML.encode(), "text/html; charset=utf-8")
        yield world


async def entry_of(world: World, item: Item) -> Entry:
    """The entry of an item."""
    world.publishes(rss(item))
    return (await world.polls()).new_entries[0]


async def read(world: World, **fields: str) -> ReadArticle:
    """The article of an item that leads to the page."""
    return await world.reads(await entry_of(world, Item(link=world.publisher.url("/ar/1"), **fields)))


async def test_body_is_the_rules(world: World) -> None:
    """One line of the page; the feed's title and date come first, as ever, and the rest of the headline is kept."""
    read_now = await read(world)
    draft = read_now.draft
    assert draft.body == f"عنوان الصفحة الطويل\n{TEXT}"
    assert (draft.extractor, draft.removed_lines) == ("rule", ())
    assert (draft.origins.title, draft.origins.published, draft.origins.author) == (Origin.FEED, Origin.FEED, None)
    assert draft.warnings == ("rule_author_missed",)
    assert read_now.ruled is not None
    assert (read_now.ruled.rule, read_now.ruled.missed) == (RULE, frozenset({Part.AUTHOR}))


async def test_date_of_the_rule_stands_where_the_feed_has_none(world: World) -> None:
    """Before whatever else the page says, and no guess is needed."""
    draft = (await read(world, date="")).draft
    assert (str(draft.published_at), draft.origins.published) == ("2025-03-12 00:00:00+00:00", Origin.RULE)


async def test_final_host_decides(world: World) -> None:
    """Feeds lead through hosts that count clicks; the page is the site's that sent it."""
    entry = await entry_of(world, Item(link="https://clicks.example/1"))
    world.tools.rules.replace(SiteRules([SiteRule("enab.example", body=".x"), SiteRule("clicks.example", body="time")]))
    sent = SentPage(HTML.encode(), "https://ar.enab.example/1", "text/html; charset=utf-8")
    assert (await read_page(entry, await world.feed(), world.tools, sent, world.now)).draft.body.endswith(TEXT)
    sent = SentPage(HTML.encode(), "https://other.example/1", "text/html; charset=utf-8")
    other = await read_page(entry, await world.feed(), world.tools, sent, world.now)
    assert (PARAGRAPHS[0] in other.draft.body, other.ruled) == (True, None)


async def test_site_learning_takes_nothing_of_it(world: World) -> None:
    """What recurs on each page is what the operator asks for; nor does it teach what is furniture elsewhere."""
    for number in range(1, 7):
        world.publisher.publishes(f"/{number}", HTML.encode(), "text/html; charset=utf-8")
        item = Item(link=world.publisher.url(f"/{number}"), guid=str(number), title=f"خبر {number}")
        read_now = await world.reads(await entry_of(world, item))
        assert TEXT in read_now.draft.body
        assert read_now.witness is None


async def test_shorter_than_the_feed_is_no_article(world: World) -> None:
    """A selector that means too little would hide what the feed itself tells."""
    draft = (await read(world, description=f"<p>{' '.join(PARAGRAPHS) * 4}</p>")).draft
    assert (draft.page_status, draft.extractor) == ("short_body", None)
    assert PARAGRAPHS[1] in draft.body
