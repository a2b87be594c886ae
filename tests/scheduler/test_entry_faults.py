"""Entry work while its host, Redis, the matcher or the archive fails, and when it takes longer than its lease."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from archive import commits, entries
from archive.database import Archive, ArchiveUnavailable
from scheduler import entry_commit
from scheduler.entry_work import HOST_BUSY, LEASE_SECONDS, TRY_AGAIN
from scheduler.matching import MatchFailed
from scrapers.hosts import HostLeases

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.nouns import Committed, Entry
    from tests.scheduler.newsroom import Newsroom


pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "127.0.0.1"


async def test_busy_host_costs_no_attempt(newsroom: Newsroom, entry: Entry) -> None:
    """Another crawler has the host; the entry comes again in seconds."""
    other = HostLeases(newsroom.link, "test:")
    async with other.hold(HOST):
        await newsroom.work.work(entry.id, HOST)
    await other.close()
    assert newsroom.state_and_attempts() == ("pending", 0)
    newsroom.passes(seconds=HOST_BUSY.total_seconds())
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("done", 1)


async def test_dead_redis_costs_no_attempt(newsroom: Newsroom, entry: Entry) -> None:
    """Without host leases no page is asked for; the entry waits in the archive."""
    newsroom.redis.is_killed()
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("pending", 0)
    newsroom.redis.starts()


async def test_redis_lost_after_the_commit_is_no_loss(
    newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seen key is a filter only; the archive knows the entry."""
    commit = commits.commit_article

    def then_dies(*arguments: Any, **named: Any) -> object:  # noqa: ANN401 - passed through
        newsroom.redis.is_killed()
        return commit(*arguments, **named)

    monkeypatch.setattr(commits, "commit_article", then_dies)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("done", 1)
    newsroom.redis.starts()


async def test_failed_match_is_tried_again(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence of the matcher is not absence of names."""

    async def fails(*_: object) -> None:
        raise MatchFailed("canary")

    with monkeypatch.context() as patched:
        patched.setattr(newsroom.matcher, "evaluate", fails)
        await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("pending", 1)
    newsroom.passes(seconds=TRY_AGAIN.total_seconds())
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("done", 2)


async def test_locked_archive_is_waited_for(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page was fetched already; a lock of a second must not cost a lease."""
    commit, refusals = commits.commit_article, iter((True,))

    def locked_at_first(tx: Connection, **named: Any) -> Committed | None:  # noqa: ANN401 - passed through
        if next(refusals, False):
            raise ArchiveUnavailable("locked")
        return commit(tx, **named)

    monkeypatch.setattr(commits, "commit_article", locked_at_first)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("done", 1)


async def test_unavailable_archive_leaves_it_pending(
    newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was committed, so nothing counts as seen; the lease ends and the entry comes again."""
    monkeypatch.setattr(entry_commit, "COMMIT_TRIES", 1)

    def locked(*_: object, **__: object) -> None:
        raise ArchiveUnavailable("locked")

    with monkeypatch.context() as patched:
        patched.setattr(commits, "commit_article", locked)
        await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("pending", 1)
    assert await newsroom.seen.unseen(entry.feed_id, [entry.composite_key]) == {entry.composite_key}
    newsroom.passes(seconds=LEASE_SECONDS + 1)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("done", 2)


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
    assert newsroom.state_and_attempts() == ("done", 1)
    await newsroom.work.renew()


async def test_bug_stays_with_its_entry(newsroom: Newsroom, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error is counted and reported; the lane goes on with the next entry."""

    async def fails(*_: object) -> None:
        raise LookupError("canary")

    monkeypatch.setattr(newsroom.matcher, "evaluate", fails)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.state_and_attempts() == ("pending", 1)
    assert b'marsad_errors_total{place="entry"} 1.0' in newsroom.metrics.text()
