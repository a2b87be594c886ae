"""What is done now and then: forgetting by configuration, the heartbeat, and looking after feeds that keep failing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from archive import feeds, periods, retention
from gateway.outbound import OutboundFailed, OutboundRefused

if TYPE_CHECKING:
    from archive.nouns import Feed
    from gateway.outbound import Outbound
    from scheduler.foundation import Foundation
    from scheduler.operator import Operator

log = structlog.get_logger()

BATCH = 500
FAILING_AFTER = 5
DAY = timedelta(days=1)


async def forget_old(foundation: Foundation) -> None:
    """Forget raw pages and articles that are older than configured, in small transactions."""
    environment = foundation.environment
    while True:
        forgotten = await foundation.archive.write(
            retention.forget,
            foundation.clock(),
            raw_page_days=environment.raw_page_days or None,
            article_days=environment.article_days or None,
            limit=BATCH,
        )
        if not forgotten:
            return


async def ping_heartbeat(foundation: Foundation, outbound: Outbound) -> None:
    """Tell the outside that the service lives; silence there is what raises the alarm."""
    url = foundation.environment.heartbeat_url
    if not url:
        return
    try:
        await outbound.get(url, operated=True)
    except (OutboundFailed, OutboundRefused) as error:
        log.warning("heartbeat_failed", error=type(error).__name__)


def failing_feeds(enabled: list[Feed]) -> list[Feed]:
    """Feeds that have failed so often in a row that a person must look."""
    return [feed for feed in enabled if feed.failures >= FAILING_AFTER]


async def report_failing_feeds(foundation: Foundation, operator: Operator) -> None:
    """Tell the operator once a day which feeds keep failing, all in one notice; new ones are told as they come."""
    now = foundation.clock()
    failing = failing_feeds(await foundation.archive.read(feeds.enabled_feeds))
    fresh = [
        feed
        for feed in failing
        if await foundation.archive.write(periods.claim_period, f"feed-failing:{feed.id}", f"{now:%Y-%m-%d}", now)
    ]
    if fresh:
        names = "; ".join(f"{feed.name} ({feed.status})" for feed in fresh[:50])
        await operator.tell("feeds-failing", key=f"{now:%Y-%m-%dT%H:%M}", quiet=DAY, count=len(fresh), feeds=names)
