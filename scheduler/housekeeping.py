"""What is done now and then: forgetting by configuration, the heartbeat, and looking after feeds that keep failing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

from alerts.notices import tell_operator
from alerts.wording import wording_for
from archive import feeds, periods, retention
from gateway.outbound_errors import OutboundFailed, OutboundRefused
from scheduler.operator import plan_notice
from scrapers.conduct import is_gone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from alerts.routing import Routing
    from archive.nouns import Feed
    from gateway.outbound import Outbound
    from scheduler.foundation import Foundation
    from scheduler.operator import Operator

log = structlog.get_logger()

BATCH = 500
FAILING_AFTER = 5
MOST_NAMED = 50


async def forget_old(foundation: Foundation) -> None:
    """Forget raw pages and articles that are older than configured, in small transactions."""
    environment = foundation.environment
    while True:
        forgotten = await foundation.archive.write(
            retention.forget,
            foundation.clock(),
            raw_page_days=environment.raw_page_days,
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
        reply = await outbound.get(url, operated=True)
    except (OutboundFailed, OutboundRefused) as error:
        log.warning("heartbeat_failed", error=type(error).__name__)
    else:
        if reply.status >= HTTPStatus.MULTIPLE_CHOICES:
            log.warning("heartbeat_failed", status=reply.status)


def failing_feeds(enabled: list[Feed]) -> list[Feed]:
    """Feeds that have failed so often in a row that a person must look, or that are gone and asked only once a week."""
    return [feed for feed in enabled if feed.failures >= FAILING_AFTER or is_gone(feed.conduct)]


async def report_failing_feeds(foundation: Foundation, operator: Operator) -> None:
    """Tell the operator once a day which feeds keep failing, all in one notice; new ones are told as they come."""
    failing = failing_feeds(await foundation.archive.read(feeds.enabled_feeds))
    if failing:
        await operator.tell_by(partial(_announce, failing=failing))


def _announce(tx: Connection, routing: Routing, now: datetime, *, failing: list[Feed]) -> int | None:
    """Claim each feed's day and announce those not told of today, in one transaction: a crash does neither or both."""
    fresh = [feed for feed in failing if periods.claim_period(tx, f"feed-failing:{feed.id}", f"{now:%Y-%m-%d}", now)]
    if not fresh:
        return None
    names = "; ".join(f"{feed.name} ({feed.status})" for feed in fresh[:MOST_NAMED])
    key = f"{now:%Y-%m-%dT%H:%M}"
    plan = plan_notice("feeds-failing", routing, key=key, count=len(fresh), feeds=names)
    advice = advice_on((feed.status for feed in fresh), routing.operator.language)
    return tell_operator(tx, replace(plan, lines=plan.lines + advice), now)


def advice_on(statuses: Iterable[str], language: str) -> tuple[str, ...]:
    """What to do about feeds of these statuses, a line for each; a status of no failure needs none."""
    known = wording_for(language).feed_advice
    return tuple(f"{status}: {known[status]}." for status in dict.fromkeys(statuses) if status in known)
