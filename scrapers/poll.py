"""One poll of one feed: fetch, read what changed, remember what is new. Every way it can end is a named status.

Validators never run ahead of the entries they vouch for: they are stored in the same transaction, and only after a
complete reading; any doubtful answer clears them, so that no 304 can hide what was not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from archive import feeds, remembering
from archive.failpoints import reach
from archive.nouns import Entry, Feed, NewEntry, PollRecord, Validators
from gateway.redis_link import RedisUnavailable
from scrapers import conditional
from scrapers.cadence import next_poll_at
from scrapers.child_documents import read_children
from scrapers.fetching import FetchRequest
from scrapers.hashing import body_digest
from scrapers.parsing.results import READER_VERSION, ParseFailed
from scrapers.reading.keys import key_items
from scrapers.statuses import FetchStatus, is_failure, is_good, of_fetch, of_parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.fetching import FetchResult
    from scrapers.parsing.results import ParsedFeed
    from scrapers.tools import FeedAccess, ScrapingTools

log = structlog.get_logger()

_BUSY_PAUSE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class PollResult:
    """How a poll ended. ``record`` is to be written with the next batch; None when the poll is noted already."""

    feed_id: int
    status: FetchStatus
    next_poll_at: datetime
    new_entries: tuple[Entry, ...] = ()
    record: PollRecord | None = None


@dataclass(frozen=True, slots=True)
class _Poll:
    """One poll under way: the feed as the archive has it, and what its server answered."""

    feed: Feed
    tools: ScrapingTools
    now: datetime
    request: FetchRequest
    sent: Validators
    answer: FetchResult


async def poll_feed(feed: Feed, tools: ScrapingTools, now: datetime) -> PollResult:
    """Poll a feed whose host is held; raises ArchiveError when what was found could not be remembered."""
    validators = conditional.validators_to_send(feed, now)
    request = _request(feed, validators, tools.access)
    poll = _Poll(feed, tools, now, request, validators, await tools.crawler.fetch(request))
    reach("after-fetch")
    status = of_fetch(poll.answer)
    if status is FetchStatus.OK:
        return await _read(poll)
    if status is FetchStatus.HOST_BUSY:
        return PollResult(feed.id, status, now + _BUSY_PAUSE)
    return _noted(_record(poll, status))


def failed_poll(feed: Feed, tools: ScrapingTools, now: datetime) -> PollResult:
    """What to note when polling this feed raised what nobody foresaw: it backs off and is told of like any failure."""
    return _noted(_record_of(feed, tools, now, FetchStatus.INTERNAL_ERROR))


def _request(feed: Feed, validators: Validators, access: FeedAccess) -> FetchRequest:
    return FetchRequest(
        url=feed.url,
        kind="feed",
        etag=validators.etag,
        last_modified=validators.last_modified,
        exception=access.exception_of(feed.url),
        credentials=access.credentials_of(feed.url),
    )


async def _read(poll: _Poll) -> PollResult:
    """Read the document if its bytes are other than those last read completely."""
    body_hash = body_digest(poll.answer.body)
    if conditional.is_unchanged(poll.feed, body_hash):
        return _noted(_record(poll, FetchStatus.UNCHANGED))
    try:
        parsed, status = await _parse(poll)
    except ParseFailed as failure:
        await _distrust(poll)
        return _noted(_record(poll, of_parse(failure.reason)))
    reach("after-parse")
    if parsed.left_out:
        log.warning("feed_items_left_out", feed=poll.feed.id, items=parsed.left_out)
    return await _remember(poll, parsed, status, body_hash)


async def _parse(poll: _Poll) -> tuple[ParsedFeed, FetchStatus]:
    """What the document says, and the documents that it names; raises ParseFailed."""
    answer, tools = poll.answer, poll.tools
    known, listing = await _known(poll), tools.access.listing_of(poll.feed.url)
    parsed = await tools.parsers.parse_feed(answer.body, answer.url, answer.content_type, known, listing)
    if not parsed.children:
        return parsed, _status_of(parsed)
    parsed, status = await read_children(parsed, poll.request, tools, known)
    return parsed, _status_of(parsed) if status is FetchStatus.OK else status


async def _known(poll: _Poll) -> frozenset[str]:
    """The items to be passed over unread; none once a day, when the whole document is asked for."""
    if poll.sent != poll.feed.validators:
        return frozenset()
    return await poll.tools.known.of(poll.feed.id)


async def _remember(poll: _Poll, parsed: ParsedFeed, status: FetchStatus, body_hash: str) -> PollResult:
    """Write what is new together with what vouches for it; nothing vouches for an index, for its children change."""
    keyed = key_items(parsed.items, guids_unreliable=poll.feed.guids_unreliable, now=poll.now)
    record = _record(poll, status)
    fresh = await _unseen(poll, keyed.entries)
    if not fresh and (status is not FetchStatus.OK or parsed.children):
        await _distrust(poll)
        if parsed.children:
            await poll.tools.known.keep(poll.feed.id, parsed.digests)
        return _noted(record)
    is_vouched = status is FetchStatus.OK and not parsed.children
    vouching = _validators(poll.answer, body_hash) if is_vouched else None
    reach("before-remember")
    new = await poll.tools.archive.write(
        remembering.remember, poll.feed, fresh, vouching, keyed.guids_unreliable, record, poll.now
    )
    reach("after-remember")
    await poll.tools.known.keep(poll.feed.id, parsed.digests)
    return PollResult(poll.feed.id, status, record.next_poll_at, tuple(new))


def _status_of(parsed: ParsedFeed) -> FetchStatus:
    if not parsed.complete:
        return FetchStatus.TRUNCATED
    return FetchStatus.OK if parsed.items or parsed.known else FetchStatus.NO_ENTRIES


def _validators(answer: FetchResult, body_hash: str) -> Validators:
    return Validators(answer.etag, answer.last_modified, body_hash, READER_VERSION)


async def _unseen(poll: _Poll, found: Sequence[NewEntry]) -> list[NewEntry]:
    """The entries that Redis has not seen; all of them when it cannot be asked, for the archive knows."""
    try:
        unseen = await poll.tools.seen.unseen(poll.feed.id, [entry.composite_key for entry in found])
    except RedisUnavailable:
        return list(found)
    return [entry for entry in found if entry.composite_key in unseen]


async def _distrust(poll: _Poll) -> None:
    """Clear the validators: what they vouch for is no longer what the server answers."""
    if poll.feed.validators != conditional.NONE:
        await poll.tools.archive.write(feeds.clear_validators, poll.feed.id)


def _record(poll: _Poll, status: FetchStatus) -> PollRecord:
    return _record_of(poll.feed, poll.tools, poll.now, status, poll.answer.retry_after_seconds)


def _record_of(
    feed: Feed, tools: ScrapingTools, now: datetime, status: FetchStatus, retry_after_seconds: float | None = None
) -> PollRecord:
    failures = feed.failures + 1 if is_failure(status) else 0
    due = next_poll_at(
        now,
        interval_min_seconds=feed.interval_min_seconds,
        interval_max_seconds=feed.interval_max_seconds,
        failures=failures,
        retry_after_seconds=retry_after_seconds,
        jitter=tools.jitter(),
    )
    return PollRecord(feed.id, now, status.value, due, failures, is_good(status))


def _noted(record: PollRecord) -> PollResult:
    return PollResult(record.feed_id, FetchStatus(record.status), record.next_poll_at, record=record)
