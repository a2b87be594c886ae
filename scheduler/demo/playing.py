"""Lets the scenario happen on time around a running service, and waits for what must come of it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from scheduler.demo.oracle import CHANNELS
from scheduler.demo.tally import tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scheduler.demo.nouns import Event, ExpectedAlert
    from scheduler.demo.stage import Stage

_START_SECONDS = 60.0
_DRAIN_SECONDS = 60.0
# Long enough for a second sending of anything to show.
_SETTLE_SECONDS = 4.0
_LOOK_SECONDS = 0.1


class ServiceEndedError(Exception):
    """The service ended, or did not begin its work, while it was needed; the message holds its last words."""


async def play(stage: Stage, events: Iterable[Event]) -> None:
    """Let each event happen at its second, counted from the first poll; those of second 0 before the service starts."""
    began: float | None = None
    for event in events:
        if event.at_seconds > 0:
            began = await _begin(stage) if began is None else began
            await _wait_until(stage, began + event.at_seconds)
        stage.newsroom.happen(event)


async def drain(stage: Stage, expected: frozenset[ExpectedAlert]) -> None:
    """Wait until everything published is archived and everything expected delivered, or until that takes too long."""
    wanted = {(channel, alert) for channel in CHANNELS for alert in expected}

    def complete() -> bool:
        landed = {(one.channel, one.alert) for one in stage.desk.landed}
        return wanted <= landed and tally(stage.service.archive).archived >= stage.newsroom.entries_published

    await _wait(stage, complete, _DRAIN_SECONDS)
    await asyncio.sleep(_SETTLE_SECONDS)


async def _begin(stage: Stage) -> float:
    """Start the service; the moment at which it has read a feed for the first time."""
    await stage.service.start()
    if not await _wait(stage, lambda: any(site.shown for site in stage.newsroom.sites.values()), _START_SECONDS):
        raise ServiceEndedError(f"the service polls nothing\n{stage.service.last_words()}")
    return time.monotonic()


async def _wait_until(stage: Stage, moment: float) -> None:
    await _wait(stage, lambda: time.monotonic() >= moment, float("inf"))


async def _wait(stage: Stage, fulfilled: Callable[[], bool], longest_seconds: float) -> bool:
    """Whether it was fulfilled in time; raises when the service ends meanwhile."""
    end = time.monotonic() + longest_seconds
    while not fulfilled():
        if not stage.service.running:
            raise ServiceEndedError(f"the service has ended\n{stage.service.last_words()}")
        if time.monotonic() > end:
            return False
        await asyncio.sleep(_LOOK_SECONDS)
    return True
