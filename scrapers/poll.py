"""One poll of one feed: fetch, read what changed, remember what is new. Every way it can end is a named status.

Validators never run ahead of the entries they vouch for: they are stored in the same transaction, and only after a
complete reading; any doubtful answer clears them, so that no 304 can hide what was not read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from archive import feeds, remembering
from archive.failpoints import reach
from archive.nouns import Entry, Feed, PollRecord, Validators
from scrapers import conditional
from scrapers.asking import asked_of
from scrapers.child_documents import read_children
from scrapers.conduct import Sight, address_of
from scrapers.edited_items import ask_for_edited
from scrapers.fetching import FetchOutcome
from scrapers.hashing import body_digest
from scrapers.judging import Polled, judge
from scrapers.parsing.results import READER_VERSION, ParseFailed
from scrapers.push.discovery import NO_OFFER, offered
from scrapers.reading.keys import key_items, with_former_keys
from scrapers.statuses import FetchStatus, of_document, of_fetch, of_parse

if TYPE_CHECKING:
    from scrapers.fetching import FetchRequest, FetchResult
    from scrapers.parsing.results import ParsedFeed
    from scrapers.push.discovery import Offer
    from scrapers.tools import FeedAccess, ScrapingTools

log = structlog.get_logger()

_BUSY_PAUSE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class PollResult:
    """How a poll ended. ``record`` is to be written with the next batch; None when the poll is noted already.

    ``offer`` is what the feed offers of push; None when no document was read that could tell.
    """

    feed_id: int
    status: FetchStatus
    next_poll_at: datetime
    new_entries: tuple[Entry, ...] = ()
    record: PollRecord | None = None
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class _Poll:
    """One poll under way: the feed as the archive has it, and what its server answered."""

    feed: Feed
    tools: ScrapingTools
    now: datetime
    request: FetchRequest
    answer: FetchResult


async def poll_feed(feed: Feed, tools: ScrapingTools, now: datetime) -> PollResult:
    """Poll a feed whose host is held; raises ArchiveError when what was found could not be remembered."""
    request = _request(feed, tools.access, now)
    poll = _Poll(feed, tools, now, request, await tools.crawler.fetch(request))
    reach("after-fetch")
    status = of_fetch(poll.answer)
    if status is FetchStatus.OK:
        return await _read(poll)
    if status is FetchStatus.HOST_BUSY:
        return PollResult(feed.id, status, now + _BUSY_PAUSE)
    return _noted(_record(poll, status))


def failed_poll(
    feed: Feed, tools: ScrapingTools, now: datetime, status: FetchStatus = FetchStatus.INTERNAL_ERROR
) -> PollResult:
    """What to note when polling this feed raised what nobody foresaw: it backs off and is told of like any failure."""
    sight = Sight(address_of(feed), status)
    return _noted(judge(Polled(feed, now, sight, tools.allowance(), tools.jitter())))


def _request(feed: Feed, access: FeedAccess, now: datetime) -> FetchRequest:
    url, validators = asked_of(feed, now)
    return access.grants_of(feed.url).request(url, "feed", validators.etag, validators.last_modified)


async def _read(poll: _Poll) -> PollResult:
    """Read the document if its bytes are other than those last read completely."""
    body_hash = body_digest(poll.answer.body)
    if conditional.is_unchanged(poll.feed, body_hash):
        return _noted(_record(poll, FetchStatus.UNCHANGED))
    try:
        parsed, status = await _parse(poll)
    except ParseFailed as failure:
        await _distrust(poll)
        return _noted(judge(replace(_polled(poll, of_parse(failure.reason)), title=failure.title)))
    reach("after-parse")
    if parsed.left_out:
        log.warning("feed_items_left_out", feed=poll.feed.id, items=parsed.left_out)
    return replace(await _remember(poll, parsed, status, body_hash), offer=_offer(poll, parsed))


def _offer(poll: _Poll, parsed: ParsedFeed) -> Offer:
    """What the feed offers of push; nothing behind a proxy, for a hub would see where we are."""
    if poll.request.proxy is not None:
        return NO_OFFER
    return offered(poll.answer.links, parsed.hubs, parsed.self_url, poll.answer.url)


async def _parse(poll: _Poll) -> tuple[ParsedFeed, FetchStatus]:
    """What the document says, and the documents that it names; raises ParseFailed."""
    answer, tools = poll.answer, poll.tools
    known, listing = await _known(poll), tools.access.grants_of(poll.feed.url).listing
    parsed = await tools.parsers.parse_feed(answer.body, answer.url, answer.content_type, known, listing)
    if not parsed.children:
        return parsed, of_document(parsed)
    parsed, status = await read_children(parsed, poll.request, tools, known)
    return parsed, of_document(parsed) if status is FetchStatus.OK else status


async def _known(poll: _Poll) -> frozenset[str]:
    """The items to be passed over unread; none once a day, when the whole document is asked for."""
    if conditional.is_whole_wanted(poll.feed, poll.now):
        return frozenset()
    return await poll.tools.known.of(poll.feed.id)


async def _remember(poll: _Poll, parsed: ParsedFeed, status: FetchStatus, body_hash: str) -> PollResult:
    """Write what is new together with what vouches for it; nothing vouches for an index, for its children change."""
    keyed = key_items(parsed.items, guids_unreliable=poll.feed.guids_unreliable, now=poll.now)
    polled = _polled(poll, status, parsed)
    await ask_for_edited(poll.feed.id, keyed.entries, poll.tools.archive, poll.now)
    fresh = with_former_keys(await poll.tools.seen.unseen_entries(poll.feed.id, keyed.entries))
    if not fresh and (status is not FetchStatus.OK or parsed.children):
        await _distrust(poll)
        if parsed.children:
            await poll.tools.known.keep(poll.feed.id, parsed.digests)
        return _noted(judge(polled))
    is_vouched = status is FetchStatus.OK and not parsed.children
    vouching = _validators(poll.answer, body_hash) if is_vouched else None
    reach("before-remember")
    new = await poll.tools.archive.write(
        remembering.remember, poll.feed, fresh, vouching, keyed.guids_unreliable, partial(judge, polled), poll.now
    )
    reach("after-remember")
    await poll.tools.known.keep(poll.feed.id, parsed.digests)
    record = new.record
    return PollResult(poll.feed.id, FetchStatus(record.status), record.next_poll_at, tuple(new.entries))


def _validators(answer: FetchResult, body_hash: str) -> Validators:
    return Validators(answer.etag, answer.last_modified, body_hash, READER_VERSION)


async def _distrust(poll: _Poll) -> None:
    """Clear the validators: what they vouch for is no longer what the server answers."""
    if poll.feed.validators != conditional.NONE:
        await poll.tools.archive.write(feeds.clear_validators, poll.feed.id)


def _record(poll: _Poll, status: FetchStatus) -> PollRecord:
    return judge(_polled(poll, status))


def _polled(poll: _Poll, status: FetchStatus, parsed: ParsedFeed | None = None) -> Polled:
    answer = poll.answer
    sight = Sight(
        asked_url=poll.request.url,
        status=status,
        moved_to=answer.moved_to,
        had_body=answer.outcome is FetchOutcome.OK,
        was_read=parsed is not None,
        period_seconds=parsed.period_seconds if parsed else None,
    )
    polled = Polled(poll.feed, poll.now, sight, poll.tools.allowance(), poll.tools.jitter(), answer)
    return replace(polled, charset=parsed.charset, left_out=parsed.left_out) if parsed else polled


def _noted(record: PollRecord) -> PollResult:
    return PollResult(record.feed_id, FetchStatus(record.status), record.next_poll_at, record=record)
