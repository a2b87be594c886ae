"""Edits that meet the hours at which pages are looked at, and crawlers that die at them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from archive import page_tries, revisions
from scheduler.entry_work import LEASE_SECONDS
from tests.scheduler.test_revising import HOST, PAGE, WITH_SDF, entry, looks, shows, told

if TYPE_CHECKING:
    from archive.nouns import Entry
    from tests.scheduler.newsroom import Newsroom

__all__ = ["entry"]

pytestmark = pytest.mark.asyncio(loop_scope="session")
WAITS = (timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12))
SDF = ("name:sdf", 1, "names")


async def test_name_that_comes_and_goes_is_told_once(newsroom: Newsroom, entry: Entry) -> None:
    """An editor adds it, takes it out and adds it again: what was told stays told."""
    await shows(newsroom, entry, *PAGE, WITH_SDF * 3)
    article = await shows(newsroom, entry, *PAGE)
    assert "قسد" not in article.body
    await shows(newsroom, entry, *PAGE, WITH_SDF * 3)
    assert told(newsroom)[1:] == [SDF]
    assert len(newsroom.archive.read_now(revisions.revisions_of, article.id)) == 3


async def test_edit_before_the_first_reading_is_no_edit(newsroom: Newsroom) -> None:
    """The feed had the old words, the page never shows them: there is one version."""
    newsroom.publishes_story("1")
    (entry,) = await newsroom.remembers()
    newsroom.shows_page("/1", (*PAGE, WITH_SDF * 3))
    await newsroom.work.work(entry.id, HOST)
    assert {rule for rule, _, _ in told(newsroom)} == {"name:hajin", "name:sdf"}
    before = newsroom.article_of(entry)
    for _ in WAITS:
        await looks(newsroom, entry)
    assert newsroom.article_of(entry) == before
    assert len(told(newsroom)) == 2


@pytest.mark.parametrize("dies_at", range(3), ids=["15 minutes", "2 hours", "12 hours"])
async def test_edit_at_a_look_whose_crawler_dies_is_told(newsroom: Newsroom, entry: Entry, dies_at: int) -> None:
    """Another crawler makes the look when the lease has ended, and those after it come at their hours."""
    for place in range(3):
        due_at = newsroom.tries_of(entry).due_at
        assert due_at is not None
        newsroom.now = due_at
        if place == dies_at:
            newsroom.shows_page("/1", (*PAGE, WITH_SDF * 3))
            await newsroom.archive.write(page_tries.claim_try, entry.id, "dead", due_at, LEASE_SECONDS)
            newsroom.passes(seconds=LEASE_SECONDS)
        await newsroom.retries().work(entry.id, HOST)
        left = newsroom.tries_of(entry)
        assert left.due_at == (left.planned_at + WAITS[place + 1] if place < 2 else None)
    assert told(newsroom)[1:] == [SDF]
    assert left.tries == 3
