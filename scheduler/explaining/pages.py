"""Reads a page that the archive does not know, fetched as the crawler would: same policy, same robots, same leases."""

from __future__ import annotations

import asyncio
import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive.nouns import Entry, EntryState, FeedSpec
from gateway.addresses import Target
from gateway.redis_link import RedisLink, RedisUnavailable
from scheduler.explaining.archived import source_of
from scheduler.explaining.subject import Origin, ReadPage, Subject, Unread
from scheduler.feed_access import ConfiguredAccess, exceptions_of, read_grants
from scheduler.identity import user_agent
from scheduler.logs import configure_logs
from scheduler.loop import run_until_stopped
from scheduler.valkey import BundledValkey
from scrapers.crawler import Crawler, CrawlOptions
from scrapers.hosts import HostBusy, HostLeases, host_of
from scrapers.parsing.pool import Parsers
from scrapers.pauses import Pauses
from scrapers.read_article import read_article
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from archive.nouns import ArticleDraft
    from scheduler.environment import Environment
    from scrapers.grants import FeedGrants
    from scrapers.settings import FeedsSettings

_BUSY_TRIES = 20


@dataclass(frozen=True, slots=True)
class _Tools:
    """See ``scrapers.tools.PageTools``."""

    crawler: Crawler
    parsers: Parsers
    access: ConfiguredAccess


def fetch_page(url: str, environment: Environment, settings: FeedsSettings, generation: str | None) -> ReadPage:
    """The article of a page; raises :class:`Unread`. ``generation`` is that of the archive, if there is one."""
    configure_logs(environment.log_format, "error")
    found: list[ReadPage] = []

    async def main(stop: asyncio.Event) -> None:
        reading = asyncio.create_task(_fetch(url, environment, settings, generation))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([reading, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not reading.done():
            reading.cancel()
            await asyncio.wait([reading])
            raise KeyboardInterrupt
        found.append(reading.result())

    run_until_stopped(main, with_reactor=True)
    return found[0]


async def _fetch(url: str, environment: Environment, settings: FeedsSettings, generation: str | None) -> ReadPage:
    feed, exceptions = _feed_of(url, settings), exceptions_of(settings)
    access = ConfiguredAccess()
    access.replace(_grants(feed.url, environment, settings))
    pauses = Pauses(settings.pause)
    crawler = Crawler(CrawlOptions(user_agent=user_agent(environment.contact)), pauses=pauses)
    crawler.replace_exceptions(frozenset(exceptions.values()), frozenset(settings.ports))
    tools = _Tools(crawler, Parsers(), access)
    await crawler.start()
    now = datetime.now(UTC)
    hold = _held(host_of(url), environment, generation, pauses)
    try:
        draft = (await read_article(_entry(url, now), feed, tools, now, hold=hold)).draft
    except HostBusy:
        raise Unread("the running service is asking this host; try again in a moment") from None
    finally:
        await tools.parsers.stop()
        await crawler.stop()
    if draft.page_status != FetchStatus.OK:
        raise Unread(
            f"the page could not be read: {draft.page_status} (docs/operations.md, Feed and page statuses); "
            "of an entry the service takes the feed's own title and text then"
        )
    return ReadPage(_subject(draft, feed), draft.text_hash)


def _feed_of(url: str, settings: FeedsSettings) -> FeedSpec:
    """The configured feed that a page at this address belongs to, or one without a name."""
    target, exceptions, specs = Target.of_url(url), exceptions_of(settings), settings.specs()
    excepted = [spec for spec in specs if target is not None and exceptions.get(spec.url) == target]
    of_host = [spec for spec in specs if host_of(spec.url) == host_of(url)]
    return next(iter(excepted or of_host), FeedSpec(url="", name=""))


def _grants(feed_url: str, environment: Environment, settings: FeedsSettings) -> dict[str, FeedGrants]:
    """What the page's feed is granted; raises Unread for a secret that cannot be used, rather than ask without it."""
    for feed in settings.feeds:
        if feed.url == feed_url:
            grants, unusable = read_grants(feed, environment.config, os.environ)
            if unusable:
                raise Unread(unusable[0].message)
            return {feed_url: grants}
    return {}


def _entry(url: str, now: datetime) -> Entry:
    """An entry of which the feed says nothing but the link."""
    return Entry(
        id=0,
        feed_id=0,
        item_key="",
        composite_key="",
        url=url,
        title="",
        summary="",
        content="",
        published_at=None,
        first_seen_at=now,
        from_first_poll=False,
        state=EntryState.PENDING,
        attempts=1,
        next_attempt_at=now,
        lease_token=None,
    )


def _subject(draft: ArticleDraft, feed: FeedSpec) -> Subject:
    return Subject(
        origin=Origin.FETCHED,
        source=source_of(feed),
        url=draft.url,
        title=draft.title,
        body=draft.body,
        language=draft.language,
        author=draft.author,
        published_at=draft.published_at,
        body_source=draft.body_source.value,
        page_status=draft.page_status,
    )


@contextlib.asynccontextmanager
async def _held(host: str, environment: Environment, generation: str | None, pauses: Pauses) -> AsyncIterator[None]:
    """The host's lease while a service runs with this archive: a host is in one pair of hands at a time."""
    async with contextlib.AsyncExitStack() as stack:
        if generation is not None:
            link = RedisLink(environment.redis_url or BundledValkey(environment.data).url)
            stack.push_async_callback(link.close)
            leases = HostLeases(link, f"marsad:{generation}:", pauses=pauses)
            stack.push_async_callback(leases.close)
            with contextlib.suppress(RedisUnavailable):
                await _take(stack, leases, host)
        yield


async def _take(stack: contextlib.AsyncExitStack, leases: HostLeases, host: str) -> None:
    for tried in range(_BUSY_TRIES):
        try:
            await stack.enter_async_context(leases.hold(host))
        except HostBusy as busy:
            if tried == _BUSY_TRIES - 1:
                raise
            await asyncio.sleep(max(1.0, busy.seconds))
        else:
            return
