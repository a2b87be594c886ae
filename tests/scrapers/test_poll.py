"""A poll loses nothing: whatever publisher, Redis or archive do, news is remembered once and failures are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from archive import remembering
from archive.database import ArchiveUnavailable
from archive.nouns import Validators
from scrapers.fetching import Credentials
from scrapers.statuses import FetchStatus
from tests.scrapers.documents import Item, items, page, rss
from tests.scrapers.world import FEED, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A publisher and all that polls it."""
    async with World(tmp_path) as world:
        yield world


async def test_first_poll_remembers_all(world: World) -> None:
    """Each item becomes a pending entry, and with them the validators that vouch for them."""
    world.publishes(rss(*items(3)), etag='"1"')
    result = await world.polls()
    assert (result.status, len(result.new_entries), result.record) == (FetchStatus.OK, 3, None)
    assert all(entry.from_first_poll for entry in result.new_entries)
    feed = await world.feed()
    assert (feed.validators.etag, feed.status, feed.failures) == ('"1"', "ok", 0)
    assert await world.pending() == 3


async def test_unchanged_feed_costs_no_write(world: World) -> None:
    """A 304 and the same bytes again both end at once, with a record for the next batch."""
    world.publishes(rss(*items(2)), etag='"1"')
    await world.polls()
    for etag in ('"1"', None):
        world.publishes(rss(*items(2)), etag=etag)
        result = await world.polls()
        assert (result.status, result.new_entries) == (FetchStatus.UNCHANGED, ())
        assert result.record is not None
        assert result.record.ok


async def test_only_new_items_come(world: World) -> None:
    """Of a changed document only what is new is news, before its keys are seen and after."""
    world.publishes(rss(*items(2)))
    first = await world.polls()
    world.publishes(rss(*items(3)))
    assert await world.titles() == ["خبر عاجل رقم 3 من ريف الرقة"]
    await world.commits(first)
    world.publishes(rss(*items(4)))
    assert await world.titles() == ["خبر عاجل رقم 4 من ريف الرقة"]


async def test_redis_gone_doubles_nothing(world: World) -> None:
    """Without Redis the archive decides: no item is lost and none is new twice."""
    world.publishes(rss(*items(2)))
    await world.polls()
    world.redis.is_killed()
    world.publishes(rss(*items(3)))
    assert await world.titles() == ["خبر عاجل رقم 3 من ريف الرقة"]


async def test_duplicate_guids_are_all_news(world: World) -> None:
    """A feed that gives every item the same guid publishes ten items, not one, and none of them twice."""
    news = [Item(title=f"خبر {n}", link=f"https://e.example/{n}", guid="0") for n in range(13)]
    world.publishes(rss(*news[:10]))
    assert len((await world.polls()).new_entries) == 10
    assert (await world.feed()).guids_unreliable
    world.publishes(rss(*news[:11]))
    assert await world.titles() == ["خبر 10"]
    for number in (11, 12):
        world.publishes(rss(news[number]))
        assert await world.titles() == [f"خبر {number}"]


async def test_304_heals_no_failed_feed(world: World) -> None:
    """After a failure the server has to show the document: "not modified" may be all that it still can say."""
    world.publishes(rss(*items(1)), etag='"same"')
    await world.polls()
    world.publisher.answers_with(FEED, 503)
    await world.polls()
    world.publisher.answers_with(FEED, 304)
    world.passes(minutes=2)
    result = await world.polls()
    assert ("if-none-match" in world.publisher.requests[-1].headers, result.status) == (False, FetchStatus.HTTP_ERROR)
    world.publishes(rss(*items(2)), etag='"same"')
    assert await world.titles() == ["خبر عاجل رقم 2 من ريف الرقة"]


async def test_same_bytes_are_read_again_after_a_failure(world: World) -> None:
    """They heal the feed once they were read, not by looking like something that was read before."""
    world.publishes(rss(*items(1)))
    await world.polls()
    world.publisher.answers_with(FEED, 503)
    await world.polls()
    world.publishes(rss(*items(1)))
    assert [(await world.polls()).status for _ in range(2)] == [FetchStatus.OK, FetchStatus.UNCHANGED]


async def test_forever_304_hides_nothing(world: World) -> None:
    """A server that answers 304 for ever is asked for its whole document once a day."""
    world.publishes(rss(*items(1)), etag='"same"')
    await world.polls()
    world.publishes(rss(*items(2)), etag='"same"')
    assert (await world.polls()).status is FetchStatus.UNCHANGED
    world.passes(days=1)
    assert await world.titles() == ["خبر عاجل رقم 2 من ريف الرقة"]


async def test_truncated_feed_keeps_no_validators(world: World) -> None:
    """The whole items are news at once; without validators the cut one comes with the next poll, same bytes or not."""
    document = rss(*items(3))
    world.publishes(document[: document.rindex("</title>")], etag='"1"')
    result = await world.polls()
    assert (result.status, len(result.new_entries)) == (FetchStatus.TRUNCATED, 2)
    assert (await world.feed()).validators == Validators()
    world.publishes(document, etag='"1"')
    assert await world.titles() == ["خبر عاجل رقم 3 من ريف الرقة"]


