"""From a pending entry to a committed article: once, whatever happens on the way, and never for ever."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from archive import articles, entries
from archive.database import Archive, ArchiveUnavailable
from scheduler import entry_work
from scheduler.entry_work import HOST_BUSY, LEASE_SECONDS, MOST_ATTEMPTS, TRY_AGAIN
from scheduler.matching import MatchFailed
from scrapers.hosts import HostLeases
from tests.scheduler.newsroom import LEAD, Newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.nouns import Entry
    from watchlist.mentions import Evaluation, Text

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "127.0.0.1"


@pytest_asyncio.fixture(loop_scope="session")
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """A publisher with one story, remembered and pending."""
    async with Newsroom(tmp_path) as newsroom:
        newsroom.publishes_story("1")
        yield newsroom


@pytest_asyncio.fixture(loop_scope="session")
async def entry(newsroom: Newsroom) -> Entry:
    """The story's entry."""
    (entry,) = await newsroom.remembers()
    return entry


def row(newsroom: Newsroom) -> tuple[str, int]:
    """State and attempts of the entry."""
    sql = "SELECT state || ',' || attempts FROM entries"
    state, attempts = str(newsroom.value(sql)).split(",")
    return state, int(attempts)


async def test_entry_becomes_an_article(newsroom: Newsroom, entry: Entry) -> None:
    """Article, mentions with spans of the archived text, alerts, deliveries, raw page: all from one commit."""
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("done", 1)
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
    assert row(newsroom) == ("done", 1)


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


async def test_busy_host_costs_no_attempt(newsroom: Newsroom, entry: Entry) -> None:
    """Another crawler has the host; the entry comes again in seconds."""
    other = HostLeases(newsroom.link, "test:")
    async with other.hold(HOST):
        await newsroom.work.work(entry.id, HOST)
    await other.close()
    assert row(newsroom) == ("pending", 0)
    newsroom.passes(seconds=HOST_BUSY.total_seconds())
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("done", 1)


async def test_dead_redis_costs_no_attempt(newsroom: Newsroom, entry: Entry) -> None:
    """Without host leases no page is asked for; the entry waits in the archive."""
    newsroom.redis.is_killed()
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("pending", 0)
    newsroom.redis.starts()


async def test_redis_lost_after_the_commit_is_no_loss(
    newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seen key is a filter only; the archive knows the entry."""
    commit = articles.commit_article

    def then_dies(*arguments: Any, **named: Any) -> object:  # noqa: ANN401 - passed through
        newsroom.redis.is_killed()
        return commit(*arguments, **named)

    monkeypatch.setattr(articles, "commit_article", then_dies)
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("done", 1)
    newsroom.redis.starts()


async def test_missing_page_alerts_on_the_feed(newsroom: Newsroom, entry: Entry) -> None:
    """A 404 must not cost the alert."""
    newsroom.publisher.answers_with("/1", 404)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.value("SELECT body_source FROM articles") == "feed"
    assert newsroom.value("SELECT count(*) FROM alerts") == 1


async def test_failed_match_is_tried_again(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence of the matcher is not absence of names."""

    async def fails(*_: object) -> None:
        raise MatchFailed("canary")

    with monkeypatch.context() as patched:
        patched.setattr(newsroom.matcher, "evaluate", fails)
        await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("pending", 1)
    newsroom.passes(seconds=TRY_AGAIN.total_seconds())
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("done", 2)


async def test_killing_entry_is_set_aside(newsroom: Newsroom, entry: Entry) -> None:
    """Three workers died at it: it alerts on the feed's text without its page, and a person is told."""
    for _ in range(MOST_ATTEMPTS):
        await newsroom.dies_at(entry)
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("set_aside", MOST_ATTEMPTS + 1)
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
    assert row(newsroom) == ("set_aside", MOST_ATTEMPTS + 1)
    assert newsroom.aside == [entry.id]


async def test_locked_archive_is_waited_for(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page was fetched already; a lock of a second must not cost a lease."""
    write, refusals = Archive.write, iter((True,))

    async def locked_at_first(archive: Archive, work: Any, /, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - passed through
        if work is entry_work._commit_with_page and next(refusals, False):
            raise ArchiveUnavailable("locked")
        return await write(archive, work, *args, **named)

    monkeypatch.setattr(Archive, "write", locked_at_first)
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("done", 1)


async def test_unavailable_archive_leaves_it_pending(
    newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was committed, so nothing counts as seen; the lease ends and the entry comes again."""
    monkeypatch.setattr(entry_work, "COMMIT_TRIES", 1)

    def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(entry_work, "_commit_with_page", locked)
        await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("pending", 1)
    assert await newsroom.seen.unseen(entry.feed_id, [entry.composite_key]) == {entry.composite_key}
    newsroom.passes(seconds=LEASE_SECONDS + 1)
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("done", 2)


async def test_stale_worker_commits_nothing(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lease ended while it was frozen, and another one did the work."""
    evaluate = newsroom.matcher.evaluate

    async def overtaken(*article: Any) -> Any:  # noqa: ANN401 - passed through
        monkeypatch.setattr(newsroom.matcher, "evaluate", evaluate)
        newsroom.passes(seconds=LEASE_SECONDS + 1)
        await newsroom.worker().work(entry.id, "")
        return await evaluate(*article)

    monkeypatch.setattr(newsroom.matcher, "evaluate", overtaken)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.value("SELECT count(*) FROM articles") == 1
    assert len(newsroom.woken) == 1


async def test_locked_archive_puts_the_renewal_off(
    newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes again in a while; it is no fault of ours to be reported."""
    evaluate, write = newsroom.matcher.evaluate, Archive.write

    async def locked(*_: object) -> None:
        raise ArchiveUnavailable("locked")

    async def slowly(*article: Any) -> Any:  # noqa: ANN401 - passed through
        monkeypatch.setattr(Archive, "write", locked)
        await newsroom.work.renew()
        monkeypatch.setattr(Archive, "write", write)
        return await evaluate(*article)

    monkeypatch.setattr(newsroom.matcher, "evaluate", slowly)
    await newsroom.work.work(entry.id, HOST)
    assert await newsroom.pending() == 0


async def test_lease_is_renewed_while_at_work(
    newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that takes long is not handed to a second worker."""
    evaluate = newsroom.matcher.evaluate

    async def slowly(*article: Any) -> Any:  # noqa: ANN401 - passed through
        newsroom.passes(seconds=LEASE_SECONDS - 1)
        await newsroom.work.renew()
        newsroom.passes(seconds=LEASE_SECONDS - 1)
        assert await newsroom.archive.read(entries.due_entries, newsroom.now, 10) == []
        return await evaluate(*article)

    monkeypatch.setattr(newsroom.matcher, "evaluate", slowly)
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("done", 1)
    await newsroom.work.renew()


async def test_bug_stays_with_its_entry(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error is counted and reported; the lane goes on with the next entry."""

    async def fails(*_: object) -> None:
        raise LookupError("canary")

    monkeypatch.setattr(newsroom.matcher, "evaluate", fails)
    await newsroom.work.work(entry.id, HOST)
    assert row(newsroom) == ("pending", 1)
    assert b'marsad_errors_total{place="entry"} 1.0' in newsroom.metrics.text()
