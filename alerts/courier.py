"""Carries one claimed delivery: reads its message, sends it, and records how that ended until it is recorded."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import structlog

from alerts.message import AlertMessage, Reader
from alerts.options import Carried
from alerts.reading import read_message
from alerts.sending import Outcome, SendResult, Status
from alerts.settling import settle, settlement
from archive import failpoints
from archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from alerts.options import Observer, OutboxOptions
    from alerts.routing import Routing
    from alerts.sending import Channel
    from alerts.settling import Settlement
    from archive.database import Archive
    from archive.nouns import Delivery

log = structlog.get_logger()

# A sending must end while its lease still holds, with time left to record it.
_LEASE_SHARE = 0.75
_EVENTS = {
    Outcome.SENT: (logging.INFO, "delivery_sent"),
    Outcome.RETRY: (logging.WARNING, "delivery_to_retry"),
    Outcome.DEAD: (logging.ERROR, "delivery_given_up"),
}


class _Attempt(NamedTuple):
    """How a sending ended, and when what it tells was first seen, as far as that was read."""

    result: SendResult
    first_seen_at: datetime | None = None


class Courier:
    """Carries deliveries by one configuration; a reload makes another courier, those under way keep theirs."""

    def __init__(
        self,
        archive: Archive,
        channels: Mapping[str, Channel],
        routing: Routing,
        options: OutboxOptions,
        observer: Observer,
    ) -> None:
        self._archive = archive
        self._channels = channels
        self._routing = routing
        self._options = options
        self._observer = observer

    async def carry(self, delivery: Delivery, token: Callable[[], str], disabled: Collection[str]) -> SendResult:
        """Send it and record the outcome; ``token`` gives the delivery's lease token as it is by then."""
        began = time.monotonic()
        result, first_seen_at = await self._attempt(delivery)
        seconds = time.monotonic() - began
        options = self._options
        decided = settlement(
            delivery, result, self._routing, options.clock(), jitter=options.jitter(), disabled=disabled
        )
        self._count(delivery, decided, seconds, first_seen_at)
        self._tell(delivery, decided, seconds)
        if decided.outcome is Outcome.RETRY:
            failpoints.reach("before-mark-retry")
        await self._record(decided, token)
        return result

    async def _attempt(self, delivery: Delivery) -> _Attempt:
        """Never raises: an error nobody thought of costs this delivery an attempt, not the outbox its life."""
        try:
            async with asyncio.timeout(self._options.lease_seconds * _LEASE_SHARE):
                return await self._send(delivery)
        except Exception as error:  # noqa: BLE001 - its text may hold an address, so only its kind is told
            log.error("delivery_crashed", delivery=delivery.id, error=type(error).__name__)  # noqa: TRY400 - a traceback may hold an address
            return _Attempt(SendResult(Outcome.RETRY, Status.CRASHED))

    async def _send(self, delivery: Delivery) -> _Attempt:
        recipient = self._routing.recipient(delivery.recipient)
        if recipient is None:
            return _Attempt(SendResult(Outcome.DEAD, Status.RECIPIENT_GONE))
        channel = self._channels.get(delivery.channel)
        if channel is None:
            return _Attempt(SendResult(Outcome.RETRY, Status.CHANNEL_MISSING))
        reader = Reader(recipient.language, recipient.timezone)
        message = await self._archive.read(read_message, delivery, reader)
        if message is None:
            return _Attempt(SendResult(Outcome.DEAD, Status.CONTENT_GONE))
        failpoints.reach("before-send")
        result = await channel.send(message, recipient, delivery.message_key)
        return _Attempt(result, message.seen_at if isinstance(message, AlertMessage) else None)

    def _count(self, delivery: Delivery, decided: Settlement, seconds: float, first_seen_at: datetime | None) -> None:
        now = self._options.clock()
        committed_at = None if delivery.alert_id is None else delivery.created_at
        sending = Carried(
            channel_number=self._routing.channel_number(delivery.channel),
            outcome=decided.outcome.value,
            seconds=seconds,
            since_commit_seconds=_seconds_between(committed_at, now),
            since_first_seen_seconds=_seconds_between(first_seen_at, now),
        )
        self._observer.carried(sending)

    def _tell(self, delivery: Delivery, decided: Settlement, seconds: float) -> None:
        level, event = _EVENTS[decided.outcome]
        log.log(
            level,
            event,
            delivery=delivery.id,
            channel=self._routing.channel_number(delivery.channel),
            attempt=delivery.attempts,
            status=decided.status,
            seconds=round(seconds, 3),
        )

    async def _record(self, decided: Settlement, token: Callable[[], str]) -> None:
        """Try until it is written: what was accepted but not recorded would be sent again."""
        while True:
            used = token()
            try:
                written = await self._archive.write(settle, decided, used, self._options.clock())
            except ArchiveError as error:
                log.warning("delivery_not_recorded", delivery=decided.delivery_id, permanent=error.permanent)
                if error.permanent:
                    return
                await asyncio.sleep(self._options.record_pause_seconds)
            else:
                if written or used == token():
                    return


def _seconds_between(then: datetime | None, now: datetime) -> float | None:
    return None if then is None else (now - then).total_seconds()


def pause_of(result: SendResult, shortest: timedelta) -> timedelta | None:
    """How long the rest of the channel waits after this answer, or None."""
    if not result.pauses_channel:
        return None
    return max(result.retry_after or timedelta(0), shortest)
