"""What a request at a callback means and changes; the port hands them in, and says what is decided here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive import hub_changes, subscriptions
from archive.nouns import PushState
from scrapers.push import leases
from scrapers.push.reading import Content
from scrapers.push.request import is_token
from scrapers.push.signature import is_signed
from scrapers.push.steps import has_lease, takes_content
from scrapers.push.verification import Awaited, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import Subscription
    from scrapers.push.verification import Judged


KEPT_SECONDS = 10.0


class Outcome(StrEnum):
    """How a request at a callback ended."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    NOT_OURS = "not_ours"
    UNKNOWN = "unknown"
    DELIVERED = "delivered"
    UNSIGNED = "unsigned"
    TOO_BIG = "too_big"
    TIMEOUT = "timeout"
    CROWDED = "crowded"
    NOT_KEPT = "not_kept"


@dataclass(frozen=True, slots=True)
class Said:
    """The answer."""

    outcome: Outcome
    status: HTTPStatus
    text: str = ""


_NOT_OURS = Said(Outcome.NOT_OURS, HTTPStatus.NOT_FOUND)


class Callbacks:
    """Judges requests by what the archive has of their callback; all raise ArchiveError."""

    def __init__(
        self,
        archive: Archive,
        arrived: Callable[[Content], Awaitable[asyncio.Future[bool]]],
        stopped: Callable[[list[Subscription]], Awaitable[None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._arrived = arrived
        self._stopped = stopped
        self._clock = clock

    async def find(self, token: str) -> Subscription | None:
        """The subscription of this callback."""
        return await self._archive.read(subscriptions.of_token, token) if is_token(token) else None

    async def verify(self, known: Subscription, query: Mapping[str, str]) -> Said:
        """A hub asks whether we meant what it was asked, or denies it."""
        now = self._clock()
        judged = judge(query, Awaited(known.asked_mode, known.topic, has_lease(known, now)))
        if judged.verdict is Verdict.NOT_OURS:
            return _NOT_OURS
        if judged.verdict is Verdict.DENIED:
            return await self._denied(known, now)
        if judged.verdict is Verdict.CONFIRMED_BEFORE or await self._confirm(known, judged, now):
            return Said(Outcome.CONFIRMED, HTTPStatus.OK, judged.challenge)
        return _NOT_OURS

    async def deliver(
        self, known: Subscription, body: bytes, content_type: str | None, signature: str | None
    ) -> Said | asyncio.Future[bool]:
        """Content for a subscription that takes it: whether it is kept, which is known once it is read.

        Without the right signature it is ignored, which nobody learns.
        """
        if not await asyncio.to_thread(is_signed, body, known.secret or "", signature):
            await self._archive.write(subscriptions.reject, known.feed_id)
            return Said(Outcome.UNSIGNED, HTTPStatus.ACCEPTED)
        return await self._arrived(Content(known.feed_id, known.topic, body, content_type, self._clock()))

    async def kept(self, reading: asyncio.Future[bool]) -> Said:
        """The answer once the entries are remembered, and no sooner: a hub that is told so forgets the content."""
        done, _ = await asyncio.wait([reading], timeout=KEPT_SECONDS)
        if done and reading.result():
            return Said(Outcome.DELIVERED, HTTPStatus.ACCEPTED)
        return Said(Outcome.NOT_KEPT, HTTPStatus.SERVICE_UNAVAILABLE)

    def refuse(self, known: Subscription | None) -> Said | None:
        """What to say at once to a delivery that nobody waits for: the hub is to end it."""
        is_wanted = known is not None and bool(known.secret) and takes_content(known)
        return None if is_wanted else Said(Outcome.UNKNOWN, HTTPStatus.GONE)

    async def _confirm(self, known: Subscription, judged: Judged, now: datetime) -> bool:
        if judged.verdict is Verdict.CONFIRM_END:
            return await self._archive.write(hub_changes.confirm_end, known, now)
        until, renew_at = now + judged.lease, now + leases.renewal(judged.lease)
        return await self._archive.write(hub_changes.confirm, known, now, until, renew_at)

    async def _denied(self, known: Subscription, now: datetime) -> Said:
        again = now + leases.AFTER_DENIAL
        moved = await self._archive.write(hub_changes.move, known, PushState.DENIED, now, again)
        if moved and known.state is PushState.ACTIVE:
            await self._stopped([known])
        return Said(Outcome.DENIED, HTTPStatus.OK)


def hub_host(known: Subscription) -> str:
    """How a hub is named to the operator."""
    return urlsplit(known.hub or "").hostname or "?"
