"""A page that could not be had is tried again, and what it gives at last is told of once."""

from __future__ import annotations

import asyncio
import zlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import articles, due_pages, page_tries
from archive.nouns import BodySource
from scheduler.entry_work import LEASE_SECONDS, MOST_ATTEMPTS
from scheduler.matching import MatchFailed
from scheduler.page_retries import MOST_OF_A_HOST, some_of_each_host
from scrapers.hosts import HostLeases
from tests.scheduler.newsroom import LEAD

if TYPE_CHECKING:
    from archive.nouns import Entry
    from tests.scheduler.newsroom import Newsroom

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "127.0.0.1"
TEXT = (LEAD * 4, "وأضاف المصدر أن الطرق مقطوعة. " * 10)
SOON, LATER, LAST = timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12)


@pytest_asyncio.fixture(loop_scope="session")
async def missing(newsroom: Newsroom, entry: Entry) -> Entry:
    """The story's page was refused: the feed's own text was alerted on, which names Hajin alone."""
    newsroom.publisher.answers_with("/1", 503)
    await newsroom.work.work(entry.id, HOST)
    assert rules(newsroom) == ["name:hajin"]
    newsroom.woken.clear()
    return entry


def rules(newsroom: Newsroom) -> list[str]:
    """The rules that were told of, in this order."""
    return str(newsroom.value("SELECT group_concat(rule_id, ' ') FROM alerts")).split()


def due(newsroom: Newsroom) -> list[int]:
    """The entries whose pages are due."""
    return [entry_id for entry_id, _ in newsroom.archive.read_now(due_pages.due_tries, newsroom.now, 10)]


async def tries(newsroom: Newsroom, entry: Entry) -> None:
    """A crawler tries the page again."""
    await newsroom.retries().work(entry.id, HOST)


async def comes_back(newsroom: Newsroom, entry: Entry) -> None:
    """A quarter of an hour later the page is there, and is tried again."""
    newsroom.shows_page("/1", TEXT)
    newsroom.passes(seconds=SOON.total_seconds())
    await tries(newsroom, entry)


async def test_page_takes_the_articles_place(newsroom: Newsroom, missing: Entry) -> None:
    """Body, facts and mentions are the page's, and every span is that of the new text."""
    before = newsroom.article_of(missing)
    await comes_back(newsroom, missing)
    article = newsroom.article_of(missing)
    assert (before.body_source, before.page_status) == (BodySource.FEED, "http_5xx")
    assert (article.body_source, article.page_status, article.extractor) == (
        BodySource.PAGE, "ok", "trafilatura-precision",
    )  # fmt: skip
    assert (article.id, article.title, article.committed_at) == (before.id, before.title, before.committed_at)
    mentions = newsroom.archive.read_now(articles.mentions_of, article.id)
    assert {mention.name_id for mention in mentions} == {"hajin", "sdf"}
    for mention in mentions:
        field = article.title if mention.field == "title" else article.body
        assert field[mention.start : mention.end] == mention.surface


async def test_only_what_is_new_is_told(newsroom: Newsroom, missing: Entry) -> None:
    """Hajin stood in the feed's text; the forces stand in the page alone."""
    await comes_back(newsroom, missing)
    assert rules(newsroom) == ["name:hajin", "name:sdf"]
    assert newsroom.value("SELECT count(*) FROM deliveries") == 2
    assert newsroom.woken == [newsroom.article_of(missing).id]


async def test_page_is_tried_on_its_schedule(newsroom: Newsroom, missing: Entry) -> None:
    """After 15 minutes, 2 hours and 12 hours; then it is left alone."""
    for wait in (SOON, LATER, LAST):
        at = newsroom.tries_of(missing).due_at
        assert at is not None
        assert at - newsroom.tries_of(missing).planned_at == wait
        newsroom.now = at - timedelta(seconds=1)
        assert due(newsroom) == []
        newsroom.now = at
        assert due(newsroom) == [missing.id]
        await tries(newsroom, missing)
    ended = newsroom.tries_of(missing)
    assert (ended.tries, ended.due_at, ended.status, ended.tried_at) == (3, None, "http_5xx", newsroom.now)
    assert len(newsroom.publisher.asked_for("/1")) == 1 + 3
    assert rules(newsroom) == ["name:hajin"]


async def test_judged_page_is_tried_again(newsroom: Newsroom, entry: Entry) -> None:
    """A cookie wall may be gone an hour later."""
    wall = "<h1>Before you continue</h1><p>We and our partners use cookies in هجين. Accept all or reject all.</p>"
    newsroom.publisher.publishes("/1", f"<html><body>{wall}</body></html>".encode(), content_type="text/html")
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.article_of(entry).page_status == "cookie_wall"
    await comes_back(newsroom, entry)
    assert newsroom.article_of(entry).page_status == "ok"
    assert (newsroom.tries_of(entry).tries, due(newsroom)) == (1, [])


async def test_page_that_is_gone_is_left_alone(newsroom: Newsroom, entry: Entry) -> None:
    """410 is a word; asking again would be rude and useless."""
    newsroom.publisher.answers_with("/1", 410)
    await newsroom.work.work(entry.id, HOST)
    assert newsroom.archive.read_now(page_tries.tries_of, entry.id) is None


async def test_many_crawlers_try_once(newsroom: Newsroom, missing: Entry) -> None:
    """Each sees that the page is due; one has the claim."""
    newsroom.shows_page("/1", TEXT)
    newsroom.passes(seconds=SOON.total_seconds())
    await asyncio.gather(*(tries(newsroom, missing) for _ in range(4)))
    assert len(newsroom.publisher.asked_for("/1")) == 1 + 1
    assert rules(newsroom) == ["name:hajin", "name:sdf"]


