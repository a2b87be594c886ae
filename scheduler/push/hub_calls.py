"""Asking a hub for something: one POST, judged by the address policy, and a redirect or two (WebSub, section 5.1)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from gateway.outbound_errors import OutboundFailed, OutboundRefused
from scrapers.push.request import FORM_TYPE, REDIRECTS, is_accepted

if TYPE_CHECKING:
    from gateway.addresses import Target
    from gateway.outbound import Outbound

DEADLINE_SECONDS = 15.0
MOST_REDIRECTS = 3
_REPLY_BYTES = 1024


class HubAnswer(StrEnum):
    """What came of it."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    FORBIDDEN = "forbidden"
    SILENT = "silent"


async def ask_hub(outbound: Outbound, hub: str, form: bytes, exception: Target | None) -> HubAnswer:
    """Ask; never raises for what a hub does. The exception holds for the feed's own host and port alone."""
    for _ in range(1 + MOST_REDIRECTS):
        try:
            reply = await outbound.post(
                hub,
                headers={"Content-Type": FORM_TYPE},
                body=form,
                exception=exception,
                deadline_seconds=DEADLINE_SECONDS,
                reply_limit=_REPLY_BYTES,
            )
        except OutboundRefused:
            return HubAnswer.FORBIDDEN
        except OutboundFailed:
            return HubAnswer.SILENT
        location = reply.headers.get("Location")
        if reply.status not in REDIRECTS or location is None:
            return HubAnswer.ACCEPTED if is_accepted(reply.status) else HubAnswer.DECLINED
        try:
            hub = urljoin(hub, location)
        except ValueError:
            return HubAnswer.DECLINED
    return HubAnswer.DECLINED
