"""An entry always becomes an article: of its page if that can be read, else of what the feed gave, saying which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive.nouns import BodySource, Entry
from scrapers.read_article import ReadArticle, SentPage, stand_in
from scrapers.statuses import FetchStatus
from tests.extraction_pages.pages import GatePage, gate_pages
from tests.scrapers.documents import LEAD, PARAGRAPHS, Item, many_attributes, page, rss
from tests.scrapers.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.servers.http import HttpServer

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE = "/ar/1"
TITLE = "هدوء حذر في هجين شرق دير الزور"


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A publisher and all that reads it."""
    async with World(tmp_path) as world:
        yield world


def leads_home(publisher: HttpServer) -> None:
    """The page was taken away; its address leads to the front page, which is full of news."""
    publisher.publishes("/", page(title="وكالة الفرات").encode(), "text/html; charset=utf-8")
    publisher.redirects_to(PAGE, publisher.url("/"))


async def entry_of(world: World, **fields: str | None) -> Entry:
    """The entry of an item that links to the publisher's page."""
    world.publishes(rss(replace(Item(link=world.publisher.url(PAGE)), **fields)))
    return (await world.polls()).new_entries[0]


def is_feed_text(article: ReadArticle, status: str) -> bool:
    """Whether the feed's own title and text stand in, and the article says why."""
    draft = article.draft
    return (draft.title, draft.body, draft.body_source, draft.page_status) == (TITLE, LEAD, BodySource.FEED, status)


async def test_page_gives_the_article(world: World) -> None:
    """The body is the page's, title and date the feed's, and the page is handed on as it came."""
    raw = page(title="عنوان الصفحة").encode()
    world.publisher.publishes(PAGE, raw, "text/html; charset=utf-8")
    entry = await entry_of(world)
    article = await world.reads(entry)
    draft = article.draft
    assert all(paragraph in draft.body for paragraph in PARAGRAPHS)
    assert (draft.title, draft.language, draft.body_source) == (TITLE, "ar", BodySource.PAGE)
    assert (draft.page_status, draft.published_at, draft.url) == ("ok", entry.published_at, entry.url)
    assert article.page == SentPage(raw, world.publisher.url(PAGE), "text/html; charset=utf-8")
    assert (draft.extractor, draft.warnings) == ("trafilatura-precision", ())


@pytest.mark.parametrize("code", [200, 404])
async def test_title_is_read_once(world: World, code: int) -> None:
    """A name in a headline that the body repeats would count twice for a rule that asks how often."""
    if code == 200:
        world.publisher.publishes(PAGE, page(title=TITLE).encode(), "text/html; charset=utf-8")
    else:
        world.publisher.answers_with(PAGE, code)
    draft = (await world.reads(await entry_of(world, description=f"<h1>{TITLE}</h1><p>{LEAD}</p>"))).draft
    assert (draft.title, draft.body[: len(LEAD)]) == (TITLE, LEAD)


async def test_headline_of_other_words_stays(world: World) -> None:
    """Where the feed calls it otherwise, the page's own headline may be the only one that holds a name."""
    world.publisher.publishes(PAGE, page(title="عنوان الصفحة عن الشعفة").encode(), "text/html; charset=utf-8")
    assert (await world.reads(await entry_of(world))).draft.body.startswith("عنوان الصفحة عن الشعفة\n")


async def test_windows_1256_page_is_read(world: World) -> None:
    """A page in an old charset that its header does not name gives the same body."""
    world.publisher.publishes(PAGE, page().encode("windows-1256"), "text/html")
    assert LEAD in (await world.reads(await entry_of(world))).draft.body


@pytest.mark.parametrize(
    ("code", "status"), [(403, "blocked"), (404, "not_found"), (410, "gone"), (500, "http_5xx"), (304, "http_other")]
)
async def test_missing_page_feed_stands_in(world: World, code: int, status: str) -> None:
    """A page that is refused or gone does not hold back the alert."""
    world.publisher.answers_with(PAGE, code)
    assert is_feed_text(await world.reads(await entry_of(world)), status)


