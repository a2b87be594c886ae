"""Looks every few seconds whether held alerts are to be told by now, and tells the operator what brought them.

All of it is in the archive, so it goes on without Redis; of several alerters that look at once, one tells.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from alerts.flood import manner
from alerts.notices import tell_operator
from archive.causes import CauseKind
from archive.database import ArchiveError
from archive.feeds import get_feeds
from archive.telling_held import is_telling_due, tell_held
from scheduler.operator import plan_notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.notices import NoticePlan
    from alerts.routing import Routing
    from archive.causes import Surge
    from archive.database import Archive

log = structlog.get_logger()

QUIET = timedelta(days=1)
_LONGEST_NAME = 80


class FloodWatch:
    """An alerter's part in it."""

    def __init__(
        self,
        archive: Archive,
        routing: Callable[[], Routing],
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._archive = archive
        self._routing = routing
        self._clock = clock
        self._wake = wake

    async def look(self) -> None:
        """Tell what is to be told; while the archive takes nothing, it waits there."""
        try:
            now = self._clock()
            if not await self._archive.read(is_telling_due, now):
                return
            causes = await self._archive.write(_tell, self._routing(), now)
        except ArchiveError as error:
            log.debug("held_alerts_put_off", error=type(error).__name__)
            return
        if causes is not None:
            log.info("held_alerts_told", causes=causes)
            self._wake()


def _tell(tx: Connection, routing: Routing, now: datetime) -> int | None:
    """How many feeds and rules brought what is told in summaries; None when another one was quicker."""
    surges = tell_held(tx, now, manner())
    if surges is None:
        return None
    for surge in surges:
        if surge.cause.kind is not CauseKind.FIRST_POLL:
            tell_operator(tx, _notice(tx, surge, routing), now)
    return len(surges)


def _notice(tx: Connection, surge: Surge, routing: Routing) -> NoticePlan:
    """A feed is named; a rule is not, for a notice may pass through other hands than an alert."""
    told = {"articles": surge.articles, "minutes": surge.minutes, "usual": round(surge.usual)}
    key, is_feed = str(surge.cause), surge.cause.kind is CauseKind.FEED
    if not is_feed:
        return plan_notice("flood-of-rule", routing, key=key, quiet=QUIET, **told)
    feeds = get_feeds(tx, [int(surge.cause.subject)])
    name = feeds[0].name[:_LONGEST_NAME] if feeds else surge.cause.subject
    return plan_notice("flood-of-feed", routing, key=key, quiet=QUIET, feed=name, number=surge.cause.subject, **told)
