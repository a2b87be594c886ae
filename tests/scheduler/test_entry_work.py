"""From a pending entry to a committed article: once, and never for ever."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING

import pytest

from archive import articles
from scheduler.entry_work import MOST_ATTEMPTS
from scheduler.matching import MatchFailed
from tests.scheduler.newsroom import LEAD

if TYPE_CHECKING:
    from archive.nouns import Entry
    from tests.scheduler.newsroom import Newsroom
    from watchlist.mentions import Evaluation, Text


pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "127.0.0.1"


async def test_entry_becomes_an_article(newsroom: Newsroom, entry: Entry) -> None:
    """Article, mentions with spans of the archived text, alerts, deliveries, raw page: all from one commit."""
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("done", 1)
    article = await newsroom.archive.read(articles.get_article, newsroom.woken[0])
    assert article is not None
    mentions = await newsroom.archive.read(articles.mentions_of, article.id)
    assert {mention.name_id for mention in mentions} == {"hajin", "sdf"}
    for mention in mentions:
        field = article.title if mention.field == "title" else article.body
        assert field[mention.start : mention.end] == mention.surface
    assert newsroom.value("SELECT count(*) FROM alerts") == 2
    assert newsroom.value("SELECT count(*) FROM deliveries") == 2


async def test_rules_are_told_of_the_feed(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """``source:`` may name the feed or its host, ``lang:`` the feed's language where the page tells none."""
    asked: list[Text] = []
    evaluate = newsroom.matcher.evaluate

    async def watched(text: Text) -> Evaluation:
        asked.append(text)
        return await evaluate(text)

    monkeypatch.setattr(newsroom.matcher, "evaluate", watched)
    await newsroom.work.work(entry.id, HOST)
    assert [(text.sources, text.tags, text.language) for text in asked] == [((HOST, "وكالة الفرات"), (), "ar")]


async def test_raw_page_is_kept(newsroom: Newsroom, entry: Entry) -> None:
    """So that a better extraction can read it again."""
    await newsroom.work.work(entry.id, HOST)
    kept = await newsroom.archive.read(articles.raw_page, entry.id)
    assert kept is not None
    assert LEAD in zlib.decompress(kept[0]).decode()


async def test_raw_pages_can_be_switched_off(newsroom: Newsroom, entry: Entry) -> None:
    """``MARSAD_RAW_PAGE_DAYS=0``."""
    await newsroom.worker(keep_raw_pages=False).work(entry.id, HOST)
    assert await newsroom.archive.read(articles.raw_page, entry.id) is None
    assert newsroom.state_and_attempts() == ("done", 1)


async def test_key_counts_as_seen_afterwards(newsroom: Newsroom, entry: Entry) -> None:
    """Never before the commit: a key that runs ahead hides the news for good."""
    assert await newsroom.seen.unseen(entry.feed_id, [entry.composite_key]) == {entry.composite_key}
    await newsroom.work.work(entry.id, HOST)
    assert await newsroom.seen.unseen(entry.feed_id, [entry.composite_key]) == set()


async def test_two_workers_commit_once(newsroom: Newsroom, entry: Entry) -> None:
    """Swept up twice, alerted once."""
    await asyncio.gather(*(newsroom.worker().work(entry.id, HOST) for _ in range(4)))
    assert newsroom.value("SELECT count(*) FROM articles") == 1
    assert len(newsroom.publisher.asked_for("/1")) == 1


async def test_same_text_alerts_once(newsroom: Newsroom) -> None:
    """Two items with one text at once: one copy group, one alert for each rule."""
    newsroom.publishes_story("1", "2")
    for path in ("/1", "/2"):
        newsroom.shows_page(path, (LEAD * 4,))
    found = await newsroom.remembers()
    await asyncio.gather(*(newsroom.worker().work(entry.id, "") for entry in found))
    assert newsroom.value("SELECT count(*) FROM articles") == 2
    assert newsroom.value("SELECT count(*) FROM alerts") == 2
    assert b"marsad_copies_total 1.0" in newsroom.metrics.text()


async def test_missing_page_alerts_on_the_feed(newsroom: Newsroom, entry: Entry) -> None:
    """A 404 must not cost the alert."""
    newsroom.publisher.answers_with("/1", 404)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.value("SELECT body_source FROM articles") == "feed"
    assert newsroom.value("SELECT count(*) FROM alerts") == 1


async def test_killing_entry_is_set_aside(newsroom: Newsroom, entry: Entry) -> None:
    """Three workers died at it: it alerts on the feed's text without its page, and a person is told."""
    for _ in range(MOST_ATTEMPTS):
        await newsroom.dies_at(entry)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("set_aside", MOST_ATTEMPTS + 1)
    assert newsroom.aside == [entry.id]
    assert newsroom.publisher.asked_for("/1") == []
    assert newsroom.value("SELECT page_status FROM articles") == "set_aside"
    assert newsroom.value("SELECT count(*) FROM alerts") == 1


async def test_unmatchable_entry_is_set_aside(
    newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even its feed text kills the matcher: no alert can be made, so a person must look; it ends all the same."""

    async def fails(*_: object) -> None:
        raise MatchFailed("canary")

    monkeypatch.setattr(newsroom.matcher, "evaluate", fails)
    for _ in range(MOST_ATTEMPTS):
        await newsroom.dies_at(entry)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("set_aside", MOST_ATTEMPTS + 1)
    assert newsroom.aside == [entry.id]