@pytest.mark.parametrize(
    ("befalls", "status"),
    [
        (lambda publisher: publisher.publishes(PAGE, b"", "text/html"), "empty"),
        (lambda publisher: publisher.publishes(PAGE, b"<html><body></body></html>", "text/html"), "empty"),
        (lambda publisher: publisher.publishes(PAGE, many_attributes(200_000), "text/html"), "parse_killed"),
        (lambda publisher: publisher.publishes(PAGE, b"%PDF-1.7 ...", "application/pdf"), "not_a_page"),
        (lambda publisher: publisher.sends_a_bomb(PAGE, "gzip", 200 * 1024 * 1024), "too_big"),
        (lambda publisher: publisher.sends_a_bomb(PAGE, "br"), "too_big"),
        (lambda publisher: publisher.hangs(PAGE), "timeout"),
        (lambda publisher: publisher.redirects_to(PAGE, "http://192.168.1.1/"), "refused_address"),
        (leads_home, "soft_404"),
        (lambda publisher: publisher.publishes("/robots.txt", b"User-agent: *\nDisallow: /ar/1"), "robots_denied"),
    ],
)
async def test_bad_page_feed_stands_in(world: World, befalls: object, status: str) -> None:
    """Whatever a page does, it costs its own time slice, and the feed's text is alerted on."""
    assert callable(befalls)
    befalls(world.publisher)
    assert is_feed_text(await world.reads(await entry_of(world)), status)


@pytest.mark.parametrize("stands_there", gate_pages(), ids=lambda each: each.expected)
async def test_page_that_is_no_article_is_not_matched(world: World, stands_there: GatePage) -> None:
    """A cookie wall that names half the Middle East is no news; what the feed told stays one."""
    world.publisher.publishes(PAGE, stands_there.sent, stands_there.content_type)
    entry = await entry_of(world, title=stands_there.feed_title, description=stands_there.feed_summary)
    draft = (await world.reads(entry)).draft
    assert (draft.title, draft.body.split()) == (stands_there.feed_title, stands_there.feed_summary.split())
    assert (draft.body_source, draft.page_status) == (BodySource.FEED, stands_there.expected)
    assert (draft.extractor, draft.removed_lines, draft.warnings) == (None, (), ())


async def test_private_link_is_refused(world: World) -> None:
    """A feed may not send us to other hosts of the network, its own exception notwithstanding."""
    entry = await entry_of(world, link="http://127.0.0.9:9/admin")
    assert is_feed_text(await world.reads(entry), "refused_address")


async def test_entry_without_link_is_article(world: World) -> None:
    """Some feeds give no link; nothing is asked for."""
    entry = await entry_of(world, link=None)
    before = len(world.publisher.requests)
    assert is_feed_text(await world.reads(entry), "no_link")
    assert len(world.publisher.requests) == before


async def test_full_text_feed_beats_teaser(world: World) -> None:
    """A page behind a wall shows less than the feed gave away."""
    world.publisher.publishes(PAGE, page(paragraphs=(LEAD, "للاشتراك اضغط هنا.")).encode(), "text/html")
    whole = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    draft = (await world.reads(await entry_of(world, description=whole))).draft
    assert draft.body == "\n".join(PARAGRAPHS)
    assert (draft.body_source, draft.page_status) == (BodySource.FEED, "short_body")


async def test_hostile_feed_text_leaves_title(world: World) -> None:
    """When even the feed's text kills its process, the title still goes out."""
    entry = await entry_of(world)
    hostile = replace(entry, content=many_attributes(200_000).decode(), url="")
    draft = (await world.reads(hostile)).draft
    assert (draft.title, draft.body, draft.page_status) == (TITLE, "", "no_link")


async def test_set_aside_asks_for_nothing(world: World) -> None:
    """An entry that killed its worker three times is read from the feed alone."""
    entry = await entry_of(world)
    article = await stand_in(entry, await world.feed(), world.tools, world.now, reason=FetchStatus.SET_ASIDE)
    assert is_feed_text(article, "set_aside")
    assert world.publisher.asked_for(PAGE) == []


async def test_copies_meet_by_text(world: World) -> None:
    """The same text under another title and address has the same hash."""
    for path in (PAGE, "/ar/2"):
        world.publisher.publishes(path, page().encode(), "text/html")
    entry = await entry_of(world)
    other = replace(entry, url=world.publisher.url("/ar/2"), title="عنوان آخر", item_key="f" * 32)
    assert (await world.reads(entry)).draft.text_hash == (await world.reads(other)).draft.text_hash