async def test_truncated_after_whole_clears_validators(world: World) -> None:
    """A cut document with nothing new in it still withdraws what vouched for the whole one."""
    world.publishes(rss(*items(2)), etag='"1"')
    await world.commits(await world.polls())
    world.publishes(rss(*items(3))[:-400], etag='"2"')
    assert (await world.polls()).status is FetchStatus.TRUNCATED
    assert (await world.feed()).validators == Validators()


async def test_error_page_clears_validators(world: World) -> None:
    """An error page with status 200 is a named failure, and what comes after it is read whole."""
    world.publishes(rss(*items(1)), etag='"1"')
    await world.polls()
    world.publishes(page(), etag='"2"')
    result = await world.polls()
    assert (result.status, (await world.feed()).failures) == (FetchStatus.NOT_A_FEED, 1)
    assert (await world.feed()).validators == Validators()


async def test_empty_feed_vouches_for_nothing(world: World) -> None:
    """A feed without items is not counted as its first poll, or the first real items would flood as fresh news."""
    world.publishes(rss(), etag='"1"')
    assert (await world.polls()).status is FetchStatus.NO_ENTRIES
    assert (await world.feed()).validators == Validators()
    world.publishes(rss(*items(2)), etag='"1"')
    assert [entry.from_first_poll for entry in (await world.polls()).new_entries] == [True, True]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (401, "login_needed"),
        (403, "blocked"),
        (404, "not_found"),
        (410, "gone"),
        (418, "http_4xx"),
        (429, "rate_limited"),
        (451, "blocked"),
        (500, "http_5xx"),
        (504, "timeout"),
        (304, "http_other"),
    ],
)
async def test_http_errors_have_names(world: World, code: int, status: str) -> None:
    """Each code group is a status of its own; a 304 that nobody asked for is no success."""
    world.publisher.answers_with(FEED, code, {"Content-Type": "text/html"}, page().encode() if code != 304 else b"")
    result = await world.polls()
    assert result.status.value == status
    feed = await world.feed()
    assert (feed.status, feed.failures, feed.last_ok_at) == (status, 1, None)


async def test_retry_after_is_honoured(world: World) -> None:
    """A server that asks for an hour of rest gets it."""
    world.publisher.answers_with(FEED, 429, {"Retry-After": "3600"})
    result = await world.polls()
    assert (result.next_poll_at - world.now).total_seconds() >= 3600


@pytest.mark.parametrize(
    ("befalls", "status"),
    [
        (lambda publisher: publisher.answers_with(FEED, 200, {}, b" \n"), "empty"),
        (lambda publisher: publisher.hangs(FEED), "timeout"),
        (lambda publisher: publisher.streams_endlessly(FEED), "too_big"),
        (lambda publisher: publisher.sends_a_bomb(FEED, "gzip"), "too_big"),
        (lambda publisher: publisher.answers_with(FEED, 200, {"Content-Length": "52428800"}, b"<rss>"), "too_big"),
        (lambda publisher: publisher.redirects_to(FEED, FEED), "redirect_loop"),
        (lambda publisher: publisher.redirects_to(FEED, "http://10.0.0.1/feed"), "refused_address"),
        (lambda publisher: publisher.publishes("/robots.txt", b"User-agent: *\nDisallow: /ar/"), "robots_denied"),
    ],
)
async def test_faults_have_names(world: World, befalls: object, status: str) -> None:
    """What befalls a feed ends its poll with a status, and no entry is made up."""
    assert callable(befalls)
    befalls(world.publisher)
    result = await world.polls()
    assert (result.status.value, result.new_entries) == (status, ())
    assert (await world.feed()).failures == 1


async def test_credentials_go_with_the_request(world: World) -> None:
    """A feed behind HTTP Basic is polled with its own user and password."""
    world.access.credentials[world.publisher.url(FEED)] = Credentials("reader", "secret")
    world.publishes(rss(*items(1)))
    assert len((await world.polls()).new_entries) == 1
    assert world.publisher.asked_for(FEED)[0].headers["authorization"].startswith("Basic ")


async def test_archive_refusal_keeps_validators_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing can be remembered the poll fails aloud, and the next one brings all of it."""
    world.publishes(rss(*items(2)), etag='"1"')

    def full(*_: object) -> None:
        raise ArchiveUnavailable("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(remembering, "remember", full)
        with pytest.raises(ArchiveUnavailable):
            await world.polls()
    assert (await world.feed()).validators == Validators()
    assert len((await world.polls()).new_entries) == 2


async def test_wrong_charset_is_matched_alike(world: World) -> None:
    """A feed in windows-1256 that says utf-8 gives the same titles."""
    world.publishes(rss(*items(1)).encode("windows-1256"))
    assert await world.titles() == ["خبر عاجل رقم 1 من ريف الرقة"]
