"""A page that only its scripts fill: rendered where its feed asks for that, else matched on the feed's own text."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive.nouns import BodySource
from scrapers.grants import FeedGrants
from scrapers.read_article import ReadArticle, SentPage, read_article, read_page
from scrapers.read_rendered import RENDERED, RENDERED_TYPE, may_be_filled
from scrapers.rendering.options import RenderOptions
from scrapers.rendering.renderer import Renderer
from scrapers.statuses import FetchStatus
from tests.extraction_pages.pages import GatePage, gate_pages
from tests.scrapers.documents import LEAD, PARAGRAPHS, Item, page, rss
from tests.scrapers.rendering.desk import OPTIONS
from tests.scrapers.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.nouns import Entry
    from scrapers.tools import ScrapingTools

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE = "/ar/1"
HTML = "text/html; charset=utf-8"
SHELL = "<!doctype html><html lang=ar><title>خبر</title><body><div id=root></div><script src=/app.js></script>"
APP = """fetch('/api/1').then(answer => answer.json()).then(paragraphs => {
  const article = document.createElement('article');
  for (const text of paragraphs) article.append(Object.assign(document.createElement('p'), {textContent: text}));
  document.getElementById('root').append(article);
});"""
NOBODY = RenderOptions("/nowhere/chromium")


@dataclass
class Asking:
    """The feed asks for rendering."""

    world: World

    def grants_of(self, feed_url: str) -> FeedGrants:
        """What it has anyway, and that."""
        return replace(self.world.access.grants_of(feed_url), renders=True)


class Newsroom:
    """A site that is made of scripts, and what reads it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.renderer = Renderer(world.tools.crawler, OPTIONS)
        self.tools = replace(world.tools, access=Asking(world), renderer=self.renderer)

    def publishes_scripts(self, app: str = APP) -> None:
        """The article comes with the scripts alone."""
        site = self.world.publisher
        site.publishes(PAGE, SHELL.encode(), HTML)
        site.publishes("/app.js", app.encode(), "text/javascript")
        site.publishes("/api/1", json.dumps(PARAGRAPHS).encode(), "application/json")

    async def entry(self) -> Entry:
        """The feed's item, which says little more than the lead."""
        self.world.publishes(rss(Item(link=self.world.publisher.url(PAGE))))
        return (await self.world.polls()).new_entries[0]

    async def reads(self, tools: ScrapingTools | None = None, hold: object = None) -> ReadArticle:
        """The article as it would be matched."""
        entry, feed = await self.entry(), await self.world.feed()
        held = hold or contextlib.nullcontext()
        return await read_article(entry, feed, tools or self.tools, self.world.now, hold=held)  # type: ignore[arg-type]


@pytest_asyncio.fixture(loop_scope="session")
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A site and its reader."""
    async with World(tmp_path) as world:
        newsroom = Newsroom(world)
        yield newsroom
        await newsroom.renderer.stop()


def is_feed_text(article: ReadArticle, status: str) -> bool:
    """Whether the feed's text stands in, and the article says why."""
    draft = article.draft
    return (draft.body, draft.body_source, draft.page_status) == (LEAD, BodySource.FEED, status)


@pytest.mark.parametrize("status", FetchStatus)
async def test_pages_without_text_alone_are_worth_it(status: FetchStatus) -> None:
    """A wall, a fault and a sound page are what they are; and the feed must ask."""
    unfilled = {FetchStatus.NEEDS_JAVASCRIPT, FetchStatus.EMPTY, FetchStatus.SHORT_BODY}
    assert may_be_filled(status.value, FeedGrants("", renders=True)) is (status in unfilled)
    assert not may_be_filled(status.value, FeedGrants(""))


@pytest.mark.browser
async def test_page_of_scripts_gives_the_article(newsroom: Newsroom) -> None:
    """The whole text is matched, and both article and kept page tell how it was had."""
    newsroom.publishes_scripts()
    article = await newsroom.reads()
    assert [paragraph in article.draft.body for paragraph in PARAGRAPHS] == [True] * len(PARAGRAPHS)
    assert (article.draft.body_source, article.draft.page_status) == (BodySource.PAGE, "ok")
    assert RENDERED in article.draft.warnings
    assert article.page is not None
    assert article.page.content_type == RENDERED_TYPE
    assert PARAGRAPHS[-1] in article.page.body.decode()


@pytest.mark.browser
async def test_host_is_held_while_its_page_is_rendered(newsroom: Newsroom) -> None:
    """Another crawler must not ask it meanwhile."""
    newsroom.publishes_scripts()
    asked: list[str] = []

    @contextlib.asynccontextmanager
    async def hold() -> AsyncIterator[None]:
        yield
        asked.extend(request.path for request in newsroom.world.publisher.requests)

    await newsroom.reads(hold=hold())
    assert {PAGE, "/app.js", "/api/1"} <= set(asked)


@pytest.mark.browser
async def test_page_that_hangs_leaves_the_feeds_text(newsroom: Newsroom) -> None:
    """The alert goes out, and says why it has so little."""
    newsroom.publishes_scripts("for (;;) {}")
    assert is_feed_text(await newsroom.reads(), "render_failed")


@pytest.mark.browser
async def test_page_that_stays_empty_is_named(newsroom: Newsroom) -> None:
    """What a browser makes of it is judged like any other page."""
    newsroom.publishes_scripts("1")
    assert is_feed_text(await newsroom.reads(), "needs_javascript")


async def test_without_a_browser_the_feeds_text_stands_in(newsroom: Newsroom) -> None:
    """As if nobody had asked, and without an error."""
    newsroom.publishes_scripts()
    without = replace(newsroom.tools, renderer=Renderer(newsroom.world.tools.crawler, NOBODY))
    assert is_feed_text(await newsroom.reads(without), "needs_javascript")


async def test_feed_that_does_not_ask_is_not_rendered(newsroom: Newsroom) -> None:
    """A browser costs what most sites are not worth."""
    newsroom.publishes_scripts()
    asked = replace(newsroom.tools, access=newsroom.world.access)
    assert is_feed_text(await newsroom.reads(asked), "needs_javascript")
    assert newsroom.renderer._browser is None


async def test_sound_page_is_not_rendered(newsroom: Newsroom) -> None:
    """One that is fine needs no browser."""
    newsroom.world.publisher.publishes(PAGE, page().encode(), HTML)
    article = await newsroom.reads()
    assert (article.draft.page_status, RENDERED in article.draft.warnings) == ("ok", False)
    assert newsroom.renderer._browser is None


WALLS = [
    each for each in gate_pages() if each.expected in {"blocked", "cookie_wall", "login_page", "paywall", "soft_404"}
]


@pytest.mark.parametrize("wall", WALLS, ids=lambda each: each.expected)
async def test_wall_is_not_climbed(newsroom: Newsroom, wall: GatePage) -> None:
    """Scripts might pass it; it is not ours to pass."""
    newsroom.world.publisher.publishes(PAGE, wall.sent, wall.content_type)
    assert (await newsroom.reads()).draft.page_status == wall.expected
    assert newsroom.renderer._browser is None


async def test_kept_page_is_known_as_rendered(newsroom: Newsroom) -> None:
    """Read again from the archive, it still says how it was had."""
    sent = SentPage(page().encode(), newsroom.world.publisher.url(PAGE), RENDERED_TYPE)
    entry, feed = await newsroom.entry(), await newsroom.world.feed()
    article = await read_page(entry, feed, newsroom.tools, sent, newsroom.world.now)
    assert (article.draft.page_status, RENDERED in article.draft.warnings) == ("ok", True)
