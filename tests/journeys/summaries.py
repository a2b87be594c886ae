"""What a journey hears of a watchlist that has changed: one summary by each channel."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from tests.journeys.world import DESK

if TYPE_CHECKING:
    from tests.journeys.world import World
    from tests.servers.mail import Mail

NOBODY = json.dumps({"actors": [{"id": "nobody", "name": "Nobody at all"}]})


def mails(world: World) -> list[Mail]:
    """The summaries that the desk was sent."""
    return [
        mail
        for mail in world.mail.mails
        if mail.recipients == [DESK] and "marsad-summaries" in str(mail.message["List-Id"])
    ]


def calls(world: World) -> list[dict[str, Any]]:
    """The summaries that the webhook was called with."""
    return [call.event for call in world.hook.calls if call.event["type"] == "summary.created"]


async def told(world: World) -> None:
    """Wait for the summary by both channels, and a while longer for one too many."""
    await world.until(lambda: bool(mails(world) and calls(world)), "the summary")
    await asyncio.sleep(3)