async def test_look_begins_with_what_is_due(newsroom: Newsroom, missing: Entry) -> None:
    """The job of a crawler; what it began is finished when it stops."""
    newsroom.shows_page("/1", TEXT)
    newsroom.passes(seconds=SOON.total_seconds())
    crawler = newsroom.retries()
    await crawler.look()
    await asyncio.wait(crawler._lanes._workers, timeout=20)
    await crawler.stop(5)
    assert due(newsroom) == []
    assert newsroom.article_of(missing).body_source is BodySource.PAGE


async def test_dead_crawlers_claim_ends(newsroom: Newsroom, missing: Entry) -> None:
    """Its try is begun anew by another one, and is no lost try."""
    newsroom.shows_page("/1", TEXT)
    newsroom.passes(seconds=SOON.total_seconds())
    await newsroom.archive.write(page_tries.claim_try, missing.id, "dead", newsroom.now, LEASE_SECONDS)
    assert due(newsroom) == []
    newsroom.passes(seconds=LEASE_SECONDS + 1)
    await tries(newsroom, missing)
    assert (newsroom.tries_of(missing).tries, newsroom.article_of(missing).page_status) == (1, "ok")


async def test_page_that_kills_is_set_aside(newsroom: Newsroom, missing: Entry) -> None:
    """Whoever reads it dies: after three of them it is left alone, and the article stays as it is."""
    newsroom.passes(seconds=SOON.total_seconds())
    for _ in range(MOST_ATTEMPTS):
        await newsroom.archive.write(page_tries.claim_try, missing.id, "dead", newsroom.now, LEASE_SECONDS)
        newsroom.passes(seconds=LEASE_SECONDS + 1)
    await tries(newsroom, missing)
    assert (newsroom.tries_of(missing).status, newsroom.tries_of(missing).due_at) == ("set_aside", None)
    assert newsroom.article_of(missing).page_status == "http_5xx"


async def test_busy_host_costs_no_try(newsroom: Newsroom, missing: Entry) -> None:
    """Another crawler asks the host just now."""
    newsroom.passes(seconds=SOON.total_seconds())
    other = HostLeases(newsroom.link, "test:")
    async with other.hold(HOST):
        await tries(newsroom, missing)
    await other.close()
    left = newsroom.tries_of(missing)
    assert (left.tries, left.attempts) == (0, 0)
    assert left.due_at is not None
    assert left.due_at > newsroom.now


async def test_failed_match_is_tried_again(newsroom: Newsroom, missing: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A matcher process died; the page is not to blame."""

    async def fails(_text: object) -> None:
        raise MatchFailed("its process has ended")

    with monkeypatch.context() as broken:
        broken.setattr(newsroom.matcher, "evaluate", fails)
        await comes_back(newsroom, missing)
    assert newsroom.article_of(missing).body_source is BodySource.FEED
    newsroom.passes(seconds=20)
    await tries(newsroom, missing)
    assert rules(newsroom) == ["name:hajin", "name:sdf"]


async def test_raw_page_is_that_of_the_text(newsroom: Newsroom, missing: Entry) -> None:
    """A better extraction finds the page that the article is of."""
    assert newsroom.archive.read_now(articles.raw_page, missing.id) is None
    await comes_back(newsroom, missing)
    kept = newsroom.archive.read_now(articles.raw_page, missing.id)
    assert kept is not None
    assert LEAD in zlib.decompress(kept.compressed).decode()


async def test_text_that_was_told_of_elsewhere_is_silent(newsroom: Newsroom) -> None:
    """Another outlet had the same text meanwhile: its copy group has told of the forces."""
    newsroom.publishes_story("1", "2")
    newsroom.publisher.answers_with("/1", 503)
    newsroom.shows_page("/2", TEXT)
    first, second = await newsroom.remembers()
    await newsroom.work.work(first.id, HOST)
    await newsroom.work.work(second.id, HOST)
    assert sorted(rules(newsroom)) == ["name:hajin", "name:hajin", "name:sdf"]
    await comes_back(newsroom, first)
    assert sorted(rules(newsroom)) == ["name:hajin", "name:hajin", "name:sdf"]
    assert newsroom.article_of(first).group_id == newsroom.article_of(second).group_id


async def test_later_copy_of_the_text_is_silent(newsroom: Newsroom, missing: Entry) -> None:
    """What was told of the feed's text counts as told for the page's."""
    await comes_back(newsroom, missing)
    newsroom.publishes_story("1", "2")
    newsroom.shows_page("/2", TEXT)
    (copy,) = (await newsroom.polls()).new_entries
    await newsroom.work.work(copy.id, HOST)
    assert newsroom.article_of(copy).group_id == newsroom.article_of(missing).group_id
    assert rules(newsroom) == ["name:hajin", "name:sdf"]


async def test_late_service_hurries_nobody(newsroom: Newsroom, missing: Entry) -> None:
    """After two days of standstill the tries are a quarter of an hour apart."""
    newsroom.passes(seconds=timedelta(days=2).total_seconds())
    await tries(newsroom, missing)
    left = newsroom.tries_of(missing)
    assert left.due_at == newsroom.now + SOON
    assert isinstance(left.tried_at, datetime)


async def test_dead_host_waits_by_itself() -> None:
    """However many feeds it has, and however long its pages are due: the others' stand beside them."""
    due = [(number, f"https://dead.example/{number}") for number in range(1500)] + [(1500, "https://enab.example/1")]
    begun = list(some_of_each_host(due))
    assert begun[-1] == due[-1]
    assert len(begun) == MOST_OF_A_HOST + 1
