"""A rule that its site has left behind is told of after five committed pages, and changes nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from scrapers.site_rules.counting import SharedCounts
from scrapers.site_rules.rule import Part, SiteRule, SiteRules

if TYPE_CHECKING:
    from archive.nouns import Entry
    from tests.scheduler.newsroom import Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOST = "127.0.0.1"
RULE = SiteRule(HOST, body=".gone")
NUMBERS = ("1", "2", "3", "4", "5", "6")
Told = list[tuple[str, Part, int]]


@pytest_asyncio.fixture(loop_scope="session")
async def told(newsroom: Newsroom) -> Told:
    """What the operator hears of; the feed has six stories."""
    told: Told = []

    async def tell(host: str, part: Part, misses: int) -> None:
        told.append((host, part, misses))

    object.__setattr__(newsroom.tools, "rule_counts", SharedCounts(newsroom.link, "test:", tell))
    newsroom.tools.rules.replace(SiteRules([RULE]))
    newsroom.publishes_story(*NUMBERS)
    return told


async def work(newsroom: Newsroom, *entries: Entry) -> None:
    """Work these entries off."""
    for entry in entries:
        await newsroom.work.work(entry.id, HOST)


async def test_fifth_committed_page_is_told(newsroom: Newsroom, told: Told) -> None:
    """Each of them has alerted on its usual text meanwhile, with a warning."""
    entries = await newsroom.remembers()
    await work(newsroom, *entries[:4])
    assert told == []
    await work(newsroom, *entries[4:])
    assert told == [(HOST, Part.BODY, 5)]
    assert newsroom.value("SELECT count(*) FROM articles WHERE warnings LIKE '%rule_body_missed%'") == len(NUMBERS)
    assert newsroom.value("SELECT count(DISTINCT article_id) FROM alerts") == len(NUMBERS)


async def test_page_that_was_not_committed_does_not_count(newsroom: Newsroom, told: Told) -> None:
    """A worker that is killed amid its work reads the page again."""
    entries = await newsroom.remembers()
    for entry in entries:
        await newsroom.reads(entry)
    assert told == []


async def test_changed_rule_holds_for_the_next_page(newsroom: Newsroom, told: Told) -> None:
    """Without a restart; and the operator hears that all is well when there was trouble before."""
    entries = await newsroom.remembers()
    await work(newsroom, *entries[:5])
    newsroom.tools.rules.replace(SiteRules([SiteRule(HOST, body="p")]))
    await work(newsroom, entries[5])
    assert newsroom.value("SELECT count(*) FROM articles WHERE extractor = 'rule'") == 1
    assert told == [(HOST, Part.BODY, 5)]
