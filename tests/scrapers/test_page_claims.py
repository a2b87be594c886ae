"""What a page says of itself is believed as far as its address, the clock and the first sight of it bear it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive.origins import Origin, Origins
from scrapers.page_claims import believed
from scrapers.parsing.results import ExtractedPage, page_from_json, to_json
from tests.scrapers.documents import Item, page, rss
from tests.scrapers.world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.nouns import ArticleDraft

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
URL = "https://news.example/ar/1"
SAID = Origins(*[Origin.META] * 7)
PAGE = "/ar/1"
HEAD = """<meta property="og:title" content="عنوان الصفحة"><meta name="author" content="ليلى حسن">
<meta property="article:published_time" content="2024-11-04T10:00:00+03:00">
<meta property="article:section" content="سوريا"><meta property="og:image" content="/images/1.jpg">
<link rel="canonical" href="/ar/1">"""


def claims(**said: object) -> ExtractedPage:
    """A page that says this of itself in its meta elements, as it is believed."""
    empty = ExtractedPage("هدوء حذر في هجين", "", None, None, None, origins=SAID)
    return believed(replace(empty, **said), URL, NOW - timedelta(hours=3), NOW)  # type: ignore[arg-type]


def test_times_are_kept_in_utc() -> None:
    """The archive and everything that compares know one zone."""
    three = datetime(2026, 11, 22, 14, 0, tzinfo=timezone(timedelta(hours=3)))
    found = claims(published=three, modified=three)
    assert (found.published, found.modified) == (three, three)
    assert {str(found.published), str(found.modified)} == {"2026-11-22 11:00:00+00:00"}


def test_time_to_come_is_not_believed() -> None:
    """News that is not yet written sorts above all that is."""
    found = claims(published=NOW + timedelta(hours=1), modified=NOW + timedelta(hours=1))
    assert (found.published, found.modified) == (None, None)
    assert (found.origins.published, found.origins.modified) == (None, None)


@pytest.mark.parametrize("origin", [Origin.META, Origin.GUESS])
def test_guess_is_not_after_first_sight(origin: Origin) -> None:
    """Who saw the entry first knows better than a guess when it was there."""
    found = claims(published=NOW - timedelta(hours=1), origins=replace(SAID, published=origin))
    assert (found.published is None) == (origin is Origin.GUESS)


@pytest.mark.parametrize(
    ("canonical", "is_kept"),
    [
        ("https://www.news.example/ar/1", True),
        ("https://news.example/ar/1?page=2", True),
        ("https://other.example/ar/1", False),
        ("https://news.example.evil.example/ar/1", False),
        ("https://news.github.io/1", False),
    ],
)
def test_own_address_is_on_own_site(canonical: str, *, is_kept: bool) -> None:
    """A page cannot take another site's name."""
    found = claims(canonical_url=canonical)
    assert (found.canonical_url == canonical, found.origins.canonical_url is not None) == (is_kept, is_kept)


@pytest.mark.parametrize(
    ("canonical", "url", "is_kept"),
    [
        ("https://news.example/", "https://news.example/story.php?id=7", False),
        ("https://news.example/ar", "https://news.example/ar/1", False),
        ("https://news.example/ar/politics/", "https://news.example/ar/politics/2026/قصف-هجين", False),
        ("https://news.example/ar/politics", "https://news.example/story.php?id=7", False),
        ("https://news.example/news", "https://news.example/p/7", False),
        ("https://news.example/ar/7/قصف-هجين", "https://news.example/story.php?id=7", True),
        ("https://news.example/shelling-in-hajin", "https://news.example/?p=7", True),
        ("https://news.example/?p=7", "https://news.example/2026/11/shelling/", True),
        ("https://news.example/ar/7", "https://amp.news.example/ar/7/amp", True),
    ],
)
def test_own_address_is_no_section(canonical: str, url: str, *, is_kept: bool) -> None:
    """All articles of a careless site would be one, were they known by the section that they stand in."""
    empty = ExtractedPage("هدوء حذر في هجين", "", None, None, None, origins=SAID, canonical_url=canonical)
    assert (believed(empty, url, NOW, NOW).canonical_url is not None) == is_kept


def test_claims_cross_the_process_border() -> None:
    """What the parser process found arrives as it was, each part with its origin."""
    whole = claims(published=NOW, modified=NOW, canonical_url=URL, section="سوريا", image_url="https://news.example/i")
    assert page_from_json(to_json(whole)) == whole
    unknown = replace(whole, origins=Origins(title=Origin.PAGE), modified=None)
    assert page_from_json(to_json(unknown)) == unknown


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A publisher and all that reads it."""
    async with World(tmp_path) as world:
        yield world


async def drafted(world: World, *, head: str = "", **fields: str | None) -> ArticleDraft:
    """The article of an item with these fields, whose page has this head."""
    world.publisher.publishes(PAGE, page(head=head).encode(), "text/html; charset=utf-8")
    world.publishes(rss(replace(Item(link=world.publisher.url(PAGE)), **fields)))
    entry = (await world.polls()).new_entries[0]
    return (await world.reads(entry)).draft


@pytest.mark.asyncio(loop_scope="session")
async def test_feed_speaks_first(world: World) -> None:
    """Title and date are the feed's where it gives them; the rest is the page's, each with its origin."""
    draft = await drafted(world, head=HEAD)
    origins = draft.origins
    assert (draft.title, origins.title) == (Item().title, Origin.FEED)
    assert (draft.published_at, origins.published) == (datetime(2024, 11, 5, 7, tzinfo=UTC), Origin.FEED)
    assert (draft.author, draft.section, origins.author, origins.section) == ("ليلى حسن", "سوريا", "meta", "meta")
    assert draft.canonical_url == draft.url
    assert draft.image_url == world.publisher.url("/images/1.jpg")


@pytest.mark.asyncio(loop_scope="session")
async def test_page_speaks_where_the_feed_is_silent(world: World) -> None:
    """A feed without dates is no reason to know none."""
    draft = await drafted(world, head=HEAD, date=None)
    assert (draft.published_at, draft.origins.published) == (datetime(2024, 11, 4, 7, tzinfo=UTC), Origin.META)


@pytest.mark.asyncio(loop_scope="session")
async def test_missing_page_claims_nothing(world: World) -> None:
    """Where the feed's text stands in, only the feed has said anything."""
    world.publisher.answers_with(PAGE, 404)
    world.publishes(rss(Item(link=world.publisher.url(PAGE))))
    draft = (await world.reads((await world.polls()).new_entries[0])).draft
    assert draft.origins == Origins(title=Origin.FEED, published=Origin.FEED)
