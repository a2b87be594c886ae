"""What polls do for push, and push for polls: offers are noted, trusted feeds are polled less, misses are noticed."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from archive import feeds, subscriptions
from archive.database import ArchiveError
from scrapers.push.trust import Delivering, is_missed, is_trusted, stretched
from scrapers.statuses import is_good
from scrapers.turns import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import Feed, Subscription
    from scheduler.metrics import Metrics
    from scrapers.poll import PollResult
    from scrapers.push.discovery import Offer

log = structlog.get_logger()

ANNOUNCED = timedelta(minutes=2)  # a poll this soon after a delivery finds what was announced
ASK_AGAIN = timedelta(hours=1)


class Standing:
    """What this process knows of push; read from the archive now and then, and right away where it matters."""

    def __init__(self, archive: Archive, metrics: Metrics) -> None:
        self._archive = archive
        self._metrics = metrics
        self._offers: dict[int, tuple[tuple[str, ...], str]] | None = None
        self._delivering: dict[int, Delivering] = {}
        self._turns = Turns()

    async def refresh(self, *, wanted: bool) -> None:
        """Read it anew; raises ArchiveError."""
        active = await self._archive.read(subscriptions.active) if wanted else []
        self._delivering = {known.feed_id: delivering(known) for known in active}

    @contextlib.asynccontextmanager
    async def turn(self, feed_id: int) -> AsyncIterator[None]:
        """Have the feed within the block: its polls and its deliveries come one after the other."""
        await self._turns.take(str(feed_id))
        try:
            yield
        finally:
            self._turns.give(str(feed_id))

    async def polled(self, feed: Feed, result: PollResult, now: datetime) -> PollResult:
        """Note what a poll showed; the result with the time of the next poll as push has it."""
        try:
            if result.offer is not None:
                await self._note(feed.id, result.offer, now)
            known = self._delivering.get(feed.id)
            if known is None or not is_good(result.status):
                return result
            if result.new_entries and await self._has_missed(feed.id, result, now):
                return result
            return await self._later(result, known, now) if is_trusted(known, now) else result
        except ArchiveError as error:
            log.warning("push_not_noted", feed=feed.id, error=type(error).__name__)
            return result

    async def _note(self, feed_id: int, offer: Offer, now: datetime) -> None:
        if self._offers is None:
            self._offers = await self._archive.read(subscriptions.offers)
        known = self._offers.get(feed_id)
        if (known is None and not offer.hubs) or known == (offer.hubs, offer.topic):
            return
        topic = offer.topic if offer.hubs or known is None else known[1]
        await self._archive.write(subscriptions.note_offer, feed_id, offer.hubs, topic, now)
        self._offers[feed_id] = offer.hubs, offer.topic

    async def _has_missed(self, feed_id: int, result: PollResult, now: datetime) -> bool:
        """Whether push should have brought what the poll found; then it is noted, and polls go at their own pace."""
        known = await self._archive.read(subscriptions.of_feed, feed_id)
        if known is None or (known.delivered_at is not None and known.delivered_at > now - ANNOUNCED):
            return False
        dates = [entry.published_at for entry in result.new_entries]
        if not is_missed([date for date in dates if date is None or date > known.state_since], now):
            return False
        await self._archive.write(subscriptions.note_missed, feed_id, now, now - ASK_AGAIN)
        self._delivering[feed_id] = replace(delivering(known), missed_at=now)
        self._metrics.push_missed.inc()
        log.info("push_missed", feed=feed_id, new=len(result.new_entries))
        return True

    async def _later(self, result: PollResult, known: Delivering, now: datetime) -> PollResult:
        """With a later next poll, which the archive is told of where the poll is noted there already."""
        if known.lease_until is None:
            return result
        due = stretched(now, result.next_poll_at, known.lease_until)
        if result.record is not None:
            return replace(result, next_poll_at=due, record=replace(result.record, next_poll_at=due))
        await self._archive.write(feeds.note_next_poll, result.feed_id, due)
        return replace(result, next_poll_at=due)


def delivering(known: Subscription) -> Delivering:
    """What trust goes by."""
    return Delivering(known.state == "active", known.lease_until, known.delivered_at, known.missed_at)
