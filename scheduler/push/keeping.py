"""Keeping subscriptions: asked for, renewed, let go of; each pass does what is due, claimed before a hub is asked."""

from __future__ import annotations

import asyncio
import random
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from archive import hub_changes, subscriptions
from archive.nouns import PushState
from scheduler.push.hub_calls import HubAnswer, ask_hub
from scrapers.push import leases, request
from scrapers.push.discovery import Offer, chosen_hub
from scrapers.push.request import Mode
from scrapers.push.steps import BETWEEN_MOVES, Step, next_step

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from archive.database import Archive
    from archive.nouns import Subscription
    from gateway.outbound import Outbound
    from scrapers.grants import FeedGrants
    from scrapers.tools import FeedAccess

log = structlog.get_logger()

_HAD = frozenset({PushState.ACTIVE, PushState.EXPIRED})
AT_ONCE = 16
AFTER_REFUSAL = timedelta(days=1)
AFTER_ENDING = timedelta(minutes=2)


class Keeping:
    """Does what is due; ``callback`` is the public address, None while push is not configured."""

    def __init__(
        self,
        archive: Archive,
        access: FeedAccess,
        stopped: Callable[[list[Subscription]], Awaitable[None]],
        clock: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._access = access
        self._stopped = stopped
        self._clock = clock
        self._random = random.Random()  # noqa: S311 - spreads load, keeps no secret
        self.callback: str | None = None
        self.outbound: Outbound | None = None

    async def run(self) -> None:
        """One pass; raises ArchiveError."""
        callback, now = self.callback, self._clock()
        waiting = await self._archive.read(
            subscriptions.waiting, now, AT_ONCE, callback=callback, moved_before=now - BETWEEN_MOVES
        )
        steps = [(known, next_step(known, now, callback=callback)) for known in waiting]
        await asyncio.gather(*(self._do(step, known, now) for known, step in steps))
        over = [known for known, step in steps if step is Step.EXPIRE and known.hubs]
        if over:
            await self._stopped(over)

    async def _do(self, step: Step, known: Subscription, now: datetime) -> None:
        if step is Step.SUBSCRIBE:
            await self._subscribe(known, now)
        elif step is Step.UNSUBSCRIBE:
            await self._unsubscribe(known, now)
        elif step is Step.EXPIRE:
            soon = max(now, known.state_since + leases.SHORTEST_RENEWAL)
            again = soon if known.hubs else now + subscriptions.NOT_AGAIN
            await self._archive.write(hub_changes.move, known, PushState.EXPIRED, now, again)
        elif step is Step.END:
            await self._archive.write(hub_changes.move, known, PushState.ENDED, now, now)

    async def _subscribe(self, known: Subscription, now: datetime) -> None:
        grants = self._access.grants_of(known.feed_url)
        hub = self._hub_for(known, grants)
        if hub is None or self.callback is None:
            await self._archive.write(hub_changes.move, known, PushState.REFUSED, now, now + AFTER_REFUSAL)
            return
        renews = known.token is not None and (known.hub, known.callback) == (hub, self.callback)
        token = known.token if renews and known.token else secrets.token_urlsafe(request.RANDOM_BYTES)
        secret = known.secret if renews and known.secret else secrets.token_hex(request.RANDOM_BYTES)
        state = known.state if renews and known.state in _HAD else PushState.PENDING
        asked = {"hub": hub, "callback": self.callback, "token": token, "secret": secret, "state": state.value}
        if await self._claim(known, Mode.SUBSCRIBE, now, self._retry(known), asked):
            await self._ask(known, Mode.SUBSCRIBE, hub, self.callback, token, secret, grants)

    async def _unsubscribe(self, known: Subscription, now: datetime) -> None:
        claimed = await self._claim(known, Mode.UNSUBSCRIBE, now, now + AFTER_ENDING, {"state": PushState.ENDING.value})
        if claimed and known.hub and known.callback and known.token:
            grants = self._access.grants_of(known.feed_url)
            await self._ask(known, Mode.UNSUBSCRIBE, known.hub, known.callback, known.token, "", grants)

    async def _claim(
        self, known: Subscription, mode: Mode, now: datetime, again: datetime, asked: dict[str, str]
    ) -> bool:
        return await self._archive.write(hub_changes.claim, known, now, again, {"asked_mode": mode.value, **asked})

    async def _ask(  # noqa: PLR0917 - what a hub is asked with
        self, known: Subscription, mode: Mode, hub: str, base: str, token: str, secret: str, grants: FeedGrants
    ) -> None:
        if self.outbound is None:
            return
        form = request.form(mode, request.callback_url(base, token), known.topic, secret, leases.ASKED_SECONDS)
        answer = await ask_hub(self.outbound, hub, form, grants.exception)
        log.info("hub_asked", feed=known.feed_id, mode=mode.value, answer=answer.value)
        if answer is HubAnswer.FORBIDDEN and mode is Mode.SUBSCRIBE:
            await self._refused(known.feed_id)

    async def _refused(self, feed_id: int) -> None:
        """The hub's name leads to where no connection is opened; a lease that still holds is left to its end."""
        known, now = await self._archive.read(subscriptions.of_feed, feed_id), self._clock()
        if known is not None and known.state in (PushState.PENDING, PushState.EXPIRED):
            await self._archive.write(hub_changes.move, known, PushState.REFUSED, now, now + AFTER_REFUSAL)

    def _hub_for(self, known: Subscription, grants: FeedGrants) -> str | None:
        """The hub to ask; none for a feed behind a proxy, which is there to keep apart what push would join."""
        outbound = self.outbound
        if outbound is None or grants.proxy is not None:
            return None
        return chosen_hub(Offer(known.hubs, known.topic), lambda hub: outbound.refuses(hub, grants.exception) is None)

    def _retry(self, known: Subscription) -> datetime:
        return self._clock() + leases.retry(known.failures + 1, self._random.random())
