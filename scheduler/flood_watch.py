"""Looks every few seconds whether held alerts are to be told by now, and tells the operator what brought them.

All of it is in the archive, so it goes on without Redis; of several alerters that look at once, one tells.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from alerts.flood import FloodGuard
from alerts.notices import tell_operator
from archive.causes import CauseKind
from archive.database import ArchiveError
from archive.feeds import get_feeds
from archive.telling_held import is_telling_due, tell_held
from scheduler.operator import plan_notice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.notices import NoticePlan
    from alerts.routing import Routing
    from archive.causes import Surge
    from archive.database import Archive
    from archive.guards import Guard
    from archive.telling_held import Told
    from scheduler.metrics import Metrics

log = structlog.get_logger()

QUIET = timedelta(days=1)
MOST_NOTICES = 5
_LONGEST_NAME = 80


class FloodWatch:
    """An alerter's part in it."""

    def __init__(
        self,
        archive: Archive,
        routing: Callable[[], Routing],
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        metrics: Metrics,
    ) -> None:
        self._archive = archive
        self._routing = routing
        self._clock = clock
        self._wake = wake
        self._metrics = metrics

    async def look(self) -> None:
        """Tell what is to be told; while the archive takes nothing, it waits there."""
        try:
            now, routing = self._clock(), self._routing()
            if not await self._archive.read(is_telling_due, now, _guard(routing)):
                return
            told = await self._archive.write(_tell, routing, now)
        except ArchiveError as error:
            log.debug("held_alerts_put_off", error=type(error).__name__)
            return
        if told is not None:
            log.info("held_alerts_told", causes=len(told.surges))
            self._metrics.told_together.inc(told.alerts)
            self._wake()


def _guard(routing: Routing) -> Guard:
    """Also what was held before the guard was taken off is told."""
    return routing.flood or FloodGuard()


def _tell(tx: Connection, routing: Routing, now: datetime) -> Told | None:
    """What is told in summaries, and to the operator what brought most; None when another one was quicker."""
    told = tell_held(tx, now, _guard(routing))
    for notice in _notices(tx, told.surges, routing) if told else ():
        tell_operator(tx, notice, now)
    return told


def _notices(tx: Connection, surges: Sequence[Surge], routing: Routing) -> list[NoticePlan]:
    """A notice of each feed, the greatest of many; of many rules one, for it could not say which it is about."""
    greatest = sorted(surges, key=lambda surge: -surge.articles)
    feeds = [surge for surge in greatest if surge.cause.kind is CauseKind.FEED][:MOST_NOTICES]
    rules = [surge for surge in greatest if surge.cause.kind is CauseKind.RULE][:1]
    return [_notice(tx, surge, routing) for surge in (*feeds, *rules)]


def _notice(tx: Connection, surge: Surge, routing: Routing) -> NoticePlan:
    """A feed is named; a rule is not, for a notice may pass through other hands than an alert."""
    told = {"articles": surge.articles, "minutes": surge.minutes, "usual": round(surge.usual)}
    if surge.cause.kind is CauseKind.RULE:
        return plan_notice("flood-of-rule", routing, key="rules", quiet=QUIET, **told)
    feeds = get_feeds(tx, [int(surge.cause.subject)])
    name = feeds[0].name[:_LONGEST_NAME] if feeds else surge.cause.subject
    return plan_notice(
        "flood-of-feed", routing, key=str(surge.cause), quiet=QUIET, feed=name, number=surge.cause.subject, **told
    )
