"""What is done now and then: forgetting by configuration, and the heartbeat."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

from archive import retention
from gateway.outbound_errors import OutboundFailed, OutboundRefused
from scrapers.copies.index import WINDOW

if TYPE_CHECKING:
    from gateway.outbound import Outbound
    from scheduler.foundation import Foundation

log = structlog.get_logger()

BATCH = 500


async def forget_old(foundation: Foundation) -> None:
    """Forget raw pages and articles that are older than configured, and old fingerprints, in small transactions."""
    environment = foundation.environment
    while True:
        forgotten = await foundation.archive.write(
            retention.forget,
            foundation.clock(),
            raw_page_days=environment.raw_page_days,
            article_days=environment.article_days or None,
            limit=BATCH,
            window=WINDOW,
        )
        if not forgotten:
            break


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
